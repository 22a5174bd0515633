"""The mail of an invitation: its link is made at the last moment, and replaces the one before."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.identity.links import Purpose, digest
from societaire.notifications import MailContent, Message
from societaire.ports.database import Database
from societaire.ports.entropy import Entropy


@frozen
class InvitationMails:
    """Prepares invitations to be written; whoever they invite may have a sign-in or not, it is the same mail."""

    database: Database
    entropy: Entropy

    def prepared(self, message: Message, now: datetime) -> MailContent | Message:
        """What the words are made from, or the message dropped when nobody is invited any more."""
        identifier = dict(message.values).get("invitation", "")
        if message.siren is None:
            return message.dropped("no_longer_due")
        with self.database.write() as unit:
            roster = unit.accesses.of_company(message.siren)
            invitation = unit.invitations.get(message.siren, identifier)
            if invitation is None or not invitation.is_waiting(now) or invitation.sent_at > message.created_at:
                return message.dropped("no_longer_due")
            company = unit.companies.get(message.siren)
            inviter = next((person for _, person in roster if person.id == invitation.invited_by), None)
            token = self.entropy.token()
            unit.invitations.save(evolve(invitation, digest=digest(token)))
            unit.commit()
        return MailContent(
            message,
            invitation.full_name,
            company.name if company else None,
            token,
            Purpose.INVITATION,
            invitation.expires_at,
            about=inviter.full_name if inviter else None,
        )
