"""The documents of step 3: required ones may come later, none blocks (L113-11 C. ass.)."""

from societaire.claims.questions import Condition, Either, Every, Is, Need, Wanted, when_cause

_YES = {"yes"}
_SUBCONTRACTED = Is("subcontracted", _YES)
_ACCEPTED = Is("acceptance", {"without_reservations", "with_reservations", "tacit"})
_LIABILITY = when_cause("A")


def _required(*conditions: Condition) -> tuple[Need, Condition]:
    return Need.REQUIRED, Either(conditions)


def _optional(*conditions: Condition) -> tuple[Need, Condition]:
    return Need.OPTIONAL, Either(conditions)


DOCUMENTS = (
    Wanted(
        "act_received",
        (
            _required(_LIABILITY, when_cause("C2")),
            _optional(when_cause("B2", "B4", "C1", "F1", "F2")),
        ),
    ),
    Wanted(
        "works_contract",
        (_required(_LIABILITY, when_cause("B1", "B3", "F1", "F2")), _optional(when_cause("B2", "B4", "F3"))),
    ),
    Wanted("invoices", (_required(_LIABILITY), _optional(when_cause("B1", "B2", "B3", "F")))),
    Wanted("acceptance_report", (_required(Every((_LIABILITY, _ACCEPTED))),)),
    Wanted("opening_order", (_required(_LIABILITY, when_cause("B1")), _optional(when_cause("B2", "B3")))),
    Wanted("subcontracting", (_required(_SUBCONTRACTED),)),
    Wanted(
        "photographs",
        (
            _required(when_cause("A1", "B", "D2", "D3", "D4", "D5", "D6", "D7", "E2", "E4", "E5")),
            _optional(_LIABILITY, when_cause("C1", "D1", "E1", "F3")),
        ),
    ),
    Wanted("plans", (_optional(_LIABILITY, when_cause("B1", "B2", "B3")),)),
    Wanted("site_attestation", (_optional(_LIABILITY, when_cause("B1")),)),
    Wanted(
        "expert_report",
        (
            _required(when_cause("A6"), Is("former_report", _YES), Is("preliminary_report", _YES)),
            _optional(when_cause("A1", "A2", "A3", "A4", "A5", "A7", "B1", "B2")),
        ),
    ),
    Wanted("letters", (_required(when_cause("B2", "F1", "F2")), _optional(_LIABILITY, when_cause("B", "C", "F3")))),
    Wanted(
        "repair_quote",
        (
            _required(when_cause("B1", "B2", "D3", "D4", "D5", "D6", "D7", "E4")),
            _optional(when_cause("A1", "A2", "A3", "A6", "A7", "B3", "B4", "D2", "E1", "E2", "E5")),
        ),
    ),
    Wanted("network_papers", (_required(when_cause("B3")),)),
    Wanted("pollution_papers", (_optional(when_cause("B4")),)),
    Wanted("accident_papers", (_required(when_cause("C")),)),
    Wanted(
        "complaint_receipt",
        (
            _required(when_cause("D1", "D8", "E3"), Is("complaint", _YES)),
            _optional(when_cause("D2", "D7")),
        ),
    ),
    Wanted("objects_list", (_required(when_cause("D1", "D2")), _optional(when_cause("D3", "D4", "D5", "D7")))),
    Wanted("purchase_invoices", (_required(when_cause("D1", "D2", "D6")), _optional(when_cause("D4", "D5", "D7")))),
    Wanted("alarm_report", (_optional(when_cause("D1")),)),
    Wanted(
        "lease",
        (_required(Is("occupancy", {"tenant"}), Is("machine_title", {"rented", "leased"})),),
    ),
    Wanted("disaster_order", (_optional(when_cause("D5")),)),
    Wanted("technician_report", (_required(when_cause("D6")), _optional(when_cause("D8")))),
    Wanted("maintenance_log", (_optional(when_cause("D6")),)),
    Wanted("joint_statement", (_required(when_cause("E1")),)),
    Wanted("driving_papers", (_required(when_cause("E1", "E2")), _optional(when_cause("E3", "E5")))),
    Wanted("vehicle_keys", (_required(when_cause("E3")),)),
    Wanted("other", (_optional(when_cause("A", "B", "C", "D", "E", "F")),)),
)
