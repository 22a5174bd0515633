"""What the check says of the contract found names the date that decided."""

from datetime import date

import pytest

from societaire.claims.answering import Answering, Basis, Hint
from societaire_wording.claim_guidance import hint_told

DAY = date(2009, 3, 12)


@pytest.mark.parametrize(
    ("hint", "basis", "day", "told"),
    [
        (Hint.FORMER_INSURER, Basis.OPENING, DAY, "La date d’ouverture du chantier (12/03/2009) précède votre premier"),
        (Hint.FORMER_INSURER, Basis.EVENT, DAY, "La date de l’événement, ou de sa connaissance (12/03/2009) précède"),
        (Hint.AFTER_LAST, Basis.COMPLAINT, DAY, "La date de la réclamation, ou de sa connaissance (12/03/2009) suit"),
        (Hint.DAY_UNKNOWN, Basis.OPENING, None, "Sans la date d’ouverture du chantier, le gestionnaire cherchera"),
        (Hint.SEVERAL, Basis.EVENT, DAY, "Plusieurs contrats peuvent répondre"),
    ],
)
def test_a_hint_names_the_date_that_decided(hint: Hint, basis: Basis, day: date | None, told: str) -> None:
    assert hint_told(hint, Answering((), basis, day, (hint,))).startswith(told)
