"""What every declaration ends with: whom to reach about it, how and when."""

from societaire.claims.questions import Block, Is, Question, QuestionKind

CLOSING = Block(
    "closing",
    (
        Question("follow_up", QuestionKind.PERSON, required=True),
        Question("preferred_channel", QuestionKind.CHOICE, options=("mail", "phone", "portal"), required=True),
        Question("call_back", QuestionKind.YES_NO),
        Question("call_back_when", QuestionKind.TEXT, Is("call_back", {"yes"}), required=True),
    ),
)
