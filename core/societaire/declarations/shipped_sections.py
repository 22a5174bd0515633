"""Sections that both shipped forms ask, and those of products with bases of their own (docs/declaration-forms.md)."""

from functools import partial

from societaire.declarations.forms import Field, FieldKind, FieldTable, Section, Total

OWN_BASES = ("FLO", "BRM", "MRP")
"""Products whose premium rests on vehicles, equipment or premises rather than on works."""
ACTIVITIES = ("MAC", "CHA", "COU", "ETA", "PLO", "ELE", "MEN", "SER", "PLA", "PEI", "CAR", "TER")
_NIL = ("nil", "yes")
_TECHNIQUE = ("noncurrent_technique", "yes")


amount = partial(Field, kind=FieldKind.AMOUNT)
"""A field of euros."""


PERIOD = Section(
    "period",
    (
        Field("period_start", FieldKind.DATE, required=True, initial="start"),
        Field("period_end", FieldKind.DATE, required=True, initial="end"),
        Field("nil", FieldKind.TICK),
        Field(
            "nil_reason",
            FieldKind.CHOICE,
            required=True,
            options=("dormant", "ceased", "no_order", "not_begun", "other"),
            when=_NIL,
        ),
        Field("nil_confirmed", FieldKind.TICK, required=True, when=_NIL),
    ),
)
SUBCONTRACTING = Section(
    "subcontracting",
    (
        amount("subcontracting_given", heading="subcontracting"),
        Field("subcontractors", FieldKind.COUNT),
        Field("subcontractors_insured", FieldKind.YES_NO),
        amount("subcontracting_received"),
    ),
    not_for=OWN_BASES,
)
PAYROLL = Section(
    "payroll",
    (
        amount("payroll_workers", heading="payroll", recalls=""),
        amount("payroll_staff", heading="payroll", recalls=""),
        amount("payroll_apprentices", heading="payroll", recalls=""),
        amount("manager_pay"),
        amount("temporary_cost"),
    ),
    totals=(Total("payroll_total", ("payroll_workers", "payroll_staff", "payroll_apprentices"), recalls="payroll"),),
    not_for=OWN_BASES,
)
HEADCOUNT = Section(
    "headcount",
    (
        Field("headcount_basis", FieldKind.CHOICE, required=True, options=("year_end", "average")),
        Field("workers", FieldKind.DECIMAL, heading="headcount", recalls=""),
        Field("staff", FieldKind.DECIMAL, heading="headcount", recalls=""),
        Field("apprentices", FieldKind.DECIMAL, heading="headcount", recalls=""),
        Field("active_managers", FieldKind.COUNT, heading="headcount", recalls=""),
        Field("temporary_workers", FieldKind.DECIMAL),
    ),
    totals=(
        Total(
            "headcount_total",
            ("workers", "staff", "apprentices", "active_managers"),
            recalls="headcount",
            kind=FieldKind.DECIMAL,
        ),
    ),
    not_for=OWN_BASES,
)
SITES = Section(
    "sites",
    (
        Field("no_large_site", FieldKind.TICK),
        FieldTable(
            "sites",
            (
                Field("name", FieldKind.TEXT, required=True),
                Field("address", FieldKind.TEXT),
                Field("client", FieldKind.TEXT),
                Field("opened_on", FieldKind.DATE),
                amount("total_cost", required=True),
                amount("contract_amount", required=True),
                Field("ccrd", FieldKind.YES_NO),
                amount("absolute_deductible", when=("ccrd", "yes")),
            ),
            most_rows=100,
            required=True,
            nil="no_large_site",
        ),
    ),
    not_for=OWN_BASES,
)
TECHNIQUES = Section(
    "techniques",
    (
        Field("noncurrent_technique", FieldKind.YES_NO, required=True),
        Field("technique_description", FieldKind.LONG_TEXT, required=True, when=_TECHNIQUE),
        Field("technique_reference", FieldKind.TEXT, when=_TECHNIQUE),
    ),
    not_for=OWN_BASES,
)
CONTROL = Section(
    "control",
    (
        amount("tax_return_turnover"),
        Field("tax_return_siren", FieldKind.TEXT),
        Field("tax_return_year", FieldKind.COUNT),
    ),
    not_for=OWN_BASES,
)
FLEET = Section(
    "fleet",
    (
        Field("cars", FieldKind.COUNT, heading="vehicles", recalls=""),
        Field("vans", FieldKind.COUNT, heading="vehicles", recalls=""),
        Field("trucks", FieldKind.COUNT, heading="vehicles", recalls=""),
        Field("plant", FieldKind.COUNT, heading="vehicles", recalls=""),
        FieldTable(
            "vehicles",
            (
                Field("registration", FieldKind.TEXT, required=True),
                Field("kind", FieldKind.CHOICE, required=True, options=("car", "van", "truck", "plant")),
                Field("model", FieldKind.TEXT),
            ),
        ),
    ),
    totals=(Total("vehicles_total", ("cars", "vans", "trucks", "plant"), recalls="vehicles", kind=FieldKind.COUNT),),
    products=("FLO",),
)
EQUIPMENT = Section(
    "equipment", (amount("equipment_value", required=True, heading="equipment_value"),), products=("BRM",)
)
PREMISES = Section(
    "premises",
    (
        Field("premises_area", FieldKind.DECIMAL, required=True),
        amount("contents_value", required=True),
        amount("premises_value"),
    ),
    products=("MRP",),
)
