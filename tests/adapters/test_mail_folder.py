"""Mails in a folder."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.headerregistry import Address
from pathlib import Path

import pytest
from attrs import evolve

from societaire.ports.mail import Mail, MailDelayed, MailMissing
from societaire.values import Email
from societaire_mail import FolderMailer, MailFolder, open_mailer

SENDER = "Mutuelle <ne-pas-repondre@example.fr>"
FROM = Address("Mutuelle", "ne-pas-repondre", "example.fr")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG = "https://espace.example.fr/preferences/" + "x" * 200
MAIL = Mail(Email("claire@example.fr"), "Été", "Bonjour Zoë\n", "<p>Bonjour Zoë</p>\n", "<1@example.fr>")
NEXT = evolve(MAIL, message_id="<2@example.fr>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mails"


def mailer_at(folder: Path, *moments: datetime) -> FolderMailer:
    times = iter(moments)
    return FolderMailer(folder, FROM, lambda: next(times))


def test_an_accented_domain_is_read_as_it_was_written(folder: Path) -> None:
    mailer_at(folder, NOON).send(evolve(MAIL, recipient=Email("zoe@électricité.example")))
    assert [mail.recipient for mail in MailFolder(folder).list()] == ["zoe@électricité.example"]


def test_names_sort_by_time_and_the_newest_is_last(folder: Path) -> None:
    assert MailFolder(folder).list() == []
    mailer = mailer_at(folder, NOON, NOON - timedelta(hours=1))
    mailer.send(evolve(MAIL, subject="second"))
    mailer.send(evolve(NEXT, subject="first", recipient=Email("zoe@example.fr")))
    first, second = MailFolder(folder).list()
    assert (first.subject, first.recipient, first.date) == ("first", "zoe@example.fr", NOON - timedelta(hours=1))
    assert (second.subject, second.date) == ("second", NOON)
    assert sorted(path.name for path in folder.iterdir()) == [first.name, second.name]


def test_a_mail_sent_again_takes_the_place_of_the_first(folder: Path) -> None:
    mailer_at(folder, NOON).send(MAIL)
    mailer_at(folder, NOON + timedelta(days=1)).send(evolve(MAIL, subject="other words"))
    (mail,) = MailFolder(folder).list()
    assert (mail.date, mail.subject) == (NOON, "other words")


def test_mailers_at_the_same_time_write_a_mail_once(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sends = [pool.submit(open_mailer(f"folder://{folder}", SENDER).send, MAIL) for _ in range(20)]
    assert [send.result() for send in sends] == [None] * 20
    assert len(list(folder.iterdir())) == 1


def test_only_its_owner_reads_a_folder_of_links(folder: Path) -> None:
    mailer_at(folder, NOON).send(MAIL)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_file_and_folder_are_synced_before_the_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").readlink().name))
    mailer_at(folder, NOON).send(MAIL)
    aside, last = synced
    assert (aside.endswith(".part"), last) == (True, "mails")


def test_a_folder_that_can_not_be_written_delays_and_keeps_no_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MailDelayed):
        mailer_at(folder, NOON).send(MAIL)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../secret", "/etc/passwd", "20261122T120000.000000Z-" + "0" * 32 + ".eml"])
def test_what_is_no_mail_of_the_folder_is_missing(folder: Path, name: str) -> None:
    mailer_at(folder, NOON).send(MAIL)
    with pytest.raises(MailMissing):
        MailFolder(folder).read(name)


def test_what_else_lies_in_the_folder_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    for name in (".gitkeep", "note.txt", ".x.part"):
        (folder / name).write_text("x")
    assert MailFolder(folder).list() == []


def test_a_link_is_read_whole(folder: Path) -> None:
    mailer_at(folder, NOON).send(evolve(MAIL, text=f"Bonjour\n{LONG}\n", html=None))
    (mail,) = MailFolder(folder).list()
    assert MailFolder(folder).read(mail.name).text == f"Bonjour\n{LONG}\n"
    assert message_from_string((folder / mail.name).read_text())["To"] == "claire@example.fr"


def test_a_probe_leaves_nothing_behind(folder: Path) -> None:
    open_mailer(f"folder://{folder}", SENDER).probe()
    assert MailFolder(folder).list() == []
    assert not list(folder.iterdir())


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MailDelayed):
        open_mailer(f"folder://{tmp_path}/file/mails", SENDER).probe()
