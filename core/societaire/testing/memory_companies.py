"""Companies and accesses, in memory."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.companies.access import Access, Membership, Profile, Switcher
from societaire.companies.company import Company
from societaire.contracts.space import Space
from societaire.identity.person import Person
from societaire.ports.identity import StaleWrite
from societaire.preferences.standing import Standing
from societaire.testing.memory_bulletins import MemoryBulletins
from societaire.testing.memory_tables import MemoryTables
from societaire.values import PersonId, Siren, folded, searched_words


@frozen
class MemoryCompanies:
    """The Companies port."""

    tables: MemoryTables

    def get(self, siren: Siren) -> Company | None:
        return self.tables.companies.get(siren)

    def save(self, company: Company) -> None:
        kept = self.tables.companies.get(company.siren)
        if kept is None or kept.version != company.version:
            raise StaleWrite()
        self.tables.companies[company.siren] = evolve(company, version=company.version + 1)


@frozen
class MemoryAccesses:
    """The Accesses port."""

    tables: MemoryTables

    def space(self, person_id: PersonId, siren: Siren, most: int) -> Space | None:
        live = self._live(person_id)
        here = next((found for found in live if found.access.siren == siren), None)
        if here is None:
            return None
        company = here.company
        others = tuple(found for found in live if found is not here)
        return Space(
            here,
            Switcher(others[:most], len(live)),
            self.tables.agencies[company.agency],
            self.tables.contacts[company.contact] if company.contact else None,
            self.tables.standings.get(person_id, Standing(person_id)),
            MemoryBulletins(self.tables).count(here.access),
        )

    def memberships(self, person_id: PersonId, text: str, first: int, most: int) -> tuple[tuple[Membership, ...], int]:
        words = searched_words(text)
        number = folded(text).replace(" ", "")
        found = [
            one
            for one in self._live(person_id)
            if all(word in folded(one.company.name) for word in words) or number in one.company.siren.number
        ]
        return tuple(found[first : first + most]), len(found)

    def of_company(self, siren: Siren) -> tuple[tuple[Access, Person], ...]:
        found = [
            (access, self.tables.persons[access.person_id])
            for access in self.tables.accesses.values()
            if access.siren == siren
        ]
        return tuple(sorted(found, key=_administrators_first))

    def get(self, person_id: PersonId, siren: Siren) -> Access | None:
        return self.tables.accesses.get((person_id, siren))

    def save(self, access: Access) -> None:
        kept = self.get(access.person_id, access.siren)
        if access.version != (kept.version if kept else 0):
            raise StaleWrite()
        visited = kept.visited_at if kept else access.visited_at
        self.tables.accesses[access.person_id, access.siren] = evolve(
            access, version=access.version + 1, visited_at=visited
        )

    def _live(self, person_id: PersonId) -> list[Membership]:
        found = [
            Membership(access, self.tables.companies[access.siren])
            for access in self.tables.accesses.values()
            if access.person_id == person_id and access.is_live
        ]
        return sorted(found, key=_last_visited_first)


@frozen
class MemoryVisits:
    """The Visits port."""

    tables: MemoryTables

    def record(self, person_id: PersonId, siren: Siren, now: datetime) -> None:
        kept = self.tables.accesses.get((person_id, siren))
        if kept is not None:
            self.tables.accesses[person_id, siren] = evolve(kept, visited_at=now)


def _last_visited_first(found: Membership) -> tuple[float, str, Siren]:
    visited = found.access.visited_at
    return -visited.timestamp() if visited else 0.0, folded(found.company.name), found.company.siren


def _administrators_first(found: tuple[Access, Person]) -> tuple[bool, str, str, str]:
    access, person = found
    return access.profile is not Profile.ADMINISTRATOR, person.last_name, person.first_name, person.id
