"""Imports over memory adapters, of rows written in a test."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from societaire.claims.claim import ClaimState
from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.events import RecordedEvent
from societaire.identity.person import Person
from societaire.notifications import Message
from societaire.records.report import ImportReport, Remark
from societaire.records.rows import (
    AccessRow,
    AgencyRow,
    ClaimRow,
    CompanyRow,
    ContractRow,
    DocumentRow,
    PersonRow,
    RecordKind,
    Row,
)
from societaire.settings import Limits
from societaire.testing.clock import FixedClock
from societaire.testing.export import MemoryExport
from societaire.testing.memory import MemoryDatabase
from societaire.testing.passwords import CountingEntropy
from societaire.testing.storage import MemoryFileStore
from societaire.use_cases.imports import Imports

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2020, 1, 1)
PDF = b"%PDF-1.3\n%%EOF\n"
ONE, OTHER = "552000002", "701000010"
ADMINISTRATOR, COLLABORATOR = Profile.ADMINISTRATOR, Profile.COLLABORATOR
Rows = Mapping[RecordKind, Sequence[Row]]

AGENCY = AgencyRow("LYO", "Lyon", "1")
COMPANY = CompanyRow(ONE, "Martin", CompanyStatus.ACTIVE, "LYO")
CONTRACT = ContractRow("K1", ONE, "RCD", "Décennale", ContractStatus.ACTIVE, DAY, PremiumMode.ON_BASES)
DOCUMENT = DocumentRow("D1", "K1", DocumentKind.ATTESTATION, 2026, "d1.pdf", date(2026, 1, 15))
CLAIM = ClaimRow("S1", "K1", "A1", DAY, DAY, ClaimState.DECLARED)


def person(number: int, email: str | None = None) -> PersonRow:
    """Person P<number>."""
    return PersonRow(f"P{number}", email or f"{number}@martin.example", "Durand", "Claire")


BASE: dict[RecordKind, Sequence[Row]] = {
    RecordKind.AGENCY: [AGENCY],
    RecordKind.COMPANY: [COMPANY],
    RecordKind.PERSON: [person(1), person(2)],
    RecordKind.ACCESS: [AccessRow("P1", ONE, ADMINISTRATOR), AccessRow("P2", ONE, COLLABORATOR)],
    RecordKind.CONTRACT: [CONTRACT],
    RecordKind.DOCUMENT: [DOCUMENT],
    RecordKind.CLAIM: [CLAIM],
}


class Desk:
    """Imports over memory adapters."""

    def __init__(self, batch: int = 5000) -> None:
        self.clock = FixedClock(NOON)
        self.database = MemoryDatabase(self.clock)
        self.files = MemoryFileStore(self.clock)
        self.imports = Imports(self.database, self.files, CountingEntropy(), self.clock, Limits(), batch)
        self.heard: list[Remark] = []

    def load(
        self, rows: Rows, contents: Mapping[str, bytes] | None = None, *, dry_run: bool = False, strict: bool = False
    ) -> ImportReport:
        """Import rows; documents have a content unless `contents` says otherwise."""
        export = MemoryExport(rows, {"d1.pdf": PDF} if contents is None else contents)
        return self.imports.run(export, dry_run=dry_run, strict=strict, refused=self.heard.append)

    def person(self, code: str) -> Person:
        """The person of a code."""
        return next(one for one in self.database.tables.persons.values() if one.code == code)

    def events_named(self, kind: str) -> list[RecordedEvent]:
        """Events of a kind."""
        kept = self.database.tables.events.values()
        return [one for stream in kept for one in stream if one.kind == kind]

    def messages(self) -> list[Message]:
        """What waits to be sent."""
        return list(self.database.tables.outbox.values())

    def profiles(self) -> dict[str | None, str]:
        """Live accesses by person's code."""
        tables = self.database.tables
        return {tables.persons[a.person_id].code: a.profile for a in tables.accesses.values() if a.is_live}


def refusals(report: ImportReport) -> list[tuple[str, int, str, str]]:
    """File, line, column and code."""
    return [(remark.file, remark.line, remark.column, remark.code) for remark in report.refused]


def total(report: ImportReport) -> tuple[int, int, int, int, int]:
    """Added, changed, unchanged, superseded, refused, in all files; rows read are all accounted for."""
    counts = list(report.files.values())
    for each in counts:
        assert each.read == each.added + each.changed + each.unchanged + each.superseded + each.refused
    return (
        sum(each.added for each in counts),
        sum(each.changed for each in counts),
        sum(each.unchanged for each in counts),
        sum(each.superseded for each in counts),
        sum(each.refused for each in counts),
    )
