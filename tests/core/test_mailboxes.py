"""Shared mailboxes, and what an administrator types of somebody."""

import pytest

from societaire.companies.candidate import Candidate
from societaire.companies.mailboxes import is_role_mailbox
from societaire.errors import Invalid
from societaire.values import Email

ROLE = (
    "contact@x.example",
    "CONTACT@x.example",
    "contact+lyon@x.example",
    "contact.lyon@x.example",
    "service-clients@x.example",
    "serviceclients@x.example",
    "compta2@x.example",
    "comptabilité@x.example",
    "no-reply@x.example",
    "info@x.example",
    "75012@x.example",
)
NOMINATIVE = (
    "marie.dupont@x.example",
    "m.dupont@x.example",
    "mdupont@x.example",
    "marie.direction@x.example",
    "infante@x.example",
    "contactin@x.example",
    "élodie@x.example",
)


@pytest.mark.parametrize("address", ROLE)
def test_an_address_that_names_a_role_is_shared(address: str) -> None:
    assert is_role_mailbox(Email(address))


@pytest.mark.parametrize("address", NOMINATIVE)
def test_an_address_that_names_somebody_is_not(address: str) -> None:
    assert not is_role_mailbox(Email(address))


def _codes(last_name: str, first_name: str, address: str, label: str = "") -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        Candidate.of(last_name, first_name, address, label, lambda _: False)
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_every_problem_of_a_candidate_is_named_at_once() -> None:
    assert _codes(" ", "\t", "paul", "x" * 61) == [
        ("last_name", "last_name_missing"),
        ("first_name", "first_name_missing"),
        ("email", "email_malformed"),
        ("label", "too_long"),
    ]


@pytest.mark.parametrize("name", ["Absent http://x.example", "Absent, gagnez", "<b>Absent</b>", "Absent@x", "R2D2"])
def test_a_name_holds_nothing_that_could_be_an_address_or_a_message(name: str) -> None:
    assert ("last_name", "name_character") in _codes(name, "Paul", "paul@x.example")


@pytest.mark.parametrize("name", ["D'Alembert", "Le\u2019Goff", "Saint-Exupéry", "Nguyễn", "de La Tour"])
def test_names_of_people_are_welcome(name: str) -> None:
    assert Candidate.of(name, "Paul", " Paul@X.example ", "", lambda _: False).email == Email("paul@x.example")


def test_spaces_are_set_right() -> None:
    found = Candidate.of("  de  La Tour ", "Jean  Paul", "jp@x.example", "  Chef   de chantier ", lambda _: False)
    assert (found.last_name, found.first_name, found.label) == ("de La Tour", "Jean Paul", "Chef de chantier")


def test_a_shared_mailbox_that_staff_allowed_is_let_in() -> None:
    shared = Email("contact@x.example")
    assert Candidate.of("Absent", "Paul", "contact@x.example", "", lambda email: email == shared).email == shared
    assert _codes("Absent", "Paul", "compta@x.example") == [("email", "role_mailbox")]
