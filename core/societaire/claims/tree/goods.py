"""Family D: premises, goods, machines and data of the member."""

from societaire.claims.questions import Block, Either, Is, Question, QuestionKind, when_cause

_YES = {"yes"}
_ARSON = Is("origin", {"arson"})
_COMPLAINT_WANTED = Either((when_cause("D7"), _ARSON))

THEFT = Block(
    "theft",
    (
        Question("theft_place", QuestionKind.ADDRESS, required=True, unknown=True),
        Question("break_in", QuestionKind.CHOICE, options=("door", "window", "fence", "vehicle", "none"), unknown=True),
        Question("theft_attempt", QuestionKind.YES_NO),
        Question("complaint", QuestionKind.YES_NO, required=True),
        Question("complaint_on", QuestionKind.DATE, Is("complaint", _YES), unknown=True),
        Question("complaint_number", QuestionKind.TEXT, Is("complaint", _YES), unknown=True),
        Question(
            "objects",
            QuestionKind.ROWS,
            columns=(
                Question("label", QuestionKind.TEXT, required=True),
                Question("serial", QuestionKind.TEXT),
                Question("bought_on", QuestionKind.DATE),
                Question("value", QuestionKind.AMOUNT),
            ),
            unknown=True,
        ),
        Question("protection", QuestionKind.TEXT, unknown=True),
        Question("from_vehicle", QuestionKind.YES_NO, unknown=True),
        Question("vehicle_plate", QuestionKind.TEXT, Is("from_vehicle", _YES), unknown=True),
    ),
    when_cause("D1"),
)

PREMISES = Block(
    "premises",
    (
        Question("premises_address", QuestionKind.ADDRESS, required=True, unknown=True),
        Question("occupancy", QuestionKind.CHOICE, options=("owner", "tenant", "condominium"), unknown=True),
        Question(
            "origin",
            QuestionKind.CHOICE,
            when_cause("D2", "D3"),
            options=("electrical", "heating", "works", "arson", "leak", "sewer", "neighbour", "other"),
            unknown=True,
        ),
        Question("emergency_services", QuestionKind.SEVERAL, options=("firemen", "police"), unknown=True),
        Question("complaint", QuestionKind.YES_NO, _COMPLAINT_WANTED, unknown=True),
        Question("complaint_on", QuestionKind.DATE, Is("complaint", _YES), unknown=True),
        Question("activity_stopped", QuestionKind.YES_NO, unknown=True),
        Question("stopped_from", QuestionKind.DATE, Is("activity_stopped", _YES), unknown=True),
        Question("third_parties_hit", QuestionKind.LONG_TEXT, unknown=True),
    ),
    when_cause("D2", "D3", "D4", "D7"),
)

NATURAL_DISASTER = Block(
    "natural_disaster",
    (
        Question("premises_address", QuestionKind.ADDRESS, required=True, unknown=True),
        Question(
            "disaster",
            QuestionKind.CHOICE,
            options=("flood", "mudslide", "drought", "earthquake", "sea", "landslide"),
            required=True,
            unknown=True,
        ),
        Question("order_published", QuestionKind.YES_NO, unknown=True),
        Question("order_published_on", QuestionKind.DATE, Is("order_published", _YES), required=True, unknown=True),
        Question("activity_stopped", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("D5"),
)

MACHINE = Block(
    "machine",
    (
        Question("machine_make", QuestionKind.TEXT, required=True, unknown=True),
        Question("machine_model", QuestionKind.TEXT, unknown=True),
        Question("machine_serial", QuestionKind.TEXT, unknown=True),
        Question("machine_year", QuestionKind.COUNT, unknown=True),
        Question("machine_value", QuestionKind.AMOUNT, unknown=True),
        Question("machine_title", QuestionKind.CHOICE, options=("owned", "rented", "leased"), unknown=True),
        Question(
            "machine_cause",
            QuestionKind.CHOICE,
            options=("internal", "external", "mistake", "theft"),
            required=True,
            unknown=True,
        ),
        Question("driver", QuestionKind.PERSON, unknown=True),
        Question("driver_certified", QuestionKind.YES_NO, unknown=True),
        Question("machine_place", QuestionKind.ADDRESS, unknown=True),
        Question("repairer", QuestionKind.PERSON, unknown=True),
        Question("replacement_rented", QuestionKind.YES_NO, unknown=True),
    ),
    when_cause("D6"),
)

CYBER = Block(
    "cyber",
    (
        Question("discovered_at", QuestionKind.DATE_TIME, required=True),
        Question(
            "attack",
            QuestionKind.CHOICE,
            options=("ransom", "intrusion", "fraud", "data_theft", "denial", "other"),
            unknown=True,
        ),
        Question("complaint", QuestionKind.YES_NO, required=True),
        Question("complaint_at", QuestionKind.DATE_TIME, Is("complaint", _YES), unknown=True),
        Question("personal_data", QuestionKind.YES_NO, required=True, unknown=True),
        Question("authority_told", QuestionKind.YES_NO, Is("personal_data", _YES), unknown=True),
    ),
    when_cause("D8"),
)

EVENT = Block(
    "event",
    (Question("happened_on", QuestionKind.DATE, required=True, unknown=True),),
    when_cause("D1", "D2", "D3", "D4", "D5", "D6", "D7", "E", "F1", "F2"),
)
