"""The uses of rules of likelihood: the years before, payroll and heads, the tax return; each with its examples."""

from societaire.declarations.examples import typed
from societaire.declarations.forms import RuleUse, Severity

_PAYROLL = ("payroll_workers", "payroll_staff", "payroll_apprentices")
_SALARIED = ("workers", "staff", "apprentices")
_HEADS = (*_SALARIED, "active_managers", "temporary_workers")


def total_rules(total: str, heading: str) -> tuple[RuleUse, ...]:
    """What holds of the total that the premium rests on, beside that of the year before."""
    parts = (("parts", (total,)), ("heading", heading))
    return (
        RuleUse(
            "variation_over",
            "total_moved",
            Severity.WARNING,
            (*parts, ("percent", "30")),
            source="L113-2 3°, L113-4 C. ass.",
            passing=typed({total: "936 000" if heading == "turnover" else "582 400"}),
            failing=typed({total: "1 200 000"}),
        ),
        RuleUse(
            "same_as_former",
            "total_same",
            Severity.WARNING,
            parts,
            passing=typed({total: "720 001" if heading == "turnover" else "448 001"}),
            failing=typed({total: "720 000,40" if heading == "turnover" else "448 000"}),
        ),
    )


def head_rules(total: str, low: str, high: str) -> tuple[RuleUse, ...]:
    """What holds between heads, what they are paid, and what they bring in."""
    return (
        RuleUse(
            "ratio_between",
            "payroll_by_head",
            Severity.WARNING,
            (("parts", _PAYROLL), ("heads", _SALARIED), ("low", "15000"), ("high", "90000")),
            passing=typed({"payroll_workers": "192 000", "workers": "8"}),
            failing=typed({"payroll_workers": "192 000", "workers": "80"}),
        ),
        RuleUse(
            "positive_with",
            "payroll_without_heads",
            Severity.WARNING,
            (("parts", _PAYROLL), ("needs", _SALARIED)),
            passing=typed({"payroll_workers": "192 000", "workers": "8"}),
            failing=typed({"payroll_workers": "192 000", "active_managers": "1"}),
        ),
        RuleUse(
            "positive_with",
            "heads_without_payroll",
            Severity.WARNING,
            (("parts", _SALARIED), ("needs", _PAYROLL)),
            passing=typed({"active_managers": "1"}),
            failing=typed({"workers": "8", "payroll_workers": "0"}),
        ),
        RuleUse(
            "ratio_between",
            "total_by_head",
            Severity.WARNING,
            (
                ("parts", (total,)),
                ("heads", _HEADS),
                ("low", low),
                ("high", high),
                ("unless", ("subcontracting_given", total, "30")),
            ),
            passing=typed({total: "720 000", "workers": "8"}),
            failing=typed({total: "7 200 000", "workers": "8"}),
        ),
        RuleUse(
            "at_most",
            "costs_above_total",
            Severity.WARNING,
            (("parts", (*_PAYROLL, "subcontracting_given")), ("limit", total)),
            passing=typed({total: "500 000", "payroll_workers": "300 000", "subcontracting_given": "200 000"}),
            failing=typed({total: "500 000", "payroll_workers": "300 000", "subcontracting_given": "200 001"}),
        ),
    )


CONTROL_RULES = (
    RuleUse(
        "equals_term",
        "tax_return_siren_differs",
        Severity.WARNING,
        (("path", "tax_return_siren"), ("term", "siren")),
        passing=typed({"tax_return_siren": "552 000 002"}),
        failing=typed({"tax_return_siren": "552 000 010"}),
    ),
    RuleUse(
        "equals_term",
        "tax_return_year_differs",
        Severity.WARNING,
        (("path", "tax_return_year"), ("term", "year")),
        passing=typed({"tax_return_year": "2025"}),
        failing=typed({"tax_return_year": "2024"}),
    ),
)


def tax_return_rule(total: str) -> RuleUse:
    """The total is the one of the tax return, when it was copied as a control."""
    return RuleUse(
        "sum_equals",
        "tax_return_turnover_differs",
        Severity.WARNING,
        (
            ("parts", ("tax_return_turnover",)),
            ("total", total),
            ("tolerance", "1"),
            ("optional", True),
            ("at", "tax_return_turnover"),
        ),
        passing=typed({total: "500 000", "tax_return_turnover": "500 000,90"}),
        failing=typed({total: "500 000", "tax_return_turnover": "550 000"}),
    )
