"""Checking a declaration of 200 rows, beside one bare loop that holds the same rules written out by hand."""

import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from attrs import evolve

from benchmarks.figures import Figure, Report, paired
from societaire.declarations.checking import check, examine
from societaire.declarations.entries import figures_of
from societaire.declarations.examples import TERMS
from societaire.declarations.forms import Figure as Answer
from societaire.declarations.shipped import form_named
from societaire.declarations.terms import Terms
from societaire.values import Year

ROWS = 200
ACTIVITIES = tuple(f"A{row:03}" for row in range(ROWS))
FORMER = {
    ("turnover", ""): Decimal(0),
    **{("turnover", activity): Decimal(4000) for activity in ACTIVITIES},
    ("payroll", ""): Decimal(210_000),
    ("headcount", ""): Decimal(8),
}
DECLARED_TERMS = evolve(TERMS, activities=ACTIVITIES, former={Year(2024): FORMER})
_SUMS = (
    ("turnover_total", ("amount", "trading", "equipment_hire", "other_turnover")),
    ("amount", ("subject_works", "other_works")),
    ("turnover_total", ("mainland", "overseas", "abroad")),
    ("amount", ("new_works", "existing_works")),
    ("amount", ("housing_works", "non_housing_works")),
    ("turnover_total", ("tax_return_turnover",)),
    ("subcontracting_given", ("subcontracted",)),
)
_REQUIRED = (
    "period_start",
    "period_end",
    "turnover_total",
    "largest_contract",
    "headcount_basis",
    "noncurrent_technique",
    "design_missions",
    "individual_houses",
)


def entries() -> dict[str, str]:
    """A declaration without anything to find."""
    typed = {
        "period_start": "01/01/2025",
        "period_end": "31/12/2025",
        "turnover_total": "820 000",
        "largest_contract": "200 000",
        "subject_works": "800 000",
        "mainland": "820 000",
        "trading": "20 000",
        "new_works": "300 000",
        "existing_works": "500 000",
        "housing_works": "800 000",
        "public_share": "40",
        "private_share": "60",
        "subcontracting_given": "20 000",
        "subcontractors": "3",
        "subcontractors_insured": "yes",
        "payroll_workers": "200 000",
        "workers": "8",
        "headcount_basis": "average",
        "no_large_site": "yes",
        "noncurrent_technique": "no",
        "design_missions": "no",
        "individual_houses": "no",
        "tax_return_turnover": "820 000",
        "tax_return_siren": "552000002",
        "tax_return_year": "2025",
    }
    for row, activity in enumerate(ACTIVITIES):
        start = f"activities.{row}."
        odd = "50" if row % 2 else "-50"
        amount = f"{4000 + int(odd):,}".replace(",", " ")
        typed |= {start + "activity": activity, start + "amount": amount, start + "subcontracted": "100,00"}
    return typed


def bare_reading(typed: Mapping[str, str]) -> dict[str, Answer]:
    """What a loop that trusts its input reads."""
    figures: dict[str, Answer] = {}
    for path, text in typed.items():
        last = path.rpartition(".")[2]
        if last in ("activity", "headcount_basis", "tax_return_siren"):
            figures[path] = text
        elif text in ("yes", "no"):
            figures[path] = text == "yes"
        elif "/" in text:
            day, month, year = text.split("/")
            figures[path] = date(int(year), int(month), int(day))
        else:
            figures[path] = Decimal(text.replace(" ", "").replace(",", "."))
    return figures


def bare_check(figures: Mapping[str, Answer], terms: Terms) -> int:
    """How much a loop that holds the same rules finds."""
    found = sum(path not in figures for path in _REQUIRED)
    sums: dict[str, Decimal] = {}
    rows: dict[str, dict[str, Answer]] = {}
    for path, figure in figures.items():
        table, _, rest = path.partition(".")
        row, _, column = rest.partition(".")
        if column:
            rows.setdefault(row, {})[column] = figure
        if isinstance(figure, Decimal):
            sums[column or table] = sums.get(column or table, Decimal(0)) + figure
    former = terms.former[Year(2024)]
    whole_before = sum(amount for (heading, _), amount in former.items() if heading == "turnover")
    seen: set[str] = set()
    for row in rows.values():
        activity, amount = str(row["activity"]), row["amount"]
        given = row.get("subcontracted", Decimal(0))
        assert isinstance(amount, Decimal)
        assert isinstance(given, Decimal)
        found += given > amount
        found += activity not in terms.activities
        found += activity in seen
        seen.add(activity)
        before = former.get(("turnover", activity), Decimal(0))
        found += abs(amount / sums["amount"] - before / whole_before) * 100 > 20
    found += sum(not former.get(("turnover", each)) and each not in seen for each in terms.activities)
    zero = Decimal(0)
    total = sums["turnover_total"]
    for wanted, parts in _SUMS:
        found += abs(sum((sums.get(part, zero) for part in parts), zero) - sums.get(wanted, zero)) > 1
    found += sums["public_share"] + sums["private_share"] != 100
    given, payroll, heads = sums["subcontracting_given"], sums["payroll_workers"], sums["workers"]
    found += given >= total or given * 100 >= 30 * total
    found += sums.get("subcontracting_received", zero) > total
    found += sums["largest_contract"] > (terms.works_contract_limit or zero)
    found += sums["largest_contract"] * 2 > total
    found += abs(total - whole_before) * 100 > 30 * whole_before
    found += int(total) == int(whole_before)
    found += not 15_000 <= payroll / heads <= 90_000
    found += not 40_000 <= total / heads <= 400_000
    found += (payroll > 0) != (heads > 0)
    found += payroll + given > total
    found += "subcontractors" not in figures or figures.get("subcontractors_insured") is not True
    found += figures["tax_return_siren"] != terms.siren or figures["tax_return_year"] != terms.year
    found += figures["period_start"] != terms.period.start or figures["period_end"] != terms.period.end
    return found


def measure(report: Report, pairs: int) -> None:
    """The rules alone, then the whole from the texts typed."""
    form, typed = form_named("contractor", product="RCD"), entries()
    figures, faults = figures_of(form, typed)
    trusted = bare_reading(typed)
    assert faults == check(form, figures, DECLARED_TERMS) == ()
    assert bare_check(trusted, DECLARED_TERMS) == 0
    for name, ours, bare, goal in (
        (
            "rules on figures / the same in a bare loop",
            lambda: check(form, figures, DECLARED_TERMS),
            lambda: bare_check(trusted, DECLARED_TERMS),
            2.0,
        ),
        (
            "texts to findings / a bare loop that trusts them",
            lambda: examine(form, typed, DECLARED_TERMS),
            lambda: bare_check(bare_reading(typed), DECLARED_TERMS),
            3.5,
        ),
    ):
        ratio, one, other = paired(lambda ours=ours: _burst(ours), lambda bare=bare: _burst(bare), pairs)
        told = f"{one * 1e3:.2f} and {other * 1e3:.2f} ms of processor, {ROWS} rows"
        report.add("Validation of a declaration", Figure(name, ratio, "<=", goal, told))


def _burst(work: Callable[[], object], runs: int = 40) -> float:
    """Seconds of processor of one run."""
    start = time.process_time()
    for _ in range(runs):
        work()
    return (time.process_time() - start) / runs
