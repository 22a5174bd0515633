"""Family A, branch by branch: who claims what, by which act, and when one has to be there."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_YES = {"yes"}
_MEETING = when_cause("A2", "A3")

FRIENDLY = Block(
    "friendly",
    (
        Question("claimant", QuestionKind.PERSON, required=True, unknown=True),
        Question(
            "claim_form",
            QuestionKind.CHOICE,
            options=("letter", "registered_letter", "mail", "spoken"),
            required=True,
            unknown=True,
        ),
        Question("first_claimed_on", QuestionKind.DATE, required=True, unknown=True),
        Question("formal_notice", QuestionKind.YES_NO, unknown=True),
        Question("formal_notice_on", QuestionKind.DATE, Is("formal_notice", _YES), unknown=True),
        Question("intention", QuestionKind.CHOICE, options=("repair", "contest", "leave_to_insurer"), unknown=True),
        Question("liability_written", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("A1"),
)

EXPERT_MEETING = Block(
    "expert_meeting",
    (
        Question("expert", QuestionKind.PERSON, required=True, unknown=True),
        Question("expert_firm", QuestionKind.TEXT, unknown=True),
        Question("convening_insurer", QuestionKind.TEXT, when_cause("A2"), unknown=True),
        Question("adverse_insurer", QuestionKind.TEXT, when_cause("A3"), unknown=True),
        Question("convening_reference", QuestionKind.TEXT, unknown=True),
        Question("convened_on", QuestionKind.DATE, unknown=True),
        Question("meeting_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question("meeting_address", QuestionKind.ADDRESS, unknown=True),
        Question("concerned", QuestionKind.CHOICE, options=("yes", "no", "subcontracted"), required=True, unknown=True),
        Question("will_attend", QuestionKind.YES_NO, required=True, unknown=True),
        Question("preliminary_report", QuestionKind.YES_NO, unknown=True),
        Question("other_parties", QuestionKind.LONG_TEXT, when_cause("A3"), unknown=True),
    ),
    _MEETING,
)

SUMMONS = Block(
    "summons",
    (
        Question("served_on", QuestionKind.DATE, required=True, unknown=True),
        Question(
            "court",
            QuestionKind.CHOICE,
            options=("judicial", "commercial", "administrative", "appeal"),
            required=True,
            unknown=True,
        ),
        Question("court_town", QuestionKind.TEXT, unknown=True),
        Question("hearing_on", QuestionKind.DATE, required=True, unknown=True),
        Question("case_number", QuestionKind.TEXT, unknown=True),
        Question("plaintiff", QuestionKind.PERSON, required=True, unknown=True),
        Question("plaintiff_lawyer", QuestionKind.PERSON, unknown=True),
        Question("other_parties", QuestionKind.LONG_TEXT, unknown=True),
        Question("capacity", QuestionKind.CHOICE, options=("defendant", "called"), unknown=True),
        Question("lawyer_appointed", QuestionKind.YES_NO, unknown=True),
        Question("damage_insurer_told", QuestionKind.YES_NO, unknown=True),
        Question("amount_claimed", QuestionKind.AMOUNT, unknown=True),
        Question("former_report", QuestionKind.YES_NO, when_cause("A5"), unknown=True),
    ),
    when_cause("A4", "A5"),
)

RECOURSE = Block(
    "recourse",
    (
        Question("recourse_author", QuestionKind.PERSON, required=True, unknown=True),
        Question(
            "recourse_ground",
            QuestionKind.CHOICE,
            options=("damage_indemnity", "subcontracting", "joint_liability", "other"),
            unknown=True,
        ),
        Question("recourse_amount", QuestionKind.AMOUNT, unknown=True),
        Question("first_claimed_on", QuestionKind.DATE, required=True, unknown=True),
    ),
    when_cause("A6"),
)

TAX_TITLE = Block(
    "tax_title",
    (
        Question("public_body", QuestionKind.PERSON, required=True, unknown=True),
        Question("title_number", QuestionKind.TEXT, unknown=True),
        Question("first_claimed_on", QuestionKind.DATE, required=True, unknown=True),
        Question("title_amount", QuestionKind.AMOUNT, unknown=True),
        Question("appeal_before", QuestionKind.DATE, unknown=True),
        Question("court_seized", QuestionKind.YES_NO, unknown=True),
        Question("hearing_on", QuestionKind.DATE, Is("court_seized", _YES), unknown=True),
    ),
    when_cause("A7"),
)
