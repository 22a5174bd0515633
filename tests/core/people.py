"""Persons put straight into memory, for tests of the identity area."""

from datetime import date

from societaire.app import Societaire
from societaire.identity.links import Purpose
from societaire.identity.person import Person
from societaire.identity.sessions import Client
from societaire.testing.assembly import MemoryParts
from societaire.values import Email, PersonId

ALICE = Person(
    PersonId("a" * 32), Email("alice.martin@maconnerie.example"), "Martin", "Alice", "P1", birth_date=date(1980, 3, 14)
)
OFFICE = Client(ip="192.0.2.17", browser="Firefox")
CAFE = Client(ip="198.51.100.4", browser="Firefox")
GOOD = "Ciment-frais&7truelles"
OTHER = "Parpaing+gris9echelles"


def add(parts: MemoryParts, person: Person = ALICE) -> Person:
    """Make the person known."""
    with parts.database.write() as unit:
        unit.persons.save(person)
        unit.commit()
    return person


def token(service: Societaire, parts: MemoryParts, purpose: Purpose, person: Person = ALICE) -> str:
    """Ask help for the person, let the worker send, and read the link's token."""
    service.passwords.ask_help(str(person.email), Client())
    service.sending.run()
    return parts.composer.tokens(person.email, purpose)[-1]


def activate(service: Societaire, parts: MemoryParts, password: str = GOOD, person: Person = ALICE) -> str:
    """Let a known person choose their first password; returns the session's token."""
    link = token(service, parts, Purpose.ACTIVATION, person)
    return service.passwords.activate(link, password, CAFE).token
