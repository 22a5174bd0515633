"""The portal's addresses that mails link to; the portal's tests compare them with its own."""

from datetime import date
from urllib.parse import quote

from societaire.identity.links import Purpose
from societaire.values import PersonId, Siren

ACTIVATION = "/activation/{token}"
RESET = "/mot-de-passe/nouveau/{token}"
INVITATION = "/invitation/{token}"
COMPANY = "/s/{siren}/"
ACCESSES = "/s/{siren}/preferences/acces"
DETAILS = "/s/{siren}/preferences/coordonnees"
CHOICES = "/s/{siren}/preferences/notifications"
CONTRACT = "/s/{siren}/contrats/{contract}"
DECLARATION = "/s/{siren}/contrats/{contract}/releves/{start}"
CLAIMS = "/s/{siren}/sinistres"
CLAIM = "/s/{siren}/sinistres/{claim}"
UNSUBSCRIBE = "/desinscription/{sealed}"
SIGN_IN = "/connexion"
PASSWORD_HELP = "/mot-de-passe-oublie"  # noqa: S105 - an address
AGENCIES = "/agences"
FOR_ACCOUNT = "compte"
"""The parameter that tells which account a link was written for, so that the portal can explain a mismatch."""

_OF_PURPOSES = {Purpose.ACTIVATION: ACTIVATION, Purpose.RESET: RESET, Purpose.INVITATION: INVITATION}


def link_path(purpose: Purpose, token: str) -> str:
    """Where a single-use link leads."""
    return _OF_PURPOSES[purpose].format(token=quote(token, safe=""))


def company_path(
    siren: Siren,
    person_id: PersonId,
    page: str = COMPANY,
    contract: str = "",
    start: date | None = None,
    claim: str = "",
) -> str:
    """Where a mail about a company leads, for the account that it was written to."""
    path = page.format(siren=siren, contract=quote(contract, safe=""), start=start, claim=quote(claim, safe=""))
    return f"{path}?{FOR_ACCOUNT}={quote(person_id, safe='')}"


def unsubscribe_path(sealed: str) -> str:
    """Where a mail that was asked for can be ended without signing in."""
    return UNSUBSCRIBE.format(sealed=quote(sealed, safe=""))
