"""Requests for another postal address."""

from attrs import frozen
from sqlalchemy import Connection, bindparam, select, update

from societaire.companies.company import Address
from societaire.ports.address_requests import PendingAddress
from societaire.preferences.address_request import AddressPending, AddressRequest, RequestState
from societaire.values import Siren
from societaire_db.rows import COMPANY, PERSON, Values, company_of, person_of, siren_of
from societaire_db.tables import address_requests, companies, persons
from societaire_db.upserts import upsert, write_one

_REQUEST = (
    address_requests.c.id,
    address_requests.c.siren,
    address_requests.c.requested_by,
    address_requests.c.requested_at,
    address_requests.c.former_street,
    address_requests.c.former_postal_code,
    address_requests.c.former_city,
    address_requests.c.wanted_street,
    address_requests.c.wanted_postal_code,
    address_requests.c.wanted_city,
    address_requests.c.flags,
    address_requests.c.state,
    address_requests.c.reason,
    address_requests.c.decided_by,
    address_requests.c.decided_at,
    address_requests.c.version,
)
_WIDTH = len(_REQUEST)
_LATEST = (
    select(*_REQUEST)
    .where(address_requests.c.siren == bindparam("siren"))
    .order_by(address_requests.c.requested_at.desc(), address_requests.c.id.desc())
    .limit(1)
)
_BY_ID = select(*_REQUEST).where(address_requests.c.id == bindparam("id"))
_PENDING = (
    select(*_REQUEST, *COMPANY, *PERSON)
    .join_from(address_requests, companies)
    .join(persons, persons.c.id == address_requests.c.requested_by)
    .where(address_requests.c.state == RequestState.PENDING.value)
    .order_by(address_requests.c.requested_at, address_requests.c.id)
)
# Left out when an open request of the company is there already: a unique index sees to it.
_INSERT = upsert(address_requests)
_UPDATE = (
    update(address_requests)
    .where(address_requests.c.id == bindparam("id_read"), address_requests.c.version == bindparam("version_read"))
    .values({name: bindparam(name) for name in ("state", "reason", "decided_by", "decided_at", "version")})
)


@frozen
class SqlAddressRequests:
    """The AddressRequests port."""

    connection: Connection

    def latest(self, siren: Siren) -> AddressRequest | None:
        row = self.connection.execute(_LATEST, {"siren": siren.number}).first()
        return _request_of(row) if row else None

    def get(self, request_id: str) -> AddressRequest | None:
        row = self.connection.execute(_BY_ID, {"id": request_id}).first()
        return _request_of(row) if row else None

    def pending(self) -> tuple[PendingAddress, ...]:
        end = _WIDTH + len(COMPANY)
        return tuple(
            PendingAddress(_request_of(row[:_WIDTH]), company_of(row[_WIDTH:end]), person_of(row[end:]))
            for row in self.connection.execute(_PENDING)
        )

    def save(self, request: AddressRequest) -> None:
        values = {
            "state": request.state.value,
            "reason": request.reason,
            "decided_by": request.decided_by,
            "decided_at": request.decided_at,
            "version": request.version + 1,
        }
        if request.version == 0:
            if self.connection.execute(_INSERT.on(self.connection), {**_asked(request), **values}).rowcount != 1:
                raise AddressPending(siren=str(request.siren))
        else:
            read = {"id_read": request.id, "version_read": request.version}
            write_one(self.connection, _UPDATE, {**values, **read})


def _asked(request: AddressRequest) -> dict[str, object]:
    former, wanted = request.former, request.wanted
    return {
        "id": request.id,
        "siren": request.siren.number,
        "requested_by": request.requested_by,
        "requested_at": request.requested_at,
        "former_street": former.street,
        "former_postal_code": former.postal_code,
        "former_city": former.city,
        "wanted_street": wanted.street,
        "wanted_postal_code": wanted.postal_code,
        "wanted_city": wanted.city,
        "flags": request.flags,
    }


def _request_of(values: Values) -> AddressRequest:
    id_, siren, by, at, *rest = values
    former, wanted, (flags, state, *decision) = Address(*rest[:3]), Address(*rest[3:6]), rest[6:]
    return AddressRequest(id_, siren_of(siren), by, at, former, wanted, flags, RequestState(state), *decision)
