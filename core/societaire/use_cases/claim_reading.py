"""What every use case of a claim looks up: who may see it, its tree, what its answers say."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from attrs import field, frozen

from societaire.claims.answering import Answering, answering
from societaire.claims.claim import SENSITIVE, Claim, ClaimUnknown, is_visible, same_event
from societaire.claims.deadlines import Deadline, Urgency, WorkingDay, deadlines, incident_day, urgencies
from societaire.claims.declaring import ClaimDeclaration, ClaimDraftChanged, ClaimDraftUnknown, DraftState
from societaire.claims.facts import Facts
from societaire.claims.questions import Need, Tree, documents, effective
from societaire.claims.reading import Reading, read_claim, read_questions
from societaire.claims.regimes import Suggestion, suggested
from societaire.claims.trees import Trees
from societaire.claims.wizard import Place, Route, resumed_at, route, unfinished
from societaire.companies.company import Address
from societaire.companies.policy import Action
from societaire.contracts.contract import Contract
from societaire.contracts.space import Space
from societaire.errors import Problem
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.working_days import WorkingDays
from societaire.uploads.upload import Upload
from societaire.use_cases.doorway import Doorway
from societaire.use_cases.names import full_name, full_names
from societaire.values import PersonId, Siren, day_in_paris

ADDITION = "claim_addition"
"""The kind of subject of what is added to a claim that was sent: `claim_addition:<id>`."""


@frozen
class ClaimRules:
    """What an insurer decides of claims: its trees, the calendar, whether sensitive ones are open to everybody."""

    trees: Trees
    working_days: WorkingDays
    open_to_all: bool = False

    def works_at(self, postal_code: str | None) -> WorkingDay:
        """Which days are worked there."""
        return partial(self.working_days.is_worked, postal_code=postal_code)

    def is_sensitive(self, cause: str) -> bool:
        """Whether a claim of that cause is kept from colleagues."""
        return cause in SENSITIVE and not self.open_to_all


@frozen
class Understood:
    """What the answers of a declaration say, and what follows from them."""

    tree: Tree
    answers: dict[str, str]
    reading: Reading
    route: Route
    unfinished: tuple[Place, ...]
    documents: tuple[tuple[str, Need], ...]
    deadlines: tuple[Deadline, ...]
    urgencies: tuple[Urgency, ...]
    regimes: tuple[Suggestion, ...]
    answering: Answering
    near: Claim | None = None
    """A claim that seems to tell of the same event."""

    @property
    def facts(self) -> Facts:
        """What could be read."""
        return self.reading.facts


@frozen
class ClaimProgress:
    """A draft by its answers alone: its pages and what they miss. Keeping a page asks for nothing more."""

    declaration: ClaimDeclaration
    tree: Tree
    answers: dict[str, str]
    route: Route
    today: date

    def misses(self, place: Place) -> bool:
        """Whether a page of questions misses an answer, or holds one that can't be read."""
        return bool(read_questions(self.route.questions(place), self.answers, self.today).blocking)

    @property
    def resumed_at(self) -> Place:
        """Where it goes on."""
        return resumed_at(self.tree, self.answers, self.today)

    @property
    def documents(self) -> frozenset[str]:
        """Those that the answers want."""
        return frozenset(document for document, _ in documents(self.tree, self.answers))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What can't be read, by the path of its answer."""
        return tuple(read_claim(self.tree, self.answers, self.today).problems)


@frozen
class ClaimDesk:
    """A draft with all that its pages show; `writer` is the name of whoever wrote last, `reader` of who is looking.

    `blocking` is all that has to be answered, or answered otherwise, before it can be sent.
    """

    space: Space
    declaration: ClaimDeclaration
    understood: Understood
    contracts: tuple[Contract, ...]
    uploads: tuple[Upload, ...]
    blocking: tuple[Problem, ...]
    writer: str = ""
    reader: str = ""
    activities: tuple[str, ...] = field(factory=tuple)
    """The activities of the company's contracts, offered where its works are asked for."""


def understood(
    rules: ClaimRules,
    declaration: ClaimDeclaration,
    contracts: tuple[Contract, ...],
    held: tuple[Claim, ...],
    now: datetime,
) -> Understood:
    """Everything that follows from the answers of a declaration."""
    tree = rules.trees.named(declaration.tree, declaration.tree_version)
    today = day_in_paris(now)
    answers = effective(tree, declaration.entries)
    reading = read_claim(tree, answers, today)
    facts, cause = reading.facts, tree.cause(declaration.cause)
    works = rules.works_at(site_of(facts).postal_code)
    return Understood(
        tree,
        answers,
        reading,
        route(tree, answers),
        unfinished(tree, answers, today),
        documents(tree, answers),
        deadlines(declaration.cause, facts, now, works),
        urgencies(facts, now),
        suggested(facts) if cause and cause.family == "A" else (),
        answering(contracts, cause, facts) if cause else Answering((), None, None),
        _near(declaration, facts, held),
    )


def progress_of(rules: ClaimRules, declaration: ClaimDeclaration, now: datetime) -> ClaimProgress:
    """Where a declaration is by its answers."""
    tree = rules.trees.named(declaration.tree, declaration.tree_version)
    answers = effective(tree, declaration.entries)
    return ClaimProgress(declaration, tree, answers, route(tree, answers), day_in_paris(now))


_PLACES = ("site_address", "theft_place", "premises_address", "machine_place", "vehicle_place", "meeting_address")


def site_of(facts: Facts) -> Address:
    """Where it happened: the first place that the answers give."""
    for name in _PLACES:
        parts = [facts.get(f"{name}.{part}") for part in ("street", "postal_code", "city")]
        if any(parts):
            return Address(*(part if isinstance(part, str) else None for part in parts))
    return Address()


def visible_claim(kept: Repositories, rules: ClaimRules, space: Space, siren: Siren, claim_id: str) -> Claim:
    """A claim that the person may see; raises ClaimUnknown."""
    claim = kept.claims.get(siren, claim_id)
    access = space.membership.access
    if claim is None or not is_visible(claim.cause, claim.owners, access, rules.open_to_all):
        raise ClaimUnknown()
    return claim


def visible_draft(
    kept: Repositories, rules: ClaimRules, space: Space, siren: Siren, declaration_id: str
) -> ClaimDeclaration:
    """A declaration that the person may see; raises ClaimDraftUnknown."""
    draft = kept.claim_declarations.get(siren, declaration_id)
    held = claim_or_draft(kept, siren, draft) if draft else None
    access = space.membership.access
    if draft is None or held is None or not is_visible(held.cause, held.owners, access, rules.open_to_all):
        raise ClaimDraftUnknown()
    return draft


def check_version(kept: Repositories, draft: ClaimDeclaration, version: int) -> None:
    """Raise ClaimDraftChanged (by, at, version) unless the draft is at that version."""
    if draft.version != version:
        at = draft.written_at.isoformat() if draft.written_at else ""
        raise ClaimDraftChanged(by=full_name(kept, draft.written_by), at=at, version=draft.version)


def writers_of(kept: Repositories, drafts: Iterable[ClaimDeclaration]) -> dict[PersonId, str]:
    """The names of whoever began drafts, and of whoever wrote in them last."""
    return full_names(kept, (person_id for draft in drafts for person_id in (draft.begun_by, draft.written_by)))


def claim_or_draft(kept: Repositories, siren: Siren, declaration: ClaimDeclaration) -> Claim | ClaimDeclaration:
    """What says whose it is: the draft, or the claim that it became, whose cause the insurer may have changed."""
    if declaration.state is DraftState.DRAFT:
        return declaration
    return kept.claims.get(siren, declaration.id) or declaration


def enter(
    database: Database, clock: Clock, kept: Repositories, person_id: PersonId, siren: Siren, action: Action
) -> Space:
    """The company's space; raises CompanyClosedToYou or ProfileTooLow."""
    return Doorway(database, clock).enter(kept, person_id, siren, action)


def _near(declaration: ClaimDeclaration, facts: Facts, held: tuple[Claim, ...]) -> Claim | None:
    on, place = incident_day(facts), site_of(facts)
    if on is None:
        return None
    return next((claim for claim in held if claim.id != declaration.id and same_event(claim, place, on)), None)
