"""What is unusual in a postal address, and what is none (RULES F2)."""

import pytest

from societaire.companies.company import Address
from societaire.errors import Invalid
from societaire.preferences.postal import LONGEST_PART, checked_address, to_check

NONE = Address()


@pytest.mark.parametrize(
    "address",
    [
        Address("12 rue des Lilas", "69003", "Lyon"),
        Address("12 rue des Lilas", "01000", "Bourg-en-Bresse"),
        Address("3 cours Napoléon", "20000", "Ajaccio"),
        Address("3 rue de la Paix", "97400", "Saint-Denis"),
        Address("3 rue de la Paix", "97133", "Saint-Barthélemy"),
        Address("3 rue de la Paix", "98600", "Mata-Utu"),
        Address("3 rue de la Paix", "98713", "Papeete"),
        Address("3 rue de la Paix", "98800", "Nouméa"),
        Address("3 boulevard des Moulins", "98000", "Monaco"),
        Address("CS 12345", "69431", "Lyon CEDEX 03"),
        Address("Tour Horizon", "92908", "Paris La Défense Cedex"),
        Address("Lieu-dit Le Moulin", "46000", "Cahors"),
        Address("ZA des Grands Prés", "73000", "Chambéry"),
    ],
)
def test_a_usual_address_has_nothing_to_check(address: Address) -> None:
    assert to_check(address) == ()


@pytest.mark.parametrize(
    ("address", "flags"),
    [
        (Address("12 rue des Lilas", "6900", "Lyon"), ("postal_code_form",)),
        (Address("12 rue des Lilas", "2A004", "Ajaccio"), ("postal_code_form",)),
        (Address("12 rue des Lilas", None, "Lyon"), ("postal_code_form",)),
        (Address("12 rue des Lilas", "B-1000", "Bruxelles"), ("postal_code_form",)),
        (Address("12 rue des Lilas", "00100", "Lyon"), ("postal_code_department",)),
        (Address("12 rue des Lilas", "96000", "Lyon"), ("postal_code_department",)),
        (Address("12 rue des Lilas", "97900", "Lyon"), ("postal_code_department",)),
        (Address("rue des Lilas", "69003", "Lyon"), ("number_missing",)),
        (Address(None, "69003", "Lyon"), ("street_missing",)),
        (Address(None, None, "Lyon"), ("postal_code_form", "street_missing")),
    ],
)
def test_what_is_unusual_is_flagged(address: Address, flags: tuple[str, ...]) -> None:
    assert to_check(address) == flags


def test_an_unusual_address_is_never_blocked() -> None:
    assert checked_address("", "  ", "Nulle  part", NONE) == Address(None, None, "Nulle part")


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert checked_address("1 rue\x1b[2J\nHaute", "\t69001", "Ly\0on", NONE) == Address(
        "1 rue [2J Haute", "69001", "Ly on"
    )


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("1 rue Haute", "69001", " "), [("city", "address_city_missing")]),
        (("x" * (LONGEST_PART + 1), "69001", "Lyon"), [("street", "address_too_long")]),
        (("", "", ""), [("city", "address_city_missing")]),
    ],
)
def test_what_is_no_address_is_refused(typed: tuple[str, str, str], codes: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_address(*typed, NONE)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == codes


def test_the_present_address_is_no_other_one() -> None:
    with pytest.raises(Invalid) as refused:
        checked_address(" 1  rue Haute ", "69001", "Lyon", Address("1 rue Haute", "69001", "Lyon"))
    assert [problem.code for problem in refused.value.problems] == ["address_unchanged"]
