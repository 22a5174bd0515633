"""Reading, and changing all or nothing: the two ways to reach what is kept."""

from contextlib import AbstractContextManager
from typing import Protocol

from societaire.events import Actor, Event
from societaire.ports.address_requests import AddressRequests
from societaire.ports.bulletins import Bulletins
from societaire.ports.companies import Accesses, Companies, Visits
from societaire.ports.contracts import Agencies, Contracts, Documents
from societaire.ports.declarations import DeclarationRegister, Declarations, DeclaredBases, Periods
from societaire.ports.feed import Feed
from societaire.ports.identity import Attempts, Devices, Invitees, Links, Persons, Sessions
from societaire.ports.invitations import AllowedMailboxes, Invitations, Rosters
from societaire.ports.journal import AccessLog, Events
from societaire.ports.notices import Alerts, Choices, Standings
from societaire.ports.outbox import Outbox, OutboxDesk
from societaire.ports.records import RecordStore
from societaire.ports.upkeep import Inspection, Leftovers
from societaire.ports.uploads import Uploads


class Repositories(Protocol):
    """What is kept, by area."""

    @property
    def persons(self) -> Persons: ...
    @property
    def links(self) -> Links: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def devices(self) -> Devices: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def companies(self) -> Companies: ...
    @property
    def accesses(self) -> Accesses: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def invitees(self) -> Invitees: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def allowed_mailboxes(self) -> AllowedMailboxes: ...
    @property
    def rosters(self) -> Rosters: ...
    @property
    def address_requests(self) -> AddressRequests: ...
    @property
    def agencies(self) -> Agencies: ...
    @property
    def contracts(self) -> Contracts: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def periods(self) -> Periods: ...
    @property
    def declarations(self) -> Declarations: ...
    @property
    def declared_bases(self) -> DeclaredBases: ...
    @property
    def declaration_register(self) -> DeclarationRegister: ...
    @property
    def uploads(self) -> Uploads: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def outbox_desk(self) -> OutboxDesk: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def standings(self) -> Standings: ...
    @property
    def alerts(self) -> Alerts: ...
    @property
    def bulletins(self) -> Bulletins: ...
    @property
    def events(self) -> Events: ...
    @property
    def feed(self) -> Feed: ...
    @property
    def access_log(self) -> AccessLog: ...
    @property
    def records(self) -> RecordStore: ...
    @property
    def inspection(self) -> Inspection: ...
    @property
    def leftovers(self) -> Leftovers: ...


class UnitOfWork(Repositories, Protocol):
    """One change, all or nothing: leaving without `commit` undoes everything."""

    def record(self, event: Event, actor: Actor) -> None:
        """Keep the event with the change, chained to the one before in its stream, dated now."""

    def commit(self) -> None:
        """Make the change last; the unit is over. Raises Busy (`database_busy`) when the database can't for now."""


class Database(Protocol):
    """Opens units of work; several processes may share what is behind."""

    def read(self) -> AbstractContextManager[Repositories]:
        """Committed state, each answer as of its own moment; writing through it is an error.

        Raises Busy (`database_busy`) on an outage.
        """

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work; raises Busy (`database_busy`) when another writer holds on for too long, or on an outage."""
