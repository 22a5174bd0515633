"""The mails that people asked for: told of what may still be told, with a way to end them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from attrs import define, evolve, field

from societaire.claims.claim import SENSITIVE, Claim
from societaire.companies.access import Profile
from societaire.contracts.document import Document
from societaire.errors import Busy
from societaire.notifications import KINDS, PUBLISHED, MailContent, Message, MessageKind, Section
from societaire.ports.database import Database
from societaire.ports.notices import Reader
from societaire.ports.seals import Seals
from societaire.preferences.choices import Frequency, Topic
from societaire.values import Siren

UNSUBSCRIBE = "unsubscribe"
"""The purpose of the seal that ends messages without signing in."""
EVERYTHING_DAILY = "daily"
"""What the seal of a daily message ends, where that of another names its topic."""
AHEAD = 100
"""So many messages are looked at together."""
FRESH = timedelta(seconds=1)
"""Whoever was looked at longer ago, when their turn comes, is looked at again."""


@define
class AlertMails:
    """Prepares the messages of a topic: accesses, choices and documents are looked at again.

    `waiting` are those of a run, in the order of sending: the next ones are looked at with the one that is asked for.
    """

    database: Database
    seals: Seals
    waiting: Sequence[Message]
    claims_open: bool = False
    _places: dict[str, int] = field(init=False)
    _ready: dict[str, MailContent | Message] = field(factory=dict, init=False)
    _looked_at: datetime | None = field(default=None, init=False)

    @_places.default
    def _place(self) -> dict[str, int]:
        return {message.id: place for place, message in enumerate(self.waiting)}

    def prepared(self, message: Message, now: datetime) -> MailContent | Message:
        """What the words are made from, or the message dropped with its reason."""
        if self._looked_at is None or now - self._looked_at > FRESH or message.id not in self._ready:
            place = self._places[message.id]
            try:
                self._look([*islice(self.waiting, place, place + AHEAD)], now)
            except Busy:
                raise
            except Exception:  # noqa: BLE001 - one that can't be read must not stop those beside
                self._look([message], now)
        return self._ready.pop(message.id)

    def _look(self, messages: Sequence[Message], now: datetime) -> None:
        with self.database.read() as kept:
            readers = kept.alerts.readers(messages)
        self._ready = {message.id: self._prepared(message, readers.get(message.id)) for message in messages}
        self._looked_at = now

    def _prepared(self, message: Message, reader: Reader | None) -> MailContent | Message:
        if reader is None:
            return message.dropped("recipient_gone")
        if reader.standing.is_bounced(reader.person.email):
            return message.dropped("address_bounced")
        sections = _sections(message, reader, self.claims_open)
        if not sections:
            return message.dropped("no_longer_due")
        # Whoever changed their address since still wants to be told.
        return MailContent(
            evolve(message, recipient=reader.person.email),
            reader.person.full_name,
            sections[0].company_name if message.siren else None,
            documents=sections,
            unsubscribe=self.seals.seal(UNSUBSCRIBE, f"{reader.person.id}:{_scope(message)}"),
        )


def _sections(message: Message, reader: Reader, claims_open: bool) -> tuple[Section, ...]:
    wanted = Frequency.DAILY if message.kind is MessageKind.DIGEST else Frequency.IMMEDIATE
    topics = {choice.topic for choice in reader.choices if choice.frequency is wanted}
    documents: dict[tuple[Siren, str], list[Document]] = {}
    claims: dict[tuple[Siren, str], list[Claim]] = {}
    for company, document in reader.documents:
        if PUBLISHED.get(document.kind, (None,))[0] in topics:
            documents.setdefault((document.siren, company), []).append(document)
    for company, claim, profile in reader.claims if Topic.CLAIMS in topics else ():
        may_see = claims_open or claim.cause not in SENSITIVE or profile is Profile.ADMINISTRATOR
        if may_see or reader.person.id in claim.owners:
            claims.setdefault((claim.siren, company), []).append(claim)
    return tuple(
        Section(*company, tuple(documents.get(company, ())), tuple(claims.get(company, ())))
        for company in dict.fromkeys((*documents, *claims))
    )


def _scope(message: Message) -> str:
    topics = KINDS[message.kind].topics
    return next(iter(topics)) if len(topics) == 1 else EVERYTHING_DAILY
