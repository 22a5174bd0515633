"""Mails to an SMTP server, encrypted and verified."""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.headerregistry import Address
from enum import StrEnum
from functools import lru_cache, partial
from ipaddress import ip_address
from threading import Lock
from types import TracebackType
from typing import Self

from attrs import define, field, frozen

from societaire.ports.mail import Mail, MailDelayed, MailRefused
from societaire_mail.line import Line
from societaire_mail.message import address_on_the_wire, encode_mail

_GOODBYE_SECONDS = 2
_ASK_AFTER = 5.0
# Refusals that speak of our account, not of the mail: it waits until somebody puts the settings right.
_ACCOUNT = (530, 534, 535, 538)
_LEADING_DOT = re.compile(rb"(?m)^\.")


_QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)


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
    """Sends by one connection, opened at need and kept from mail to mail; each mail ends within `seconds`.

    A connection that rested for `ask_after` seconds is asked whether it lives.
    """

    server: SmtpServer
    sender: Address
    seconds: float = 30
    ask_after: float = _ASK_AFTER
    now: Callable[[], datetime] = field(default=partial(datetime.now, UTC), repr=False)
    _line: Line = field(factory=Line, init=False, repr=False)
    _session: "_Session | None" = field(default=None, init=False, repr=False)
    _used_at: float = field(default=0.0, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def send(self, mail: Mail) -> None:
        """Hand a mail to the server; threads wait for each other."""
        data = encode_mail(mail, self.sender, self.now())
        recipient = address_on_the_wire(mail.recipient)
        with self._lock, self._line.limited(self.seconds), self._failures():
            self._ready().hand_in(self.sender.addr_spec, recipient, data)
            self._used_at = time.monotonic()

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
        if self._session is None or not self._is_alive(self._session):
            self._drop()
            self._session = _Session(self.server, self._line)
            self._session.enter(self.server)
        return self._session

    def _is_alive(self, session: "_Session") -> bool:
        # Asking each time costs a mail a quarter of its journeys to the server and back.
        rested = time.monotonic() - self._used_at
        return session.is_alive() if rested >= self.ask_after or self._line.has_news() else True

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

    def hand_in(self, sender: str, recipient: str, data: bytes) -> None:
        """As `sendmail`, with the three commands in one journey where the server takes them so (RFC 2920)."""
        if not self.has_extn("pipelining"):
            self.sendmail(sender, [recipient], data)
            return
        size = f" size={len(data)}" if self.has_extn("size") else ""
        self.send(f"mail FROM:{_quoted(sender)}{size}\r\nrcpt TO:{_quoted(recipient)}\r\ndata\r\n")
        # A server that writes its answers one by one waits for our word between two, which the system keeps for 40 ms.
        if _QUICKACK is not None and self.sock is not None:
            self.sock.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)
        answers = [self._answer(), self._answer(), self._answer()]
        refusal = _refusal(answers, sender, recipient)
        if refusal is None:
            self.send(b"%b.\r\n" % _dotted(data))
            code, said = self.getreply()
            refusal = None if code == 250 else smtplib.SMTPDataError(code, said)
        elif answers[-1][0] == 354:
            # It waits for a content all the same, which must not become a mail to nobody.
            self.close()
            raise refusal
        if refusal is not None:
            self.rset()
            raise refusal

    def _answer(self) -> tuple[int, bytes]:
        """To one of several commands; raises SMTPResponseException for a server that leaves: it answers no more."""
        code, said = self.getreply()
        if code == 421:
            raise smtplib.SMTPResponseException(code, said)
        return code, said

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


def _dotted(data: bytes) -> bytes:
    # Most mails hold no line that begins so, which is told much faster than looked for with a pattern.
    return _LEADING_DOT.sub(b"..", data) if b"\n." in data or data.startswith(b".") else data


@lru_cache(maxsize=1024)
def _quoted(address: str) -> str:
    return smtplib.quoteaddr(address)


def _refusal(
    answers: Sequence[tuple[int, bytes]], sender: str, recipient: str
) -> smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused | None:
    """What a server has against a mail, of its answers to the sender, the recipient and the content announced."""
    mail, rcpt, data = answers
    if mail[0] != 250:
        return smtplib.SMTPSenderRefused(*mail, sender)
    if rcpt[0] not in (250, 251):
        return smtplib.SMTPRecipientsRefused({recipient: rcpt})
    return None if data[0] == 354 else smtplib.SMTPDataError(*data)


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
