"""The whole database in memory, for tests: same claims as the real ones (the conformance tests beside)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from attrs import define, field, frozen

from societaire.events import Actor, Event
from societaire.ports.clock import Clock
from societaire.ports.identity import DatabaseBusy
from societaire.testing.memory_address_requests import MemoryAddressRequests
from societaire.testing.memory_bulletins import MemoryBulletins
from societaire.testing.memory_claims import MemoryClaimRepositories
from societaire.testing.memory_companies import MemoryAccesses, MemoryCompanies, MemoryVisits
from societaire.testing.memory_contracts import MemoryAgencies, MemoryContracts, MemoryDocuments
from societaire.testing.memory_declarations import (
    MemoryDeclarationRegister,
    MemoryDeclarations,
    MemoryDeclaredBases,
    MemoryPeriods,
)
from societaire.testing.memory_feed import MemoryFeed
from societaire.testing.memory_identity import (
    MemoryAttempts,
    MemoryDevices,
    MemoryInvitees,
    MemoryLinks,
    MemoryPersons,
    MemorySessions,
)
from societaire.testing.memory_invitations import MemoryAllowedMailboxes, MemoryInvitations, MemoryRosters
from societaire.testing.memory_journal import MemoryAccessLog, MemoryEvents, MemoryOutbox
from societaire.testing.memory_notices import MemoryAlerts, MemoryChoices, MemoryOutboxDesk, MemoryStandings
from societaire.testing.memory_records import MemoryRecords
from societaire.testing.memory_tables import MemoryTables
from societaire.testing.memory_upkeep import MemoryInspection, MemoryLeftovers, MemoryUploadDesk
from societaire.testing.memory_uploads import MemoryUploads

LOCK_TIMEOUT = 5.0
"""Seconds that a writer waits for the one before, as the real databases do."""


@frozen
class MemoryRepositories(MemoryClaimRepositories):
    """Every repository over the same tables."""

    clock: Clock

    @property
    def persons(self) -> MemoryPersons:
        return MemoryPersons(self.tables)

    @property
    def invitees(self) -> MemoryInvitees:
        return MemoryInvitees(self.tables)

    @property
    def invitations(self) -> MemoryInvitations:
        return MemoryInvitations(self.tables)

    @property
    def allowed_mailboxes(self) -> MemoryAllowedMailboxes:
        return MemoryAllowedMailboxes(self.tables)

    @property
    def rosters(self) -> MemoryRosters:
        return MemoryRosters(self.tables)

    @property
    def links(self) -> MemoryLinks:
        return MemoryLinks(self.tables)

    @property
    def sessions(self) -> MemorySessions:
        return MemorySessions(self.tables)

    @property
    def devices(self) -> MemoryDevices:
        return MemoryDevices(self.tables)

    @property
    def attempts(self) -> MemoryAttempts:
        return MemoryAttempts(self.tables)

    @property
    def companies(self) -> MemoryCompanies:
        return MemoryCompanies(self.tables)

    @property
    def accesses(self) -> MemoryAccesses:
        return MemoryAccesses(self.tables)

    @property
    def visits(self) -> MemoryVisits:
        return MemoryVisits(self.tables)

    @property
    def address_requests(self) -> MemoryAddressRequests:
        return MemoryAddressRequests(self.tables)

    @property
    def agencies(self) -> MemoryAgencies:
        return MemoryAgencies(self.tables)

    @property
    def contracts(self) -> MemoryContracts:
        return MemoryContracts(self.tables)

    @property
    def documents(self) -> MemoryDocuments:
        return MemoryDocuments(self.tables)

    @property
    def periods(self) -> MemoryPeriods:
        return MemoryPeriods(self.tables)

    @property
    def declarations(self) -> MemoryDeclarations:
        return MemoryDeclarations(self.tables)

    @property
    def declared_bases(self) -> MemoryDeclaredBases:
        return MemoryDeclaredBases(self.tables)

    @property
    def declaration_register(self) -> MemoryDeclarationRegister:
        return MemoryDeclarationRegister(self.tables)

    @property
    def uploads(self) -> MemoryUploads:
        return MemoryUploads(self.tables)

    @property
    def outbox(self) -> MemoryOutbox:
        return MemoryOutbox(self.tables)

    @property
    def outbox_desk(self) -> MemoryOutboxDesk:
        return MemoryOutboxDesk(self.tables)

    @property
    def choices(self) -> MemoryChoices:
        return MemoryChoices(self.tables)

    @property
    def standings(self) -> MemoryStandings:
        return MemoryStandings(self.tables)

    @property
    def alerts(self) -> MemoryAlerts:
        return MemoryAlerts(self.tables)

    @property
    def bulletins(self) -> MemoryBulletins:
        return MemoryBulletins(self.tables)

    @property
    def events(self) -> MemoryEvents:
        return MemoryEvents(self.tables)

    @property
    def feed(self) -> MemoryFeed:
        return MemoryFeed(self.tables)

    @property
    def access_log(self) -> MemoryAccessLog:
        return MemoryAccessLog(self.tables)

    @property
    def records(self) -> MemoryRecords:
        return MemoryRecords(self.tables, self.clock)

    @property
    def inspection(self) -> MemoryInspection:
        return MemoryInspection(self.tables)

    @property
    def upload_desk(self) -> MemoryUploadDesk:
        return MemoryUploadDesk(self.tables)

    @property
    def leftovers(self) -> MemoryLeftovers:
        return MemoryLeftovers(self.tables)


@frozen
class MemoryUnitOfWork(MemoryRepositories):
    """Works on a copy, which becomes what is kept when it is committed."""

    database: "MemoryDatabase"

    def record(self, event: Event, actor: Actor) -> None:
        """Chained at once: no other writer can come between."""
        self.events.record(event, self.clock.now(), actor)

    def commit(self) -> None:
        """The unit is over: whatever it would change afterwards is an error."""
        self.tables.seal()
        self.database.tables = self.tables


@define(eq=False)
class MemoryDatabase:
    """The Database port; `tables` is what is committed, sealed: a reader keeps what it began with."""

    clock: Clock
    lock_timeout: float = LOCK_TIMEOUT
    tables: MemoryTables = field(factory=MemoryTables)
    _writing: Lock = field(factory=Lock, init=False)

    def __attrs_post_init__(self) -> None:
        self.tables.seal()

    @contextmanager
    def read(self) -> Iterator[MemoryRepositories]:
        """Committed state as it is now."""
        yield MemoryRepositories(self.tables, self.clock)

    @contextmanager
    def write(self) -> Iterator[MemoryUnitOfWork]:
        """One writer at a time; raises DatabaseBusy when the one before holds on for too long."""
        if not self._writing.acquire(timeout=self.lock_timeout):
            raise DatabaseBusy(2)
        unit = MemoryUnitOfWork(self.tables.copied(), self.clock, self)
        try:
            yield unit
        finally:
            unit.tables.seal()
            self._writing.release()
