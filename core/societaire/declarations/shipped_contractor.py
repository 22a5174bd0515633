"""The form of a building contractor, `contractor` (docs/declaration-forms.md says where each part comes from)."""

from societaire.declarations.forms import Field, FieldKind, FieldTable, Form, Section, Total
from societaire.declarations.shipped_rules_activities import ACTIVITY_RULES, SUBCONTRACTOR_RULES
from societaire.declarations.shipped_rules_likely import CONTROL_RULES, head_rules, tax_return_rule, total_rules
from societaire.declarations.shipped_rules_period import period_rules
from societaire.declarations.shipped_rules_sites import LARGEST_RULE, SITE_RULES, TECHNIQUE_RULES
from societaire.declarations.shipped_rules_turnover import TURNOVER_RULES, subcontracting_rules
from societaire.declarations.shipped_sections import (
    ACTIVITIES,
    CONTROL,
    EQUIPMENT,
    FLEET,
    HEADCOUNT,
    OWN_BASES,
    PAYROLL,
    PERIOD,
    PREMISES,
    SITES,
    SUBCONTRACTING,
    TECHNIQUES,
    amount,
)

_DESIGN = ("design_missions", "yes")
_HOUSES = ("individual_houses", "yes")
_BESIDE_WORKS = ("trading", "equipment_hire", "other_turnover")
_FEES = ("fees_design", "fees_management", "fees_coordination", "fees_assistance", "fees_engineering")

ROLES = Section(
    "roles",
    (
        Field("all_trades", FieldKind.TICK),
        Field("general_contractor", FieldKind.TICK),
        Field("house_builder", FieldKind.TICK),
        Field("developer", FieldKind.TICK),
        Field("project_manager", FieldKind.TICK),
    ),
    not_for=OWN_BASES,
)
TURNOVER = Section(
    "turnover",
    (
        amount("turnover_total", required=True, recalls="turnover"),
        FieldTable(
            "activities",
            (
                Field("activity", FieldKind.ACTIVITY, required=True, options=ACTIVITIES),
                amount("amount", required=True, heading="turnover"),
                amount("subcontracted"),
            ),
        ),
        *(amount(name, heading="turnover", recalls="") for name in _BESIDE_WORKS),
        amount("largest_contract", required=True),
    ),
    totals=(
        Total("activities_total", ("activities.*.amount",)),
        Total("turnover_sum", ("activities.*.amount", *_BESIDE_WORKS), equals="turnover_total", recalls="turnover"),
        Total("subcontracted_total", ("activities.*.subcontracted",), equals="subcontracting_given"),
    ),
    not_for=OWN_BASES,
)
BREAKDOWN = Section(
    "breakdown",
    (
        amount("subject_works"),
        amount("other_works"),
        amount("mainland"),
        amount("overseas"),
        amount("abroad"),
        amount("new_works"),
        amount("existing_works"),
        amount("housing_works"),
        amount("non_housing_works"),
        Field("public_share", FieldKind.PERCENT),
        Field("private_share", FieldKind.PERCENT),
    ),
    totals=(
        Total("works_sum", ("subject_works", "other_works")),
        Total("geography_sum", ("mainland", "overseas", "abroad"), equals="turnover_total"),
        Total("nature_sum", ("new_works", "existing_works")),
        Total("housing_sum", ("housing_works", "non_housing_works")),
        Total("client_sum", ("public_share", "private_share"), kind=FieldKind.PERCENT),
    ),
    not_for=OWN_BASES,
)
MISSIONS = Section(
    "missions",
    (
        Field("design_missions", FieldKind.YES_NO, required=True),
        *(amount(name, heading="fees", recalls="", when=_DESIGN) for name in _FEES),
        amount("mission_works", heading="works", when=_DESIGN),
    ),
    totals=(Total("fees_sum", _FEES, recalls="fees"),),
    not_for=OWN_BASES,
)
HOUSES = Section(
    "houses",
    (
        Field("individual_houses", FieldKind.YES_NO, required=True),
        Field("houses_built", FieldKind.COUNT, required=True, when=_HOUSES),
        Field("house_contracts", FieldKind.COUNT, required=True, when=_HOUSES),
    ),
    not_for=OWN_BASES,
)
AMOUNTS = (
    "turnover_total",
    "activities.*.amount",
    *_BESIDE_WORKS,
    "subcontracting_given",
    "subcontracting_received",
    "sites.*.contract_amount",
    *_FEES,
    "cars",
    "vans",
    "trucks",
    "plant",
    "equipment_value",
    "premises_area",
    "contents_value",
)

CONTRACTOR = Form(
    code="contractor",
    version=1,
    sections=(
        PERIOD,
        ROLES,
        TURNOVER,
        BREAKDOWN,
        SUBCONTRACTING,
        PAYROLL,
        HEADCOUNT,
        SITES,
        TECHNIQUES,
        MISSIONS,
        HOUSES,
        FLEET,
        EQUIPMENT,
        PREMISES,
        CONTROL,
    ),
    rules=(
        *period_rules(AMOUNTS),
        *TURNOVER_RULES,
        *ACTIVITY_RULES,
        *SUBCONTRACTOR_RULES,
        *subcontracting_rules("turnover_total"),
        *total_rules("turnover_total", "turnover"),
        *head_rules("turnover_total", "40000", "400000"),
        *SITE_RULES,
        LARGEST_RULE,
        *TECHNIQUE_RULES,
        *CONTROL_RULES,
        tax_return_rule("turnover_total"),
    ),
    nil="nil",
)
