"""What the rules find in a declaration: all at once, each tied to its fields."""

import re

from attrs import frozen

from societaire.declarations.forms import Severity
from societaire.errors import Value
from societaire.values import folded

_OTHER = re.compile(r"[^a-z0-9]+")


@frozen
class Finding:
    """One thing found; the first of `paths` is where it shows (`turnover_total`, `activities.2.amount`).

    `about` names the row by what it says rather than by its place: rows move, reasons stay.
    """

    code: str
    severity: Severity
    paths: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    about: str = ""

    @property
    def key(self) -> str:
        """What a typed reason is kept under: the same finding about the same thing, in plain letters for any page."""
        about = _OTHER.sub("-", folded(self.about)).strip("-")
        return ":".join((self.code, *([about] if about else self.paths[:1])))
