"""Messages in plain words that a test can read, links' tokens included."""

from attrs import define, field

from societaire.identity.links import Purpose
from societaire.notifications import MailContent
from societaire.ports.mail import Mail
from societaire.values import Email


@define
class MemoryComposer:
    """The MailComposer port: writes the message's kind and token, and remembers every content that it wrote."""

    written: list[MailContent] = field(factory=list)

    def compose(self, content: MailContent) -> Mail:
        """A mail of one line per value."""
        self.written.append(content)
        message = content.message
        lines = (content.full_name, content.company_name, content.purpose, content.token)
        return Mail(
            recipient=message.recipient,
            subject=message.kind,
            text="\n".join(str(line) for line in lines if line),
            html=None,
            message_id=f"<{message.id}@memory.example>",
        )

    def tokens(self, recipient: Email, purpose: Purpose) -> tuple[str, ...]:
        """The tokens of the links of that purpose written to an address, oldest first."""
        return tuple(
            content.token
            for content in self.written
            if content.token and content.purpose is purpose and content.message.recipient == recipient
        )
