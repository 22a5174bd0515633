"""Words of the messages."""

from typing import Protocol

from societaire.notifications import MailContent
from societaire.ports.mail import Mail


class MailComposer(Protocol):
    """Writes a message in the reader's language, with the portal's public addresses."""

    def compose(self, content: MailContent) -> Mail:
        """The mail of a message, ready to be sent; its Message-ID depends on the message alone."""
