"""The uses of rules about activities and subcontractors, with an example that passes and one that fails."""

from societaire.declarations.examples import WITHOUT_JOINERY, typed
from societaire.declarations.forms import RuleUse, Severity

_COLUMNS = (("activity", "activities.*.activity"), ("amount", "activities.*.amount"))

ACTIVITY_RULES = (
    RuleUse(
        "activity_not_covered",
        "activity_not_covered",
        Severity.WARNING,
        _COLUMNS,
        source="L113-2 3° C. ass.",
        passing=typed({"activities.0.activity": "CHA", "activities.0.amount": "400 000"}),
        failing=typed({"activities.0.activity": "COU", "activities.0.amount": "400 000"}),
    ),
    RuleUse(
        "unused_activity",
        "activity_unused",
        Severity.WARNING,
        (*_COLUMNS, ("heading", "turnover"), ("years", 2)),
        source="L113-4 C. ass.",
        passing=typed({"activities.0.activity": "CHA", "activities.0.amount": "400 000"}),
        failing=typed({"activities.0.activity": "CHA", "activities.0.amount": "400 000"}, WITHOUT_JOINERY),
    ),
    RuleUse(
        "distinct",
        "activity_twice",
        Severity.ERROR,
        (("column", "activities.*.activity"),),
        passing=typed({"activities.0.activity": "CHA", "activities.1.activity": "MEN"}),
        failing=typed({"activities.0.activity": "CHA", "activities.1.activity": "cha"}),
    ),
    RuleUse(
        "mix_moved",
        "mix_moved",
        Severity.WARNING,
        (*_COLUMNS, ("heading", "turnover"), ("points", "20")),
        source="L113-2 3° C. ass.",
        passing=typed(
            {
                "activities.0.activity": "CHA",
                "activities.0.amount": "70 000",
                "activities.1.activity": "MEN",
                "activities.1.amount": "30 000",
            }
        ),
        failing=typed(
            {
                "activities.0.activity": "CHA",
                "activities.0.amount": "70 010",
                "activities.1.activity": "MEN",
                "activities.1.amount": "29 990",
            }
        ),
    ),
    RuleUse(
        "at_most",
        "house_contracts_high",
        Severity.ERROR,
        (("parts", ("house_contracts",)), ("limit", "houses_built")),
        passing=typed({"individual_houses": "yes", "houses_built": "4", "house_contracts": "4"}),
        failing=typed({"individual_houses": "yes", "houses_built": "4", "house_contracts": "5"}),
    ),
)
SUBCONTRACTOR_RULES = (
    RuleUse(
        "required_with",
        "subcontractors_missing",
        Severity.ERROR,
        (("path", "subcontractors"), ("parts", ("subcontracting_given",))),
        passing=typed({"subcontracting_given": "60 000", "subcontractors": "2"}),
        failing=typed({"subcontracting_given": "60 000"}),
    ),
    RuleUse(
        "required_with",
        "subcontractors_insured_missing",
        Severity.ERROR,
        (("path", "subcontractors_insured"), ("parts", ("subcontracting_given",))),
        passing=typed({"subcontracting_given": "60 000", "subcontractors_insured": "no"}),
        failing=typed({"subcontracting_given": "60 000"}),
    ),
    RuleUse(
        "unless",
        "subcontractors_uninsured",
        Severity.WARNING,
        (("path", "subcontractors_insured"), ("value", "no")),
        passing=typed({"subcontractors_insured": "yes"}),
        failing=typed({"subcontractors_insured": "no"}),
    ),
)
