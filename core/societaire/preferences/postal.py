"""What is unusual in a French postal address: flagged for whoever decides, never blocked (RULES F2)."""

import re

from societaire.companies.company import Address
from societaire.errors import Invalid, Problem
from societaire.values import folded

LONGEST_PART = 120
_CODE = re.compile(r"[0-9]{5}")
# 20 is Corsica (2A and 2B), 980 Monaco; 96 and 99 are nobody's. Overseas departments have three digits.
_MAINLAND = frozenset(f"{number:02}" for number in range(1, 96))
_OVERSEAS = frozenset({"971", "972", "973", "974", "975", "976", "977", "978", "980", "984", "986", "987", "988"})
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
    code = (address.postal_code or "").replace(" ", "")
    if not _CODE.fullmatch(code):
        flags.append("postal_code_form")
    elif code[:2] not in _MAINLAND and code[:3] not in _OVERSEAS:
        flags.append("postal_code_department")
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
