"""Rows read into the domain's objects, column by column in the order of these lists."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Address, Company, CompanyStatus
from societaire.contracts.agency import Agency, Contact
from societaire.identity.person import Credential, Person
from societaire.preferences.standing import Standing
from societaire.values import Email, PersonId, Siren
from societaire_db.tables import accesses, agencies, companies, contacts, credentials, persons, standings

Values = Sequence[Any]

# Checking a key costs more than reading its row; what the database holds was checked on its way in.
siren_of = lru_cache(maxsize=4096)(Siren)
email_of = lru_cache(maxsize=4096)(Email)

PERSON = (
    persons.c.id,
    persons.c.email,
    persons.c.last_name,
    persons.c.first_name,
    persons.c.code,
    persons.c.civility,
    persons.c.birth_date,
    persons.c.phone,
    persons.c.version,
)
CREDENTIAL = (credentials.c.person_id, credentials.c.password_hash, credentials.c.changed_at)
ACCESS = (
    accesses.c.person_id,
    accesses.c.siren,
    accesses.c.profile,
    accesses.c.state,
    accesses.c.granted_at,
    accesses.c.removed_at,
    accesses.c.visited_at,
    accesses.c.changed_in_portal,
    accesses.c.version,
    accesses.c.label,
    accesses.c.confirmed_at,
)
COMPANY = (
    companies.c.siren,
    companies.c.name,
    companies.c.status,
    companies.c.agency,
    companies.c.contact,
    companies.c.legal_form,
    companies.c.siret,
    companies.c.naf,
    companies.c.street,
    companies.c.postal_code,
    companies.c.city,
    companies.c.phone,
    companies.c.email,
    companies.c.file_owner,
    companies.c.version,
    companies.c.phone_changed_here,
    companies.c.email_changed_here,
    companies.c.address_changed_here,
)
AGENCY = (
    agencies.c.code,
    agencies.c.name,
    agencies.c.phone,
    agencies.c.street,
    agencies.c.postal_code,
    agencies.c.city,
    agencies.c.email,
    agencies.c.hours,
)
CONTACT = (
    contacts.c.code,
    contacts.c.first_name,
    contacts.c.last_name,
    contacts.c.agency,
    contacts.c.role,
    contacts.c.phone,
    contacts.c.email,
)


STANDING = (
    standings.c.person_id,
    standings.c.paper_since,
    standings.c.paper_chosen_at,
    standings.c.verified_email,
    standings.c.verified_at,
    standings.c.asked_at,
    standings.c.bounced_email,
    standings.c.bounced_at,
    standings.c.bounce_reason,
)


def person_of(values: Values) -> Person:
    """From the columns of PERSON."""
    id_, email, *rest = values
    return Person(id_, email_of(email), *rest)


def credential_of(values: Values) -> Credential | None:
    """From the columns of CREDENTIAL; None when an outer join found none."""
    return None if values[0] is None else Credential(*values)


def access_of(values: Values) -> Access:
    """From the columns of ACCESS."""
    person_id, siren, profile, state, *rest = values
    return Access(person_id, siren_of(siren), Profile(profile), AccessState(state), *rest)


def company_of(values: Values) -> Company:
    """From the columns of COMPANY."""
    siren, name, status, agency, contact, legal_form, siret, naf, street, postal_code, city, *rest = values
    return Company(
        siren_of(siren),
        name,
        CompanyStatus(status),
        agency,
        contact,
        legal_form,
        siret,
        naf,
        Address(street, postal_code, city),
        *rest,
    )


def agency_of(values: Values) -> Agency:
    """From the columns of AGENCY."""
    code, name, phone, street, postal_code, city, *rest = values
    return Agency(code, name, phone, Address(street, postal_code, city), *rest)


def contact_of(values: Values) -> Contact | None:
    """From the columns of CONTACT; None when an outer join found none."""
    return None if values[0] is None else Contact(*values)


def standing_of(values: Values, person_id: PersonId) -> Standing:
    """From the columns of STANDING; one that says nothing when an outer join found none."""
    found, since, chosen_at, verified, verified_at, asked_at, bounced, bounced_at, reason = values
    if found is None:
        return Standing(person_id)
    return Standing(
        person_id,
        since,
        chosen_at,
        email_of(verified) if verified else None,
        verified_at,
        asked_at,
        email_of(bounced) if bounced else None,
        bounced_at,
        reason,
    )
