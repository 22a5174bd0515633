"""Answers about a claim in words: the same on the pages and on the receipt."""

import pytest

from societaire.claims.questions import Question, QuestionKind
from societaire_wording.claim_answers import answer


@pytest.mark.parametrize(
    ("name", "kind", "text", "told"),
    [
        ("danger", QuestionKind.YES_NO, "yes", "Oui"),
        ("danger", QuestionKind.YES_NO, "peut-être", "peut-être"),
        ("occupancy", QuestionKind.CHOICE, "owner", "Propriétaire"),
        ("works", QuestionKind.SEVERAL, "MAC|other", "Maçonnerie, D’autres travaux"),
        ("works", QuestionKind.SEVERAL, "XYZ", "XYZ"),
        ("known_on", QuestionKind.DATE, "2026-11-20", "20/11/2026"),
        ("known_on", QuestionKind.DATE, "20/11/2026", "20/11/2026"),
        ("known_on", QuestionKind.DATE, "bientôt", "bientôt"),
        ("meeting_at", QuestionKind.DATE_TIME, "2026-11-25T09:05", "25/11/2026 à 9\u00a0h\u00a005"),
        ("meeting_at", QuestionKind.DATE_TIME, "mardi", "mardi"),
        ("description", QuestionKind.LONG_TEXT, "2026-11-20", "2026-11-20"),
    ],
)
def test_an_answer_is_told_as_people_read_it(name: str, kind: QuestionKind, text: str, told: str) -> None:
    assert answer(Question(name, kind), text) == told
