"""What is recorded when the letter of a period comes, and who is written to of a declaration."""

from collections.abc import Iterator
from datetime import date, datetime

from societaire.companies.access import Profile
from societaire.declarations.declaration import Declaration
from societaire.events import SYSTEM, Actor, DeclarationPeriodOpened
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.values import PersonId, Siren

_PORTION = 2_000


def announce(unit: UnitOfWork, today: date, actor: Actor) -> int:
    """Record openings that were not recorded yet, some hundreds at most, first loads left out; returns how many."""
    opened = unit.periods.announce(today, _PORTION)
    for period in opened:
        event = DeclarationPeriodOpened(period.siren, period.contract, period.covered.start, period.due_date)
        unit.record(event, actor)
    return len(opened)


def announce_all(database: Database, today: date) -> int:
    """The same for every period, a unit of work for some hundreds; returns how many."""
    told = 0
    while True:
        with database.write() as unit:
            count = announce(unit, today, SYSTEM)
            unit.commit()
        told += count
        if count < _PORTION:
            return told


def people_of(unit: UnitOfWork, siren: Siren, *named: PersonId | None) -> Iterator[Person]:
    """The company's administrators and those named, each once, if they still have an access."""
    for access, person in unit.accesses.of_company(siren):
        if access.is_live and (access.profile is Profile.ADMINISTRATOR or person.id in named):
            yield person


def message_of(declaration: Declaration, kind: MessageKind, person: Person, now: datetime, entropy: Entropy) -> Message:
    """A message that tells a person of a declaration."""
    values = (("declaration", declaration.id),)
    return Message(entropy.identifier(), kind, person.email, now, now, person.id, declaration.siren, values)
