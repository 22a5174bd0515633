"""Claims, their declarations, what is said about them and the calls back, in memory."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from societaire.claims.call_back import CallBack, CallBackPending
from societaire.claims.claim import Claim, ClaimMessage, ClaimState, DocumentRequest
from societaire.claims.declaring import ClaimDeclaration, DraftState
from societaire.companies.company import Company
from societaire.ports.claims import ClaimFilter
from societaire.ports.identity import StaleWrite
from societaire.testing.memory_tables import MemoryTables
from societaire.testing.memory_uploads import touched_at
from societaire.values import Siren


@frozen
class MemoryClaimDeclarations:
    """The ClaimDeclarations port."""

    tables: MemoryTables

    def get(self, siren: Siren, declaration_id: str) -> ClaimDeclaration | None:
        found = self.tables.claim_declarations.get(declaration_id)
        return found if found and found.siren == siren else None

    def drafts(self, siren: Siren) -> tuple[ClaimDeclaration, ...]:
        found = (one for one in self.tables.claim_declarations.values() if one.siren == siren and _is_draft(one))
        return tuple(sorted(found, key=lambda one: (_written(one), one.id), reverse=True))

    def save(self, declaration: ClaimDeclaration) -> None:
        held = self.tables.claim_declarations
        kept = held.get(declaration.id)
        taken = any(one.key == declaration.key for one in held.values() if one.id != declaration.id)
        if taken or declaration.version != (kept.version if kept else 0):
            raise StaleWrite()
        held[declaration.id] = evolve(declaration, version=declaration.version + 1)

    def remove(self, declaration: ClaimDeclaration) -> None:
        kept = self.tables.claim_declarations.get(declaration.id)
        if kept is None or kept.version != declaration.version or not _is_draft(kept):
            raise StaleWrite()
        del self.tables.claim_declarations[declaration.id]
        self.tables.claim_warnings.pop(declaration.id, None)

    def next_number(self, year: int) -> int:
        self.tables.claim_numbers[year] = self.tables.claim_numbers.get(year, 0) + 1
        return self.tables.claim_numbers[year]


@frozen
class MemoryClaims:
    """The Claims port."""

    tables: MemoryTables

    def of_company(self, siren: Siren) -> tuple[Claim, ...]:
        return tuple(sorted((one for one in self.tables.claims.values() if one.siren == siren), key=_place))

    def get(self, siren: Siren, claim_id: str) -> Claim | None:
        found = (one for one in self.tables.claims.values() if one.siren == siren and one.id == claim_id)
        return next(found, None)

    def add(self, claim: Claim) -> None:
        held = self.tables.claims
        if claim.number in held or any(one.id == claim.id for one in held.values()):
            raise StaleWrite()
        held[claim.number] = claim

    def move(self, claim: Claim, former: ClaimState) -> None:
        kept = self.get(claim.siren, claim.id)
        if kept is None or kept.state is not former:
            raise StaleWrite()
        changed = evolve(kept, state=claim.state, handler=claim.handler, contract=claim.contract)
        self.tables.claims[kept.number] = changed


@frozen
class MemoryClaimExchanges:
    """The ClaimExchanges port."""

    tables: MemoryTables

    def messages(self, siren: Siren, claim_id: str) -> tuple[ClaimMessage, ...]:
        found = (one for one in self.tables.claim_messages.values() if one.siren == siren and one.claim == claim_id)
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def say(self, message: ClaimMessage) -> None:
        self.tables.claim_messages.setdefault(message.id, message)

    def requests(self, siren: Siren, claims: Iterable[str] | None = None) -> tuple[DocumentRequest, ...]:
        wanted = None if claims is None else frozenset(claims)
        found = (
            one
            for one in self.tables.document_requests.values()
            if one.siren == siren and (wanted is None or one.claim in wanted)
        )
        return tuple(sorted(found, key=lambda one: (one.asked_at, one.id)))

    def ask(self, request: DocumentRequest) -> None:
        self.tables.document_requests.setdefault(request.id, request)


@frozen
class MemoryCallBacks:
    """The CallBacks port."""

    tables: MemoryTables

    def of_company(self, siren: Siren) -> tuple[CallBack, ...]:
        found = (one for one in self.tables.call_backs.values() if one.siren == siren)
        return tuple(sorted(found, key=lambda one: (one.asked_at, one.id), reverse=True))

    def find(self, call_back_id: str) -> CallBack | None:
        return self.tables.call_backs.get(call_back_id)

    def save(self, call_back: CallBack) -> None:
        held = self.tables.call_backs
        kept = held.get(call_back.id)
        if call_back.version != (kept.version if kept else 0):
            raise StaleWrite()
        others = (one for one in held.values() if one.claim == call_back.claim and one.id != call_back.id)
        if call_back.is_open and any(one.is_open for one in others):
            raise CallBackPending()
        held[call_back.id] = evolve(call_back, version=call_back.version + 1)

    def waiting(self) -> tuple[tuple[CallBack, Claim, Company], ...]:
        claims = {claim.id: claim for claim in self.tables.claims.values()}
        found = (one for one in self.tables.call_backs.values() if one.is_open and one.claim in claims)
        due = sorted(found, key=lambda one: (one.slot, one.asked_at, one.id))
        return tuple((one, claims[one.claim], self.tables.companies[one.siren]) for one in due)


@frozen
class MemoryClaimRegister:
    """The ClaimRegister port."""

    tables: MemoryTables

    def listed(self, wanted: ClaimFilter, first: int, most: int) -> tuple[tuple[tuple[Claim, Company], ...], int]:
        found = sorted((one for one in self.tables.claims.values() if _is_wanted(one, wanted)), key=_place)
        page = found[first : first + most]
        return tuple((claim, self.tables.companies[claim.siren]) for claim in page), len(found)

    def find(self, name: str) -> Claim | None:
        found = (one for one in self.tables.claims.values() if name in (one.number, one.receipt, one.id))
        return next(found, None)

    def declaration(self, claim_id: str) -> ClaimDeclaration | None:
        return self.tables.claim_declarations.get(claim_id)

    def stale(
        self, written_before: datetime, warned_before: datetime | None, most: int
    ) -> tuple[ClaimDeclaration, ...]:
        warned = self.tables.claim_warnings
        found = [
            one
            for one in self.tables.claim_declarations.values()
            if _is_draft(one)
            and (at := touched_at(self.tables, one.siren, one.subject, _written(one))) < written_before
            and _was_warned(warned.get(one.id), at, warned_before)
        ]
        return tuple(sorted(found, key=lambda one: (_written(one), one.id))[:most])

    def note_warning(self, declaration: ClaimDeclaration, now: datetime) -> None:
        self.tables.claim_warnings[declaration.id] = now


@frozen
class MemoryClaimRepositories:
    """The repositories of this module, over the same tables."""

    tables: MemoryTables

    @property
    def claim_declarations(self) -> MemoryClaimDeclarations:
        return MemoryClaimDeclarations(self.tables)

    @property
    def claims(self) -> MemoryClaims:
        return MemoryClaims(self.tables)

    @property
    def claim_exchanges(self) -> MemoryClaimExchanges:
        return MemoryClaimExchanges(self.tables)

    @property
    def call_backs(self) -> MemoryCallBacks:
        return MemoryCallBacks(self.tables)

    @property
    def claim_register(self) -> MemoryClaimRegister:
        return MemoryClaimRegister(self.tables)


def _is_draft(declaration: ClaimDeclaration) -> bool:
    return declaration.state is DraftState.DRAFT


def _written(declaration: ClaimDeclaration) -> datetime:
    return declaration.written_at or declaration.begun_at


def _was_warned(warned: datetime | None, touched: datetime, before: datetime | None) -> bool:
    since = warned if warned and warned >= touched else None
    return since is None if before is None else since is not None and since < before


def _place(claim: Claim) -> tuple[int, str]:
    return -claim.declared_on.toordinal(), claim.number


def _is_wanted(claim: Claim, wanted: ClaimFilter) -> bool:
    return (
        (not wanted.states or claim.state in wanted.states)
        and (wanted.handler is None or claim.handler == wanted.handler)
        and (wanted.declared_since is None or claim.declared_on >= wanted.declared_since)
        and wanted.text in ("", claim.siren.number, claim.number, claim.receipt)
    )
