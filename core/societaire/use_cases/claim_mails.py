"""The mails that tell of a claim: to whoever asked for news and may still see it, to whoever handles it."""

from attrs import evolve, frozen

from societaire.claims.claim import Claim, is_visible
from societaire.notifications import KINDS, MailContent, Message, MessageKind
from societaire.ports.database import Database, Repositories
from societaire.ports.seals import Seals
from societaire.preferences.choices import Frequency, Topic, chosen
from societaire.use_cases.alert_mails import UNSUBSCRIBE
from societaire.use_cases.claim_news import addressee_of

OF_CLAIMS = frozenset(
    {
        MessageKind.CLAIM_NEWS,
        MessageKind.CLAIM_FILE_REFUSED,
        MessageKind.CLAIM_TO_HANDLE,
        MessageKind.CLAIM_ADDED_TO,
        MessageKind.CALL_BACK_ASKED,
    }
)


@frozen
class ClaimMails:
    """Prepares them: accesses, choices and handlers are looked at again."""

    database: Database
    seals: Seals
    open_to_all: bool = False

    def prepared(self, message: Message) -> MailContent | Message:
        """What the words are made from, or the message dropped with its reason."""
        with self.database.read() as kept:
            name = dict(message.values).get("claim", "")
            claim = kept.claims.get(message.siren, name) if message.siren else None
            if claim is None:
                return message.dropped("no_longer_due")
            if message.kind in (MessageKind.CLAIM_NEWS, MessageKind.CLAIM_FILE_REFUSED):
                return self._to_member(kept, message, claim)
            return _to_handler(kept, message, claim)

    def _to_member(self, kept: Repositories, message: Message, claim: Claim) -> MailContent | Message:
        person = kept.persons.get(message.person_id) if message.person_id else None
        company = kept.companies.get(claim.siren)
        if person is None or company is None:
            return message.dropped("recipient_gone")
        access = kept.accesses.get(person.id, claim.siren)
        is_live = access is not None and access.is_live
        if access is None or not is_live or not is_visible(claim.cause, claim.owners, access, self.open_to_all):
            return message.dropped("no_longer_due")
        topic = Topic.CLAIMS if KINDS[message.kind].topics else None
        if topic and chosen(kept.choices.of_person(person.id), person.id)[topic].frequency is Frequency.OFF:
            return message.dropped("no_longer_due")
        if kept.standings.get(person.id).is_bounced(person.email):
            return message.dropped("address_bounced")
        return MailContent(
            # Whoever changed their address since is still to be told.
            evolve(message, recipient=person.email),
            person.full_name,
            company.name,
            unsubscribe=self.seals.seal(UNSUBSCRIBE, f"{person.id}:{topic}") if topic else None,
        )


def _to_handler(kept: Repositories, message: Message, claim: Claim) -> MailContent | Message:
    addressee, company = addressee_of(kept, claim), kept.companies.get(claim.siren)
    if company is None or addressee is None:
        return message.dropped("recipient_gone")
    # A claim given to somebody since is theirs to hear of.
    return MailContent(evolve(message, recipient=addressee.email), addressee.name, company.name)
