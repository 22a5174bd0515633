"""Family C: an employee or a director; seen by administrators and by whoever declared only."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_YES = {"yes"}
_VICTIM = Question("victim", QuestionKind.PERSON, required=True, unknown=True)

ACCIDENT = Block(
    "accident",
    (
        _VICTIM,
        Question("on_site", QuestionKind.YES_NO, required=True, unknown=True),
        Question(
            "victim_status",
            QuestionKind.CHOICE,
            options=("employee", "temporary", "subcontractor", "director"),
            required=True,
            unknown=True,
        ),
        Question("happened_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question("accident_gravity", QuestionKind.CHOICE, options=("serious", "fatal"), required=True, unknown=True),
        Question("accident_declared", QuestionKind.YES_NO, unknown=True),
        Question("accident_declared_on", QuestionKind.DATE, Is("accident_declared", _YES), unknown=True),
        Question("days_off_work", QuestionKind.COUNT, unknown=True),
        Question("inspection", QuestionKind.SEVERAL, options=("labour", "police", "insurance_fund"), unknown=True),
        Question("witnesses", QuestionKind.LONG_TEXT, unknown=True),
    ),
    when_cause("C1"),
)

FAULT = Block(
    "fault",
    (
        _VICTIM,
        Question("on_site", QuestionKind.YES_NO, required=True, unknown=True),
        Question("accident_on", QuestionKind.DATE, required=True, unknown=True),
        Question("accident_reference", QuestionKind.TEXT, unknown=True),
        Question(
            "act_received",
            QuestionKind.CHOICE,
            options=("conciliation", "petition", "convocation"),
            required=True,
            unknown=True,
        ),
        Question("act_received_on", QuestionKind.DATE, required=True, unknown=True),
        Question("hearing_on", QuestionKind.DATE, unknown=True),
        Question("disability_rate", QuestionKind.PERCENT, unknown=True),
        Question("prosecution", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("C2"),
)
