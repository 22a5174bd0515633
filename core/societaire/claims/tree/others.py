"""Families E and F: vehicles, disputes, and what nobody can name yet."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_YES = {"yes"}

VEHICLE = Block(
    "vehicle",
    (
        Question("vehicle_plate", QuestionKind.TEXT, required=True, unknown=True),
        Question("driver", QuestionKind.PERSON, when_cause("E1", "E2"), required=True, unknown=True),
        Question("driver_licence", QuestionKind.TEXT, when_cause("E1", "E2"), unknown=True),
        Question("vehicle_place", QuestionKind.ADDRESS, unknown=True),
        Question("joint_statement", QuestionKind.YES_NO, when_cause("E1"), unknown=True),
        Question("third_party_plate", QuestionKind.TEXT, when_cause("E1"), unknown=True),
        Question("third_party_insurer", QuestionKind.TEXT, when_cause("E1"), unknown=True),
        Question("third_party", QuestionKind.PERSON, when_cause("E1"), unknown=True),
        Question("police_called", QuestionKind.YES_NO, when_cause("E1", "E2", "E5"), unknown=True),
        Question("complaint", QuestionKind.YES_NO, when_cause("E3"), required=True),
        Question("complaint_on", QuestionKind.DATE, Is("complaint", _YES), unknown=True),
        Question("keys_held", QuestionKind.YES_NO, when_cause("E3"), unknown=True),
        Question("glass", QuestionKind.CHOICE, when_cause("E4"), options=("windscreen", "side", "rear"), unknown=True),
        Question("repairer", QuestionKind.PERSON, when_cause("E1", "E2", "E4", "E5"), unknown=True),
        Question("vehicle_rolls", QuestionKind.YES_NO, when_cause("E1", "E2", "E5"), unknown=True),
    ),
    when_cause("E"),
)

DISPUTE = Block(
    "dispute",
    (
        Question("adverse_party", QuestionKind.PERSON, required=True, unknown=True),
        Question("dispute_contract", QuestionKind.TEXT, unknown=True),
        Question("dispute_amount", QuestionKind.AMOUNT, unknown=True),
        Question("dispute_history", QuestionKind.LONG_TEXT, unknown=True),
        Question("answer_before", QuestionKind.DATE, unknown=True),
        Question("reminders_sent", QuestionKind.YES_NO, when_cause("F2"), unknown=True),
        Question("lawyer_appointed", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("F1", "F2"),
)

NOT_KNOWN = Block(
    "not_known",
    (Question("happened_on", QuestionKind.DATE, unknown=True),),
    when_cause("F3"),
)
