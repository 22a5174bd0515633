"""What a declaration asks, as data: sections of fields and tables, and the rules that hold between them (RULES E3)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from societaire.declarations.terms import Terms

Figure = Decimal | int | date | bool | str
"""What a field says: a Decimal for amounts, decimals and percents, an int for counts, True for a tick or a yes."""
Figures = Mapping[str, Figure]
"""By path: `turnover_total`, `activities.0.amount` (table, row from 0, column). What was not answered is absent."""


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
    """The code of an activity of the nomenclature (the field's `options`), or a few words for another one."""
    TEXT = "text"
    LONG_TEXT = "long_text"
    TICK = "tick"


@frozen
class Field:
    """One question; `heading` names the declared base of the insurer's records that it feeds.

    `recalls` is the heading whose value of last year shows beside it: the same unless told, none when empty. `when`
    asks the field only while another one (a tick, a yes_no or a choice) has that value; in a table, another column.
    `initial` names the day that it is filled in with at first: the `start` or the `end` of the period.
    """

    id: str
    kind: FieldKind
    required: bool = False
    heading: str | None = None
    recalls: str | None = None
    options: tuple[str, ...] = ()
    when: tuple[str, str] | None = None
    initial: str | None = None


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
class Total:
    """A sum that shows live and is made again on the server: of fields, and of whole columns (`activities.*.amount`).

    `times` names columns of percents by which each row is multiplied; `equals` the field that should say the same.
    """

    id: str
    of: tuple[str, ...]
    times: tuple[str, ...] = ()
    equals: str | None = None
    recalls: str | None = None
    kind: FieldKind = FieldKind.AMOUNT


@frozen
class Section:
    """A part of the form with its own title.

    `products` keeps it to the contracts of these products, `not_for` leaves it out of those of these.
    """

    id: str
    items: tuple[Field | FieldTable, ...]
    totals: tuple[Total, ...] = ()
    products: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()

    def is_for(self, product: str) -> bool:
        """Whether a contract of this product is asked it."""
        return (not self.products or product in self.products) and product not in self.not_for


class Severity(StrEnum):
    """An error blocks sending, a warning asks for a reason that travels with the declaration, information informs."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@frozen
class Example:
    """What somebody typed under some terms, by path: it shows what a rule lets through, or what it finds."""

    entries: tuple[tuple[str, str], ...]
    terms: Terms


@frozen
class RuleUse:
    """A rule of `societaire.declarations.rules` by its name, with its parameters; `code` names what it finds."""

    rule: str
    code: str
    severity: Severity
    parameters: tuple[tuple[str, object], ...] = ()
    source: str = ""
    """Where the rule comes from when the law says it, e.g. `L113-2 C. ass.`."""
    when_nil: bool = False
    """Whether it holds too when the member declares no activity at all."""
    passing: Example | None = field(default=None, eq=False)
    failing: Example | None = field(default=None, eq=False)


@frozen(cache_hash=True)
class Form:
    """A form as an insurer gives it; a declaration keeps the code and the version that it was filled in with.

    `nil` is the tick by which the member declares no activity at all: nothing outside its section is then required.
    """

    code: str
    version: int
    sections: tuple[Section, ...]
    rules: tuple[RuleUse, ...] = ()
    nil: str | None = None

    def items(self) -> Iterator[Field | FieldTable]:
        """Every field and table, in order."""
        for section in self.sections:
            yield from section.items

    def totals(self) -> Iterator[Total]:
        """Every total, in order."""
        for section in self.sections:
            yield from section.totals
