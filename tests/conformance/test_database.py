"""Memory, SQLite and PostgreSQL keep the same claims."""

from societaire.testing.conformance_addresses import AddressRequestsConformance, DetailsConformance
from societaire.testing.conformance_alerts import AlertsConformance
from societaire.testing.conformance_bulletins import BulletinsConformance
from societaire.testing.conformance_claim_declarations import ClaimDeclarationsConformance
from societaire.testing.conformance_claim_exchanges import ClaimExchangesConformance
from societaire.testing.conformance_claims import ClaimsConformance
from societaire.testing.conformance_companies import AccessesConformance, CompaniesConformance
from societaire.testing.conformance_contracts import ContractsConformance, DocumentsConformance
from societaire.testing.conformance_declarations import DeclarationRegisterConformance, DeclarationsConformance
from societaire.testing.conformance_feed import FeedConformance
from societaire.testing.conformance_identity import InviteesConformance, LinksConformance, PersonsConformance
from societaire.testing.conformance_invitations import InvitationsConformance, RostersConformance
from societaire.testing.conformance_journal import AccessLogConformance, EventsConformance, OutboxConformance
from societaire.testing.conformance_notices import (
    ChoicesConformance,
    OutboxDeskConformance,
    StandingsConformance,
)
from societaire.testing.conformance_periods import PeriodsConformance
from societaire.testing.conformance_record_accesses import RecordAccessesConformance
from societaire.testing.conformance_record_own import RecordOwnConformance
from societaire.testing.conformance_records import RecordsConformance
from societaire.testing.conformance_sessions import AttemptsConformance, SessionsConformance
from societaire.testing.conformance_units import ConcurrencyConformance, UnitsOfWorkConformance
from societaire.testing.conformance_uploads import UploadsConformance
from tests.databases import OnEach


class TestPersons(OnEach, PersonsConformance): ...


class TestInvitees(OnEach, InviteesConformance): ...


class TestLinks(OnEach, LinksConformance): ...


class TestSessions(OnEach, SessionsConformance): ...


class TestAttempts(OnEach, AttemptsConformance): ...


class TestCompanies(OnEach, CompaniesConformance): ...


class TestAccesses(OnEach, AccessesConformance): ...


class TestInvitations(OnEach, InvitationsConformance): ...


class TestRosters(OnEach, RostersConformance): ...


class TestContracts(OnEach, ContractsConformance): ...


class TestDocuments(OnEach, DocumentsConformance): ...


class TestPeriods(OnEach, PeriodsConformance): ...


class TestDeclarations(OnEach, DeclarationsConformance): ...


class TestDeclarationRegister(OnEach, DeclarationRegisterConformance): ...


class TestRecords(OnEach, RecordsConformance): ...


class TestRecordAccesses(OnEach, RecordAccessesConformance): ...


class TestRecordOwn(OnEach, RecordOwnConformance): ...


class TestDetails(OnEach, DetailsConformance): ...


class TestAddressRequests(OnEach, AddressRequestsConformance): ...


class TestFeed(OnEach, FeedConformance): ...


class TestUploads(OnEach, UploadsConformance): ...


class TestOutbox(OnEach, OutboxConformance): ...


class TestOutboxDesk(OnEach, OutboxDeskConformance): ...


class TestChoices(OnEach, ChoicesConformance): ...


class TestStandings(OnEach, StandingsConformance): ...


class TestAlerts(OnEach, AlertsConformance): ...


class TestBulletins(OnEach, BulletinsConformance): ...


class TestEvents(OnEach, EventsConformance): ...


class TestAccessLog(OnEach, AccessLogConformance): ...


class TestUnitsOfWork(OnEach, UnitsOfWorkConformance): ...


class TestConcurrency(OnEach, ConcurrencyConformance): ...


class TestClaimDeclarations(OnEach, ClaimDeclarationsConformance): ...


class TestClaims(OnEach, ClaimsConformance): ...


class TestClaimExchanges(OnEach, ClaimExchangesConformance): ...
