"""Telephone numbers and e-mail addresses judged by a plain rule, for tests."""

import re

from attrs import frozen

from societaire.values import Email

_NUMBER = re.compile(r"\+?\d{8,15}")


@frozen
class PlainChecks:
    """The ContactChecks port: eight to fifteen digits are a number, what can be a sign-in address is an address."""

    def phone(self, text: str) -> str | None:
        digits = re.sub(r"[\s.\-()]", "", text)
        number = re.sub(r"^(?:\+|00)33", "0", digits)
        return number if _NUMBER.fullmatch(number) else None

    def email(self, text: str) -> str | None:
        try:
            return Email(text).address
        except ValueError:
            return None
