"""Telling people of a claim: those who asked for it, and nobody who may not see it (RULES F3, H7)."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from societaire.claims.claim import SENSITIVE, Claim, is_visible
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind
from societaire.ports.database import Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.preferences.choices import Frequency, Topic, chosen
from societaire.values import Email, PersonId


@frozen
class Addressee:
    """Who is told of a claim at the insurer: whoever handles it, or an agency, by name and address."""

    name: str
    email: Email


def tell_of_claim(unit: UnitOfWork, entropy: Entropy, claim: Claim, now: datetime, *, open_to_all: bool) -> int:
    """Tell each person with a live access who asked for it and may see the claim; returns how many.

    At once by a message of its own, or by the one of the day, which tells of everything.
    """
    readers = tuple(_readers(unit, claim, open_to_all))
    unit.alerts.keep_claim([person.id for person, often in readers if often is Frequency.DAILY], claim, now)
    messages = [
        Message(
            entropy.identifier(),
            MessageKind.CLAIM_NEWS,
            person.email,
            now,
            now,
            person.id,
            claim.siren,
            (("claim", claim.id), ("number", claim.number)),
        )
        for person, often in readers
        if often is Frequency.IMMEDIATE
    ]
    unit.outbox.add(messages)
    return len(readers)


def tell_handler(unit: UnitOfWork, entropy: Entropy, claim: Claim, kind: MessageKind, now: datetime) -> None:
    """Queue a message for whoever handles the claim, else for an agency, if an address is known."""
    addressee = addressee_of(unit, claim)
    if addressee is None:
        return
    cause = () if claim.cause in SENSITIVE else (("cause", claim.cause),)
    values = (("claim", claim.id), ("number", claim.number), *cause)
    unit.outbox.add([Message(entropy.identifier(), kind, addressee.email, now, now, siren=claim.siren, values=values)])


def addressee_of(kept: Repositories, claim: Claim) -> Addressee | None:
    """The handler, else the agency of the contract, else that of the company: the first whose address can be read."""
    handler = kept.agencies.contact(claim.handler) if claim.handler else None
    if handler and (email := _address(handler.email)):
        return Addressee(handler.full_name, email)
    contract = kept.contracts.by_number(claim.contract) if claim.contract else None
    company = kept.companies.get(claim.siren)
    for code in (contract and contract.agency, company and company.agency):
        agency = kept.agencies.get(code) if code else None
        if agency and (email := _address(agency.email)):
            return Addressee(agency.name, email)
    return None


def tell_person(
    unit: UnitOfWork, entropy: Entropy, claim: Claim, person_id: PersonId, kind: MessageKind, now: datetime
) -> None:
    """Queue a message for one person, whatever they chose: they asked for what it tells of."""
    person = unit.persons.get(person_id)
    if person:
        values = (("claim", claim.id), ("number", claim.number))
        unit.outbox.add([Message(entropy.identifier(), kind, person.email, now, now, person.id, claim.siren, values)])


def _readers(kept: Repositories, claim: Claim, open_to_all: bool) -> Iterator[tuple[Person, Frequency]]:
    for access, person in kept.accesses.of_company(claim.siren):
        if access.is_live and is_visible(claim.cause, claim.owners, access, open_to_all):
            choice = chosen(kept.choices.of_person(person.id), person.id)[Topic.CLAIMS]
            if choice.frequency is not Frequency.OFF:
                yield person, choice.frequency


def _address(text: str | None) -> Email | None:
    # The insurer's records are not checked for it.
    try:
        return Email(text) if text else None
    except ValueError:
        return None
