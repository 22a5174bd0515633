"""Sending what waits in the outbox: recipients checked again, links made at the last moment."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.companies.access import Access, Profile
from societaire.errors import Busy
from societaire.identity.links import Link, Purpose, digest
from societaire.identity.person import Credential, Person
from societaire.notifications import LEASE, MailContent, Message, MessageKind, MessageState
from societaire.ports.clock import Clock
from societaire.ports.composer import MailComposer
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.mail import Mailer, MailRefused
from societaire.settings import Limits
from societaire.use_cases.invitation_mails import InvitationMails
from societaire.values import PersonId

_FOR_ADMINISTRATORS = frozenset({MessageKind.ACCESS_ACCEPTED, MessageKind.ACCESS_REMOVED, MessageKind.ACCESS_REVIEW})


@frozen
class SendReport:
    """What became of the messages that one run took."""

    messages: tuple[Message, ...]

    def count(self, state: MessageState) -> int:
        """How many ended in that state; those to be tried again are QUEUED."""
        return sum(message.state is state for message in self.messages)


@frozen
class Sending:
    """The worker's use case; any number of workers may run it at once."""

    database: Database
    mailer: Mailer
    composer: MailComposer
    entropy: Entropy
    clock: Clock
    limits: Limits

    def run(self, most: int = 50) -> SendReport:
        """Take at most `most` due messages and send, drop, delay or give up each; one never hinders another."""
        now = self.clock.now()
        with self.database.write() as unit:
            leased = unit.outbox.lease(now, now + LEASE, most)
            unit.commit()
        return SendReport(tuple(self._send(message) for message in leased))

    def _send(self, message: Message) -> Message:
        try:
            prepared = self._prepare(message)
            if isinstance(prepared, MailContent):
                self.mailer.send(self.composer.compose(prepared))
                done = message.sent()
            else:
                done = prepared
        except MailRefused as error:
            done = message.refused(error.code)
        except Busy as error:
            done = message.delayed(error.code, self.clock.now())
        except Exception as error:  # noqa: BLE001 - one message that can't be written must not stop all the others
            done = message.delayed(type(error).__name__, self.clock.now())
        with self.database.write() as unit:
            unit.outbox.save([done])
            unit.commit()
        return done

    def _prepare(self, message: Message) -> MailContent | Message:
        now = self.clock.now()
        if message.kind is MessageKind.INVITATION:
            return InvitationMails(self.database, self.entropy).prepared(message, now)
        with self.database.write() as unit:
            found = _recipient(unit, message)
            if found is None:
                return message.dropped("recipient_gone")
            person, credential = found
            if not _still_due(unit, message, person, credential):
                return message.dropped("no_longer_due")
            company = unit.companies.get(message.siren) if message.siren else None
            about = unit.persons.get(PersonId(dict(message.values).get("about", "")))
            content = MailContent(
                message,
                person.full_name,
                company.name if company else None,
                about=about.full_name if about else None,
            )
            purpose = _purpose(message, credential)
            if purpose:
                latest = unit.links.latest(person.id, purpose)
                if self._just_sent(latest, message, now):
                    return message.dropped("link_just_sent")
                content = self._with_link(unit, content, person, purpose, now)
            unit.commit()
        return content

    def _just_sent(self, latest: Link | None, message: Message, now: datetime) -> bool:
        """Whether a link that is still good left minutes ago: a second one would only kill it (docs/identity.md)."""
        return (
            message.kind is MessageKind.PASSWORD_HELP
            and latest is not None
            and latest.message_id != message.id
            and latest.used_at is None
            and latest.replaced_at is None
            and now - latest.created_at < self.limits.link_mail_interval
        )

    def _with_link(
        self, unit: UnitOfWork, content: MailContent, person: Person, purpose: Purpose, now: datetime
    ) -> MailContent:
        token = self.entropy.token()
        life = self.limits.activation_link if purpose is Purpose.ACTIVATION else self.limits.reset_link
        link = Link(digest(token), purpose, person.id, person.email, now, now + life, content.message.id)
        unit.links.add(link)
        return evolve(content, token=token, purpose=purpose, expires_at=link.expires_at)


def _recipient(kept: Repositories, message: Message) -> tuple[Person, Credential | None] | None:
    if message.kind is MessageKind.PASSWORD_HELP:
        return kept.persons.by_email(message.recipient)
    person = kept.persons.get(message.person_id) if message.person_id else None
    return kept.persons.by_email(person.email) if person else None


def _still_due(kept: Repositories, message: Message, person: Person, credential: Credential | None) -> bool:
    if message.kind is MessageKind.ACTIVATION:
        return credential is None and person.email == message.recipient
    if message.siren is None:
        return True
    access: Access | None = kept.accesses.get(person.id, message.siren)
    is_live = access is not None and access.is_live
    if message.kind is MessageKind.COMPANY_DETACHED:
        return not is_live
    if message.kind in _FOR_ADMINISTRATORS and access is not None and access.profile is not Profile.ADMINISTRATOR:
        return False
    return is_live and person.email == message.recipient


def _purpose(message: Message, credential: Credential | None) -> Purpose | None:
    # Whoever has no password yet can do nothing with a link to a page: they are sent the way in instead.
    ways_in = (MessageKind.ACTIVATION, MessageKind.PASSWORD_HELP, MessageKind.COMPANY_ATTACHED)
    if message.kind in ways_in and credential is None:
        return Purpose.ACTIVATION
    return Purpose.RESET if message.kind is MessageKind.PASSWORD_HELP else None
