"""The database: units of work on SQLite or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen
from sqlalchemy import Connection

from societaire.errors import Problem
from societaire.events import Actor, Event
from societaire.ports.clock import Clock
from societaire_db.address_requests import SqlAddressRequests
from societaire_db.bulletins import SqlBulletins
from societaire_db.claim_declarations import SqlClaimDeclarations, SqlClaimRegister
from societaire_db.claims import SqlCallBacks, SqlClaimExchanges, SqlClaims
from societaire_db.companies import SqlAccesses, SqlCompanies, SqlVisits
from societaire_db.contracts import SqlAgencies, SqlContracts
from societaire_db.declaration_register import SqlDeclarationRegister
from societaire_db.declarations import SqlDeclarations
from societaire_db.documents import SqlDocuments
from societaire_db.engines import CONNECTIONS, outages, reading_engine, writing_engine
from societaire_db.faults import faults
from societaire_db.feed import SqlFeed
from societaire_db.invitations import SqlAllowedMailboxes, SqlInvitations, SqlRosters
from societaire_db.journal import SqlAccessLog, SqlEvents
from societaire_db.notices import SqlAlerts, SqlChoices, SqlStandings
from societaire_db.outbox import SqlOutbox, SqlOutboxDesk
from societaire_db.periods import SqlDeclaredBases, SqlPeriods
from societaire_db.persons import SqlInvitees, SqlPersons
from societaire_db.sessions import SqlAttempts, SqlDevices, SqlLinks, SqlSessions
from societaire_db.upkeep import SqlInspection, SqlLeftovers, SqlUploadDesk
from societaire_db.uploads import SqlUploads

if TYPE_CHECKING:
    from societaire_db.records import SqlRecords


@frozen
class SqlRepositories:
    """Every repository over one connection, made as it is asked for; rows are locked where `locking`."""

    connection: Connection
    clock: Clock
    locking: bool = False

    @property
    def persons(self) -> SqlPersons:
        return SqlPersons(self.connection)

    @property
    def invitees(self) -> SqlInvitees:
        return SqlInvitees(self.connection)

    @property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self.connection)

    @property
    def allowed_mailboxes(self) -> SqlAllowedMailboxes:
        return SqlAllowedMailboxes(self.connection)

    @property
    def rosters(self) -> SqlRosters:
        return SqlRosters(self.connection)

    @property
    def links(self) -> SqlLinks:
        return SqlLinks(self.connection, self.locking)

    @property
    def sessions(self) -> SqlSessions:
        return SqlSessions(self.connection)

    @property
    def devices(self) -> SqlDevices:
        return SqlDevices(self.connection)

    @property
    def attempts(self) -> SqlAttempts:
        return SqlAttempts(self.connection, self.locking)

    @property
    def companies(self) -> SqlCompanies:
        return SqlCompanies(self.connection)

    @property
    def accesses(self) -> SqlAccesses:
        return SqlAccesses(self.connection, self.locking)

    @property
    def visits(self) -> SqlVisits:
        return SqlVisits(self.connection)

    @property
    def address_requests(self) -> SqlAddressRequests:
        return SqlAddressRequests(self.connection)

    @property
    def agencies(self) -> SqlAgencies:
        return SqlAgencies(self.connection)

    @property
    def contracts(self) -> SqlContracts:
        return SqlContracts(self.connection)

    @property
    def documents(self) -> SqlDocuments:
        return SqlDocuments(self.connection)

    @property
    def periods(self) -> SqlPeriods:
        return SqlPeriods(self.connection)

    @property
    def declarations(self) -> SqlDeclarations:
        return SqlDeclarations(self.connection, self.locking)

    @property
    def declared_bases(self) -> SqlDeclaredBases:
        return SqlDeclaredBases(self.connection)

    @property
    def declaration_register(self) -> SqlDeclarationRegister:
        return SqlDeclarationRegister(self.connection, self.locking)

    @property
    def claim_declarations(self) -> SqlClaimDeclarations:
        return SqlClaimDeclarations(self.connection, self.locking)

    @property
    def claims(self) -> SqlClaims:
        return SqlClaims(self.connection, self.locking)

    @property
    def claim_exchanges(self) -> SqlClaimExchanges:
        return SqlClaimExchanges(self.connection)

    @property
    def call_backs(self) -> SqlCallBacks:
        return SqlCallBacks(self.connection, self.locking)

    @property
    def claim_register(self) -> SqlClaimRegister:
        return SqlClaimRegister(self.connection, self.locking)

    @property
    def uploads(self) -> SqlUploads:
        return SqlUploads(self.connection, self.locking)

    @property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.connection)

    @property
    def outbox_desk(self) -> SqlOutboxDesk:
        return SqlOutboxDesk(self.connection)

    @property
    def choices(self) -> SqlChoices:
        return SqlChoices(self.connection)

    @property
    def standings(self) -> SqlStandings:
        return SqlStandings(self.connection)

    @property
    def alerts(self) -> SqlAlerts:
        return SqlAlerts(self.connection)

    @property
    def bulletins(self) -> SqlBulletins:
        return SqlBulletins(self.connection)

    @property
    def events(self) -> SqlEvents:
        return SqlEvents(self.connection)

    @property
    def feed(self) -> SqlFeed:
        return SqlFeed(self.connection)

    @property
    def access_log(self) -> SqlAccessLog:
        return SqlAccessLog(self.connection)

    @property
    def records(self) -> "SqlRecords":
        # Imports alone need the many statements that it builds.
        from societaire_db.records import SqlRecords

        return SqlRecords(self.connection, self.clock, self.locking)

    @property
    def inspection(self) -> SqlInspection:
        return SqlInspection(self.connection)

    @property
    def upload_desk(self) -> SqlUploadDesk:
        return SqlUploadDesk(self.connection)

    @property
    def leftovers(self) -> SqlLeftovers:
        return SqlLeftovers(self.connection)


@frozen
class SqlUnitOfWork(SqlRepositories):
    """One transaction."""

    _happened: list[tuple[Event, datetime, Actor]] = field(factory=list, init=False)

    @property
    def events(self) -> SqlEvents:
        """With those of this unit, chained."""
        self._keep_events()
        return SqlEvents(self.connection)

    def record(self, event: Event, actor: Actor) -> None:
        """Chained at the end, so that a stream is locked for as short as possible."""
        self._happened.append((event, self.clock.now(), actor))

    def commit(self) -> None:
        """The unit is over: whatever it would change afterwards is an error."""
        self._keep_events()
        self.connection.commit()
        self.connection.close()

    def _keep_events(self) -> None:
        if self._happened:
            SqlEvents(self.connection).add(self._happened)
            self._happened.clear()


class SqlDatabase:
    """The Database port over SQLAlchemy; `url` is `sqlite:///file` or `postgresql+psycopg://…`, else ValueError.

    At most `connections` units of each kind run at once in a process; more wait, then are told DatabaseBusy.
    """

    def __init__(self, url: str, clock: Clock, connections: int = CONNECTIONS) -> None:
        self.clock = clock
        self.reader = reading_engine(url, connections)
        self.writer = writing_engine(url, connections)
        self._locking = self.writer.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[SqlRepositories]:
        """Committed state, statement by statement."""
        with outages(writing=False), self.reader.connect() as connection:
            yield SqlRepositories(connection, self.clock)

    @contextmanager
    def write(self) -> Iterator[SqlUnitOfWork]:
        """A transaction, undone unless committed."""
        with outages(writing=True), self.writer.connect() as connection:
            connection.begin()
            yield SqlUnitOfWork(connection, self.clock, self._locking)

    def faults(self) -> tuple[Problem, ...]:
        """What would lose data or let a reader write; raises DatabaseBusy on an outage."""
        return faults(self.reader, self.writer)

    def dispose(self) -> None:
        """Close every connection; the database opens new ones when it is used again."""
        self.reader.dispose()
        self.writer.dispose()
