"""Mails when the server is down, slow, refusing or not who it claims to be, and mails in a folder."""

import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email import message_from_bytes

import pytest
import trustme
from attrs import evolve

from societaire.ports.mail import MailDelayed, MailRefused
from societaire_mail import SmtpMailer, open_mailer
from tests.adapters.mails import FROM, MAIL, NOON, SENDER
from tests.smtp import FakeSmtp

NEXT = evolve(MAIL, message_id="<2@example.fr>")


AMPLE = 20.0
SHORT = 0.5


def to(
    server: FakeSmtp, seconds: float = AMPLE, *, start: str = "smtp://", host: str = "127.0.0.1", options: str = ""
) -> SmtpMailer:
    mailer = open_mailer(f"{start}{host}:{server.port}{options}", SENDER, seconds=seconds)
    assert isinstance(mailer, SmtpMailer)
    return mailer


def bring_down(server: FakeSmtp, seconds: float = AMPLE, **options: str) -> MailDelayed:
    """Send a mail that is delayed within its time, whatever the server does."""
    with to(server, seconds, **options) as mailer:
        started = time.monotonic()
        with pytest.raises(MailDelayed) as caught:
            mailer.send(MAIL)
        assert time.monotonic() - started < seconds + 3
    return caught.value


# Servers that fail.


def closed_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


def test_a_closed_port_delays() -> None:
    with closing(open_mailer(f"smtp://127.0.0.1:{closed_port()}", SENDER)) as mailer, pytest.raises(MailDelayed):
        mailer.send(MAIL)


together = pytest.mark.parametrize("extensions", [(), ("PIPELINING",)], ids=["one by one", "together"])


@together
@pytest.mark.parametrize("moment", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"])
@pytest.mark.parametrize("fault", ["silence", "drip"])
def test_a_server_that_never_ends_its_answer_is_cut(moment: str, fault: str, extensions: tuple[str, ...]) -> None:
    with FakeSmtp(answers={moment: fault}, extensions=extensions) as server:
        assert bring_down(server, SHORT).values["reason"] == "timeout"


@together
@pytest.mark.parametrize("moment", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"])
def test_a_server_that_hangs_up_delays(moment: str, extensions: tuple[str, ...]) -> None:
    with FakeSmtp(answers={moment: "hang up"}, extensions=extensions) as server:
        bring_down(server)
        assert len(server.mails) == (moment == "CONTENT")


@together
@pytest.mark.parametrize("code", [421, 451])
@pytest.mark.parametrize("moment", ["CONNECT", "MAIL", "RCPT", "DATA", "CONTENT"])
def test_a_temporary_refusal_delays(moment: str, code: int, extensions: tuple[str, ...]) -> None:
    with FakeSmtp(answers={moment: f"{code} greylisted"}, extensions=extensions) as server:
        assert bring_down(server).values == {"reason": "server", "status": code}
        assert len(server.mails) == (moment == "CONTENT")


@together
@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "CONTENT"])
def test_a_lasting_refusal_is_for_good_and_the_next_mail_goes_by_the_same_connection(
    moment: str, extensions: tuple[str, ...]
) -> None:
    answers = {moment: "550 no such user"}
    if extensions and moment in ("MAIL", "RCPT"):
        answers["DATA"] = "554 no recipient"
    with FakeSmtp(answers=answers, extensions=extensions) as server, to(server) as mailer:
        with pytest.raises(MailRefused) as caught:
            mailer.send(MAIL)
        assert caught.value.values == {"reason": "server", "status": 550}
        server.answers.clear()
        mailer.send(NEXT)
        assert server.connections == 1
        assert b"<2@example.fr>" in server.mails[-1]


@pytest.mark.parametrize(
    ("moment", "answer"), [("CONNECT", "554 no"), ("MAIL", "530 sign in first"), ("EHLO", "550 no")]
)
def test_a_refusal_that_is_not_about_the_mail_delays(moment: str, answer: str) -> None:
    with FakeSmtp(answers={moment: answer, "HELO": answer}) as server:
        bring_down(server)


@pytest.mark.parametrize("answer", ["", "hello", "250", "9" * 9000, "\x00\xff"])
def test_an_answer_that_is_none_delays(answer: str) -> None:
    with FakeSmtp(answers={"RCPT": answer, "CONTENT": answer} if answer == "250" else {"MAIL": answer}) as server:
        if answer == "250":
            with to(server) as mailer:
                mailer.send(MAIL)
        else:
            bring_down(server)


# One connection.


def test_several_mails_share_a_connection_that_ends_with_a_word() -> None:
    with FakeSmtp() as server:
        with to(server) as mailer:
            for number in range(5):
                mailer.send(evolve(MAIL, message_id=f"<{number}@example.fr>"))
        assert (server.connections, len(server.mails), server.verbs()[-1]) == (1, 5, "QUIT")


@pytest.mark.parametrize("how", ["hang up", "421", "silence"])
def test_a_connection_that_died_meanwhile_is_opened_again(how: str) -> None:
    with FakeSmtp() as server, to(server, 2) as mailer:
        mailer.send(MAIL)
        mailer.ask_after = 0
        if how == "hang up":
            server.hang_up()
        else:
            server.answers["NOOP"] = "421 closing" if how == "421" else how
        if how == "silence":
            with pytest.raises(MailDelayed):
                mailer.send(NEXT)
        mailer.send(NEXT)
        assert (server.connections, len(server.mails)) == (2, 2)


def test_commands_that_go_together_make_the_same_mail() -> None:
    dots = evolve(MAIL, text=".Un point\n..Deux\n")
    received = []
    for extensions in ((), ("PIPELINING", "SIZE 1000000")):
        with FakeSmtp(extensions=extensions) as server:
            with SmtpMailer(evolve(to(server).server), FROM, now=lambda: NOON) as mailer:
                mailer.send(dots)
            received.append((server.mails, [line.lower().partition(" size=")[0] for line in server.lines]))
    assert received[0] == received[1]


def test_a_server_that_waits_for_a_content_without_recipient_gets_none() -> None:
    with FakeSmtp(answers={"RCPT": "550 no such user"}, extensions=("PIPELINING",)) as server, to(server) as mailer:
        with pytest.raises(MailRefused):
            mailer.send(MAIL)
        server.answers.clear()
        mailer.send(NEXT)
        assert (server.connections, len(server.mails)) == (2, 1)


def test_a_connection_in_use_is_not_asked_whether_it_lives_and_its_end_is_noticed() -> None:
    with FakeSmtp() as server, to(server) as mailer:
        for number in range(3):
            mailer.send(evolve(MAIL, message_id=f"<{number}@example.fr>"))
        assert "NOOP" not in server.verbs()
        server.hang_up()
        mailer.send(NEXT)
        assert (server.connections, len(server.mails)) == (2, 4)


def test_each_mail_has_its_own_time_on_one_watch() -> None:
    with FakeSmtp() as server, to(server, 0.8) as mailer:
        before = threading.active_count()
        for number in range(4):
            mailer.send(evolve(MAIL, message_id=f"<{number}@example.fr>"))
            time.sleep(0.3)
        assert threading.active_count() <= before + 2
        server.answers["RCPT"] = "drip"
        started = time.monotonic()
        with pytest.raises(MailDelayed):
            mailer.send(NEXT)
        assert 0.7 < time.monotonic() - started < 4


def test_a_mailer_sends_again_once_the_server_is_well() -> None:
    with FakeSmtp(answers={"RCPT": "drip"}) as server, to(server, 1) as mailer:
        with pytest.raises(MailDelayed):
            mailer.send(MAIL)
        server.answers.clear()
        mailer.send(MAIL)
        assert len(server.mails) == 1


def test_leaving_a_silent_server_takes_no_time() -> None:
    with FakeSmtp(answers={"QUIT": "drip"}) as server:
        mailer = to(server)
        mailer.send(MAIL)
        started = time.monotonic()
        mailer.close()
        assert time.monotonic() - started < 4


def test_threads_share_a_mailer() -> None:
    with FakeSmtp() as server, to(server) as mailer, ThreadPoolExecutor(8) as pool:
        mails = [evolve(MAIL, message_id=f"<{number}@example.fr>") for number in range(40)]
        list(pool.map(mailer.send, mails))
        assert len(server.mails) == 40
        assert len({message_from_bytes(mail)["Message-ID"] for mail in server.mails}) == 40


def test_no_connection_is_left_open() -> None:
    def handles() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - descriptors

    before = handles()
    for answers in ({}, {"CONNECT": "hang up"}, {"RCPT": "hang up"}, {"EHLO": "drip"}):
        with FakeSmtp(answers=answers) as server, to(server, 1) as mailer:
            try:
                mailer.send(MAIL)
            except MailDelayed:
                assert answers
    assert handles() == before


# TLS.


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        yield


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


WAYS = [("smtp://", "?starttls=required", False), ("smtp://", "?starttls=opportunistic", False), ("smtps://", "", True)]
every_way = pytest.mark.parametrize(("start", "options", "implicit"), WAYS, ids=["required", "opportunistic", "smtps"])


@every_way
@pytest.mark.usefixtures("trusted")
def test_a_certificate_that_holds_lets_password_and_mail_through_encrypted(
    authority: trustme.CA, start: str, options: str, *, implicit: bool
) -> None:
    tls = certified(authority, "localhost")
    with (
        FakeSmtp(extensions=("STARTTLS", "AUTH PLAIN"), tls=tls, implicit=implicit) as server,
        to(server, start=f"{start}me:secret@", host="localhost", options=options) as mailer,
    ):
        mailer.send(MAIL)
        mailer.send(NEXT)
        assert (server.connections, len(server.mails), server.verbs().count("AUTH")) == (1, 2, 1)
        assert {line.partition(" ")[0].upper() for line in server.clear} <= {"EHLO", "STARTTLS"}


@every_way
@pytest.mark.parametrize("fault", ["unknown authority", "wrong name"])
@pytest.mark.usefixtures("trusted")
def test_a_certificate_that_does_not_hold_delays_and_nothing_is_said(
    authority: trustme.CA, start: str, options: str, fault: str, *, implicit: bool
) -> None:
    wrong = fault == "wrong name"
    tls = certified(authority if wrong else trustme.CA(), "mail.example.org" if wrong else "localhost")
    with FakeSmtp(extensions=("STARTTLS",), tls=tls, implicit=implicit) as server:
        assert bring_down(server, start=start, host="localhost", options=options).values["reason"] == "tls"
        assert set(server.verbs()) <= {"EHLO", "STARTTLS"}


@pytest.mark.parametrize("extensions", [(), ("STARTTLS",)], ids=["stripped", "refused"])
def test_without_the_encryption_that_is_required_nothing_is_sent_in_clear(extensions: tuple[str, ...]) -> None:
    with FakeSmtp(extensions=(*extensions, "AUTH PLAIN"), answers={"STARTTLS": "454 not now"}) as server:
        bring_down(server, start="smtp://me:secret@", options="?starttls=required")
        assert set(server.verbs()) <= {"EHLO", "STARTTLS"}


def test_opportunistic_encryption_does_without_where_there_is_none() -> None:
    with FakeSmtp() as server, to(server, options="?starttls=opportunistic") as mailer:
        mailer.send(MAIL)
        assert len(server.mails) == 1


def test_a_password_is_kept_back_where_there_is_no_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("societaire_mail.smtp.is_loopback", lambda _: False)
    with FakeSmtp(extensions=("AUTH PLAIN",)) as server:
        bring_down(server, start="smtp://me:secret@", options="?starttls=opportunistic")
        assert server.verbs() == ["EHLO"]


@every_way
def test_a_handshake_that_never_ends_is_cut(start: str, options: str, *, implicit: bool) -> None:
    with FakeSmtp(extensions=("STARTTLS",), implicit=implicit) as server:
        # On a loaded machine TLS may give up on the half record a moment before the time is over.
        assert bring_down(server, SHORT, start=start, options=options).values["reason"] in ("timeout", "tls")


def test_a_silent_port_is_told_by_the_probe() -> None:
    with pytest.raises(MailDelayed):
        open_mailer(f"smtp://127.0.0.1:{closed_port()}", SENDER).probe()


def test_a_probe_greets_and_sends_nothing() -> None:
    with FakeSmtp() as server, to(server) as mailer:
        mailer.probe()
    assert "MAIL" not in server.verbs()
