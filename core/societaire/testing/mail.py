"""Mails kept in a list."""

from attrs import define, field

from societaire.ports.mail import Mail, MailDelayed, MailRefused
from societaire.values import Email


@define
class MemoryMailer:
    """Keeps what was sent, in order; can be told which recipients it refuses, and to take nothing for a while."""

    sent: list[Mail] = field(factory=list)
    refused: set[Email] = field(factory=set)
    delayed: bool = False

    def send(self, mail: Mail) -> None:
        """Keep a mail, or fail as told."""
        mail.refuse_injection()
        if self.delayed:
            raise MailDelayed
        if mail.recipient in self.refused:
            raise MailRefused
        self.sent.append(mail)
