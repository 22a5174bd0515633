"""What the rules find in a declaration: all at once, each tied to its fields."""

from attrs import frozen

from societaire.declarations.forms import Severity
from societaire.errors import Value


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
        """What a typed reason is kept under: the same finding about the same thing."""
        return ":".join((self.code, *([self.about] if self.about else self.paths[:1])))
