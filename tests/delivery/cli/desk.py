"""A desk to type commands at: the command line on memory adapters, with a few rows to act upon."""

import io
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field, frozen

from societaire.app import Societaire
from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Address, Company, CompanyStatus
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Session
from societaire.notifications import MailContent
from societaire.ports.export import ExportSource
from societaire.ports.mail import Mail, MailMissing
from societaire.records.report import ImportReport
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, Email, PersonId, SessionId, Siren
from societaire_cli.__main__ import run
from societaire_cli.office import BackedUp, Check, Mailbox, Office, OpenedMail, StoredMail
from societaire_intake import PeriodsFile
from societaire_wording.composer import FrenchComposer

NOW = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)
MARTIN = Siren("552000002")
DURAND = Siren("701000010")
REMOVED = Siren("980000020")
PORTAL = "https://espace.example"
ACCESSES = (
    ("P1", MARTIN, Profile.ADMINISTRATOR),
    ("P1", DURAND, Profile.COLLABORATOR),
    ("P2", DURAND, Profile.ADMINISTRATOR),
    ("P3", REMOVED, Profile.ADMINISTRATOR),
)
PEOPLE = {
    "P1": Person(
        PersonId("1" * 32), Email("claire@martin.example"), "Müller", "Claire", "P1", "Mme", date(1974, 11, 8)
    ),
    "P2": Person(PersonId("2" * 32), Email("yann@durand.example"), "Nicolas", "Yann", "P2"),
    "P3": Person(PersonId("3" * 32), Email("luc@ancien.example"), "Roux", "Luc", "P3"),
}


@frozen
class Outcome:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


@frozen
class State:
    """The revisions of the database."""

    current: str | None = "0001"
    wanted: str = "0001"


@frozen
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool = True
    code: str = "check_ok"
    values: tuple[tuple[str, str | int], ...] = ()


@frozen
class Kept:
    """A mail of the folder."""

    name: str
    date: datetime
    recipient: str
    subject: str


@frozen
class Opened:
    """A mail of the folder, opened."""

    mail: StoredMail
    message_id: str
    text: str


@frozen
class Folder:
    """Shows what the memory mailer was given as a folder would."""

    parts: MemoryParts

    def list(self) -> Sequence[StoredMail]:
        """Every mail, in order."""
        return [
            Kept(f"mail-{number}", NOW, str(mail.recipient), mail.subject)
            for number, mail in enumerate(self.parts.mailer.sent)
        ]

    def read(self, name: str) -> OpenedMail:
        """One mail; a link is a token after the portal's address."""
        for kept, mail in zip(self.list(), self.parts.mailer.sent, strict=True):
            if kept.name == name:
                text = "\n".join(
                    f"{PORTAL}/activation/{x}" if x.startswith("token") else x for x in mail.text.split("\n")
                )
                return Opened(kept, mail.message_id, text)
        raise MailMissing


@define
class MemoryComposition:
    """A library on memory adapters, as the command line asks for it."""

    service: Societaire
    parts: MemoryParts
    mailbox: Mailbox | None
    public_url: str = PORTAL
    state: State = State()
    findings: tuple[Check, ...] = (Finding("settings"),)
    source: ExportSource | None = None
    closed: int = 0

    def written(self, content: MailContent) -> Mail:
        """In French, as it would be sent."""
        return FrenchComposer(PORTAL, "Mutuelle d'essai").compose(content)

    def schema_state(self) -> State:
        """As told."""
        return self.state

    def upgrade(self) -> None:
        """Reach the wanted revision."""
        self.state = evolve(self.state, current=self.state.wanted)

    def export(self, directory: Path) -> ExportSource:
        """The one given."""
        assert directory.is_dir()
        assert self.source is not None
        return self.source

    def periods(self, file: Path) -> ExportSource:
        """A CSV of periods, as it is."""
        return PeriodsFile(file)

    def demo_export(self) -> ExportSource:
        """The one given."""
        assert self.source is not None
        return self.source

    def checks(self) -> Sequence[Check]:
        """As told."""
        return self.findings

    def back_up(self, directory: Path) -> BackedUp:
        """Nothing is kept in memory that could be copied."""
        raise NotImplementedError(directory)

    def restore(self, directory: Path) -> BackedUp:
        """The same."""
        raise NotImplementedError(directory)

    def is_empty(self) -> bool:
        """A few rows are there."""
        return False

    def log(self, event: str, **values: object) -> bool:
        """Somebody reads the messages."""
        assert event or values
        return False

    def count_import(self, report: ImportReport) -> None:
        """Nobody counts."""
        assert report.written

    def rehearsal(self) -> AbstractContextManager[Societaire]:
        """The same."""
        return nullcontext(self.service)

    def close(self) -> None:
        """Count."""
        self.closed += 1


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@define
class Desk:
    """Types commands and reads what comes back."""

    composition: MemoryComposition
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    opened: int = field(default=0, init=False)

    @property
    def parts(self) -> MemoryParts:
        """The adapters behind."""
        return self.composition.parts

    @property
    def tables(self) -> Any:
        """What is kept."""
        return self.parts.database.tables

    def type(self, *arguments: str, answer: str | None = None) -> Outcome:
        """Run one command; with an answer, a terminal gives it."""
        self.patch.setattr(sys, "stdin", io.StringIO() if answer is None else Terminal(answer + "\n"))
        self.capture.readouterr()
        status = run(list(arguments), Office(self._open))
        written = self.capture.readouterr()
        return Outcome(status, written.out, written.err)

    def activate(self, code: str, sessions: int = 0) -> None:
        """Let a person have a password, and that many sessions."""
        person = PEOPLE[code]
        with self.parts.database.write() as unit:
            unit.persons.save_credential(Credential(person.id, "plain$1$1$x", NOW - timedelta(days=3)))
            for number in range(sessions):
                moment = NOW - timedelta(minutes=number)
                unit.sessions.add(
                    Session(
                        SessionId(f"{code}{number}"),
                        f"{code}{number}",
                        person.id,
                        moment,
                        moment,
                        "Firefox",
                        "192.0.2.0",
                    )
                )
            unit.commit()

    def name(self, code: str, last_name: str) -> None:
        """Give a person another name."""
        with self.parts.database.write() as unit:
            person = unit.persons.get(PEOPLE[code].id)
            assert person is not None
            unit.persons.save(evolve(person, last_name=last_name))
            unit.commit()

    def _open(self) -> MemoryComposition:
        self.opened += 1
        return self.composition


def filled() -> MemoryComposition:
    """Three companies, three persons, one staff member."""
    service, parts = memory_service(NOW)
    with parts.database.write() as unit:
        tables = unit.tables
        tables.agencies[AgencyCode("LYO")] = Agency(AgencyCode("LYO"), "Agence de Lyon", "04 65 71 23 75")
        tables.contacts[ContactCode("I001")] = Contact(ContactCode("I001"), "Gaël", "Petit", AgencyCode("LYO"))
        for siren, name, status in (
            (MARTIN, "Maçonnerie Martin", CompanyStatus.ACTIVE),
            (DURAND, "Charpente Durand", CompanyStatus.ACTIVE),
            (REMOVED, "Ancienne Société", CompanyStatus.REMOVED),
        ):
            address = Address("1 rue du Port", "69000", "Lyon")
            tables.companies[siren] = Company(
                siren, name, status, AgencyCode("LYO"), address=address, file_owner=f"{siren}".zfill(32)
            )
        tables.contracts[ContractNumber("RCD-1")] = Contract(
            ContractId("c" * 32),
            ContractNumber("RCD-1"),
            MARTIN,
            "RCD",
            "Responsabilité civile décennale",
            ContractStatus.ACTIVE,
            date(2013, 1, 1),
            PremiumMode.FLAT,
        )
        for person in PEOPLE.values():
            tables.persons[person.id] = person
        for code, siren, profile in ACCESSES:
            access = Access(PEOPLE[code].id, siren, profile, AccessState.LIVE, NOW - timedelta(days=30))
            tables.accesses[(access.person_id, siren)] = access
        unit.commit()
    return MemoryComposition(service, parts, Folder(parts))
