"""Sending what waits in the outbox: recipients checked again, links made at the last moment."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from attrs import evolve, frozen

from societaire.errors import Busy
from societaire.identity.links import Link, Purpose, digest
from societaire.identity.person import Credential, Person
from societaire.notifications import KINDS, LEASE, Audience, MailContent, Message, MessageKind, MessageState
from societaire.ports.clock import Clock
from societaire.ports.composer import MailComposer
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.mail import Mailer, MailRefused
from societaire.ports.seals import Seals
from societaire.settings import Limits
from societaire.use_cases.alert_mails import AlertMails
from societaire.use_cases.claim_mails import OF_CLAIMS, ClaimMails
from societaire.use_cases.declaration_mails import OF_DECLARATIONS, declaration_notice
from societaire.use_cases.invitation_mails import InvitationMails
from societaire.use_cases.recipients import recipient, why_dropped
from societaire.use_cases.staff_mails import StaffMails
from societaire.values import PersonId, day_in_paris

SAVED = 100
"""So many messages are marked at once; whatever a crash leaves unmarked goes out again, with the same Message-ID."""
SAVED_EVERY = timedelta(seconds=1)
MOST_OF_LEASE = LEASE / 2


def _never() -> bool:
    return False


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
    seals: Seals
    claims_open: bool = False
    """Whether sensitive claims are open to every colleague."""

    def run(self, most: int = 50, is_stopped: Callable[[], bool] = _never) -> SendReport:
        """Take at most `most` due messages and send, drop, delay or give up each; one never hinders another.

        `is_stopped` is asked between two messages: those not begun are given back, as they are when sending takes so
        long that another worker would soon take them.
        """
        begun = self.clock.now()
        with self.database.write() as unit:
            leased = unit.outbox.lease(begun, begun + LEASE, most)
            unit.commit()
        alerts = AlertMails(
            self.database,
            self.seals,
            [each for each in leased if KINDS[each.kind].topics and each.kind not in OF_CLAIMS],
            self.claims_open,
        )
        done: list[Message] = []
        saved, saved_at = 0, begun
        try:
            for message in leased:
                now = self.clock.now()
                if is_stopped() or now - begun > MOST_OF_LEASE:
                    break
                if len(done) - saved >= SAVED or now - saved_at > SAVED_EVERY:
                    self._save(done[saved:])
                    saved, saved_at = len(done), now
                done.append(self._send(message, alerts))
        finally:
            self._save([*done[saved:], *leased[len(done) :]])
        return SendReport(tuple(done))

    def _save(self, messages: Sequence[Message]) -> None:
        if messages:
            with self.database.write() as unit:
                unit.outbox.save(messages)
                unit.commit()

    def _send(self, message: Message, alerts: AlertMails) -> Message:
        try:
            prepared = self._prepare(message, alerts)
            if isinstance(prepared, Message):
                return prepared
            self.mailer.send(self.composer.compose(prepared))
        except MailRefused as error:
            return message.refused(error.code)
        except Busy as error:
            return message.delayed(error.code, self.clock.now())
        except Exception as error:  # noqa: BLE001 - one message that can't be written must not stop all the others
            return message.delayed(type(error).__name__, self.clock.now())
        return message.sent()

    def _prepare(self, message: Message, alerts: AlertMails) -> MailContent | Message:
        now = self.clock.now()
        apart = self._prepared_apart(message, now, alerts)
        if apart is not None:
            return apart
        with self.database.write() as unit:
            found = recipient(unit, message)
            if found is None:
                return message.dropped("recipient_gone")
            person, credential = found
            if why := why_dropped(unit, message, person, credential):
                return message.dropped(why)
            company = unit.companies.get(message.siren) if message.siren else None
            about = unit.persons.get(PersonId(dict(message.values).get("about", "")))
            content = MailContent(
                message,
                person.full_name,
                company.name if company else None,
                about=about.full_name if about else None,
            )
            if message.kind in OF_DECLARATIONS:
                notice = declaration_notice(unit, message, day_in_paris(now))
                return evolve(content, declaration=notice) if notice else message.dropped("no_longer_due")
            purpose = _purpose(message, credential)
            if purpose:
                latest = unit.links.latest(person.id, purpose)
                if self._just_sent(latest, message, now):
                    return message.dropped("link_just_sent")
                content = self._with_link(unit, content, person, purpose, now)
            unit.commit()
        return content

    def _prepared_apart(self, message: Message, now: datetime, alerts: AlertMails) -> MailContent | Message | None:
        """Messages whose recipient is no person of ours yet, or that tell of documents; None for all others."""
        if message.kind is MessageKind.INVITATION:
            return InvitationMails(self.database, self.entropy).prepared(message, now)
        if message.kind in OF_CLAIMS:
            return ClaimMails(self.database, self.seals, self.claims_open).prepared(message)
        if KINDS[message.kind].audience is Audience.CONTACT:
            return StaffMails(self.database).prepared(message)
        return alerts.prepared(message, now) if KINDS[message.kind].topics else None

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


def _purpose(message: Message, credential: Credential | None) -> Purpose | None:
    # Whoever has no password yet can do nothing with a link to a page: they are sent the way in instead.
    ways_in = (MessageKind.ACTIVATION, MessageKind.PASSWORD_HELP, MessageKind.COMPANY_ATTACHED)
    if message.kind in ways_in and credential is None:
        return Purpose.ACTIVATION
    return Purpose.RESET if message.kind is MessageKind.PASSWORD_HELP else None
