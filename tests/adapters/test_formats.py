"""French forms that depend on what they are of."""

import pytest

from societaire_wording.formats import of


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Paul Maillard", "de Paul Maillard"),
        ("Ursule", "d\u2019Ursule"),
        ("Élise", "d\u2019Élise"),
        ("Œdipe", "d\u2019Œdipe"),
        ("Yann", "de Yann"),
        ("Yves", "d\u2019Yves"),
        ("Hugo", "de Hugo"),
        ("une personne", "d\u2019une personne"),
        ("", "de "),
    ],
)
def test_de_is_elided_before_a_vowel(name: str, told: str) -> None:
    assert of(name) == told
