"""What any store of the insurer's records must do with accesses, which the portal changes too."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from attrs import evolve

from societaire.companies.access import Access, AccessState, Profile
from societaire.identity.person import Person
from societaire.ports.database import Database
from societaire.ports.records import Batch
from societaire.records.changes import Change
from societaire.records.rows import AccessRow, RecordKind
from societaire.testing.conformance_records import apply, counts, finish
from societaire.testing.conformance_units import remove_access
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren

ADMINISTRATOR, COLLABORATOR = Profile.ADMINISTRATOR, Profile.COLLABORATOR
ROW = AccessRow("P1", str(siren(1)), COLLABORATOR)


class RecordAccessesConformance(DatabaseConformance):
    """The portal wins until the export agrees."""

    @pytest.fixture
    def person(self, world: World) -> Person:
        """A person known by code, a company beside."""
        world.company()
        return world.person(1, code="P1")

    def _access(self, database: Database, person: Person) -> Access:
        with database.read() as kept:
            access = kept.accesses.get(person.id, siren(1))
        assert access is not None
        return access

    def _save(self, database: Database, access: Access) -> None:
        with database.write() as unit:
            unit.accesses.save(access)
            unit.commit()

    def test_an_access_is_added_then_left_then_changed(self, database: Database, person: Person) -> None:
        assert counts(apply(database, RecordKind.ACCESS, [ROW])) == (1, 0, 0, 0)
        assert counts(apply(database, RecordKind.ACCESS, [ROW])) == (0, 0, 1, 0)
        assert counts(apply(database, RecordKind.ACCESS, [ROW._replace(profile=ADMINISTRATOR)])) == (0, 1, 0, 0)
        access = self._access(database, person)
        assert (access.profile, access.state, access.granted_at) == (ADMINISTRATOR, AccessState.LIVE, NOON)
        assert (access.changed_in_portal, access.removed_at) == (False, None)

    def test_an_access_removed_in_the_portal_stays_removed(self, database: Database, person: Person) -> None:
        apply(database, RecordKind.ACCESS, [ROW])
        self._save(database, self._access(database, person).removed(NOON))
        removed = self._access(database, person)
        applied = apply(database, RecordKind.ACCESS, [ROW])
        assert (counts(applied), applied.changes) == ((0, 0, 0, 1), ())
        assert self._access(database, person) == removed

    def test_an_access_changed_in_the_portal_is_the_insurers_again_once_they_agree(
        self, database: Database, person: Person
    ) -> None:
        added = Access(person.id, siren(1), COLLABORATOR, AccessState.LIVE, NOON, changed_in_portal=True)
        self._save(database, added)
        administrator = ROW._replace(profile=ADMINISTRATOR)
        assert counts(apply(database, RecordKind.ACCESS, [administrator])) == (0, 0, 0, 1)
        assert counts(apply(database, RecordKind.ACCESS, [ROW])) == (0, 0, 1, 0)
        assert not self._access(database, person).changed_in_portal
        assert counts(apply(database, RecordKind.ACCESS, [administrator])) == (0, 1, 0, 0)

    def test_an_access_that_ended_otherwise_is_granted_again(self, database: Database, person: Person) -> None:
        apply(database, RecordKind.ACCESS, [ROW])
        ended = evolve(self._access(database, person).removed(NOON), changed_in_portal=False)
        self._save(database, ended)
        assert counts(apply(database, RecordKind.ACCESS, [ROW])) == (0, 1, 0, 0)
        access = self._access(database, person)
        assert (access.is_live, access.removed_at) == (True, None)

    def test_changes_are_told_once_the_first_load_is_over(self, database: Database, person: Person) -> None:
        assert apply(database, RecordKind.ACCESS, [ROW]).changes == ()
        finish(database)
        assert apply(database, RecordKind.ACCESS, [ROW]).changes == ()
        applied = apply(database, RecordKind.ACCESS, [ROW._replace(profile=ADMINISTRATOR)])
        assert applied.changes == (Change(f"P1|{siren(1)}", siren(1), "collaborator", person.id),)

    def test_live_administrators_are_known_by_code_or_id(
        self, database: Database, world: World, person: Person
    ) -> None:
        other, ended, without = (world.person(number, code=None) for number in (2, 3, 4))
        company = world.company()
        world.access(person, company)
        self._save(database, Access(other.id, siren(1), ADMINISTRATOR, AccessState.LIVE, NOON, changed_in_portal=True))
        world.access(without, company, COLLABORATOR)
        self._save(database, world.access(ended, company).removed(NOON))
        with database.read() as kept:
            found = kept.records.index.administrators([str(siren(1)), str(siren(2))])
        assert found == {str(siren(1)): {"P1": False, other.id: True}}

    def test_an_import_and_the_portal_at_once_leave_an_administrator(
        self, database: Database, world: World, threads: ThreadPoolExecutor, person: Person
    ) -> None:
        other, company = world.person(2, code="P2"), world.company()
        for each in (person, other):
            world.access(each, company)
        with database.write() as unit:
            assert len(unit.records.index.administrators([str(siren(1))])[str(siren(1))]) == 2
            removed = threads.submit(remove_access, database, other.id, siren(1))
            # Long enough for whoever does not wait for this unit; the others go on once it is over.
            wait([removed], timeout=0.5)
            unit.records.apply(Batch("run", RecordKind.ACCESS, [ROW]))
            unit.commit()
        assert not removed.result()
        with database.read() as kept:
            assert kept.records.index.administrators([str(siren(1))]) == {str(siren(1)): {"P2": False}}
