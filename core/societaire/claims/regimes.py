"""Which liability regime the dates suggest, with its end and its source: a suggestion, never a position on cover."""

from datetime import date
from enum import StrEnum

from attrs import frozen

from societaire.claims.facts import Facts, complained, day, first_day, years_after


class Regime(StrEnum):
    """The builders' regimes."""

    BEFORE_ACCEPTANCE = "before_acceptance"
    PERFECT_COMPLETION = "perfect_completion"
    GOOD_FUNCTIONING = "good_functioning"
    TEN_YEARS = "ten_years"
    INTERMEDIATE = "intermediate"
    TERM_PASSED = "term_passed"
    """Ten years seem to have passed: the date of a first act that stopped the clock decides."""


SOURCES = {
    Regime.BEFORE_ACCEPTANCE: "",
    Regime.PERFECT_COMPLETION: "1792-6 C. civ.",
    Regime.GOOD_FUNCTIONING: "1792-3 C. civ.",
    Regime.TEN_YEARS: "1792, 1792-2, 1792-4-1 C. civ.",
    Regime.INTERMEDIATE: "1792-4-3 C. civ.",
    Regime.TERM_PASSED: "1792-4-1 C. civ.",
}
_ACCEPTED = frozenset({"without_reservations", "with_reservations", "tacit"})
_GRAVE = frozenset({"solidity", "unusable", "safety"})


@frozen
class Suggestion:
    """A regime that the dates suggest, and until when it runs."""

    regime: Regime
    until: date | None = None

    @property
    def source(self) -> str:
        """The articles that set it."""
        return SOURCES[self.regime]


def suggested(facts: Facts) -> tuple[Suggestion, ...]:
    """The regimes that the answers point to, the first the likeliest; none when the acceptance is not known."""
    acceptance = facts.get("acceptance")
    if acceptance == "none":
        return (Suggestion(Regime.BEFORE_ACCEPTANCE),)
    accepted = day(facts, "acceptance_date")
    seen = first_day(facts, "appeared_on") or complained(facts)
    if acceptance not in _ACCEPTED or accepted is None or seen is None:
        return ()
    if seen < accepted:
        return (Suggestion(Regime.BEFORE_ACCEPTANCE),)
    ends = {years: years_after(accepted, years) for years in (1, 2, 10)}
    if seen > ends[10]:
        return (Suggestion(Regime.TERM_PASSED, ends[10]),)
    found = []
    if seen <= ends[1] and (acceptance == "with_reservations" or facts.get("formal_notice") is True):
        found.append(Suggestion(Regime.PERFECT_COMPLETION, ends[1]))
    if facts.get("equipment_separable") is True and seen <= ends[2]:
        found.append(Suggestion(Regime.GOOD_FUNCTIONING, ends[2]))
    if _is_grave(facts) or facts.get("equipment_separable") is False:
        found.append(Suggestion(Regime.TEN_YEARS, ends[10]))
    return tuple(found) or (Suggestion(Regime.INTERMEDIATE, ends[10]),)


def _is_grave(facts: Facts) -> bool:
    effects = facts.get("effects")
    return isinstance(effects, tuple) and not _GRAVE.isdisjoint(effects)
