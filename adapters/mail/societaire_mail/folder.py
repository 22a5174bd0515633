"""Mails in a folder: for trials, and to look at what would be sent."""

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from attrs import field, frozen

from societaire.ports.mail import Mail, MailDelayed, MailMissing
from societaire_mail.message import address_as_written, encode_mail

_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_PROBE = ".probe"
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-[0-9a-f]{32}\.eml", re.ASCII)


@frozen
class StoredMail:
    """A line of the list; `name` opens it."""

    name: str
    date: datetime
    recipient: str
    subject: str


@frozen
class OpenedMail:
    """A mail to be read."""

    mail: StoredMail
    message_id: str
    text: str = field(repr=False)
    html: str | None = field(repr=False)


@frozen
class FolderMailer:
    """Writes each mail into a file, once for each Message-ID; the names sort by time."""

    path: Path
    sender: Address
    now: Callable[[], datetime] = field(default=partial(datetime.now, UTC), repr=False)

    def send(self, mail: Mail) -> None:
        """Keep a mail; MailDelayed when the folder can't."""
        date = self.now().astimezone(UTC)
        data = encode_mail(mail, self.sender, date)
        end = f"-{sha256(mail.message_id.encode()).hexdigest()[:32]}.eml"
        try:
            self.path.mkdir(0o700, parents=True, exist_ok=True)
            with _alone(self.path) as folder:
                # A second try carries a newer link, which killed the first one's: it takes the first one's place.
                kept = next((name for name in _names(self.path) if name.endswith(end)), None)
                _write(self.path / (kept or f"{date.strftime(_MOMENT)}{end}"), data)
                os.fsync(folder)
        except OSError as error:
            raise MailDelayed(reason="folder") from error

    def probe(self) -> None:
        """Raise MailDelayed unless a mail could be kept now."""
        try:
            self.path.mkdir(0o700, parents=True, exist_ok=True)
            with _alone(self.path) as folder:
                os.fsync(folder)
            _write(self.path / _PROBE, b"")
            (self.path / _PROBE).unlink()
        except OSError as error:
            raise MailDelayed(reason="folder") from error

    def close(self) -> None:
        """Nothing is held open."""


@frozen
class MailFolder:
    """Reads what a FolderMailer wrote."""

    path: Path

    def list(self) -> list[StoredMail]:
        """Every mail, the newest last; an absent folder is an empty one."""
        stored = []
        for name in sorted(_names(self.path)):
            with suppress(MailMissing):
                stored.append(_summary(name, self._parse(name, whole=False)))
        return stored

    def read(self, name: str) -> OpenedMail:
        """One mail; raises MailMissing."""
        message = self._parse(name, whole=True)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        return OpenedMail(
            _summary(name, message),
            str(message["Message-ID"]),
            text.get_content() if text else "",
            html.get_content() if html else None,
        )

    def _parse(self, name: str, *, whole: bool) -> EmailMessage:
        if not _NAME.fullmatch(name):
            raise MailMissing
        try:
            with (self.path / name).open("rb") as file:
                return BytesParser(EmailMessage, policy=default).parse(file, headersonly=not whole)
        except FileNotFoundError as error:
            raise MailMissing from error


def _summary(name: str, message: EmailMessage) -> StoredMail:
    date = datetime.strptime(name.partition("-")[0], _MOMENT).replace(tzinfo=UTC)
    return StoredMail(name, date, address_as_written(str(message["To"])), str(message["Subject"]))


def _names(folder: Path) -> Iterator[str]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                yield entry.name


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    # Two processes that send one mail at the same time write one file.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    # Links to activate an account lie within: nobody else reads them.
    aside = path.with_name(f".{token_hex(16)}.part")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, no path
            file.write(data)
            file.flush()
            os.fsync(handle)
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
