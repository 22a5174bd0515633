"""Every rule by its name, and the rules of a form made ready: an insurer may write forms with these, as data."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from societaire.declarations.entries import shape_of
from societaire.declarations.facts import Rule
from societaire.declarations.forms import Form, RuleUse
from societaire.declarations.rules_answers import (
    ActivityNotCovered,
    DayInContract,
    Distinct,
    EqualsTerm,
    RequiredIf,
    RequiredWith,
    RowsAbove,
    Unless,
)
from societaire.declarations.rules_former import MixMoved, SameAsFormer, UnusedActivity, VariationOver
from societaire.declarations.rules_period import (
    NilAlone,
    NothingTold,
    PeriodInContract,
    PeriodMatches,
    PeriodOfAYear,
    PeriodProrata,
)
from societaire.declarations.rules_ratios import PositiveWith, RatioBetween
from societaire.declarations.rules_sums import AtMost, AtMostTerm, SumEquals

RULES: Mapping[str, Callable[..., Rule]] = MappingProxyType(
    {
        "sum_equals": SumEquals,
        "at_most": AtMost,
        "at_most_term": AtMostTerm,
        "variation_over": VariationOver,
        "same_as_former": SameAsFormer,
        "mix_moved": MixMoved,
        "unused_activity": UnusedActivity,
        "ratio_between": RatioBetween,
        "positive_with": PositiveWith,
        "required_if": RequiredIf,
        "required_with": RequiredWith,
        "unless": Unless,
        "equals_term": EqualsTerm,
        "activity_not_covered": ActivityNotCovered,
        "distinct": Distinct,
        "rows_above": RowsAbove,
        "day_in_contract": DayInContract,
        "period_matches": PeriodMatches,
        "period_in_contract": PeriodInContract,
        "period_prorata": PeriodProrata,
        "period_of_a_year": PeriodOfAYear,
        "nothing_told": NothingTold,
        "nil_alone": NilAlone,
    }
)
"""Name -> rule. The parameters that a use gives are the fields of the class."""

PARTIAL = frozenset({"nothing_told", "nil_alone"})
"""Rules that hold of those of their parts that a contract is asked; the others need all of theirs."""


def ready(use: RuleUse) -> Rule:
    """The rule with its parameters; raises KeyError for an unknown name, TypeError for wrong parameters."""
    return RULES[use.rule](**dict(use.parameters))


@lru_cache(maxsize=64)
def rules_of(form: Form) -> tuple[tuple[RuleUse, Rule], ...]:
    """The uses of a form, each with its rule, in order."""
    return tuple((use, ready(use)) for use in form.rules)


def mistakes_of(form: Form) -> tuple[str, ...]:
    """What would not work in a form: for the tests of whoever writes one. Empty when it is sound."""
    shape = shape_of(form)
    found = []
    for use in form.rules:
        try:
            reads = ready(use).reads()
        except (KeyError, TypeError) as error:
            found.append(f"{use.code}: {error!r}")
            continue
        found += [f"{use.code} reads {path}" for path in reads if not shape.knows(path)]
    for total in form.totals():
        named = (*total.of, *([total.equals] if total.equals else ()))
        found += [f"{total.id} sums {path}" for path in named if not shape.knows(path)]
    before: set[str] = set()
    for item in form.items():
        if item.id in before:
            found.append(f"{item.id} stands twice")
        if item.when is not None and item.when[0] not in before:
            found.append(f"{item.id} waits for {item.when[0]}, which does not come before")
        before.add(item.id)
    if form.nil is not None and form.nil not in shape.fields:
        found.append(f"nil is {form.nil}")
    return tuple(found)
