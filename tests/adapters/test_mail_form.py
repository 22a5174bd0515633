"""What a mail carries, and the addresses by which a server is told."""

import traceback
from contextlib import closing
from email import message_from_bytes

import pytest
from attrs import evolve

from societaire.ports.mail import Mail, MailDelayed, MailRefused
from societaire.values import Email
from societaire_mail import SmtpMailer, open_mailer
from societaire_mail.message import encode_mail
from tests.adapters.mails import FROM, LONG, MAIL, NOON, SENDER
from tests.smtp import FakeSmtp

# What travels.


def test_a_mail_carries_what_a_machine_should_know_and_only_ascii() -> None:
    data = encode_mail(evolve(MAIL, headers=(("List-Unsubscribe", f"<{LONG}>"),)), FROM, NOON)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    message = message_from_bytes(data)
    assert message["From"] == "Mutuelle <ne-pas-repondre@example.fr>"
    assert message["Message-ID"] == "<1@example.fr>"
    assert message["Date"] == "Sun, 22 Nov 2026 12:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == f"<{LONG}>", "a long link stays whole"
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize(
    "mail",
    [
        evolve(MAIL, subject="\ud800"),
        evolve(MAIL, text="\ud800"),
        evolve(MAIL, recipient=Email("zoë@example.fr")),
        evolve(MAIL, recipient=Email("zoe@é..example.fr".replace("..", "-" * 70 + "."))),
        evolve(MAIL, headers=(("Subject", "a second one"),)),
        evolve(MAIL, headers=(("X-Name: x", "y"),)),
        evolve(MAIL, headers=(("", "y"),)),
    ],
    ids=[
        "half a character",
        "half a character in the text",
        "accented address",
        "no domain",
        "twice",
        "colon",
        "no name",
    ],
)
def test_what_no_mail_can_carry_is_refused_for_good(mail: Mail) -> None:
    with pytest.raises(MailRefused):
        encode_mail(mail, FROM, NOON)


@pytest.mark.parametrize(
    ("written", "wired"),
    [
        ("zoe@électricité.example", "zoe@xn--lectricit-93aj.example"),
        ("zoe@straße.example", "zoe@xn--strae-oqa.example"),
        ("zoe@my_host.example.fr", "zoe@my_host.example.fr"),
    ],
)
def test_an_accented_domain_travels_as_the_dns_knows_it(written: str, wired: str) -> None:
    with FakeSmtp() as server, closing(open_mailer(f"smtp://127.0.0.1:{server.port}", SENDER)) as mailer:
        mailer.send(evolve(MAIL, recipient=Email(written)))
        assert [line for line in server.lines if line.lower().startswith("rcpt")] == [f"rcpt TO:<{wired}>"]
        assert message_from_bytes(server.mails[0])["To"] == wired


# Addresses.


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.fr", ("mail.example.fr", 25, "required", "", "")),
        ("smtp://me:p%40ss@mail.example.fr", ("mail.example.fr", 587, "required", "me", "p@ss")),
        ("smtp://mail.example.fr:2525?starttls=opportunistic", ("mail.example.fr", 2525, "opportunistic", "", "")),
        ("smtp://mail.example.fr?starttls=no", ("mail.example.fr", 25, "no", "", "")),
        ("smtp://localhost", ("localhost", 25, "no", "", "")),
        ("smtp://[::1]:25", ("::1", 25, "no", "", "")),
        ("smtp://127.0.0.1?starttls=required", ("127.0.0.1", 25, "required", "", "")),
        ("smtps://me:secret@mail.example.fr", ("mail.example.fr", 465, "implicit", "me", "secret")),
    ],
)
def test_an_address_says_where_and_how(url: str, expected: tuple[object, ...]) -> None:
    mailer = open_mailer(url, SENDER)
    assert isinstance(mailer, SmtpMailer)
    server = mailer.server
    assert (server.host, server.port, server.encryption.value, server.user, server.password) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smtp://",
        "mail.example.fr",
        "folder://relative",
        "http://me:secret@mail.example.fr",
        "smtp://me:sec/ret@mail.example.fr",
        "smtp://me:secret@mail.example.fr:port",
        "smtp://me:secret@mail.example.fr/path",
        "smtp://me:secret@mail.example.fr?starttls=maybe",
        "smtp://me:secret@mail.example.fr?starttls=implicit",
        "smtp://me:secret@mail.example.fr?starttls=no",
        "smtp://me:secret@mail.example.fr?tls=no",
        "smtp://me:secret@mail.example.fr?starttls",
        "smtps://me:secret@mail.example.fr?starttls=no",
    ],
)
def test_any_other_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r"expected|password") as caught:
        open_mailer(url, SENDER)
    assert "sec" not in "".join(traceback.format_exception(caught.value)).replace("seconds", "")


@pytest.mark.parametrize("sender", ["", "Mutuelle", "a@", "@b", "a@b\r\nBcc: c@d.fr", "zoë@example.fr", "a b@c.fr"])
def test_a_malformed_sender_is_refused(sender: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's words
        open_mailer("smtp://mail.example.fr", sender)


def test_a_password_shows_nowhere() -> None:
    with FakeSmtp(extensions=("AUTH PLAIN",), answers={"AUTH": "535 no"}) as server:
        mailer = open_mailer(f"smtp://me:hush-hush@127.0.0.1:{server.port}", SENDER)
        with closing(mailer), pytest.raises(MailDelayed) as caught:
            mailer.send(MAIL)
    shown = repr(mailer) + "".join(traceback.format_exception(caught.value)) + repr(caught.value.values)
    assert "hush" not in shown
    assert caught.value.values == {"reason": "server", "status": 535}
