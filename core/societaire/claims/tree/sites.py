"""Family B, branch by branch: what happened on a running site, to whom, and what was checked before."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_YES = {"yes"}

RUNNING_SITE = Block(
    "running_site",
    (
        Question("happened_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question(
            "site_event",
            QuestionKind.CHOICE,
            options=("collapse", "fire", "storm", "water", "vandalism", "theft", "other"),
            required=True,
            unknown=True,
        ),
        Question("progress", QuestionKind.PERCENT, unknown=True),
        Question("site_insurance", QuestionKind.YES_NO, unknown=True),
        Question("site_stopped", QuestionKind.YES_NO, unknown=True),
        Question("stopped_from", QuestionKind.DATE, Is("site_stopped", _YES), unknown=True),
        Question("stopped_until", QuestionKind.DATE, Is("site_stopped", _YES), unknown=True),
        Question("site_guarded", QuestionKind.YES_NO, unknown=True),
        Question("other_firms_damaged", QuestionKind.LONG_TEXT, unknown=True),
    ),
    when_cause("B1"),
)

THIRD_PARTY = Block(
    "third_party",
    (
        Question("happened_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question("injured_party", QuestionKind.PERSON, required=True, unknown=True),
        Question("injured_party_insurer", QuestionKind.TEXT, unknown=True),
        Question("survey_before_works", QuestionKind.CHOICE, options=("court", "bailiff", "none"), unknown=True),
        Question("existing_incorporated", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("B2"),
)

NETWORK = Block(
    "network",
    (
        Question("happened_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question(
            "network_kind",
            QuestionKind.CHOICE,
            options=("gas", "electricity", "water", "sewer", "telecom", "heat", "other"),
            required=True,
            unknown=True,
        ),
        Question("gas_leak", QuestionKind.YES_NO, Is("network_kind", {"gas"}), required=True),
        Question("network_operator", QuestionKind.PERSON, unknown=True),
        Question("operator_told", QuestionKind.YES_NO, unknown=True),
        Question("works_notice_number", QuestionKind.TEXT, unknown=True),
        Question("works_notice_on", QuestionKind.DATE, unknown=True),
        Question("works_notice_answered", QuestionKind.YES_NO, unknown=True),
        Question("network_marked", QuestionKind.YES_NO, unknown=True),
        Question("joint_report", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("B3"),
)

POLLUTION = Block(
    "pollution",
    (
        Question("happened_at", QuestionKind.DATE_TIME, required=True, unknown=True),
        Question(
            "pollutant",
            QuestionKind.CHOICE,
            options=("hydrocarbon", "chemical", "asbestos", "waste", "dust", "other"),
            unknown=True,
        ),
        Question("polluted", QuestionKind.SEVERAL, options=("ground", "water", "air", "sewer"), unknown=True),
        Question("authorities_told", QuestionKind.LONG_TEXT, unknown=True),
        Question("pollution_stopped", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("B4"),
)
