"""The names behind the ids of people that things hold."""

from collections.abc import Iterable

from societaire.ports.database import Repositories
from societaire.values import PersonId


def full_name(kept: Repositories, person_id: PersonId | None) -> str:
    """A person's full name; empty for nobody, and for whom nobody knows any more."""
    person = kept.persons.get(person_id) if person_id else None
    return person.full_name if person else ""


def full_names(kept: Repositories, ids: Iterable[PersonId | None]) -> dict[PersonId, str]:
    """Full names by id, of those who are known; each is looked up once."""
    return {person_id: name for person_id in sorted({*filter(None, ids)}) if (name := full_name(kept, person_id))}
