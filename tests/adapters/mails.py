"""A mail, and who it comes from."""

from datetime import UTC, datetime
from email.headerregistry import Address

from societaire.ports.mail import Mail
from societaire.values import Email

SENDER = "Mutuelle <ne-pas-repondre@example.fr>"
FROM = Address("Mutuelle", "ne-pas-repondre", "example.fr")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG = "https://espace.example.fr/preferences/" + "x" * 200
MAIL = Mail(Email("claire@example.fr"), "Été", "Bonjour Zoë\n", "<p>Bonjour Zoë</p>\n", "<1@example.fr>")
