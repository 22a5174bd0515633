"""`societaire outbox` and `societaire mail`."""

import json

import pytest

from tests.delivery.cli.desk import PORTAL, Desk

AS = ("--as", "I001")


@pytest.fixture
def posted(desk: Desk) -> Desk:
    """Three invitations went out."""
    desk.type("people", "invite", "--all", *AS)
    desk.type("outbox", "run", "--once")
    return desk


def test_everything_due_is_sent_then_nothing(desk: Desk) -> None:
    desk.type("people", "invite", "--all", *AS)
    done = desk.type("outbox", "run", "--once")
    assert (done.status, done.out) == (0, "")
    assert "Courriels traités : 3." in done.err
    assert len(desk.parts.mailer.sent) == 3
    assert "traités : 0." in desk.type("outbox", "run", "--once").err


def test_the_worker_tells_neither_addresses_nor_links(desk: Desk) -> None:
    desk.type("people", "invite", "--all", *AS)
    told = desk.type("outbox", "run", "--once").err
    assert "Invitation" in told
    assert "@" not in told
    assert "token" not in told


def test_what_could_not_be_sent_is_told_and_stays(desk: Desk) -> None:
    desk.type("people", "invite", "P1", *AS)
    desk.parts.mailer.delayed = True
    assert "serveur de courriels injoignable" in desk.type("outbox", "run", "--once").err
    assert [message.state for message in desk.tables.outbox.values()] == ["queued"]


def test_the_worker_asks_for_nobody(desk: Desk) -> None:
    assert desk.type("outbox", "run", "--once", *AS).status == 2


def test_mails_are_listed_and_read(posted: Desk) -> None:
    text = posted.type("mail", "list")
    assert text.status == 0
    assert text.out.splitlines()[0] == "mail-0"
    data = json.loads(posted.type("mail", "list", "--to", "CLAIRE@martin.example", "--json").out)
    assert data["total"] == 1
    shown = posted.type("mail", "show", data["mails"][0]["name"])
    assert "claire@martin.example" in shown.out
    assert f"{PORTAL}/activation/token" in shown.out
    last = json.loads(posted.type("mail", "show", "--json").out)
    assert json.loads(posted.type("mail", "show", "--last", "--json").out) == last
    assert posted.type("mail", "show", "--last", data["mails"][0]["name"]).status == 2
    assert last["recipient"] == str(posted.parts.mailer.sent[-1].recipient)


def test_an_unknown_mail_is_refused(posted: Desk) -> None:
    done = posted.type("mail", "show", "../../etc/passwd")
    assert (done.status, done.out) == (1, "")
    assert "societaire mail list" in done.err


def test_an_empty_folder_has_no_last_mail(desk: Desk) -> None:
    assert desk.type("mail", "show").status == 1
    assert desk.type("mail", "list").status == 0


@pytest.mark.parametrize("command", [("mail", "list"), ("mail", "show"), ("demo",)])
def test_without_folder_the_setting_is_named(desk: Desk, command: tuple[str, ...]) -> None:
    desk.composition.mailbox = None
    done = desk.type(*command)
    assert (done.status, done.out) == (2, "")
    assert "SOCIETAIRE_MAIL_URL" in done.err
