"""`societaire addresses` and `societaire events`."""

import json

import pytest

from tests.delivery.cli.desk import MARTIN, PEOPLE, Desk

AS = ("--as", "I001")


@pytest.fixture
def request_id(desk: Desk) -> str:
    """A request of Claire's for Maçonnerie Martin."""
    details = desk.composition.service.contact_details
    return details.ask_address(PEOPLE["P1"].id, MARTIN, "rue du \x1b[JLac", "6950", "Bron").id


def test_what_waits_is_shown_with_what_is_unusual(desk: Desk, request_id: str) -> None:
    text = desk.type("addresses", "pending")
    assert text.status == 0
    for told in (request_id, "Maçonnerie Martin", "1 rue du Port 69000 Lyon", "6950 Bron", "cinq chiffres", "numéro"):
        assert told in text.out
    assert "\x1b" not in text.out
    (data,) = json.loads(desk.type("addresses", "pending", "--json").out)
    assert (data["id"], data["siren"]) == (request_id, str(MARTIN))
    assert data["to_check"] == ["postal_code_form", "number_missing"]


def test_nothing_waits(desk: Desk) -> None:
    done = desk.type("addresses", "pending")
    assert (done.status, done.out) == (0, "")
    assert "Aucune demande" in done.err


def test_the_company_is_shown_with_its_request_while_it_waits(desk: Desk, request_id: str) -> None:
    shown = desk.type("companies", "show", str(MARTIN)).out
    assert request_id in shown
    assert "6950 Bron" in shown
    data = json.loads(desk.type("companies", "show", str(MARTIN), "--json").out)["address_request"]
    assert (data["id"], data["wanted"]["postal_code"]) == (request_id, "6950")
    assert desk.type("addresses", "refuse", request_id, "--reason", "Non", *AS).status == 0
    assert request_id not in desk.type("companies", "show", str(MARTIN)).out
    assert json.loads(desk.type("companies", "show", str(MARTIN), "--json").out)["address_request"] is None


def test_an_approval_reaches_the_contracts(desk: Desk, request_id: str) -> None:
    done = desk.type("addresses", "approve", request_id, *AS)
    assert (done.status, done.out) == (0, "")
    assert "contrats concernés : 1" in done.err
    assert desk.tables.companies[MARTIN].address.city == "Bron"
    assert desk.type("addresses", "approve", request_id, *AS).status == 1
    assert desk.type("addresses", "refuse", request_id, "--reason", "Non", *AS).status == 1


def test_a_refusal_needs_a_reason(desk: Desk, request_id: str) -> None:
    assert desk.type("addresses", "refuse", request_id, *AS).status == 2
    assert desk.type("addresses", "refuse", request_id, "--reason", " ", *AS).status == 1
    assert desk.type("addresses", "refuse", request_id, "--reason", "Justificatif manquant", *AS).status == 0
    assert desk.tables.address_requests[request_id].reason == "Justificatif manquant"


@pytest.mark.parametrize("act", [("approve",), ("refuse", "--reason", "Non")])
def test_nobody_unknown_decides_and_nothing_unknown_is_decided(
    desk: Desk, request_id: str, act: tuple[str, ...]
) -> None:
    verb, *options = act
    assert desk.type("addresses", verb, request_id, *options).status == 2
    assert desk.type("addresses", verb, request_id, *options, "--as", "X999").status == 1
    assert desk.type("addresses", verb, "inconnue", *options, *AS).status == 1
    assert desk.tables.address_requests[request_id].is_open


def test_the_feed_goes_on_from_its_cursor(desk: Desk, request_id: str) -> None:
    (line,) = desk.type("events", "export").out.splitlines()
    first = json.loads(line)
    assert (first["v"], first["kind"], first["request"]["id"]) == (1, "address_requested", request_id)
    assert "\x1b" not in line
    assert desk.type("events", "export", "--since", first["cursor"]).out == ""
    desk.type("addresses", "approve", request_id, *AS)
    lines = desk.type("events", "export", "--since", first["cursor"], "--limit", "1").out.splitlines()
    assert [json.loads(each)["kind"] for each in lines] == ["address_approved"]


def test_a_cursor_that_is_none_is_refused(desk: Desk) -> None:
    done = desk.type("events", "export", "--since", "zzz")
    assert (done.status, done.out) == (1, "")
    assert "curseur" in done.err


def test_a_history_is_whole_or_not(desk: Desk, request_id: str) -> None:
    assert desk.type("events", "verify").status == 0
    tables = desk.parts.database.tables
    stream = f"company:{MARTIN}"
    desk.parts.database.tables = tables.copied()
    desk.parts.database.tables.events[stream] = tables.events[stream][1:]
    done = desk.type("events", "verify", "--json")
    assert (done.status, json.loads(done.out)) == (1, {"broken": [stream]})
    assert request_id not in done.out
