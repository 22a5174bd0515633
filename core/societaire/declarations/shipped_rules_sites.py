"""The uses of rules about large sites and techniques, with an example that passes and one that fails."""

from societaire.declarations.examples import WITH_CCRD, typed
from societaire.declarations.forms import RuleUse, Severity

_ABOVE = (("amount", "sites.*.total_cost"), ("term", "operation_limit"), ("name", "sites.*.name"))
_LARGE = {"sites.0.name": "Lycée Ampère", "sites.0.total_cost": "18 000 000", "sites.0.contract_amount": "900 000"}
_KNOWN = {"sites.0.client": "Région", "sites.0.opened_on": "03/02/2025", "sites.0.ccrd": "yes"}
_SMALL = {"sites.0.name": "École", "sites.0.total_cost": "15 000 000", "sites.0.contract_amount": "900 000"}

SITE_RULES = (
    RuleUse(
        "rows_above",
        "site_details",
        Severity.ERROR,
        (*_ABOVE, ("needs", ("sites.*.client", "sites.*.opened_on", "sites.*.ccrd"))),
        source="A243-3 C. ass.",
        passing=typed({**_LARGE, **_KNOWN}),
        failing=typed(_LARGE),
    ),
    RuleUse(
        "rows_above",
        "site_without_ccrd",
        Severity.WARNING,
        (*_ABOVE, ("answer", ("sites.*.ccrd", "no"))),
        source="A243-3 C. ass.",
        passing=typed({**_LARGE, **_KNOWN}),
        failing=typed({**_LARGE, "sites.0.ccrd": "no"}),
    ),
    RuleUse(
        "rows_above",
        "site_ccrd_not_provided",
        Severity.WARNING,
        (*_ABOVE, ("answer", ("sites.*.ccrd", "yes")), ("unless", "ccrd")),
        source="A243-3 C. ass.",
        passing=typed({**_LARGE, **_KNOWN}, WITH_CCRD),
        failing=typed({**_LARGE, **_KNOWN}),
    ),
    RuleUse(
        "rows_above",
        "site_attestation",
        Severity.INFORMATION,
        _ABOVE,
        source="A243-3 C. ass.",
        passing=typed(_SMALL),
        failing=typed(_LARGE),
    ),
    RuleUse(
        "at_most",
        "contract_above_cost",
        Severity.ERROR,
        (("parts", ("sites.*.contract_amount",)), ("limit", "sites.*.total_cost")),
        passing=typed(_LARGE),
        failing=typed({**_SMALL, "sites.0.contract_amount": "15 000 000,01"}),
    ),
    RuleUse(
        "day_in_contract",
        "site_opened_outside_contract",
        Severity.WARNING,
        (("column", "sites.*.opened_on"), ("name", "sites.*.name")),
        source="Annexe I, A243-1 C. ass.",
        passing=typed({"sites.0.opened_on": "01/01/2013"}),
        failing=typed({"sites.0.opened_on": "31/12/2012"}),
    ),
)
LARGEST_RULE = RuleUse(
    "at_most",
    "site_above_largest",
    Severity.ERROR,
    (("parts", ("sites.*.contract_amount",)), ("limit", "largest_contract")),
    passing=typed({"largest_contract": "900 000", **_LARGE}),
    failing=typed({"largest_contract": "90 000", **_LARGE}),
)
TECHNIQUE_RULES = (
    RuleUse(
        "required_if",
        "technique_without_reference",
        Severity.WARNING,
        (("path", "technique_reference"), ("other", "noncurrent_technique"), ("value", "yes")),
        passing=typed({"noncurrent_technique": "yes", "technique_reference": "ATEx 2025-114"}),
        failing=typed({"noncurrent_technique": "yes"}),
    ),
    RuleUse(
        "unless",
        "technique_noncurrent",
        Severity.INFORMATION,
        (("path", "noncurrent_technique"), ("value", "yes")),
        source="A243-3 C. ass.",
        passing=typed({"noncurrent_technique": "no"}),
        failing=typed({"noncurrent_technique": "yes"}),
    ),
)
