"""Agencies, contacts and contracts."""

from attrs import frozen
from sqlalchemy import Connection, bindparam, case, func, select, update

from societaire.companies.company import Address
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, Siren, folded
from societaire_db.rows import AGENCY, CONTACT, Values, agency_of, contact_of, siren_of
from societaire_db.tables import agencies, contacts, contracts

_AGENCIES = select(*AGENCY)
_AGENCY = _AGENCIES.where(agencies.c.code == bindparam("code"))
_CONTACT = select(*CONTACT).where(contacts.c.code == bindparam("code"))
_CONTRACT = (
    contracts.c.id,
    contracts.c.number,
    contracts.c.siren,
    contracts.c.product,
    contracts.c.label,
    contracts.c.status,
    contracts.c.start_date,
    contracts.c.premium_mode,
    contracts.c.street,
    contracts.c.postal_code,
    contracts.c.city,
    contracts.c.end_date,
    contracts.c.online_form,
    contracts.c.form,
    contracts.c.agency,
    contracts.c.contact,
    contracts.c.activities,
    contracts.c.operation_limit,
    contracts.c.works_contract_limit,
    contracts.c.deductible,
    contracts.c.ccrd,
    contracts.c.address_changed_here,
)
_OF_COMPANY = (
    select(*_CONTRACT)
    .where(contracts.c.siren == bindparam("siren"))
    .order_by(case((contracts.c.status == ContractStatus.ACTIVE.value, 0), else_=1), contracts.c.number)
)
_PAGE = _OF_COMPANY.add_columns(func.count().over()).limit(bindparam("most")).offset(bindparam("first"))
_COUNT = select(func.count()).select_from(contracts).where(contracts.c.siren == bindparam("siren"))
_BY_ID = select(*_CONTRACT).where(contracts.c.id == bindparam("id"), contracts.c.siren == bindparam("siren"))
_READDRESS = (
    update(contracts)
    .where(contracts.c.siren == bindparam("siren_read"))
    .values(
        street=bindparam("street"),
        postal_code=bindparam("postal_code"),
        city=bindparam("city"),
        address_changed_here=True,
    )
    .returning(contracts.c.number)
)
_BY_NUMBER = select(*_CONTRACT).where(contracts.c.number == bindparam("number"))


@frozen
class SqlAgencies:
    """The Agencies port."""

    connection: Connection

    def all(self) -> tuple[Agency, ...]:
        found = map(agency_of, self.connection.execute(_AGENCIES))
        return tuple(sorted(found, key=lambda agency: (folded(agency.name), agency.code)))

    def get(self, code: AgencyCode) -> Agency | None:
        row = self.connection.execute(_AGENCY, {"code": code}).first()
        return agency_of(row) if row else None

    def contact(self, code: ContactCode) -> Contact | None:
        row = self.connection.execute(_CONTACT, {"code": code}).first()
        return contact_of(row) if row else None


@frozen
class SqlContracts:
    """The Contracts port."""

    connection: Connection

    def of_company(self, siren: Siren) -> tuple[Contract, ...]:
        return tuple(map(_contract_of, self.connection.execute(_OF_COMPANY, {"siren": siren.number}).all()))

    def page(self, siren: Siren, first: int, most: int) -> tuple[tuple[Contract, ...], int]:
        rows = self.connection.execute(_PAGE, {"siren": siren.number, "first": first, "most": most}).all()
        if rows:
            return tuple(_contract_of(row[:-1]) for row in rows), rows[0][-1]
        # No row carries the total: beyond the last page only, it has to be asked for.
        return (), self.connection.execute(_COUNT, {"siren": siren.number}).scalar_one() if first else 0

    def get(self, siren: Siren, contract_id: ContractId) -> Contract | None:
        row = self.connection.execute(_BY_ID, {"id": contract_id, "siren": siren.number}).first()
        return _contract_of(row) if row else None

    def by_number(self, number: ContractNumber) -> Contract | None:
        row = self.connection.execute(_BY_NUMBER, {"number": number}).first()
        return _contract_of(row) if row else None

    def readdress(self, siren: Siren, address: Address) -> tuple[ContractNumber, ...]:
        values = {"street": address.street, "postal_code": address.postal_code, "city": address.city}
        found = self.connection.execute(_READDRESS, {"siren_read": siren.number, **values}).scalars()
        return tuple(sorted(ContractNumber(number) for number in found))


def _contract_of(values: Values) -> Contract:
    id_, number, siren, product, label, status, start, mode, street, postal_code, city, *rest, own = values
    address = Address(street, postal_code, city)
    return Contract(
        *(id_, number, siren_of(siren), product, label, ContractStatus(status), start, PremiumMode(mode)),
        *(*rest, address, own),
    )
