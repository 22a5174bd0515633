"""What is unusual in a French postal address: flagged for whoever decides, never blocked (RULES F2)."""

import re

from societaire.companies.company import Address
from societaire.errors import Invalid, Problem
from societaire.typed.numbers import Fault
from societaire.typed.postal import read_postal_code
from societaire.values import folded

LONGEST_PART = 120
# Where no number is expected: post-office boxes, business mail, hamlets, business parks.
_NUMBERLESS = re.compile(r"\b(?:bp|cs|tsa|cedex|lieu dit|lieudit|hameau|z ?a|z ?i|z ?a ?c|zone|parc)\b")


def checked_address(street: str, postal_code: str, city: str, present: Address) -> Address:
    """What was typed, spaces set right; raises Invalid for what is no other address at all, and for nothing else."""
    typed = {"street": street, "postal_code": postal_code, "city": city}
    parts = {name: _on_one_line(text) for name, text in typed.items()}
    problems = [
        Problem.of(name, "address_too_long", maximum=LONGEST_PART)
        for name, text in parts.items()
        if len(text) > LONGEST_PART
    ]
    if not parts["city"]:
        problems.append(Problem("city", "address_city_missing"))
    wanted = Address(*(parts[name] or None for name in ("street", "postal_code", "city")))
    if not problems and wanted == present:
        problems.append(Problem("", "address_unchanged"))
    if problems:
        raise Invalid(problems)
    return wanted


def to_check(address: Address) -> tuple[str, ...]:
    """The codes of what is unusual in the address, for staff to look at; empty when nothing is."""
    flags = []
    code = read_postal_code(address.postal_code or "")
    if isinstance(code, Fault):
        flags.append(code.code)
    if not address.street:
        flags.append("street_missing")
    elif not any(c.isdigit() for c in address.street) and not _is_numberless(address):
        flags.append("number_missing")
    return tuple(flags)


def _on_one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _is_numberless(address: Address) -> bool:
    words = re.sub(r"[^a-z0-9]+", " ", folded(f"{address.street} {address.city}"))
    return _NUMBERLESS.search(words) is not None
