"""The uses of rules about turnover and how it parts, with an example that passes and one that fails."""

from societaire.declarations.examples import typed
from societaire.declarations.forms import RuleUse, Severity

_WORKS = "activities.*.amount"

TURNOVER_RULES = (
    RuleUse(
        "sum_equals",
        "turnover_sum",
        Severity.ERROR,
        (
            ("parts", (_WORKS, "trading", "equipment_hire", "other_turnover")),
            ("total", "turnover_total"),
            ("tolerance", "1"),
        ),
        passing=typed({"turnover_total": "500 001", "activities.0.amount": "480 000", "trading": "20 000"}),
        failing=typed({"turnover_total": "500 001,01", "activities.0.amount": "480 000", "trading": "20 000"}),
    ),
    RuleUse(
        "sum_equals",
        "subject_works_sum",
        Severity.ERROR,
        (("parts", ("subject_works", "other_works")), ("total", _WORKS), ("tolerance", "1"), ("at", "subject_works")),
        source="L243-1-1 C. ass.",
        passing=typed({"activities.0.amount": "480 000", "subject_works": "400 000", "other_works": "80 000"}),
        failing=typed({"activities.0.amount": "480 000", "subject_works": "400 000"}),
    ),
    RuleUse(
        "sum_equals",
        "geography_sum",
        Severity.ERROR,
        (
            ("parts", ("mainland", "overseas", "abroad")),
            ("total", "turnover_total"),
            ("tolerance", "1"),
            ("at", "mainland"),
        ),
        source="A243-3 C. ass.",
        passing=typed({"turnover_total": "500 000", "mainland": "480 000", "overseas": "20 000"}),
        failing=typed({"turnover_total": "500 000", "mainland": "480 000"}),
    ),
    RuleUse(
        "sum_equals",
        "nature_sum",
        Severity.ERROR,
        (
            ("parts", ("new_works", "existing_works")),
            ("total", _WORKS),
            ("tolerance", "1"),
            ("optional", True),
            ("at", "new_works"),
        ),
        passing=typed({"activities.0.amount": "480 000"}),
        failing=typed({"activities.0.amount": "480 000", "new_works": "300 000"}),
    ),
    RuleUse(
        "sum_equals",
        "housing_sum",
        Severity.ERROR,
        (
            ("parts", ("housing_works", "non_housing_works")),
            ("total", _WORKS),
            ("tolerance", "1"),
            ("optional", True),
            ("at", "housing_works"),
        ),
        passing=typed({"activities.0.amount": "480 000", "housing_works": "480 000"}),
        failing=typed({"activities.0.amount": "480 000", "non_housing_works": "0"}),
    ),
    RuleUse(
        "sum_equals",
        "shares_sum",
        Severity.ERROR,
        (("parts", ("public_share", "private_share")), ("amount", "100"), ("optional", True)),
        passing=typed({"public_share": "33,33", "private_share": "66,67"}),
        failing=typed({"public_share": "33,33", "private_share": "66,66"}),
    ),
    RuleUse(
        "sum_equals",
        "subcontracting_sum",
        Severity.ERROR,
        (
            ("parts", ("activities.*.subcontracted",)),
            ("total", "subcontracting_given"),
            ("tolerance", "1"),
        ),
        passing=typed({"subcontracting_given": "60 000", "activities.0.subcontracted": "60 000,50"}),
        failing=typed({"subcontracting_given": "60 000", "activities.0.subcontracted": "6 000"}),
    ),
    RuleUse(
        "at_most",
        "subcontracting_of_activity",
        Severity.ERROR,
        (("parts", ("activities.*.subcontracted",)), ("limit", _WORKS)),
        passing=typed({"activities.0.amount": "60 000", "activities.0.subcontracted": "60 000"}),
        failing=typed({"activities.0.amount": "60 000", "activities.0.subcontracted": "60 000,01"}),
    ),
    RuleUse(
        "at_most_term",
        "largest_contract_limit",
        Severity.WARNING,
        (("path", "largest_contract"), ("term", "works_contract_limit")),
        source="A243-3 C. ass.",
        passing=typed({"largest_contract": "1 500 000"}),
        failing=typed({"largest_contract": "1 500 000,01"}),
    ),
    RuleUse(
        "at_most",
        "largest_contract_share",
        Severity.WARNING,
        (("parts", ("largest_contract",)), ("limit", "turnover_total"), ("percent", "50")),
        passing=typed({"turnover_total": "500 000", "largest_contract": "250 000"}),
        failing=typed({"turnover_total": "500 000", "largest_contract": "250 001"}),
    ),
)


def subcontracting_rules(total: str) -> tuple[RuleUse, ...]:
    """What holds between subcontracting and the total: given is a cost, received is a part of it."""
    return (
        RuleUse(
            "at_most",
            "subcontracting_whole",
            Severity.ERROR,
            (("parts", ("subcontracting_given",)), ("limit", total), ("strict", True)),
            passing=typed({total: "500 000", "subcontracting_given": "499 999,99"}),
            failing=typed({total: "500 000", "subcontracting_given": "500 000"}),
        ),
        RuleUse(
            "at_most",
            "subcontracting_high",
            Severity.WARNING,
            (
                ("parts", ("subcontracting_given",)),
                ("limit", total),
                ("percent", "30"),
                ("strict", True),
            ),
            passing=typed({total: "500 000", "subcontracting_given": "149 999"}),
            failing=typed({total: "500 000", "subcontracting_given": "150 000"}),
        ),
        RuleUse(
            "at_most",
            "subcontracting_received_high",
            Severity.ERROR,
            (("parts", ("subcontracting_received",)), ("limit", total)),
            passing=typed({total: "500 000", "subcontracting_received": "500 000"}),
            failing=typed({total: "500 000", "subcontracting_received": "500 001"}),
        ),
    )
