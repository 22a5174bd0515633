"""What each profile may do in a company: one table (RULES C9)."""

from enum import StrEnum
from types import MappingProxyType

from societaire.companies.access import Access, CompanyClosedToYou, Profile
from societaire.errors import NotAllowed


class Action(StrEnum):
    """Everything that can be asked of a company's space."""

    CONSULT = "consult"
    DOWNLOAD = "download"
    DECLARE_BASES = "declare_bases"
    DECLARE_CLAIM = "declare_claim"
    ASK_CALL_BACK = "ask_call_back"
    UPDATE_DETAILS = "update_details"
    SEE_ACCESSES = "see_accesses"
    CHOOSE_NOTIFICATIONS = "choose_notifications"
    MANAGE_ACCESSES = "manage_accesses"


class ProfileTooLow(NotAllowed):
    """The company is the person's to see, this act is not theirs."""

    code = "profile_too_low"


_BOTH = frozenset(Profile)

ALLOWED = MappingProxyType(
    {
        Action.CONSULT: _BOTH,
        Action.DOWNLOAD: _BOTH,
        Action.DECLARE_BASES: _BOTH,
        Action.DECLARE_CLAIM: _BOTH,
        Action.ASK_CALL_BACK: _BOTH,
        Action.UPDATE_DETAILS: _BOTH,
        Action.SEE_ACCESSES: _BOTH,
        Action.CHOOSE_NOTIFICATIONS: _BOTH,
        Action.MANAGE_ACCESSES: frozenset({Profile.ADMINISTRATOR}),
    }
)


def authorize(access: Access | None, action: Action) -> Access:
    """The access when it allows the action.

    Raises:
        CompanyClosedToYou: there is no live access.
        ProfileTooLow: the profile does not allow the action.
    """
    if access is None or not access.is_live:
        raise CompanyClosedToYou()
    if access.profile not in ALLOWED[action]:
        raise ProfileTooLow(action=action)
    return access
