"""The operation: where, what, for whom and when; its opening decides the contract (annexe I A243-1 C. ass.)."""

from societaire.claims.questions import Block, Either, Is, Question, QuestionKind, when_cause

_OWNERS = ("private", "professional", "public", "condominium")
_ACCEPTED = Is("acceptance", {"without_reservations", "with_reservations", "tacit"})
_RESERVED = Is("acceptance", {"with_reservations"})

OPERATION = Block(
    "operation",
    (
        Question("site_address", QuestionKind.ADDRESS, required=True, unknown=True),
        Question("operation_name", QuestionKind.TEXT),
        Question(
            "building_type",
            QuestionKind.CHOICE,
            options=("house", "housing", "offices", "industrial", "public", "civil_engineering", "other"),
            unknown=True,
        ),
        Question("building_age", QuestionKind.CHOICE, options=("new", "existing", "mixed"), unknown=True),
        Question("owner_type", QuestionKind.CHOICE, options=_OWNERS, unknown=True),
        Question("owner", QuestionKind.PERSON, unknown=True),
        Question("architect", QuestionKind.PERSON, unknown=True),
        Question("operation_cost", QuestionKind.AMOUNT, unknown=True),
        Question("damage_insurance", QuestionKind.YES_NO, unknown=True),
        Question("damage_insurer", QuestionKind.TEXT, Is("damage_insurance", {"yes"}), unknown=True),
        Question("damage_policy", QuestionKind.TEXT, Is("damage_insurance", {"yes"}), unknown=True),
        Question("opening_date", QuestionKind.DATE, when_cause("A", "B"), required=True, unknown=True),
        Question(
            "acceptance",
            QuestionKind.CHOICE,
            when_cause("A"),
            options=("without_reservations", "with_reservations", "tacit", "none"),
            required=True,
            unknown=True,
        ),
        Question("acceptance_date", QuestionKind.DATE, _ACCEPTED, required=True, unknown=True),
        Question("reservations", QuestionKind.LONG_TEXT, _RESERVED, unknown=True),
        Question("reservations_lifted_on", QuestionKind.DATE, _RESERVED, unknown=True),
    ),
    Either((when_cause("A", "B"), Is("on_site", {"yes"}))),
)
