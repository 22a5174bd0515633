"""What any database must do with the declarations of claims."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from attrs import evolve

from societaire.claims.declaring import ClaimDeclaration, DraftState, SentFile
from societaire.identity.person import Person
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.uploads.upload import Upload
from societaire.values import ContractNumber

HOUR = timedelta(hours=1)


def _draft(number: int, person: Person | None = None, company: int = 1) -> ClaimDeclaration:
    return ClaimDeclaration(
        f"{number:032x}", siren(company), f"key{number}", "construction", 1, NOON, person.id if person else None
    )


def _save(database: Database, *declarations: ClaimDeclaration) -> None:
    with database.write() as unit:
        for declaration in declarations:
            unit.claim_declarations.save(declaration)
        unit.commit()


class ClaimDeclarationsConformance(DatabaseConformance):
    """Declarations of claims within their company."""

    @pytest.fixture
    def person(self, world: World) -> Person:
        """Somebody of the company."""
        world.company()
        return world.person()

    def test_a_declaration_comes_back_as_it_was_kept(self, database: Database, person: Person) -> None:
        full = evolve(
            _draft(1, person),
            staff="I001",
            entries={"cause": "A1", "description": "L’eau œuvre à flots"},
            later=frozenset({"plans", "invoices"}),
            written_by=person.id,
            written_at=NOON + HOUR,
            state=DraftState.SENT,
            receipt="D2026-000001",
            contract=ContractNumber("K1"),
            contracts=(ContractNumber("K1"), ContractNumber("K2")),
            files=(SentFile("u" * 32, "plans", "Plan n°1.pdf", 12, "a" * 64),),
            sent_by=person.id,
            sent_at=NOON + HOUR,
            receipt_key="s/1",
            receipt_sha256="2",
        )
        _save(database, full)
        with database.read() as kept:
            assert kept.claim_declarations.get(siren(1), full.id) == evolve(full, version=1)
            assert kept.claim_declarations.get(siren(2), full.id) is None
            assert kept.claim_register.declaration(full.id) == evolve(full, version=1)

    def test_drafts_come_last_written_first_and_without_what_was_sent(self, database: Database, person: Person) -> None:
        _save(
            database,
            evolve(_draft(1, person), written_at=NOON),
            evolve(_draft(2, person), written_at=NOON + HOUR),
            evolve(_draft(3, person), written_at=NOON, state=DraftState.SENT, receipt="D2026-000001"),
        )
        with database.read() as kept:
            assert [int(one.id, 16) for one in kept.claim_declarations.drafts(siren(1))] == [2, 1]
            assert kept.claim_declarations.drafts(siren(2)) == ()

    def test_the_second_of_two_writers_is_refused(self, database: Database, person: Person) -> None:
        _save(database, _draft(1, person))
        first = evolve(_draft(1, person), version=1)
        _save(database, evolve(first, entries={"a": "1"}))
        with pytest.raises(StaleWrite):
            _save(database, evolve(first, entries={"a": "2"}))
        with pytest.raises(StaleWrite):
            _save(database, evolve(_draft(2, person), key="key1"))

    def test_a_draft_is_forgotten_and_what_was_sent_is_not(self, database: Database, person: Person) -> None:
        _save(database, _draft(1, person), evolve(_draft(2, person), state=DraftState.SENT))
        with database.write() as unit:
            unit.claim_declarations.remove(evolve(_draft(1, person), version=1))
            with pytest.raises(StaleWrite):
                unit.claim_declarations.remove(evolve(_draft(2, person), version=1))
            unit.commit()
        with database.read() as kept:
            assert kept.claim_declarations.get(siren(1), _draft(1).id) is None

    def test_no_two_receipts_have_one_number(self, database: Database, threads: ThreadPoolExecutor) -> None:
        def next_one(_: int) -> int:
            with database.write() as unit:
                number = unit.claim_declarations.next_number(2026)
                unit.commit()
            return number

        assert sorted(threads.map(next_one, range(8))) == list(range(1, 9))

    def test_old_drafts_are_warned_of_once_then_found(self, database: Database, person: Person) -> None:
        old = evolve(_draft(1, person), written_at=NOON - 48 * HOUR)
        _save(database, old, evolve(_draft(2, person), written_at=NOON))
        limit = NOON - 24 * HOUR
        with database.read() as kept:
            assert [one.id for one in kept.claim_register.stale(limit, None, 10)] == [old.id]
            assert kept.claim_register.stale(limit, NOON, 10) == ()
        with database.write() as unit:
            unit.claim_register.note_warning(old, NOON)
            unit.commit()
        with database.read() as kept:
            assert kept.claim_register.stale(limit, None, 10) == ()
            assert [one.id for one in kept.claim_register.stale(limit, NOON + HOUR, 10)] == [old.id]
        # A file that comes is as good as a word, and the warning has to be given again.
        file = Upload("f" * 32, siren(1), old.subject, "plans", "plan.pdf", 9, person.id, NOON - 30 * HOUR)
        with database.write() as unit:
            unit.uploads.save(evolve(file, came_at=NOON + 2 * HOUR))
            unit.uploads.save(evolve(file, id="e" * 32, subject="claim:another", came_at=NOON + 9 * HOUR))
            unit.commit()
        with database.read() as kept:
            found = kept.claim_register.stale
            assert [old.id in [one.id for one in found(NOON + 2 * HOUR, at, 10)] for at in (None, NOON + HOUR)] == [
                False,
                False,
            ]
            assert old.id in [one.id for one in kept.claim_register.stale(NOON + 3 * HOUR, None, 10)]
