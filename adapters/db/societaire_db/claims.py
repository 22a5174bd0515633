"""Claims and what is said about them, as their company sees them."""

from collections.abc import Iterable
from datetime import time

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, func, select, update

from societaire.claims.call_back import CallBack, CallBackPending, CallBackState, Slot
from societaire.claims.claim import Claim, ClaimMessage, ClaimState, DocumentRequest, Voice
from societaire.companies.company import Address, Company
from societaire.ports.identity import StaleWrite
from societaire.values import Siren
from societaire_db.claim_tables import call_backs, claim_messages, document_requests
from societaire_db.rows import COMPANY, Values, company_of, siren_of
from societaire_db.tables import claims, companies
from societaire_db.upserts import upsert, write_one

CLAIM = (
    claims.c.id,
    claims.c.siren,
    claims.c.number,
    claims.c.cause,
    claims.c.occurred_on,
    claims.c.declared_on,
    claims.c.state,
    claims.c.contract,
    claims.c.street,
    claims.c.postal_code,
    claims.c.city,
    claims.c.handler,
    claims.c.receipt,
    claims.c.declared_by,
)
_OF_COMPANY = (
    select(*CLAIM).where(claims.c.siren == bindparam("siren")).order_by(claims.c.declared_on.desc(), claims.c.number)
)
_GET = select(*CLAIM).where(claims.c.siren == bindparam("siren"), claims.c.id == bindparam("id"))
_ADD = upsert(claims)
_MOVE = (
    update(claims)
    .where(
        claims.c.siren == bindparam("siren_read"),
        claims.c.id == bindparam("id_read"),
        claims.c.state == bindparam("state_read"),
    )
    .values({name: bindparam(name) for name in ("state", "handler", "contract")})
)
_MESSAGES = (
    select(claim_messages)
    .where(claim_messages.c.siren == bindparam("siren"), claim_messages.c.claim == bindparam("claim"))
    .order_by(claim_messages.c.at, claim_messages.c.id)
)
_SAY = upsert(claim_messages)
_REQUESTS = (
    select(document_requests)
    .where(document_requests.c.siren == bindparam("siren"))
    .order_by(document_requests.c.asked_at, document_requests.c.id)
)
_ASK = upsert(document_requests)
CALL_BACK = (
    call_backs.c.id,
    call_backs.c.siren,
    call_backs.c.claim,
    call_backs.c.reason,
    call_backs.c.phone,
    call_backs.c.day,
    call_backs.c.start,
    call_backs.c.end,
    call_backs.c.asked_by,
    call_backs.c.asked_at,
    call_backs.c.state,
    call_backs.c.handled_by,
    call_backs.c.handled_at,
    call_backs.c.version,
)
_OPEN_STATES = (CallBackState.ASKED.value, CallBackState.PLANNED.value)
_CALLS = (
    select(*CALL_BACK)
    .where(call_backs.c.siren == bindparam("siren"))
    .order_by(call_backs.c.asked_at.desc(), call_backs.c.id.desc())
)
_CALL = select(*CALL_BACK).where(call_backs.c.id == bindparam("id"))
_OPEN_CALLS = select(func.count()).where(
    call_backs.c.claim == bindparam("claim"), call_backs.c.state.in_(_OPEN_STATES), call_backs.c.id != bindparam("id")
)
_ADD_CALL = upsert(call_backs)
_CHANGED = ("reason", "phone", "day", "start", "end", "state", "handled_by", "handled_at", "version")
_CHANGE_CALL = (
    update(call_backs)
    .where(call_backs.c.id == bindparam("id_read"), call_backs.c.version == bindparam("version_read"))
    .values({name: bindparam(name) for name in _CHANGED})
)
_WAITING = (
    select(*CALL_BACK, *CLAIM, *COMPANY)
    .join_from(call_backs, claims)
    .join(companies, companies.c.siren == call_backs.c.siren)
    .where(call_backs.c.state.in_(_OPEN_STATES))
    .order_by(call_backs.c.day, call_backs.c.start, call_backs.c.end, call_backs.c.asked_at, call_backs.c.id)
)


@frozen
class SqlClaims:
    """The Claims port; one that is asked for is locked where `locking`."""

    connection: Connection
    locking: bool

    def of_company(self, siren: Siren) -> tuple[Claim, ...]:
        return tuple(map(claim_of, self.connection.execute(_OF_COMPANY, {"siren": siren.number})))

    def get(self, siren: Siren, claim_id: str) -> Claim | None:
        query = _GET.with_for_update() if self.locking else _GET
        row = self.connection.execute(query, {"siren": siren.number, "id": claim_id}).first()
        return claim_of(row) if row else None

    def add(self, claim: Claim) -> None:
        write_one(self.connection, _ADD.on(self.connection), _claim_values(claim))

    def move(self, claim: Claim, former: ClaimState) -> None:
        read = {"siren_read": claim.siren.number, "id_read": claim.id, "state_read": former.value}
        changed = {"state": claim.state.value, "handler": claim.handler, "contract": claim.contract}
        write_one(self.connection, _MOVE, {**read, **changed})


@frozen
class SqlClaimExchanges:
    """The ClaimExchanges port."""

    connection: Connection

    def messages(self, siren: Siren, claim_id: str) -> tuple[ClaimMessage, ...]:
        found = self.connection.execute(_MESSAGES, {"siren": siren.number, "claim": claim_id})
        return tuple(
            ClaimMessage(row.id, siren_of(row.siren), row.claim, row.at, Voice(row.voice), *row[5:]) for row in found
        )

    def say(self, message: ClaimMessage) -> None:
        values = asdict(message, recurse=False) | {"siren": message.siren.number, "voice": message.voice.value}
        self.connection.execute(_SAY.on(self.connection), values)

    def requests(self, siren: Siren, claims: Iterable[str] | None = None) -> tuple[DocumentRequest, ...]:
        query = _REQUESTS if claims is None else _REQUESTS.where(document_requests.c.claim.in_(list(claims)))
        found = self.connection.execute(query, {"siren": siren.number})
        return tuple(DocumentRequest(row.id, siren_of(row.siren), *row[2:]) for row in found)

    def ask(self, request: DocumentRequest) -> None:
        values = asdict(request, recurse=False) | {"siren": request.siren.number}
        self.connection.execute(_ASK.on(self.connection), values)


@frozen
class SqlCallBacks:
    """The CallBacks port; one that is asked for is locked where `locking`."""

    connection: Connection
    locking: bool

    def of_company(self, siren: Siren) -> tuple[CallBack, ...]:
        return tuple(map(_call_of, self.connection.execute(_CALLS, {"siren": siren.number})))

    def find(self, call_back_id: str) -> CallBack | None:
        query = _CALL.with_for_update() if self.locking else _CALL
        row = self.connection.execute(query, {"id": call_back_id}).first()
        return _call_of(row) if row else None

    def save(self, call_back: CallBack) -> None:
        values = _call_values(call_back)
        if call_back.version == 0:
            # Left out when an open request of the claim is there already: a unique index sees to it.
            if self.connection.execute(_ADD_CALL.on(self.connection), values).rowcount != 1:
                open_one = {"claim": call_back.claim, "id": call_back.id}
                raise CallBackPending() if self.connection.scalar(_OPEN_CALLS, open_one) else StaleWrite()
            return
        read = {"id_read": call_back.id, "version_read": call_back.version}
        changed = {name: values[name] for name in _CHANGED}
        write_one(self.connection, _CHANGE_CALL, {**changed, **read})

    def waiting(self) -> tuple[tuple[CallBack, Claim, Company], ...]:
        first, second = len(CALL_BACK), len(CALL_BACK) + len(CLAIM)
        return tuple(
            (_call_of(row[:first]), claim_of(row[first:second]), company_of(row[second:]))
            for row in self.connection.execute(_WAITING)
        )


def claim_of(values: Values) -> Claim:
    """From the columns of CLAIM."""
    id_, siren, number, cause, occurred, declared, state, contract, street, code, city, *rest = values
    place = Address(street, code, city)
    return Claim(id_, siren_of(siren), number, cause, occurred, declared, ClaimState(state), contract, place, *rest)


def _claim_values(claim: Claim) -> dict[str, object]:
    told = asdict(claim, recurse=False)
    address = told.pop("address")
    parts = {"street": address.street, "postal_code": address.postal_code, "city": address.city}
    return {**told, **parts, "siren": claim.siren.number, "state": claim.state.value}


def _call_of(values: Values) -> CallBack:
    id_, siren, claim, reason, phone, day, start, end, asked_by, asked_at, state, *rest = values
    slot = Slot(day, time.fromisoformat(start), time.fromisoformat(end))
    return CallBack(id_, siren_of(siren), claim, reason, phone, slot, asked_by, asked_at, CallBackState(state), *rest)


def _call_values(call_back: CallBack) -> dict[str, object]:
    told = asdict(call_back, recurse=False)
    slot = told.pop("slot")
    times = {"day": slot.day, "start": f"{slot.start:%H:%M}", "end": f"{slot.end:%H:%M}"}
    fixed = {"siren": call_back.siren.number, "state": call_back.state.value, "version": call_back.version + 1}
    return {**told, **times, **fixed}
