"""What was changed in the portal against what an export says of it: the portal wins until both say the same."""

import re
from collections.abc import Mapping

from attrs import frozen

from societaire.companies.company import Address
from societaire.records.rows import CompanyRow, ContractRow
from societaire.values import folded

ADDRESS = ("street", "postal_code", "city")
PARTS: Mapping[str, tuple[str, ...]] = {"phone": ("phone",), "email": ("email",), "address": ADDRESS}
"""What may be changed in the portal, and the columns of an export that speak of it."""


@frozen
class Own:
    """What is stored of a row's company or contract, and what of it was changed in the portal (`names`, of PARTS)."""

    key: str
    names: frozenset[str]
    address: Address = Address()
    phone: str | None = None
    email: str | None = None

    def value(self, part: str) -> str | None:
        """What is stored under that column."""
        found: str | None = getattr(self.address if part in ADDRESS else self, part)
        return found


@frozen
class Weighed:
    """What a row agrees with, and what of it is not applied because the portal says otherwise; names of PARTS."""

    agreed: frozenset[str]
    superseded: frozenset[str]


def weighed(own: Own, row: CompanyRow | ContractRow) -> Weighed:
    """Weigh a row; an empty column says nothing, and neither agrees nor disagrees.

    Case, accents, punctuation and spaces do not matter: back offices spell addresses in their own way.
    """
    agreed, superseded = set(), set()
    for name in own.names:
        given = {part: text for part in PARTS[name] if (text := getattr(row, part)) is not None}
        same = _phone if name == "phone" else _text
        if any(same(text) != same(own.value(part) or "") for part, text in given.items()):
            superseded.add(name)
        elif given and all(part in given for part in PARTS[name] if own.value(part)):
            agreed.add(name)
    return Weighed(frozenset(agreed), frozenset(superseded))


def _phone(text: str) -> str:
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    return re.sub(r"^(?:\+|00)33(?=[1-9])", "0", digits)


def _text(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))
