"""`societaire notifications`, and what staff does of mails: followed, sent again, stopped where they come back."""

import json

import pytest

from societaire.identity.person import Credential
from societaire.notifications import Message, MessageKind, MessageState
from tests.delivery.cli.desk import NOW, PEOPLE, Desk

AS = ("--as", "I001")
DEAD = Message("d" * 32, MessageKind.PASSWORD_HELP, PEOPLE["P1"].email, NOW, NOW).refused("mail_refused")
POINTLESS = Message("e" * 32, MessageKind.DIGEST, PEOPLE["P2"].email, NOW, NOW).dropped("address_bounced")

ASKED_FOR = {"attestation_published", "premium_notice_published", "digest", "claim_news"}


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk whose outbox holds a message given up, and a pointless one."""
    with desk.parts.database.write() as unit:
        unit.outbox.add([DEAD, POINTLESS])
        unit.commit()
    return desk


def test_the_state_of_the_outbox_is_told_with_its_reasons(full: Desk) -> None:
    done = full.type("outbox", "status")
    assert "Abandonné" in done.out
    assert "refusé par le serveur de courriels" in done.out
    assert "Rien n'attend" in done.err
    read = json.loads(full.type("outbox", "status", "--json").out)
    assert {(each["state"], each["reason"], each["count"]) for each in read["messages"]} == {
        ("dead", "mail_refused", 1),
        ("dropped", "address_bounced", 1),
    }


def test_messages_given_up_are_listed_apart_from_pointless_ones(full: Desk) -> None:
    read = json.loads(full.type("outbox", "dead", "--json").out)
    assert [each["id"] for each in read["messages"]] == [DEAD.id]
    assert DEAD.id[:12] in full.type("outbox", "dead").out
    read = json.loads(full.type("outbox", "dead", "--state", "dropped", "--json").out)
    assert [each["reason"] for each in read["messages"]] == ["address_bounced"]


@pytest.mark.parametrize("which", [[DEAD.id[:12]], ["--all"]])
def test_a_message_given_up_is_queued_again(full: Desk, which: list[str]) -> None:
    done = full.type("outbox", "retry", *which, *AS)
    assert (done.status, full.tables.outbox[DEAD.id].state) == (0, MessageState.QUEUED)
    assert full.tables.outbox[POINTLESS.id].state is MessageState.DROPPED
    (event,) = full.tables.events["outbox"]
    assert (event.kind, event.actor.code, bool(event.actor.system_user)) == ("OutboxRetried", "I001", True)
    assert json.loads(event.values) == {"count": 1, "messages": [] if which == ["--all"] else which}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [((), 2), ((DEAD.id, "--all"), 2), (("d",), 2), (("%" * 12,), 2), (("f" * 12,), 1)],
)
def test_what_names_no_message_queues_none(full: Desk, arguments: tuple[str, ...], status: int) -> None:
    assert full.type("outbox", "retry", *arguments, *AS).status == status
    assert full.tables.outbox[DEAD.id] == DEAD
    assert "outbox" not in full.tables.events


def test_a_bounce_needs_a_reason_and_can_be_cleared(desk: Desk) -> None:
    person = PEOPLE["P1"]
    assert desk.type("people", "bounce", "P1", *AS).status == 2
    assert desk.type("people", "bounce", "P1", "--reason", "x", "--clear", *AS).status == 2
    done = desk.type("people", "bounce", str(person.email), "--reason", "boîte pleine", *AS)
    assert done.status == 0
    assert desk.tables.standings[person.id].is_bounced(person.email)
    assert desk.tables.standings[person.id].bounce_reason == "boîte pleine"
    assert desk.type("people", "bounce", "P1", "--clear", *AS).status == 0
    assert not desk.tables.standings[person.id].is_bounced(person.email)
    assert [event.kind for event in desk.tables.events[f"person:{person.id}"]] == ["EmailBounced", "EmailReached"]


def test_those_who_never_confirmed_their_address_are_listed(desk: Desk) -> None:
    person = PEOPLE["P2"]
    with desk.parts.database.write() as unit:
        unit.persons.save_credential(Credential(person.id, "hash", NOW))
        unit.commit()
    read = json.loads(desk.type("people", "unverified", "--json").out)
    assert person.code in [each["code"] for each in read["people"]]
    assert "jamais" in desk.type("people", "unverified").out


@pytest.mark.parametrize("kind", [kind.value for kind in MessageKind])
def test_every_kind_of_message_can_be_read_before_it_is_sent(desk: Desk, kind: str) -> None:
    done = desk.type("notifications", "preview", kind)
    assert done.status == 0
    assert "Bonjour" in done.out
    assert "{" not in done.out
    read = json.loads(desk.type("notifications", "preview", kind, "--json").out)
    assert read["html"].startswith("<!doctype html>")
    assert ("List-Unsubscribe" in read["headers"]) is (kind in ASKED_FOR)
    assert not desk.tables.outbox


def test_whoever_handles_a_claim_reads_its_cause_in_words(desk: Desk) -> None:
    read = desk.type("notifications", "preview", "claim_to_handle").out
    assert "S2026-00012" in read
    assert "Mise en cause\u00a0: Vol" in read
    assert "societaire claims show S2026-00012" in read
