"""Postal codes of French addresses, overseas ones included."""

import re

from societaire.typed.numbers import Fault

_CODE = re.compile(r"[0-9]{5}")
# 20 is Corsica (2A and 2B), 980 Monaco; 96 and 99 are nobody's. Overseas departments have three digits.
_MAINLAND = frozenset(f"{number:02}" for number in range(1, 96))
_OVERSEAS = frozenset({"971", "972", "973", "974", "975", "976", "977", "978", "980", "984", "986", "987", "988"})


def read_postal_code(text: str) -> str | Fault:
    """Five digits, spaces left out; a fault for another form, or for a department that does not exist."""
    code = "".join(text.split())
    if not _CODE.fullmatch(code):
        return Fault("postal_code_form")
    return code if code[:2] in _MAINLAND or code[:3] in _OVERSEAS else Fault("postal_code_department")
