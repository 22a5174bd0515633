"""The declared bases of a contract over the years: a table of every heading, and a small chart of the first one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from societaire.declarations.terms import Bases
from societaire.use_cases.declaration_history import HistoryYear
from societaire.values import Year
from societaire_wording.declaration_labels import heading_figure
from societaire_wording.labels import heading

WIDTH, HEIGHT, FLOOR, TOP = 560, 190, 166, 24
_SPACE = 0.35
_MOST_BARS = 8


@frozen
class Bar:
    """One year: where its bar stands, in the units of the drawing, and what it says."""

    year: Year
    x: int
    y: int
    width: int
    height: int
    told: str
    short: str

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + self.width // 2


@frozen
class Chart:
    """Bars of one heading, the oldest year first."""

    title: str
    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


@frozen
class HeadingLine:
    """One heading over the years, each figure as it is read."""

    label: str
    figures: Mapping[Year, str]


def heading_lines(years: tuple[HistoryYear, ...]) -> tuple[HeadingLine, ...]:
    """Every heading that was declared, activities added up, with its figure of each year."""
    sums = {year.year: _sums(year.bases) for year in years if year.bases}
    names = dict.fromkeys(name for of_year in sums.values() for name in of_year)
    return tuple(
        HeadingLine(
            heading(name), {year: heading_figure(name, found[name]) for year, found in sums.items() if name in found}
        )
        for name in names
    )


def chart_of(years: tuple[HistoryYear, ...]) -> Chart | None:
    """The heading that most years hold, its last eight years; None when fewer than two years hold any."""
    sums = {year.year: _sums(year.bases) for year in sorted(years, key=lambda one: one.year) if year.bases}
    counts: dict[str, int] = {}
    for found in sums.values():
        for name in found:
            counts[name] = counts.get(name, 0) + 1
    name = max(counts, key=lambda one: counts[one], default="")
    if counts.get(name, 0) < 2:
        return None
    values = {year: found[name] for year, found in sums.items() if name in found}
    return Chart(heading(name), tuple(_bars(name, dict(list(values.items())[-_MOST_BARS:]))))


def _bars(name: str, values: Mapping[Year, Decimal]) -> Iterator[Bar]:
    highest = max(values.values()) or Decimal(1)
    step = WIDTH // len(values)
    width = int(min(step * (1 - _SPACE), 80))
    for place, (year, value) in enumerate(values.items()):
        height = int((FLOOR - TOP) * value / highest) if value > 0 else 0
        told = heading_figure(name, value)
        yield Bar(year, place * step + (step - width) // 2, FLOOR - height, width, height, told, _short(value, told))


def _short(value: Decimal, told: str) -> str:
    """A figure that fits over a bar."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.1f}".replace(".", ",") + "\u00a0M€" if "€" in told else told
    return f"{value / 1000:.0f}\u00a0k€" if "€" in told and value >= 10_000 else told


def _sums(bases: Bases) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for (name, _), amount in bases.items():
        found[name] = found.get(name, Decimal()) + amount
    return found
