"""Mails to somebody at the insurer: of a request that waits, while it waits."""

from attrs import frozen

from societaire.notifications import MailContent, Message
from societaire.ports.database import Database


@frozen
class StaffMails:
    """Prepares what a company's contact is told."""

    database: Database

    def prepared(self, message: Message) -> MailContent | Message:
        """What the words are made from, or the message dropped: the request is settled, or the contact another one."""
        with self.database.read() as kept:
            request = kept.address_requests.get(dict(message.values).get("request", ""))
            company = kept.companies.get(request.siren) if request else None
            contact = kept.agencies.contact(company.contact) if company and company.contact else None
        if request is None or not request.is_open or company is None:
            return message.dropped("no_longer_due")
        if contact is None or (contact.email or "").strip().lower() != message.recipient.address:
            return message.dropped("recipient_gone")
        return MailContent(message, contact.full_name, company.name)
