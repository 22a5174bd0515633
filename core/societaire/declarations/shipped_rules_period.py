"""The uses of rules about the period and nil activity, with an example that passes and one that fails."""

from societaire.declarations.examples import BEGUN, LONG, typed
from societaire.declarations.forms import RuleUse, Severity

_DAYS = (("start", "period_start"), ("end", "period_end"))
_YEAR = {"period_start": "01/01/2025", "period_end": "31/12/2025"}
_FROM_APRIL = {"period_start": "01/04/2025", "period_end": "31/12/2025"}


def period_rules(amounts: tuple[str, ...]) -> tuple[RuleUse, ...]:
    """What holds of the period, and of nil for a form whose amounts are these; the first is its total."""
    nil = (("nil", "nil"), ("parts", amounts))
    return (
        RuleUse(
            "period_matches",
            "period_differs",
            Severity.ERROR,
            _DAYS,
            when_nil=True,
            passing=typed(_YEAR),
            failing=typed({"period_start": "01/10/2024", "period_end": "31/12/2025"}),
        ),
        RuleUse(
            "period_in_contract",
            "period_outside_contract",
            Severity.ERROR,
            _DAYS,
            when_nil=True,
            passing=typed(_FROM_APRIL, BEGUN),
            failing=typed(_YEAR, BEGUN),
        ),
        RuleUse(
            "period_prorata",
            "period_prorata",
            Severity.INFORMATION,
            _DAYS,
            when_nil=True,
            passing=typed(_YEAR),
            failing=typed(_FROM_APRIL, BEGUN),
        ),
        RuleUse(
            "period_of_a_year",
            "period_not_a_year",
            Severity.INFORMATION,
            _DAYS,
            when_nil=True,
            passing=typed(_YEAR),
            failing=typed({"period_start": "01/10/2024", "period_end": "31/12/2025"}, LONG),
        ),
        RuleUse(
            "nothing_told",
            "nil_not_told",
            Severity.ERROR,
            nil,
            passing=typed({"nil": "yes"}),
            failing=typed({amounts[0]: "0"}),
        ),
        RuleUse(
            "nil_alone",
            "nil_with_amounts",
            Severity.ERROR,
            nil,
            when_nil=True,
            passing=typed({"nil": "yes", amounts[0]: "0"}),
            failing=typed({"nil": "yes", amounts[0]: "12 000"}),
        ),
    )
