"""What every declaration begins with: is anybody in danger, and since when is it known."""

from societaire.claims.questions import Block, Question, QuestionKind

HEAD = Block(
    "head",
    (
        Question("danger", QuestionKind.YES_NO, required=True),
        Question("known_on", QuestionKind.DATE, required=True),
        Question("existing_reference", QuestionKind.TEXT),
    ),
)
