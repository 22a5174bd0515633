"""Mails to an SMTP server, encrypted and verified."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.headerregistry import Address
from enum import StrEnum
from functools import partial
from ipaddress import ip_address
from threading import Lock
from types import TracebackType
from typing import Self

from attrs import define, field, frozen

from societaire.ports.mail import Mail, MailDelayed, MailRefused
from societaire_mail.line import Line
from societaire_mail.message import address_on_the_wire, encode_mail

_GOODBYE_SECONDS = 2
# Refusals that speak of our account, not of the mail: it waits until somebody puts the settings right.
_ACCOUNT = (530, 534, 535, 538)


class Encryption(StrEnum):
    """When a connection is encrypted; a certificate that does not hold is never accepted."""

    IMPLICIT = "implicit"
    REQUIRED = "required"
    OPPORTUNISTIC = "opportunistic"
    NO = "no"


@frozen
class SmtpServer:
    """Where mails are handed in, and as whom."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)


@define
class SmtpMailer:
    """Sends by one connection, opened at need and kept from mail to mail; each mail ends within `seconds`."""

    server: SmtpServer
    sender: Address
    seconds: float = 30
    now: Callable[[], datetime] = field(default=partial(datetime.now, UTC), repr=False)
    _line: Line = field(factory=Line, init=False, repr=False)
    _session: "_Session | None" = field(default=None, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def send(self, mail: Mail) -> None:
        """Hand a mail to the server; threads wait for each other."""
        data = encode_mail(mail, self.sender, self.now())
        recipient = address_on_the_wire(mail.recipient)
        with self._lock, self._line.limited(self.seconds), self._failures():
            self._ready().sendmail(self.sender.addr_spec, [recipient], data)

    def probe(self) -> None:
        """Greet the server, signed in when there is an account, and send nothing; raises MailDelayed."""
        with self._lock, self._line.limited(self.seconds), self._failures():
            self._ready()

    def close(self) -> None:
        """Take leave of the server; the mailer can still be used afterwards."""
        with self._lock:
            if self._session is not None:
                with self._line.limited(_GOODBYE_SECONDS), suppress(smtplib.SMTPException, OSError):
                    self._session.quit()
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            status = _status(error)
            if _is_refusal(error, status):
                raise MailRefused(reason="server", status=status) from error
            self._drop()
            if isinstance(error, smtplib.SMTPException | OSError):
                raise MailDelayed(reason=self._reason(error), status=status) from error
            raise

    def _reason(self, error: Exception) -> str:
        if self._line.cut or isinstance(error, TimeoutError):
            return "timeout"
        if isinstance(error, ssl.SSLError):
            return "tls"
        return "server" if _status(error) else "network"

    def _ready(self) -> "_Session":
        if self._session is None or not self._session.is_alive():
            self._drop()
            self._session = _Session(self.server, self._line)
            self._session.enter(self.server)
        return self._session

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        self._line.close()


class _Session(smtplib.SMTP):
    """One conversation with a server."""

    def __init__(self, server: SmtpServer, line: Line) -> None:
        self._line = line
        self._implicit = server.encryption is Encryption.IMPLICIT
        # The library's own guess of our name asks the DNS, and may wait for it without end.
        super().__init__(server.host, server.port, socket.gethostname())

    def _get_socket(self, host: str, port: int, _timeout: object) -> socket.socket:
        connection = self._line.connect(host, port)
        if self._implicit:
            return ssl.create_default_context().wrap_socket(connection, server_hostname=host)
        return connection

    def is_alive(self) -> bool:
        try:
            return self.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def enter(self, server: SmtpServer) -> None:
        self.ehlo_or_helo_if_needed()
        encrypted = self._implicit
        if server.encryption in (Encryption.REQUIRED, Encryption.OPPORTUNISTIC):
            encrypted = self.has_extn("starttls")
            if encrypted:
                self.starttls(context=ssl.create_default_context())
                self.ehlo()
            elif server.encryption is Encryption.REQUIRED:
                raise MailDelayed(reason="starttls")
        if server.user:
            if not (encrypted or is_loopback(server.host)):
                raise MailDelayed(reason="starttls")
            self.login(server.user, server.password)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: what goes there crosses no network."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _status(error: BaseException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else 0


def _is_refusal(error: BaseException, status: int) -> bool:
    about_mail = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
    return isinstance(error, about_mail) and 500 <= status < 600 and status not in _ACCOUNT
