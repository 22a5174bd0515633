"""Everything that is found in a declaration, at once, in the form's order; and what keeps it from being sent."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from societaire.declarations.entries import Entries, asked, figures_of, row_number
from societaire.declarations.entries import unread as unread_paths
from societaire.declarations.facts import ZERO, Facts, as_number, parts
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldKind, FieldTable, Figure, Figures, Form, Severity, Total
from societaire.declarations.rules import rules_of
from societaire.declarations.rules_former import former_sum
from societaire.declarations.terms import Bases, Terms
from societaire.values import Period

_CENT = Decimal("0.01")
_NO_TERMS = Terms(Period(date.min, date.max))
"""For what looks at figures alone."""


@frozen
class Examined:
    """What a declaration says, and everything that is found in it."""

    figures: Figures
    totals: Mapping[str, Decimal]
    findings: tuple[Finding, ...]


def examine(form: Form, entries: Entries, terms: Terms) -> Examined:
    """Read what was typed, add it up and check it."""
    figures, faults = figures_of(form, entries)
    facts = Facts.of(figures, terms, unread_paths(faults))
    return Examined(
        figures,
        _totals(form, facts),
        _ordered(form, (*faults, *_found(form, facts), *_uncounted(form, entries, facts))),
    )


def check(form: Form, figures: Figures, terms: Terms, unread: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything that the form and its rules find; `unread` are the paths of what was typed and could not be read.

    A sum in which something could not be read is not judged: its error is the one to set right first.
    """
    return _ordered(form, _found(form, Facts.of(figures, terms, unread)))


def blocking(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """What keeps a declaration from being sent: errors, and warnings without a typed reason (`Finding.key`)."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        or (finding.severity is Severity.WARNING and not reasons.get(finding.key, "").strip())
    )


def totals(form: Form, figures: Figures) -> dict[str, Decimal]:
    """The totals of a form by their ids, exact to the cent."""
    return _totals(form, Facts.of(figures, _NO_TERMS))


def former_value(item: Field | Total, terms: Terms, activity: str = "") -> Decimal | None:
    """What was declared for this last year; for a column, of that activity. None when nothing is known."""
    recalls = item.recalls
    if recalls is None and isinstance(item, Field):
        recalls = item.heading
    bases = terms.former_bases()
    if not recalls or bases is None:
        return None
    return bases.get((recalls, activity)) if activity else former_sum(bases, recalls)


def declared_bases(form: Form, figures: Figures) -> Bases:
    """What a declaration brings to the insurer's records, by heading and activity."""
    found: dict[tuple[str, str], Decimal] = {}
    facts = Facts.of(figures, _NO_TERMS)
    for item in form.items():
        if isinstance(item, Field):
            _add(found, (item.heading, ""), figures.get(item.id))
            continue
        activity = next((column.id for column in item.columns if column.kind is FieldKind.ACTIVITY), "")
        for _, row in facts.rows(item.id):
            for column in item.columns:
                _add(found, (column.heading, str(row.get(activity, ""))), row.get(column.id))
    return found


def _found(form: Form, facts: Facts) -> Iterator[Finding]:
    columns = {_column(path) for path in facts.unread}
    is_nil = form.nil is not None and facts.figures.get(form.nil) is True
    yield from _missing(form, facts, is_nil=is_nil)
    for use, rule in rules_of(form):
        if (is_nil and not use.when_nil) or (columns and not columns.isdisjoint(rule.sums())):
            continue
        for found in rule.found(facts):
            yield Finding(use.code, use.severity, found.paths, found.values, found.about)


def _totals(form: Form, facts: Facts) -> dict[str, Decimal]:
    return {total.id: _total(total, facts) for total in form.totals()}


def _add(found: dict[tuple[str, str], Decimal], key: tuple[str | None, str], figure: Figure | None) -> None:
    heading, activity = key
    number = as_number(figure)
    if heading is not None and number is not None:
        found[heading, activity] = found.get((heading, activity), ZERO) + number


def _total(total: Total, facts: Facts) -> Decimal:
    if not total.times:
        return facts.sum(total.of).quantize(_CENT)
    table, column = parts(total.of[0])
    found = ZERO
    for _, row in facts.rows(table):
        product = as_number(row.get(column)) or ZERO
        for each in total.times:
            product *= (as_number(row.get(each)) or ZERO) / 100
        found += product
    return found.quantize(_CENT)


def _missing(form: Form, facts: Facts, *, is_nil: bool) -> Iterator[Finding]:
    for section in form.sections:
        if is_nil and not any(item.id == form.nil for item in section.items):
            continue
        for item in section.items:
            if not asked(item, facts.figures):
                continue
            if isinstance(item, FieldTable):
                yield from _missing_rows(item, facts)
            elif item.required and facts.lacks(item.id):
                yield Finding("answer_missing", Severity.ERROR, (item.id,))


def _missing_rows(table: FieldTable, facts: Facts) -> Iterator[Finding]:
    has_nil = table.nil is not None and facts.figures.get(table.nil) is True
    has_rows = table.id in facts.tables or any(path.startswith(f"{table.id}.") for path in facts.unread)
    if has_nil and has_rows and table.nil:
        yield Finding("rows_with_nil", Severity.ERROR, (table.nil, table.id))
    if table.required and not has_nil and not has_rows:
        yield Finding("rows_missing", Severity.ERROR, (table.id, *([table.nil] if table.nil else ())))
    for start, _ in facts.rows(table.id):
        for column in table.columns:
            if column.required and asked(column, facts.figures, start) and facts.lacks(start + column.id):
                yield Finding("answer_missing", Severity.ERROR, (start + column.id,))


def _uncounted(form: Form, entries: Entries, facts: Facts) -> Iterator[Finding]:
    """What was typed where another answer says that it is not asked: it does not count, which is told."""
    for start, field in _conditional(form, facts):
        if field.when and entries.get(start + field.id, "").strip() and not asked(field, facts.figures, start):
            other = field.when[0]
            question = f"{start.partition('.')[0]}.{other}" if start else other
            paths = (start + field.id, start + other)
            yield Finding("answer_uncounted", Severity.INFORMATION, paths, (("question", question),))


def _conditional(form: Form, facts: Facts) -> Iterator[tuple[str, Field]]:
    for item in form.items():
        if isinstance(item, Field):
            yield "", item
        elif columns := [column for column in item.columns if column.when]:
            yield from ((start, column) for start, _ in facts.rows(item.id) for column in columns)


def _column(path: str) -> str:
    table, dot, rest = path.partition(".")
    return f"{table}.*.{rest.partition('.')[2]}" if dot else path


@lru_cache(maxsize=64)
def _places(form: Form) -> dict[str, int]:
    places: dict[str, int] = {}
    for item in form.items():
        places[item.id] = len(places)
        for column in item.columns if isinstance(item, FieldTable) else ():
            places[f"{item.id}.{column.id}"] = len(places)
    return places


def _ordered(form: Form, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    places = _places(form)

    def place(finding: Finding) -> tuple[int, int, int]:
        table, _, rest = finding.paths[0].partition(".")
        row, _, column = rest.partition(".")
        return places.get(table, -1), row_number(row) or 0, places.get(f"{table}.{column}", -1)

    return tuple(sorted(findings, key=place))
