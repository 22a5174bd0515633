"""A mail as the bytes that travel."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from societaire.ports.mail import Mail, MailRefused

_LONGEST_LINE = 998


class _WholeLines(EmailPolicy):
    """Leaves a header that needs no encoding on one line: the library would encode a long link into uselessness."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        line = f"{name}: {value}"
        if line.isascii() and len(line) <= _LONGEST_LINE and len(line.splitlines()) == 1:
            return f"{line}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _WholeLines(linesep="\r\n")


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


def encode_mail(mail: Mail, sender: Address, date: datetime) -> bytes:
    """Lines end with CRLF, all bytes are ASCII; raises MailRefused for what no header or mail can carry."""
    mail.refuse_injection()
    if not mail.recipient.address.isascii():
        raise MailRefused(reason="address")
    try:
        return _message(mail, sender, date).as_bytes()
    except (ValueError, MessageError) as error:
        raise MailRefused(reason="content") from error


def _message(mail: Mail, sender: Address, date: datetime) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = mail.recipient.address
    message["Subject"] = mail.subject
    message["Date"] = date
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers:
        message[name] = value
    # Seven bits all along: no server on the way needs an extension to carry it unchanged.
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return message
