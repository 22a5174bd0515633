"""What any database must do with companies, accesses and visits."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.companies.access import Access, AccessState, Profile
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.preferences.standing import Standing
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id, siren

HOUR = timedelta(hours=1)


class CompaniesConformance(DatabaseConformance):
    """Companies and the space that a person sees of one."""

    def test_an_unknown_company_is_none(self, database: Database, world: World) -> None:
        company = world.company(1)
        with database.read() as kept:
            assert kept.companies.get(siren(2)) is None
            assert kept.companies.get(company.siren) == company
        assert (company.address.city, company.contact, company.version) == ("Lyon", "C1", 1)
        assert len(company.file_owner) == 32

    def test_two_companies_keep_their_files_apart(self, world: World) -> None:
        assert world.company(1).file_owner != world.company(2).file_owner

    def test_a_space_holds_what_every_page_shows(self, database: Database, world: World) -> None:
        here, other = world.company(1), world.company(2, "Charpente Durand")
        person = world.person()
        access, elsewhere = world.access(person, here), world.access(person, other)
        standing = Standing(person.id).bounced(person.email, "pleine", NOON).on_paper(NOON)
        with database.read() as kept:
            without = kept.accesses.space(person.id, here.siren, 5)
        with database.write() as unit:
            unit.standings.save(standing)
            unit.commit()
        with database.read() as kept:
            space = kept.accesses.space(person.id, here.siren, 5)
        assert space is not None
        assert (space.membership.access, space.company) == (access, here)
        assert [found.access for found in space.switcher.recent] == [elsewhere]
        assert space.switcher.total == 2
        assert (space.agency.name, space.contact and space.contact.full_name) == ("Agence de Lyon", "Anne Petit")
        assert space.standing == standing
        assert without == evolve(space, standing=Standing(person.id))

    def test_a_switcher_is_bounded_and_counts_all(self, database: Database, world: World) -> None:
        person = world.person()
        for number in range(1, 5):
            world.access(person, world.company(number))
        with database.read() as kept:
            space = kept.accesses.space(person.id, siren(3), 2)
        assert space is not None
        assert [str(found.company.siren) for found in space.switcher.recent] == [str(siren(1)), str(siren(2))]
        assert space.switcher.total == 4

    def test_no_space_without_live_access(self, database: Database, world: World) -> None:
        company, other, person = world.company(1), world.company(2), world.person()
        access = world.access(person, company)
        with database.write() as unit:
            unit.accesses.save(access.removed(NOON))
            unit.commit()
        with database.read() as kept:
            assert kept.accesses.space(person.id, company.siren, 5) is None
            assert kept.accesses.space(person.id, other.siren, 5) is None
            assert kept.accesses.space(person.id, siren(9), 5) is None


class AccessesConformance(DatabaseConformance):
    """Who has access to which company."""

    def test_every_field_comes_back(self, database: Database, world: World) -> None:
        company, person = world.company(), world.person()
        new = Access(
            person.id, company.siren, Profile.COLLABORATOR, AccessState.REMOVED, NOON, NOON + HOUR, NOON - HOUR, True
        )
        new = evolve(new, label="Comptable", confirmed_at=NOON + HOUR)
        with database.write() as unit:
            unit.accesses.save(new)
            unit.commit()
        with database.read() as kept:
            assert kept.accesses.get(person.id, company.siren) == evolve(new, version=1)
            assert kept.accesses.get(person.id, siren(2)) is None

    def test_what_is_changed_comes_back(self, database: Database, world: World) -> None:
        access = world.access(world.person(), world.company())
        changed = evolve(access, label="Conductrice de travaux", confirmed_at=NOON + HOUR)
        with database.write() as unit:
            unit.accesses.save(changed)
            unit.commit()
        with database.read() as kept:
            assert kept.accesses.get(access.person_id, access.siren) == evolve(changed, version=2)

    def test_a_stale_write_is_refused(self, database: Database, world: World) -> None:
        access = world.access(world.person(), world.company())
        with database.write() as unit:
            unit.accesses.save(access.removed(NOON))
            unit.commit()
        for stale in (access, evolve(access, version=0)):
            with database.write() as unit, pytest.raises(StaleWrite):
                unit.accesses.save(stale)

    def test_the_last_visited_comes_first_then_by_name(self, database: Database, world: World) -> None:
        person = world.person()
        names = ("Élan", "eau vive", "Zinguerie", "Ardoise", "Bois")
        for number, name in enumerate(names, start=1):
            world.access(person, world.company(number, name))
        with database.write() as unit:
            unit.visits.record(person.id, siren(3), NOON)
            unit.visits.record(person.id, siren(5), NOON + HOUR)
            unit.commit()
        with database.read() as kept:
            found, total = kept.accesses.memberships(person.id, "", 0, 10)
            assert [one.company.name for one in found] == ["Bois", "Zinguerie", "Ardoise", "eau vive", "Élan"]
            assert total == 5
            page, total = kept.accesses.memberships(person.id, "", 3, 1)
            assert ([one.company.name for one in page], total) == (["eau vive"], 5)
            assert kept.accesses.memberships(person.id, "", 50, 10) == ((), 5)

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("maconnerie", ["MAÇONNERIE Cœur 100%"]),
            ("CŒUR", ["MAÇONNERIE Cœur 100%"]),
            ("coeur", ["MAÇONNERIE Cœur 100%"]),
            ("100%", ["MAÇONNERIE Cœur 100%"]),
            ("%", ["MAÇONNERIE Cœur 100%"]),
            ("_", []),
            ("\\", []),
            ("'", ["L'Étoile"]),
            ("  etoile  ", ["L'Étoile"]),
            ("l\u2019étoile", ["L'Étoile"]),
            ("cœur maçon", ["MAÇONNERIE Cœur 100%"]),
            ("cœur étoile", []),
            ("é " * 30_000, ["L'Étoile", "MAÇONNERIE Cœur 100%"]),
            (f"{siren(2)}", ["L'Étoile"]),
            (f"{str(siren(2))[:6]} {str(siren(2))[6:]}", ["L'Étoile"]),
            ("\0", ["L'Étoile", "MAÇONNERIE Cœur 100%"]),
            ("x" * 60_000, []),
        ],
    )
    def test_companies_are_found_by_name_and_number(
        self, database: Database, world: World, text: str, names: list[str]
    ) -> None:
        person = world.person()
        world.access(person, world.company(1, "MAÇONNERIE Cœur 100%"))
        world.access(person, world.company(2, "L'Étoile"))
        with database.read() as kept:
            found, total = kept.accesses.memberships(person.id, text, 0, 10)
            assert ([one.company.name for one in found], total) == (names, len(names))
            assert kept.accesses.memberships(person.id, text, 50, 10) == ((), len(names))

    def test_nobody_sees_the_companies_of_others(self, database: Database, world: World) -> None:
        company, person, other = world.company(), world.person(1), world.person(2)
        world.access(other, company)
        with database.read() as kept:
            assert kept.accesses.memberships(person.id, "", 0, 10) == ((), 0)
            assert kept.accesses.memberships(person_id(99), "", 5, 10) == ((), 0)

    def test_a_company_lists_its_administrators_first_ended_accesses_too(
        self, database: Database, world: World
    ) -> None:
        company = world.company()
        zoe, abel, ines = (world.person(n, name) for n, name in enumerate(("Zoé", "Abel", "Inès"), start=1))
        administrator = world.access(zoe, company)
        collaborator = world.access(abel, company, Profile.COLLABORATOR)
        ended = world.access(ines, company).removed(NOON)
        with database.write() as unit:
            unit.accesses.save(ended)
            unit.commit()
        ended = evolve(ended, version=2)
        with database.read() as kept:
            found = kept.accesses.of_company(company.siren)
            assert found == ((ended, ines), (administrator, zoe), (collaborator, abel))
            assert kept.accesses.of_company(siren(2)) == ()

    def test_a_visit_changes_neither_version_nor_anything_else(self, database: Database, world: World) -> None:
        access = world.access(world.person(), world.company())
        with database.write() as unit:
            unit.visits.record(access.person_id, access.siren, NOON + HOUR)
            unit.visits.record(access.person_id, siren(7), NOON)
            unit.commit()
        with database.write() as unit:
            visited = evolve(access, visited_at=NOON + HOUR)
            assert unit.accesses.get(access.person_id, access.siren) == visited
            unit.accesses.save(access.removed(NOON))
            kept = unit.accesses.get(access.person_id, access.siren)
            assert kept is not None
            assert (kept.visited_at, kept.version) == (NOON + HOUR, 2)
