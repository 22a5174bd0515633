"""The form of a designer or project manager, `project_manager` (docs/declaration-forms.md says why each part)."""

from societaire.declarations.examples import typed
from societaire.declarations.forms import Field, FieldKind, FieldTable, Form, RuleUse, Section, Severity, Total
from societaire.declarations.shipped_rules_activities import SUBCONTRACTOR_RULES
from societaire.declarations.shipped_rules_likely import CONTROL_RULES, head_rules, tax_return_rule, total_rules
from societaire.declarations.shipped_rules_period import period_rules
from societaire.declarations.shipped_rules_sites import SITE_RULES, TECHNIQUE_RULES
from societaire.declarations.shipped_rules_turnover import subcontracting_rules
from societaire.declarations.shipped_sections import (
    CONTROL,
    HEADCOUNT,
    PAYROLL,
    PERIOD,
    SITES,
    SUBCONTRACTING,
    TECHNIQUES,
    amount,
)

_FEES = ("fees_design", "fees_management", "fees_coordination", "fees_assistance", "fees_engineering", "fees_other")

FEES = Section(
    "fees",
    (
        amount("fees_total", required=True, heading="fees"),
        *(amount(name) for name in _FEES),
        amount("mainland"),
        amount("overseas"),
        amount("abroad"),
    ),
    totals=(
        Total("fees_sum", _FEES, equals="fees_total"),
        Total("geography_sum", ("mainland", "overseas", "abroad"), equals="fees_total"),
    ),
)
OPERATIONS = Section(
    "operations",
    (
        FieldTable(
            "operations",
            (
                Field("name", FieldKind.TEXT, required=True),
                Field(
                    "family",
                    FieldKind.CHOICE,
                    required=True,
                    options=("complete", "partial", "without_works", "special"),
                ),
                Field(
                    "building",
                    FieldKind.CHOICE,
                    options=("house", "housing", "offices", "industrial", "public", "civil", "other"),
                ),
                Field("nature", FieldKind.CHOICE, options=("new", "existing")),
                Field("seismic_zone", FieldKind.CHOICE, options=("1", "2", "3", "4", "5")),
                amount("works", required=True, heading="works", recalls=""),
                Field("rate", FieldKind.PERCENT, required=True),
                Field("share", FieldKind.PERCENT, required=True),
            ),
        ),
    ),
    totals=(
        Total("operations_works", ("operations.*.works",), recalls="works"),
        Total("operations_base", ("operations.*.works",), times=("rate", "share")),
    ),
)

_OWN_RULES = (
    RuleUse(
        "sum_equals",
        "fees_sum",
        Severity.ERROR,
        (("parts", _FEES), ("total", "fees_total"), ("tolerance", "1")),
        passing=typed({"fees_total": "450 000", "fees_design": "300 000", "fees_management": "150 000,80"}),
        failing=typed({"fees_total": "450 000", "fees_design": "300 000"}),
    ),
    RuleUse(
        "sum_equals",
        "fees_geography_sum",
        Severity.ERROR,
        (
            ("parts", ("mainland", "overseas", "abroad")),
            ("total", "fees_total"),
            ("tolerance", "1"),
            ("at", "mainland"),
        ),
        source="A243-3 C. ass.",
        passing=typed({"fees_total": "450 000", "mainland": "450 000"}),
        failing=typed({"fees_total": "450 000", "mainland": "400 000"}),
    ),
    RuleUse(
        "positive_with",
        "fees_without_operations",
        Severity.WARNING,
        (("parts", ("fees_total",)), ("needs", ("operations.*.works",))),
        passing=typed({"fees_total": "450 000", "operations.0.works": "6 000 000"}),
        failing=typed({"fees_total": "450 000"}),
    ),
)
PROJECT_MANAGER = Form(
    code="project_manager",
    version=1,
    sections=(PERIOD, FEES, OPERATIONS, SUBCONTRACTING, PAYROLL, HEADCOUNT, SITES, TECHNIQUES, CONTROL),
    rules=(
        *period_rules(("fees_total", *_FEES, "operations.*.works", "subcontracting_given")),
        *_OWN_RULES,
        *total_rules("fees_total", "fees"),
        *SUBCONTRACTOR_RULES,
        *subcontracting_rules("fees_total"),
        *head_rules("fees_total", "30000", "300000"),
        *SITE_RULES,
        *TECHNIQUE_RULES,
        *CONTROL_RULES,
        tax_return_rule("fees_total"),
    ),
    nil="nil",
)
