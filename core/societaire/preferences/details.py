"""How a company is reached: what changes at once, the second of two writers seeing what the first did (RULES F1)."""

from collections.abc import Callable

from attrs import frozen

from societaire.companies.company import Company
from societaire.errors import Conflict, Invalid, Problem

_LONGEST = 254


class DetailsChanged(Conflict):
    """Somebody changed the company's details since the page was shown: nothing was written."""

    code = "details_changed"


@frozen
class Details:
    """A telephone number and an e-mail address as kept; one of them may be unknown."""

    phone: str | None = None
    email: str | None = None

    def applied(self, company: Company, present: "Details") -> tuple[Company, tuple[str, ...]]:
        """The company with these details, and the names of those that differ: they now win over an export.

        `present` are the company's own in the form that is kept: the same number spelt otherwise is no change.
        """
        names = tuple(name for name in ("email", "phone") if getattr(self, name) != getattr(present, name))
        changed = company
        if "phone" in names:
            changed = changed.with_phone(self.phone)
        if "email" in names:
            changed = changed.with_email(self.email)
        return changed, names


def checked_details(
    phone: str, email: str, as_phone: Callable[[str], str | None], as_email: Callable[[str], str | None]
) -> Details:
    """What was typed, in the form that is kept; raises Invalid (RULES F1).

    Something unusual is taken as it is: only what is no number, or no address, at all is refused.
    """
    problems = []
    number, address = phone.strip(), email.strip()
    kept_number = as_phone(number) if number and len(number) <= _LONGEST else None
    kept_address = as_email(address) if address and len(address) <= _LONGEST else None
    if number and kept_number is None:
        problems.append(Problem("phone", "phone_malformed"))
    if address and kept_address is None:
        problems.append(Problem("email", "email_malformed"))
    if not number and not address:
        problems.append(Problem("phone", "details_missing"))
    if problems:
        raise Invalid(problems)
    return Details(kept_number, kept_address)
