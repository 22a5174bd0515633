"""The damage: what, where, since when, how grave."""

from societaire.claims.questions import Block, Is, Question, QuestionKind, when_cause

_BUILT = when_cause("A", "B1", "B2")

DAMAGE = Block(
    "damage",
    (
        Question("appeared_on", QuestionKind.DATE, when_cause("A"), required=True, unknown=True),
        Question("description", QuestionKind.LONG_TEXT, required=True, shortest=50),
        Question("location_in_building", QuestionKind.TEXT, _BUILT, unknown=True),
        Question(
            "damage_kinds",
            QuestionKind.SEVERAL,
            when_cause("A", "B1", "B2", "D2", "D3", "D4", "D7"),
            options=(
                "infiltration",
                "crack",
                "subsidence",
                "collapse",
                "equipment",
                "damp",
                "thermal",
                "acoustic",
                "fire",
                "other",
            ),
            unknown=True,
        ),
        Question(
            "effects",
            QuestionKind.SEVERAL,
            _BUILT,
            options=("solidity", "unusable", "safety", "aesthetic"),
            unknown=True,
        ),
        Question("equipment_separable", QuestionKind.YES_NO, when_cause("A"), unknown=True),
        Question("spreading", QuestionKind.YES_NO, when_cause("A", "B", "D2", "D3", "D4", "D5"), unknown=True),
        Question("measures_taken", QuestionKind.LONG_TEXT, when_cause("A", "B", "D"), unknown=True),
        Question("estimated_amount", QuestionKind.AMOUNT, when_cause("A", "B", "D", "E"), unknown=True),
        Question("injuries", QuestionKind.YES_NO, when_cause("A", "B", "D", "E"), required=True, unknown=True),
        Question("injured", QuestionKind.LONG_TEXT, Is("injuries", {"yes"}), unknown=True),
    ),
    when_cause("A", "B", "C", "D", "E", "F"),
)
