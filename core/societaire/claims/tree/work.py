"""What the member did on the operation, for whom, and whom they let do it."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_YES = {"yes"}

WORK = Block(
    "work",
    (
        # The activities of the contracts come before.
        Question("works", QuestionKind.SEVERAL, options=("other",), required=True, unknown=True),
        Question("other_works", QuestionKind.TEXT, Is("works", {"other"}), required=True),
        Question("works_amount", QuestionKind.AMOUNT, unknown=True),
        Question("works_started_on", QuestionKind.DATE, unknown=True),
        Question("works_ended_on", QuestionKind.DATE, unknown=True),
        Question(
            "position",
            QuestionKind.CHOICE,
            options=("direct", "subcontractor", "joint", "supplier"),
            required=True,
            unknown=True,
        ),
        Question("principal", QuestionKind.PERSON, Is("position", {"subcontractor"}), unknown=True),
        Question("subcontracted", QuestionKind.YES_NO, required=True, unknown=True),
        Question(
            "subcontractors",
            QuestionKind.ROWS,
            Is("subcontracted", _YES),
            columns=(
                Question("name", QuestionKind.TEXT, required=True),
                Question("siren", QuestionKind.TEXT),
                Question("activity", QuestionKind.TEXT),
                Question("amount", QuestionKind.AMOUNT),
                Question("insurer", QuestionKind.TEXT),
                Question("policy", QuestionKind.TEXT),
                Question("attestation", QuestionKind.YES_NO),
            ),
            unknown=True,
        ),
        Question("unusual_technique", QuestionKind.YES_NO, unknown=True),
        Question("unusual_technique_reference", QuestionKind.TEXT, Is("unusual_technique", _YES), unknown=True),
        Question("supplier", QuestionKind.PERSON, unknown=True),
    ),
    when_cause("A", "B1", "B2"),
)
