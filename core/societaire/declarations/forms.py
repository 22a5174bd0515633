"""What a declaration asks, as data: sections of fields and tables, and the rules that hold between them (RULES E3)."""

from enum import StrEnum

from attrs import field, frozen


class FieldKind(StrEnum):
    """How the text of a field is read, and what it stands for."""

    AMOUNT = "amount"
    """Euros before tax, two decimals at most."""
    COUNT = "count"
    """A whole number of persons or things."""
    DECIMAL = "decimal"
    """A number that may have two decimals, e.g. full-time equivalents."""
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One of the field's `options`."""
    ACTIVITY = "activity"
    """The code of an activity of the nomenclature."""
    TEXT = "text"
    LONG_TEXT = "long_text"
    TICK = "tick"


@frozen
class Field:
    """One question; `heading` names the declared base of the insurer's records that it feeds, and last year's value.

    `when` shows the field only while another one (a tick, a yes_no or a choice) has that value.
    """

    id: str
    kind: FieldKind
    required: bool = False
    heading: str | None = None
    options: tuple[str, ...] = ()
    when: tuple[str, str] | None = None


@frozen
class FieldTable:
    """Rows of the same columns, added and removed at will; `nil` is the tick that says there is none."""

    id: str
    columns: tuple[Field, ...]
    most_rows: int = 200
    required: bool = False
    nil: str | None = None
    when: tuple[str, str] | None = None


@frozen
class Section:
    """A part of the form with its own title."""

    id: str
    items: tuple[Field | FieldTable, ...]


class Severity(StrEnum):
    """An error blocks sending, a warning asks for a reason that travels with the declaration, information informs."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@frozen
class RuleUse:
    """A rule of `societaire.declarations.rules` by its name, with its parameters; `code` names what it finds."""

    rule: str
    code: str
    severity: Severity
    parameters: tuple[tuple[str, object], ...] = ()
    source: str = ""
    """Where the rule comes from when the law says it, e.g. `L113-2 C. ass.`."""


@frozen
class Form:
    """A form as an insurer gives it; a declaration keeps the code and the version that it was filled in with."""

    code: str
    version: int
    sections: tuple[Section, ...]
    rules: tuple[RuleUse, ...] = field(default=())
