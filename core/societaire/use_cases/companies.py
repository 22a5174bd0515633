"""A person's companies: which opens first, how to find one, and what the insurer attaches or detaches (RULES B)."""

from datetime import timedelta

from attrs import evolve, frozen

from societaire.claims.claim import is_visible
from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.access import (
    Access,
    AlreadyAttached,
    LastAdministrator,
    Membership,
    NotAttached,
    Profile,
    left_without_administrator,
)
from societaire.companies.company import Company
from societaire.companies.policy import Action
from societaire.contracts.contract import Contract
from societaire.contracts.document import Document
from societaire.contracts.space import Space
from societaire.contracts.tasks import Task, new_attestations
from societaire.declarations.standing import PeriodStanding, to_do
from societaire.errors import NotFound
from societaire.events import AccessProfileChanged, Actor
from societaire.identity.person import Person
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.journal import LoggedAction, Outcome
from societaire.preferences.address_request import AddressRequest
from societaire.use_cases.access_changes import AccessChanges
from societaire.use_cases.access_notes import entry
from societaire.use_cases.claim_views import AwaitingClaim
from societaire.use_cases.doorway import Doorway
from societaire.use_cases.following import expecting
from societaire.use_cases.people import known_person
from societaire.values import PersonId, Siren, day_in_paris

NOTE_REFUSALS_EVERY = timedelta(hours=1)
MOST_REFUSALS = 100
_REFUSED = LoggedAction.COMPANY_REFUSED
_LATEST_DOCUMENTS = 5
_FIRST_CONTRACTS = 10


class CompanyUnknown(NotFound):
    """The insurer's records hold no such company."""

    code = "company_unknown"


@frozen
class CompanyPage:
    """A page of the person's companies, the last visited first; `total` counts all that match."""

    memberships: tuple[Membership, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))


@frozen
class Home:
    """A company's home: what waits, its first contracts of a `total`, its newest documents, whom to call (RULES B3).

    `declarations` are the periods to declare, the first due first (RULES E2); `claims` those begun and not sent (H2);
    `awaiting` those that wait for documents of the company (H5).
    """

    space: Space
    contracts: tuple[Contract, ...]
    total: int
    documents: tuple[Document, ...]
    tasks: tuple[Task, ...] = ()
    declarations: tuple[PeriodStanding, ...] = ()
    claims: tuple[ClaimDeclaration, ...] = ()
    awaiting: tuple[AwaitingClaim, ...] = ()


@frozen
class CompanyDossier:
    """What staff sees of a company."""

    company: Company
    accesses: tuple[tuple[Access, Person], ...]
    contracts: tuple[Contract, ...]
    address_request: AddressRequest | None
    """The one that waits for an answer."""


@frozen
class Companies:
    """Moving between companies, and the insurer's half of attaching them (RULES B1, B2)."""

    database: Database
    entropy: Entropy
    clock: Clock
    claims_open: bool = False
    """Whether sensitive claims are open to every colleague."""

    def mine(self, person_id: PersonId, text: str = "", page: int = 1, size: int = 20) -> CompanyPage:
        """The companies that the person may open, the last visited first, narrowed by name or SIREN."""
        with self.database.read() as kept:
            found, total = kept.accesses.memberships(person_id, text.strip(), (page - 1) * size, size)
        return CompanyPage(found, total, page, size)

    def space(self, person_id: PersonId, siren: Siren) -> Space:
        """The frame of the company's pages; raises CompanyClosedToYou."""
        door = Doorway(self.database, self.clock)
        with self.database.read() as kept:
            return door.enter(kept, person_id, siren, Action.CONSULT)

    def home(self, person_id: PersonId, siren: Siren) -> Home:
        """The company's home, noted as the last visited; raises CompanyClosedToYou."""
        door, today = Doorway(self.database, self.clock), day_in_paris(self.clock.now())
        with self.database.read() as kept:
            space = door.enter(kept, person_id, siren, Action.CONSULT)
            contracts, total = kept.contracts.page(siren, 0, _FIRST_CONTRACTS)
            documents = kept.documents.latest(siren, (), _LATEST_DOCUMENTS)
            declarations = to_do(kept.periods.standings(siren, today))
            drafts = kept.claim_declarations.drafts(siren)
            awaiting = expecting(kept, siren, space.membership.access, open_to_all=self.claims_open)
        door.note_visit(space)
        claims = tuple(one for one in drafts if self._is_shown(one, space))
        tasks = new_attestations(documents, today)
        return Home(space, contracts, total, documents, tasks, declarations, claims, awaiting)

    def _is_shown(self, draft: ClaimDeclaration, space: Space) -> bool:
        return is_visible(draft.cause, draft.owners, space.membership.access, self.claims_open)

    def note_refusal(self, person_id: PersonId, siren: Siren, client: Client) -> None:
        """Keep in the access log that a person asked for a company that is closed to them, whether it exists or not.

        Once an hour for the same company, and for a hundred companies: a log that anybody fills tells nothing.
        """
        now = self.clock.now()
        with self.database.read() as kept:
            noted = kept.access_log.refused(person_id, _REFUSED.value, now - NOTE_REFUSALS_EVERY)
        if siren in noted or len(noted) >= MOST_REFUSALS:
            return
        refusal = entry(_REFUSED, Outcome.REFUSED, person_id, client, now, siren)
        with self.database.write() as unit:
            unit.access_log.add(refusal)
            unit.commit()

    def dossier(self, siren: Siren) -> CompanyDossier:
        """For staff: the company with its accesses, ended ones included; raises CompanyUnknown."""
        with self.database.read() as kept:
            company = kept.companies.get(siren)
            if company is None:
                raise CompanyUnknown(siren=str(siren))
            request = kept.address_requests.latest(siren)
            return CompanyDossier(
                company,
                kept.accesses.of_company(siren),
                kept.contracts.of_company(siren),
                request if request and request.is_open else None,
            )

    def attach(self, code: str, siren: Siren, profile: Profile, actor: Actor) -> Access:
        """Give a person access to a company, or another profile in it, and tell them (RULES B2).

        Raises PersonUnknown, CompanyUnknown, AlreadyAttached, or LastAdministrator when it would demote the last one.
        """
        with self.database.write() as unit:
            changes = AccessChanges(unit, self.entropy, actor, self.clock.now())
            person = known_person(unit, code)
            if unit.companies.get(siren) is None:
                raise CompanyUnknown(siren=str(siren))
            everybody = tuple(access for access, _ in unit.accesses.of_company(siren))
            present = unit.accesses.get(person.id, siren)
            if present and present.is_live:
                access = self._reprofiled(unit, present, everybody, profile, actor)
            else:
                access = changes.grant(person, siren, profile, present)
                changes.drop_invitations(siren, person.email)
                unit.outbox.add([changes.message(MessageKind.COMPANY_ATTACHED, person, siren)])
            unit.accesses.save(access)
            unit.commit()
        return access

    def detach(self, code: str, siren: Siren, actor: Actor) -> Access:
        """End a person's access to a company from the very next request on, and tell both sides.

        Raises PersonUnknown, NotAttached, or LastAdministrator (RULES C8).
        """
        with self.database.write() as unit:
            person = known_person(unit, code)
            roster = unit.accesses.of_company(siren)
            present = unit.accesses.get(person.id, siren)
            if present is None or not present.is_live:
                raise NotAttached(person=code, siren=str(siren))
            ended = AccessChanges(unit, self.entropy, actor, self.clock.now()).end(roster, present, person)
            unit.commit()
        return ended

    def _reprofiled(
        self, unit: UnitOfWork, present: Access, everybody: tuple[Access, ...], profile: Profile, actor: Actor
    ) -> Access:
        if present.profile is profile:
            raise AlreadyAttached(siren=str(present.siren))
        if left_without_administrator(everybody, present):
            raise LastAdministrator(siren=str(present.siren))
        unit.record(AccessProfileChanged(present.siren, present.person_id, profile), actor)
        return evolve(present, profile=profile, changed_in_portal=True)
