"""Every mailer keeps the same claims."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from societaire.ports.mail import Mailer
from societaire.testing.conformance_mail import MailerConformance, Received
from societaire.testing.mail import MemoryMailer
from societaire_mail import MailFolder, open_mailer

SENDER = "Mutuelle d’Été <ne-pas-repondre@example.fr>"


class TestMemoryMailer(MailerConformance):
    @pytest.fixture
    def mailer(self) -> MemoryMailer:
        return MemoryMailer()

    @pytest.fixture
    def received(self, mailer: MemoryMailer) -> Callable[[], list[Received]]:
        return lambda: [
            Received(mail.recipient.address, mail.subject, mail.text, mail.html, mail.message_id)
            for mail in mailer.sent
        ]


class TestFolderMailer(MailerConformance):
    @pytest.fixture
    def mailer(self, tmp_path: Path) -> Mailer:
        return open_mailer(f"folder://{tmp_path}/des mails", SENDER)

    @pytest.fixture
    def received(self, tmp_path: Path) -> Callable[[], list[Received]]:
        folder = MailFolder(tmp_path / "des mails")

        def mails() -> Iterator[Received]:
            for stored in folder.list():
                opened = folder.read(stored.name)
                yield Received(stored.recipient, stored.subject, opened.text, opened.html, opened.message_id)

        return lambda: list(mails())


@define
class Kept:
    """What an SMTP server does with a mail."""

    mails: list[tuple[list[str], EmailMessage]] = field(factory=list)

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - the library's name
        message = message_from_bytes(envelope.content, EmailMessage, policy=default)
        self.mails.append((envelope.rcpt_tos, message))
        return "250 OK"


class TestSmtpMailer(MailerConformance):
    @pytest.fixture
    def server(self) -> Iterator[tuple[int, Kept]]:
        from aiosmtpd.controller import Controller

        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        kept = Kept()
        controller = Controller(kept, "127.0.0.1", port)
        controller.start()
        yield port, kept
        controller.stop()

    @pytest.fixture
    def mailer(self, server: tuple[int, Kept]) -> Iterator[Mailer]:
        with closing(open_mailer(f"smtp://127.0.0.1:{server[0]}", SENDER)) as mailer:
            yield mailer

    @pytest.fixture
    def received(self, server: tuple[int, Kept]) -> Callable[[], list[Received]]:
        def content(message: EmailMessage, kind: str) -> str | None:
            part = message.get_body((kind,))
            return None if part is None else str(part.get_content()).replace("\r\n", "\n")

        return lambda: [
            Received(
                to, message["Subject"], content(message, "plain") or "", content(message, "html"), message["Message-ID"]
            )
            for to, message in ((recipients[0], message) for recipients, message in server[1].mails)
        ]
