"""The mails that people asked for: told of what may still be told, with a way to end them."""

from attrs import evolve, field, frozen

from societaire.companies.company import Company
from societaire.contracts.document import Document
from societaire.identity.person import Person
from societaire.notifications import KINDS, PUBLISHED, MailContent, Message, MessageKind, Section
from societaire.ports.database import Database, Repositories
from societaire.ports.notices import DigestItem
from societaire.ports.seals import Seals
from societaire.preferences.choices import Frequency
from societaire.values import DocumentId, PersonId, Siren

UNSUBSCRIBE = "unsubscribe"
"""The purpose of the seal that ends messages without signing in."""
EVERYTHING_DAILY = "daily"
"""What the seal of a daily message ends, where that of another names its topic."""


@frozen
class AlertMails:
    """Prepares the messages of a topic: accesses, choices and documents are looked at again.

    One is made for each batch: many people are told of the same document, which is read once for all of them.
    """

    database: Database
    seals: Seals
    _documents: dict[tuple[Siren, DocumentId], Document | None] = field(factory=dict, init=False)
    _companies: dict[Siren, Company | None] = field(factory=dict, init=False)

    def prepared(self, message: Message) -> MailContent | Message:
        """What the words are made from, or the message dropped with its reason."""
        with self.database.read() as kept:
            person = kept.persons.get(message.person_id) if message.person_id else None
            if person is None:
                return message.dropped("recipient_gone")
            if kept.standings.get(person.id).is_bounced(person.email):
                return message.dropped("address_bounced")
            sections = self._sections(kept, message, person)
        if not sections:
            return message.dropped("no_longer_due")
        company = sections[0].company_name if message.siren else None
        # Whoever changed their address since still wants to be told.
        return MailContent(
            evolve(message, recipient=person.email),
            person.full_name,
            company,
            documents=sections,
            unsubscribe=self.seals.seal(UNSUBSCRIBE, f"{person.id}:{_scope(message)}"),
        )

    def _sections(self, kept: Repositories, message: Message, person: Person) -> tuple[Section, ...]:
        wanted = Frequency.DAILY if message.kind is MessageKind.DIGEST else Frequency.IMMEDIATE
        topics = {choice.topic for choice in kept.choices.of_person(person.id) if choice.frequency is wanted}
        found: dict[str, Section] = {}
        for item in _items(kept, message, person.id) if topics else ():
            document = self._document(kept, item)
            if document is None or PUBLISHED.get(document.kind, (None,))[0] not in topics:
                continue
            section = found.get(item.siren.number) or self._section(kept, item)
            if section is not None:
                found[item.siren.number] = _with(section, document)
        return tuple(found.values())

    def _document(self, kept: Repositories, item: DigestItem) -> Document | None:
        key = item.siren, item.document_id
        if key not in self._documents:
            self._documents[key] = kept.documents.get(*key)
        return self._documents[key]

    def _section(self, kept: Repositories, item: DigestItem) -> Section | None:
        access = kept.accesses.get(item.person_id, item.siren)
        if access is None or not access.is_live:
            return None
        if item.siren not in self._companies:
            self._companies[item.siren] = kept.companies.get(item.siren)
        company = self._companies[item.siren]
        return Section(item.siren, company.name, ()) if company else None


def _items(kept: Repositories, message: Message, person_id: PersonId) -> tuple[DigestItem, ...]:
    if message.kind is MessageKind.DIGEST:
        return kept.alerts.items(message.id)
    named = dict(message.values).get("document")
    return (DigestItem(person_id, message.siren, DocumentId(named)),) if named and message.siren else ()


def _with(section: Section, document: Document) -> Section:
    return evolve(section, documents=(*section.documents, document))


def _scope(message: Message) -> str:
    topics = KINDS[message.kind].topics
    return next(iter(topics)) if len(topics) == 1 else EVERYTHING_DAILY
