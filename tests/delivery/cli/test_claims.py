"""`societaire claims` and `societaire callbacks`."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.delivery.cli.desk import MARTIN, NOW, PEOPLE, Desk

AS = ("--as", "I001")
ANSWERS = {
    "cause": "F3",
    "danger": "no",
    "known_on": "20/11/2026",
    "description": "Un client réclame, sans que nous sachions pour quel chantier ni pourquoi.",
    "follow_up.name": "Claire Müller",
    "preferred_channel": "phone",
}


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "reponses.json"
    path.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return str(path)


@pytest.fixture
def number(desk: Desk, answers: str) -> str:
    """A claim declared on behalf of Maçonnerie Martin."""
    done = desk.type("claims", "declare", str(MARTIN), answers, *AS)
    assert (done.status, done.out) == (0, "")
    (found,) = desk.tables.claims.values()
    return str(found.number)


def test_the_questions_of_a_cause_are_a_file_to_fill_in(desk: Desk) -> None:
    found = json.loads(desk.type("claims", "questions", "D1").out)
    assert found["cause"] == "D1"
    assert {"theft_place.street", "complaint", "description"} <= set(found)
    assert desk.type("claims", "questions", "Z9").status == 1


def test_a_claim_is_declared_for_a_member_under_the_name_of_who_typed_it(desk: Desk, number: str) -> None:
    assert number == "D2026-000001"
    shown = json.loads(desk.type("claims", "show", number, "--json").out)
    assert (shown["staff"], shown["state"], shown["answers"]["cause"]) == ("I001", "declared", "F3")
    text = desk.type("claims", "show", number)
    assert "Saisi par" in text.out
    (line,) = json.loads(desk.type("claims", "list", "--json").out)
    assert line["number"] == number


def test_a_claim_is_read_in_words_in_the_order_of_its_questions(desk: Desk, number: str) -> None:
    shown = desk.type("claims", "show", number).out
    told = ("Des personnes sont-elles en danger", "    Non", "    20/11/2026", "Un client réclame", "Claire Müller")
    places = [shown.index(each) for each in told]
    assert places == sorted(places)
    assert not [
        word for word in ("danger :", "follow_up", "preferred_channel", "    phone", "known_on") if word in shown
    ]
    assert "DANGER" not in shown
    assert "F3 Je ne sais pas" in desk.type("claims", "list").out


def test_danger_comes_first(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "danger.json"
    path.write_text(json.dumps({**ANSWERS, "danger": "yes"}), encoding="utf-8")
    assert desk.type("claims", "declare", str(MARTIN), str(path), *AS).status == 0
    shown = desk.type("claims", "show", "D2026-000001").out
    assert shown.index("DANGER") < shown.index("Numéro")


def test_what_is_awaited_on_both_sides_is_shown(desk: Desk, number: str) -> None:
    calling, claim = desk.composition.service.calling_back, desk.tables.claims[number]
    due = f"{NOW.year + 1}-01-05"
    assert desk.type("claims", "request-documents", number, "photographs", "--due", due, *AS).status == 0
    assert "Rappel à faire" not in desk.type("claims", "show", number).out
    slot = calling.desk(PEOPLE["P1"].id, MARTIN, claim.id).offered[0]
    call = calling.ask(PEOPLE["P1"].id, MARTIN, claim.id, "La \x1b[Jsuite", "0472000001", slot.name)
    shown = desk.type("claims", "show", number).out
    assert f"05/01/{NOW.year + 1}" in shown
    assert "photographs" not in shown
    assert f"{slot.start:%H:%M}-{slot.end:%H:%M}" in shown
    assert call.id in shown
    assert "suite" in shown
    assert "\x1b" not in shown
    assert desk.type("callbacks", "done", call.id, *AS).status == 0
    assert "Rappel à faire" not in desk.type("claims", "show", number).out


def test_what_is_missing_or_no_answer_is_refused_and_nothing_is_declared(desk: Desk, tmp_path: Path) -> None:
    short = tmp_path / "courtes.json"
    short.write_text('{"cause": "F3", "known_on": "demain"}', encoding="utf-8")
    done = desk.type("claims", "declare", str(MARTIN), str(short), *AS)
    assert done.status == 1
    assert "known_on" in done.err
    for content in ("[]", "{", '{"cause": 1}'):
        short.write_text(content, encoding="utf-8")
        assert desk.type("claims", "declare", str(MARTIN), str(short), *AS).status == 1
    assert desk.type("claims", "declare", "123456782", str(short), *AS).status != 0
    assert desk.tables.claims == {}


def test_the_list_is_narrowed(desk: Desk, number: str) -> None:
    assert number in desk.type("claims", "list", number).out
    assert number in desk.type("claims", "list", "552 000 002", "--state", "declare", "--since", "2026-01-01").out
    nothing = desk.type("claims", "list", "--state", "clos")
    assert (nothing.status, nothing.out) == (0, "")
    assert "Aucun sinistre" in nothing.err


def test_a_claim_is_given_moved_asked_and_answered(desk: Desk, number: str) -> None:
    assert desk.type("claims", "assign", number, "I001", *AS).status == 0
    assert desk.type("claims", "assign", number, "X999", *AS).status == 1
    assert desk.type("claims", "status", number, "enregistre", *AS).status == 0
    assert desk.type("claims", "status", number, "declare", *AS).status == 1
    assert desk.type("claims", "request-documents", number, "photographs", "invoices", *AS).status == 0
    refused = desk.type("claims", "request-documents", number, "poeme", *AS)
    assert (refused.status, "poeme" in refused.err) == (1, True)
    late = desk.type("claims", "request-documents", number, "photographs", "--due", "2020-01-05", *AS)
    assert (late.status, "date limite est passée" in late.err) == (1, True)
    assert desk.type("claims", "message", number, "L'expert passe mardi.", *AS).status == 0
    assert desk.type("claims", "message", number, " ", *AS).status == 1
    shown = json.loads(desk.type("claims", "show", number, "--json").out)
    assert (shown["state"], shown["handler"]) == ("registered", "I001")
    assert [one["document"] for one in shown["requests"]] == ["photographs", "invoices"]
    assert [one["text"] for one in shown["messages"]] == ["L'expert passe mardi."]


@pytest.mark.parametrize(
    "act",
    [
        ("assign", "I001"),
        ("status", "enregistre"),
        ("request-documents", "photographs"),
        ("message", "Bonjour"),
    ],
)
def test_nobody_unknown_acts_and_nothing_unknown_is_acted_upon(desk: Desk, number: str, act: tuple[str, ...]) -> None:
    verb, *rest = act
    assert desk.type("claims", verb, number, *rest).status == 2
    assert desk.type("claims", verb, number, *rest, "--as", "X999").status == 1
    assert desk.type("claims", verb, "S0", *rest, *AS).status == 1


def test_everything_of_a_claim_goes_into_one_archive(desk: Desk, number: str, tmp_path: Path) -> None:
    target = tmp_path / "dossier.zip"
    assert desk.type("claims", "export", number, "--to", str(target)).status == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["sinistre.json", "recepisse-D2026-000001.pdf"]
        told = json.loads(archive.read("sinistre.json"))
    assert (told["number"], told["declaration"]["tree"]) == (number, "construction")
    assert desk.type("claims", "export", number, "--to", str(target)).status == 1
    assert desk.type("claims", "export", "S0", "--to", str(tmp_path / "rien.zip")).status == 1
    assert not (tmp_path / "rien.zip").exists()


def test_calls_back_are_listed_planned_and_done(desk: Desk, number: str) -> None:
    calling, claim = desk.composition.service.calling_back, desk.tables.claims[number]
    nothing = desk.type("callbacks", "list")
    assert (nothing.out, "Aucun rappel" in nothing.err) == ("", True)
    slot = calling.desk(PEOPLE["P1"].id, MARTIN, claim.id).offered[0]
    call = calling.ask(PEOPLE["P1"].id, MARTIN, claim.id, "La \x1b[Jsuite", "0472000001", slot.name)
    text = desk.type("callbacks", "list")
    assert call.id in text.out
    assert "\x1b" not in text.out
    (line,) = json.loads(desk.type("callbacks", "list", "--json").out)
    assert (line["claim"], line["phone"]) == (number, "0472000001")
    year = str(NOW.year + 1)
    assert desk.type("callbacks", "plan", call.id, f"{year}-01-05", "9h", "9:30", *AS).status == 0
    assert desk.type("callbacks", "plan", call.id, "2020-01-05", "9h", "9:30", *AS).status == 1
    assert desk.type("callbacks", "plan", call.id, f"{year}-01-05", "9h", "tard", *AS).status == 2
    assert desk.type("callbacks", "done", call.id, "--missed", *AS).status == 0
    assert desk.type("callbacks", "done", call.id, *AS).status == 1
    assert desk.type("callbacks", "done", "inconnue", *AS).status == 1
