"""Mails, as handed to a mail server."""

import re
from typing import Protocol

from attrs import field, frozen

from societaire.errors import Busy, Conflict, NotFound, Value
from societaire.values import Email

_HEADER_NAME = re.compile(r"[!-9;-~]+")
# Unicode's categories Cc, Cs, Zl and Zp, to which nothing is ever added.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class MailRefused(Conflict):
    """This mail can never go out as it is: malformed, or refused for good by the server."""

    code = "mail_refused"


class MailDelayed(Busy):
    """The mail may not have gone out: send it again later, with the same Message-ID."""

    code = "mail_delayed"

    def __init__(self, retry_after: int = 60, **values: Value) -> None:
        super().__init__(retry_after, **values)


class MailMissing(NotFound):
    """No mail is kept under this name."""

    code = "mail_missing"


@frozen
class Mail:
    """A message to one recipient; `message_id` (with its angle brackets) is the same at every attempt."""

    recipient: Email
    subject: str
    text: str = field(repr=False)
    html: str | None = field(repr=False)
    message_id: str
    headers: tuple[tuple[str, str], ...] = ()

    def refuse_injection(self) -> None:
        """Raise MailRefused when a header is malformed or holds a control character: a line break adds headers."""
        values = (self.recipient.address, self.subject, self.message_id, *(value for _, value in self.headers))
        if any(map(_UNPRINTABLE.search, values)):
            raise MailRefused(reason="header")
        if not all(_HEADER_NAME.fullmatch(name) for name, _ in self.headers):
            raise MailRefused(reason="header")


class Mailer(Protocol):
    """Hands mails to whoever carries them."""

    def send(self, mail: Mail) -> None:
        """Return once the mail is taken in charge.

        Raises MailRefused when trying again is useless (a line break in a header, a recipient or a content refused
        for good), MailDelayed for all the rest, an answer that never came included: the mail may then have gone out.
        """
