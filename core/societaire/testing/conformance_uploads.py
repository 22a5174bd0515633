"""What any database must do with the files that members send."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from attrs import evolve

from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.declarations.declaration import Declaration, Way
from societaire.errors import Problem
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.records.rows import ContractRow, PeriodRow, RecordKind
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id, siren
from societaire.uploads.copies import Copies, Copy
from societaire.uploads.upload import Upload, UploadState

HOUR = timedelta(hours=1)
SUBJECT = "declaration:1"
COPIES = Copies(Copy("s/b/d", 900, "b" * 64), Copy("s/b/e", 90_000, "c" * 64))


def upload(number: int = 1, company: int = 1, subject: str = SUBJECT, slot: str = "free", order: int = 0) -> Upload:
    """An upload of the first person, so many minutes after noon."""
    at = NOON + timedelta(minutes=number)
    return Upload(f"{number:032x}", siren(company), subject, slot, f"{number}.pdf", 100, person_id(1), at, order=order)


class UploadsConformance(DatabaseConformance):
    """One table for every kind of subject."""

    @pytest.fixture(autouse=True)
    def _companies(self, world: World) -> None:
        world.company(1)
        world.company(2)
        world.person()

    def _save(self, database: Database, *changed: Upload) -> tuple[Upload, ...]:
        with database.write() as unit:
            for each in changed:
                unit.uploads.save(each)
            unit.commit()
        return tuple(evolve(each, version=each.version + 1) for each in changed)

    def test_an_upload_is_read_back_in_all_its_states(self, database: Database) -> None:
        (one,) = self._save(database, upload())
        problem = Problem.of("file", "file_too_many_pages", most=100, name="été")
        for changed in (
            one.grown("piece-1", 60, NOON).grown("piece-2", 40, NOON),
            evolve(one, state=UploadState.RECEIVED, format="pdf", pages=3, sha256="a" * 64, file_key="s/b/c", order=2),
            evolve(one, state=UploadState.RECEIVED, format="jpeg", uncopied=True),
            evolve(one, state=UploadState.ACCEPTED, format="jpeg", copies=COPIES),
            evolve(one, state=UploadState.REFUSED, problem=problem, scanned_at=NOON, untold=True, told_at=NOON + HOUR),
        ):
            (one,) = self._save(database, evolve(changed, version=one.version))
            with database.read() as kept:
                assert kept.uploads.get(siren(1), one.id) == one

    def test_another_company_has_no_such_upload(self, database: Database) -> None:
        (one,) = self._save(database, upload())
        with database.read() as kept:
            assert kept.uploads.get(siren(2), one.id) is None
            assert kept.uploads.of_subject(siren(2), SUBJECT) == ()
            assert kept.uploads.get(siren(1), "f" * 32) is None

    def test_those_of_a_subject_come_by_slot_then_by_their_order(self, database: Database) -> None:
        wanted = (upload(4, slot="form", order=1), upload(3, slot="form", order=2), upload(2, slot="free", order=1))
        self._save(database, *reversed(wanted), upload(5, subject="declaration:2"), upload(6, company=2))
        with database.read() as kept:
            assert [one.id for one in kept.uploads.of_subject(siren(1), SUBJECT)] == [one.id for one in wanted]

    def test_the_second_of_two_writers_is_refused(self, database: Database) -> None:
        (one,) = self._save(database, upload())
        self._save(database, one.grown("a", 10, NOON))
        for late in (one.grown("b", 20, NOON), upload()):
            with pytest.raises(StaleWrite):
                self._save(database, late)
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.uploads.remove(one)
        with database.read() as kept:
            assert [each.offset for each in kept.uploads.of_subject(siren(1), SUBJECT)] == [10]

    def test_a_removed_upload_is_gone(self, database: Database) -> None:
        one, two = self._save(database, upload(1), upload(2))
        with database.write() as unit:
            unit.uploads.remove(one)
            unit.commit()
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.uploads.remove(one)
        with database.read() as kept:
            assert kept.uploads.of_subject(siren(1), SUBJECT) == (two,)

    def test_whoever_adds_to_a_subject_counts_what_others_added(
        self, database: Database, threads: ThreadPoolExecutor
    ) -> None:
        def add(number: int) -> None:
            with database.write() as unit:
                if len(unit.uploads.of_subject(siren(1), SUBJECT)) < 5:
                    unit.uploads.save(upload(number))
                    unit.commit()

        list(threads.map(add, range(1, 13)))
        with database.read() as kept:
            assert len(kept.uploads.of_subject(siren(1), SUBJECT)) == 5

    def test_files_of_a_declaration_follow_its_contract_into_another_company(
        self, database: Database, world: World
    ) -> None:
        contract = world.contract(world.company(1))
        start = date(2026, 1, 1)
        row = PeriodRow(contract.number, start, date(2026, 12, 31), date(2027, 3, 31), NOON.date())
        world.load(RecordKind.PERIOD, [row])
        drafted = Declaration(
            "d" * 32, siren(1), contract.number, contract.id, start, 1, Way.SCAN, "key", written_by=person_id(1)
        )
        with database.write() as unit:
            unit.declarations.save(drafted)
            unit.commit()
        moved, other = self._save(database, upload(1, subject=drafted.subject), upload(2))
        policy = ContractRow(
            contract.number,
            str(siren(2)),
            "RCD",
            "Décennale",
            ContractStatus.ACTIVE,
            date(2020, 1, 1),
            PremiumMode.ON_BASES,
        )
        world.load(RecordKind.CONTRACT, [policy])
        with database.read() as kept:
            assert kept.uploads.of_subject(siren(2), drafted.subject) == (evolve(moved, siren=siren(2)),)
            assert kept.uploads.get(siren(1), moved.id) is None
            assert kept.uploads.get(siren(1), other.id) == other
            found = kept.declarations.get(siren(2), drafted.id)
        assert found is not None
        assert found.siren == siren(2)

    def test_what_waits_for_a_check_is_leased_once_and_again_later(self, database: Database) -> None:
        whole, received = upload(3).grown("a", 100, NOON), evolve(upload(2), state=UploadState.RECEIVED)
        settled = (evolve(upload(5), state=UploadState.ACCEPTED), evolve(upload(6), state=UploadState.REFUSED))
        waiting = self._save(database, received, whole, upload(4).grown("a", 99, NOON), *settled)[:2]
        assert self._leased(database, 0, 1) == waiting[:1]
        assert self._leased(database, 0, 10) == waiting[1:]
        assert self._leased(database, 0, 10) == ()
        assert self._leased(database, 2, 10) == waiting

    def test_what_nobody_looked_at_yet_comes_before_what_waits_again(self, database: Database) -> None:
        received = (evolve(upload(number), state=UploadState.RECEIVED) for number in (1, 2))
        older, newer = self._save(database, *received)
        assert self._leased(database, 0, 1) == (older,)
        assert self._leased(database, 2, 1) == (newer,)
        assert self._leased(database, 4, 1) == (older,)

    def test_a_photograph_without_its_copies_is_leased_even_accepted(self, database: Database) -> None:
        accepted = evolve(upload(1), state=UploadState.ACCEPTED, format="png")
        uncopied, _ = self._save(database, evolve(accepted, uncopied=True), evolve(upload(2), copies=COPIES))
        assert self._leased(database, 0, 10) == (uncopied,)
        self._save(database, uncopied.copied(None))
        assert self._leased(database, 2, 10) == ()

    def test_an_upload_is_leased_by_one_of_many_workers(self, database: Database, threads: ThreadPoolExecutor) -> None:
        self._save(database, *(evolve(upload(number), state=UploadState.RECEIVED) for number in range(1, 21)))
        leased = [one.id for each in threads.map(lambda _: self._leased(database, 0, 3), range(20)) for one in each]
        assert len(leased) == len(set(leased)) == 20

    def _leased(self, database: Database, hours: int, most: int) -> tuple[Upload, ...]:
        now = NOON + hours * HOUR
        with database.write() as unit:
            found = unit.uploads.lease(now, now + HOUR, most)
            unit.commit()
        return found
