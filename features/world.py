"""What a scenario starts from: the library on memory adapters, and what its context puts straight into it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from attrs import asdict, define, evolve, field

from features.people import PEOPLE, Known
from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentKind
from societaire.events import Actor, ActorKind
from societaire.identity.links import Purpose
from societaire.identity.passwords import CNIL_FOUR_CLASSES, PasswordPolicy
from societaire.identity.sessions import Client
from societaire.notifications import MailContent
from societaire.ports.records import Batch
from societaire.records.rows import (
    AccessRow,
    AgencyRow,
    CompanyRow,
    ContactRow,
    ContractRow,
    DocumentRow,
    PersonRow,
    RecordKind,
    Row,
    key_of,
)
from societaire.settings import Limits
from societaire.testing.assembly import MemoryParts
from societaire.testing.export import MemoryExport
from societaire.testing.passwords import FixedGuessables
from societaire.testing.working_days import WeekDays
from societaire.values import ContractNumber, Email, Siren

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
STAFF = "I001"
STRANGER = "X999"
PASSWORD = "Violon-Rouge 58"
HOME_IP = "192.0.2.17"
ELSEWHERE_IP = "198.51.100.9"
_AGENCY = "LYO"
_TRIES_BATCH = 200


@define
class World:
    """One scenario's world; names of the story (Claire, "Maçonnerie Martin") lead to the records."""

    parts: MemoryParts = field(factory=lambda: MemoryParts.at(START))
    policy: PasswordPolicy = CNIL_FOUR_CLASSES
    pronouns: dict[str, str] = field(factory=lambda: {"elle": "Claire", "il": "Karim"})
    sirens: dict[str, Siren] = field(factory=dict)
    passwords: dict[str, str] = field(factory=dict)
    exported: dict[RecordKind, dict[str, Row]] = field(factory=dict)
    contents: dict[str, bytes] = field(factory=dict)
    cursor: str = ""
    second_signature: bool = False
    claims_open: bool = False
    _service: Societaire | None = field(default=None, init=False)
    _before: object = field(default=None, init=False)
    _written: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.keep(RecordKind.AGENCY, AgencyRow(_AGENCY, "Agence de Lyon", "04 65 71 23 75"))
        self.keep(RecordKind.CONTACT, ContactRow(STAFF, "Nadia", "Perrin", _AGENCY))

    @property
    def service(self) -> Societaire:
        """The library, put together when it is first needed, with the policy and the adapters of that moment."""
        if self._service is None:
            signed_twice = self.second_signature
            self._service = Societaire.from_ports(
                self.parts.ports(),
                Limits(),
                self.policy,
                second_signature=signed_twice,
                claims_open=self.claims_open,
            )
        return self._service

    # Names.

    def named(self, who: str) -> Known:
        """Who a name or a pronoun stands for; a pronoun stands for the last one named whom it fits."""
        known = PEOPLE[self.pronouns.get(who, who)]
        self.pronouns[known.pronoun] = known.name
        return known

    def siren(self, company: str) -> Siren:
        """The number of a company of the story, known to the insurer or not."""
        if company not in self.sirens:
            self.sirens[company] = _siren(len(self.sirens) + 1)
        return self.sirens[company]

    def contract(self, number: str) -> Contract:
        """A contract of the story."""
        return self.parts.database.tables.contracts[ContractNumber(number)]

    def document(self, number: str, kind: DocumentKind, year: int) -> Document:
        """A document of the story."""
        return self.parts.database.tables.documents[reference(number, kind, year)]

    def make_common(self, password: str) -> None:
        """Add a password to the common ones."""
        known = {*self.parts.guessables.passwords, password}
        self.parts = evolve(self.parts, guessables=FixedGuessables(known))
        self._service = None

    def sign_twice(self) -> None:
        """Let the insurer want an administrator to certify declarations."""
        self.second_signature = True
        self._service = None

    def open_claims(self) -> None:
        """Let the insurer open claims of accidents and faults to every colleague."""
        self.claims_open = True
        self._service = None

    def make_holiday(self, day: date) -> None:
        """Let nobody work that day."""
        self.parts = evolve(self.parts, working_days=WeekDays(frozenset({day})))
        self._service = None

    # The insurer's records.

    def keep(self, kind: RecordKind, row: Row, content: bytes | None = None) -> None:
        """Put a row into the insurer's records, with a document's content."""
        files = {}
        if isinstance(row, DocumentRow) and content is not None:
            owner = self.parts.database.tables.companies[self.contract(row.contract).siren].file_owner
            files = {row.reference: self.parts.files.save(owner, BytesIO(content))}
        with self.parts.database.write() as unit:
            unit.records.apply(Batch("story", kind, [row], files))
            unit.commit()

    def company(self, name: str, **changes: str) -> Siren:
        """Make sure that the insurer knows the company, with these changes to its row."""
        siren = self.siren(name)
        known = self.parts.database.tables.companies.get(siren)
        row = {
            "siren": str(siren),
            "name": name,
            "status": known.status if known else CompanyStatus.ACTIVE,
            "agency": known.agency if known else _AGENCY,
        }
        self.keep(RecordKind.COMPANY, CompanyRow(**{**row, **changes}))  # type: ignore[arg-type]  # a row of texts
        return siren

    def person(self, who: str, born: date | None = None) -> Known:
        """Make sure that the insurer knows the person."""
        known = self.named(who)
        row = PersonRow(known.code, known.email, known.last_name, known.first_name, birth_date=born)
        self.keep(RecordKind.PERSON, row)
        return known

    def access(self, who: str, company: str, profile: Profile = Profile.ADMINISTRATOR) -> None:
        """Give a person access to a company, as the insurer's records would."""
        known = self.person(who)
        self.keep(RecordKind.ACCESS, AccessRow(known.code, str(self.company(company)), profile))

    def add_contract(self, company: str, number: str, **changes: object) -> None:
        """Give a company a contract."""
        status = ContractStatus.TERMINATED if "end_date" in changes else ContractStatus.ACTIVE
        self.keep(RecordKind.CONTRACT, contract_row(str(self.company(company)), number, status=status, **changes))

    def add_document(self, number: str, kind: DocumentKind, year: int) -> None:
        """Publish a document of a contract."""
        self.keep(RecordKind.DOCUMENT, document_row(number, kind, year), pdf(reference(number, kind, year)))

    def keep_published(self, row: DocumentRow, content: bytes) -> None:
        """Let staff publish a document: whoever asked for it is told."""
        self.service.publishing.publish(row, BytesIO(content), self.staff())

    # The insurer's export.

    def export_row(self, kind: RecordKind, row: Row) -> None:
        """Put a row into the export, in the place of one of the same key."""
        self.exported.setdefault(kind, {})[key_of(kind, row)] = row

    def export(self) -> MemoryExport:
        """The export as it is now."""
        rows = {kind: tuple(rows.values()) for kind, rows in self.exported.items()}
        return MemoryExport(rows, dict(self.contents))

    # Persons' acts, straight to the core.

    def staff(self, code: str = STAFF) -> Actor:
        """Who acts for the insurer in a context."""
        return Actor(ActorKind.STAFF, code, "agent")

    def invite(self, who: str) -> None:
        """Invite a person, the message sent."""
        self.service.people.invite(self.named(who).code, self.staff())
        self.deliver()

    def activate(self, who: str, password: str = PASSWORD) -> None:
        """Let a person choose a first password, and leave."""
        self.invite(who)
        opened = self.service.passwords.activate(self.link(who, Purpose.ACTIVATION), password, Client())
        self.service.sessions.sign_out(opened.token)
        self.passwords[self.named(who).name] = password

    def ensure_activated(self, who: str) -> str:
        """The person's password, chosen now if it was not."""
        name = self.named(who).name
        if name not in self.passwords:
            self.person(who)
            self.activate(who)
        return self.passwords[name]

    def reset(self, who: str, password: str) -> None:
        """Let a person change a forgotten password by the last link received."""
        self.service.passwords.reset(self.link(who, Purpose.RESET), password, Client())
        self.passwords[self.named(who).name] = password

    def link(self, who: str, purpose: Purpose, *, first: bool = False) -> str:
        """The token of the last link that a person received, or of the first one."""
        tokens = self.parts.composer.tokens(Email(self.named(who).email), purpose)
        return tokens[0 if first else -1]

    # Time and messages.

    def pass_time(self, duration: timedelta) -> None:
        """Let time pass."""
        self.parts.clock.advance(duration)

    def deliver(self) -> None:
        """Send what waits."""
        while self.service.sending.run(_TRIES_BATCH).messages:
            pass

    def received(self, who: str) -> Sequence[MailContent]:
        """What a person was sent since the scenario's act, oldest first."""
        return self.received_at(Email(self.named(who).email))

    def received_at(self, address: Email) -> Sequence[MailContent]:
        """What an address was sent since the scenario's act, oldest first."""
        self.deliver()
        return [each for each in self.parts.composer.written[self._written :] if each.message.recipient == address]

    # Before and after the scenario's act.

    def mark(self) -> None:
        """Remember how things are: the act comes now."""
        self.deliver()
        self._written = len(self.parts.composer.written)
        self._before = self._state()

    def is_unchanged(self) -> bool:
        """Whether nothing changed since the act, but what merely tells that somebody tried or looked."""
        return self._state() == self._before

    def _state(self) -> object:
        tables = asdict(self.parts.database.tables, recurse=False)
        for trace in ("access_log", "attempts", "leases", "outbox"):
            tables.pop(trace)
        tables["sessions"] = {key: evolve(each, seen_at=START) for key, each in tables["sessions"].items()}
        tables["accesses"] = {key: evolve(each, visited_at=None) for key, each in tables["accesses"].items()}
        tables["events"] = {key: each for key, each in tables["events"].items() if not key.startswith("import:")}
        waiting = {key: message.kind for key, message in self.parts.database.tables.outbox.items()}
        kept = set(self.parts.files.keys(START + timedelta(days=9999)))
        return {name: dict(table) for name, table in tables.items()}, waiting, kept


def reference(number: str, kind: DocumentKind, year: int) -> str:
    """The reference that the story gives a document."""
    return f"{kind.value[:3].upper()}-{number}-{year}"


def contract_row(siren: str, number: str, **changes: object) -> ContractRow:
    """The row of a contract of the story."""
    row = ContractRow(
        number=number,
        siren=siren,
        product="RCD",
        label="Responsabilité civile décennale",
        status=ContractStatus.ACTIVE,
        start_date=date(2013, 1, 1),
        premium_mode=PremiumMode.ON_BASES,
    )
    return row._replace(**changes)  # type: ignore[arg-type]  # fields of the row


def document_row(number: str, kind: DocumentKind, year: int) -> DocumentRow:
    """The row of a document of the story."""
    name = reference(number, kind, year)
    return DocumentRow(name, number, kind, year, f"{name}.pdf", date(year, 1, 15), label=f"{name} {year}")


def pdf(text: str) -> bytes:
    """A content that begins and ends as a PDF does, and holds the text."""
    return b"%PDF-1.7\n" + text.encode() + b"\n%%EOF\n"


def _siren(number: int) -> Siren:
    for last in range(10):
        try:
            return Siren(f"{80_000_000 + number}{last}")
        except ValueError:
            continue
    raise AssertionError(number)
