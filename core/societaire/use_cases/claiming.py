"""Declaring a claim: its drafts, kept at every answer, resumed by any colleague who may (RULES H1, H2)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from societaire.claims.answering import fitting
from societaire.claims.claim import is_visible
from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.questions import CAUSE, Cause, Tree
from societaire.companies.policy import Action
from societaire.contracts.contract import Contract
from societaire.contracts.space import Space
from societaire.errors import Invalid, Problem
from societaire.events import ClaimDraftRemoved, person_actor
from societaire.identity.sessions import Client
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.entropy import Entropy
from societaire.use_cases.claim_reading import (
    ClaimDesk,
    ClaimProgress,
    ClaimRules,
    check_version,
    enter,
    progress_of,
    understood,
    visible_draft,
    writers_of,
)
from societaire.use_cases.claim_sending import ClaimReceipt, ClaimSending
from societaire.use_cases.claim_upkeep import remove_claim_draft
from societaire.use_cases.names import full_name
from societaire.values import PersonId, Siren

MOST_ENTRIES = 1_000
LONGEST_TEXT = 5_000


@frozen
class ClaimStart:
    """Where a declaration begins: the causes that a contract answers first, the others after, the drafts at hand."""

    space: Space
    tree: Tree
    fitting: tuple[Cause, ...]
    others: tuple[Cause, ...]
    drafts: tuple[ClaimDeclaration, ...]
    writers: Mapping[PersonId, str]


@frozen
class Claiming:
    """What a member does with a declaration: both profiles may (RULES C9)."""

    database: Database
    entropy: Entropy
    clock: Clock
    rules: ClaimRules
    sending: ClaimSending

    def start(self, person_id: PersonId, siren: Siren) -> ClaimStart:
        """What may be declared, and what was begun; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = self._enter(kept, person_id, siren)
            contracts = kept.contracts.of_company(siren)
            access = space.membership.access
            drafts = tuple(
                draft
                for draft in kept.claim_declarations.drafts(siren)
                if is_visible(draft.cause, draft.owners, access, self.rules.open_to_all)
            )
            writers = writers_of(kept, drafts)
        tree = self.rules.trees.present
        # What no product answers leads to a person: it is offered to everybody.
        first = tuple(cause for cause in tree.causes if not cause.products or fitting(contracts, cause))
        others = tuple(cause for cause in tree.causes if cause not in first)
        return ClaimStart(space, tree, first, others, drafts, writers)

    def begin(self, person_id: PersonId, siren: Siren, cause: str) -> ClaimDeclaration:
        """A draft, made at the first real answer; raises CompanyClosedToYou, or Invalid for no cause of the tree."""
        now, tree = self.clock.now(), self.rules.trees.present
        if tree.cause(cause) is None:
            raise Invalid([Problem(CAUSE, "cause_missing")])
        draft = ClaimDeclaration(
            self.entropy.identifier(),
            siren,
            self.entropy.token(),
            tree.code,
            tree.version,
            now,
            person_id,
            entries={CAUSE: cause},
            written_by=person_id,
            written_at=now,
        )
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            unit.claim_declarations.save(draft)
            unit.commit()
        return evolve(draft, version=1)

    def desk(self, person_id: PersonId, siren: Siren, declaration_id: str) -> ClaimDesk:
        """A draft, or what was sent, with all that follows; raises CompanyClosedToYou or ClaimDraftUnknown."""
        with self.database.read() as kept:
            space = self._enter(kept, person_id, siren)
            draft = visible_draft(kept, self.rules, space, siren, declaration_id)
            contracts = kept.contracts.of_company(siren)
            held = tuple(
                claim
                for claim in kept.claims.of_company(siren)
                if is_visible(claim.cause, claim.owners, space.membership.access, self.rules.open_to_all)
            )
            uploads = kept.uploads.of_subject(siren, draft.subject)
            writer, reader = full_name(kept, draft.written_by), full_name(kept, person_id)
            read = understood(self.rules, draft, contracts, held, self.clock.now())
            uncallable = self.sending.asking.problems(kept, siren, read.answers, person_id)
        return ClaimDesk(
            space,
            draft,
            read,
            contracts,
            uploads,
            (*read.reading.blocking, *uncallable),
            writer,
            reader,
            _activities(contracts),
        )

    def progress(self, person_id: PersonId, siren: Siren, declaration_id: str) -> ClaimProgress:
        """Where a draft is, without what its pages show; raises CompanyClosedToYou or ClaimDraftUnknown."""
        with self.database.read() as kept:
            space = self._enter(kept, person_id, siren)
            draft = visible_draft(kept, self.rules, space, siren, declaration_id)
        return self.progress_of(draft)

    def progress_of(self, draft: ClaimDeclaration) -> ClaimProgress:
        """The same of a draft at hand: what was just kept need not be read again."""
        return progress_of(self.rules, draft, self.clock.now())

    def save(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        entries: Mapping[str, str],
        version: int,
        later: frozenset[str] | None = None,
    ) -> ClaimDeclaration:
        """Keep the texts of a page as typed, wrong ones included, over those of the draft; an empty one forgets it.

        Saving again what is kept already changes nothing. Raises CompanyClosedToYou, ClaimDraftUnknown,
        ClaimAlreadySent, Invalid when a text is beyond measure, ClaimDraftChanged (by, at, version) when somebody wrote
        since.
        """
        _check_measure(entries)
        with self.database.write() as unit:
            space = self._enter(unit, person_id, siren)
            draft = visible_draft(unit, self.rules, space, siren, declaration_id)
            written = draft.written(entries, draft.later if later is None else later, person_id, self.clock.now())
            if (dict(written.entries), written.later) == (dict(draft.entries), draft.later):
                return draft
            check_version(unit, draft, version)
            unit.claim_declarations.save(written)
            unit.commit()
        return evolve(written, version=draft.version + 1)

    def abandon(self, person_id: PersonId, siren: Siren, declaration_id: str, version: int) -> None:
        """Forget a draft, its files with the next nightly round.

        Raises CompanyClosedToYou, ClaimDraftUnknown, ClaimAlreadySent, StaleWrite, or ClaimDraftChanged (by, at,
        version) when somebody wrote since that version: their words stay.
        """
        with self.database.write() as unit:
            space = self._enter(unit, person_id, siren)
            draft = visible_draft(unit, self.rules, space, siren, declaration_id)
            draft.check_draft()
            check_version(unit, draft, version)
            remove_claim_draft(unit, draft)
            unit.record(ClaimDraftRemoved(siren, draft.id), person_actor(person_id))
            unit.commit()

    def send(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        key: str,
        expected_files: Mapping[str, str],
        *,
        certified: bool,
        version: int | None = None,
    ) -> ClaimDeclaration:
        """See ClaimSending."""
        return self.sending.send(
            person_id, siren, declaration_id, key, expected_files, certified=certified, version=version
        )

    def receipt(self, person_id: PersonId, siren: Siren, declaration_id: str, client: Client) -> ClaimReceipt:
        """See ClaimSending."""
        return self.sending.receipt(person_id, siren, declaration_id, client)

    def _enter(self, kept: Repositories, person_id: PersonId, siren: Siren) -> Space:
        return enter(self.database, self.clock, kept, person_id, siren, Action.DECLARE_CLAIM)


def _activities(contracts: tuple[Contract, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(activity for contract in contracts for activity in contract.activities))


def _check_measure(entries: Mapping[str, str]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Invalid([Problem.of("", "entries_too_many", maximum=MOST_ENTRIES)])
    problems = [
        Problem.of(path[:100], "entry_too_long", maximum=LONGEST_TEXT)
        for path, text in entries.items()
        if len(text) > LONGEST_TEXT or len(path) > 100
    ]
    if problems:
        raise Invalid(problems)
