"""A mail as the bytes that travel."""

from binascii import b2a_qp
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from hashlib import sha256

import idna

from societaire.ports.mail import Mail, MailRefused
from societaire.values import Email

_LONGEST_LINE = 998
_OWN = (
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
)
"""Headers that are written here, once each."""


def parse_sender(text: str) -> Address:
    """`address@domain` or `Name <address@domain>`; raises ValueError for anything else."""
    if not text.isprintable():
        raise ValueError(text)
    name, address = parseaddr(text)
    try:
        sender = Address(name, addr_spec=address)
    except (MessageError, IndexError) as error:
        raise ValueError(text) from error
    if not sender.username or not sender.domain or not address.isascii():
        raise ValueError(text)
    return sender


def address_on_the_wire(recipient: Email) -> str:
    """The address with its domain as the DNS knows it (RFC 5891); raises MailRefused for letters no server must take.

    An accent before the `@` needs SMTPUTF8 of every server on the way: such a mail is refused here, not lost there.
    """
    local, _, domain = recipient.address.rpartition("@")
    try:
        wired = f"{local}@{idna.encode(domain, uts46=True).decode()}" if not domain.isascii() else recipient.address
    except idna.IDNAError as error:
        raise MailRefused(reason="address") from error
    if not wired.isascii():
        raise MailRefused(reason="address")
    return wired


def address_as_written(wired: str) -> str:
    """The address that people know, of one on the wire."""
    local, at, domain = wired.rpartition("@")
    if "xn--" not in domain:
        return wired
    try:
        return local + at + idna.decode(domain)
    except idna.IDNAError:
        return wired


def encode_mail(mail: Mail, sender: Address, date: datetime) -> bytes:
    """Lines end with CRLF, all bytes are ASCII; raises MailRefused for what no header or mail can carry."""
    mail.refuse_injection()
    recipient = address_on_the_wire(mail.recipient)
    try:
        return b"\r\n".join((*_headers(mail, recipient, sender, date), *_content(mail)))
    except (ValueError, MessageError) as error:
        raise MailRefused(reason="content") from error


def _headers(mail: Mail, recipient: str, sender: Address, date: datetime) -> tuple[bytes, ...]:
    names = [name.lower() for name, _ in mail.headers]
    if len({*names, *_OWN}) < len(names) + len(_OWN):
        raise MailRefused(reason="header")
    return (
        _header("From", str(sender)),
        _header("To", recipient),
        _header("Subject", mail.subject),
        b"Date: " + format_datetime(date).encode(),
        _header("Message-ID", mail.message_id),
        b"Auto-Submitted: auto-generated",
        *(_header(name, value) for name, value in mail.headers),
        b"MIME-Version: 1.0",
    )


def _header(name: str, value: str) -> bytes:
    # On one line as long as it needs no encoding: the library would encode a long link into uselessness.
    line = f"{name}: {value}"
    return line.encode() if line.isascii() and len(line) <= _LONGEST_LINE else _encoded_header(name, value)


@lru_cache(maxsize=1024)
def _encoded_header(name: str, value: str) -> bytes:
    """By the library, whose headers are slow to make: senders and subjects come again."""
    message = EmailMessage(policy=SMTP)
    message[name] = value
    return message.as_bytes().rstrip(b"\r\n")


def _content(mail: Mail) -> tuple[bytes, ...]:
    if mail.html is None:
        return _part("plain", mail.text)
    # No quoted-printable text holds "=_": an equals sign is always followed by digits or by the end of the line.
    boundary = b"=_" + sha256(mail.message_id.encode()).hexdigest()[:32].encode()
    return (
        b'Content-Type: multipart/alternative; boundary="' + boundary + b'"',
        b"",
        b"--" + boundary,
        *_part("plain", mail.text),
        b"--" + boundary,
        *_part("html", mail.html),
        b"--" + boundary + b"--",
        b"",
    )


def _part(subtype: str, text: str) -> tuple[bytes, ...]:
    # Seven bits all along: no server on the way needs an extension to carry it unchanged.
    lines = b"\r\n".join(text.encode().splitlines())
    return (
        f'Content-Type: text/{subtype}; charset="utf-8"'.encode(),
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        b2a_qp(lines + b"\r\n"),
    )
