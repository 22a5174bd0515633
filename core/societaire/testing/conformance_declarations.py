"""What any database must do with declarations and declared bases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from societaire.contracts.contract import Contract
from societaire.declarations.declaration import DeclarationState
from societaire.ports.database import Database
from societaire.ports.declarations import RegisterFilter
from societaire.ports.identity import StaleWrite
from societaire.records.codes import Heading
from societaire.records.rows import BaseRow, RecordKind
from societaire.testing.conformance_periods import DAY, DUE, draft, period_row, save, sent
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.uploads.upload import Upload


class DeclarationsConformance(DatabaseConformance):
    """Declarations within their company."""

    @pytest.fixture
    def contract(self, world: World) -> Contract:
        """One with two periods."""
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row(), period_row(start=date(2024, 1, 1))])
        return contract

    def test_a_declaration_comes_back_as_it_was_kept(
        self, database: Database, world: World, contract: Contract
    ) -> None:
        person = world.person()
        full = evolve(
            sent(draft(contract), "R2026-000001"),
            form="contractor",
            form_version=2,
            written_by=person.id,
            declarant_name="Claire Durand",
            declarant_role="Gérante",
            sent_by=person.id,
            late=True,
            receipt_key="s/1",
            receipt_sha256="2",
            scan_key="s/3",
            scan_sha256="4",
            decided_by="I001",
            decided_at=NOON,
            decision_reason="Le total",
            decision_path="turnover_total",
            correction_due=DUE,
            keyed_in=True,
        )
        save(database, full)
        with database.read() as kept:
            assert kept.declarations.get(contract.siren, full.id) == evolve(full, version=1)
            assert kept.declarations.get(siren(2), full.id) is None

    def test_they_come_by_period_then_in_the_order_begun(self, database: Database, contract: Contract) -> None:
        save(database, draft(contract, 1, 2), draft(contract, 2, 1), draft(contract, 3, 1, date(2024, 1, 1)))
        with database.read() as kept:
            found = kept.declarations.of_contract(contract.siren, contract.id)
            other = kept.declarations.of_contract(siren(2), contract.id)
        assert [int(one.id, 16) for one in found] == [3, 2, 1]
        assert other == ()

    def test_the_second_of_two_writers_is_refused(self, database: Database, contract: Contract) -> None:
        save(database, draft(contract))
        kept_one = evolve(draft(contract), version=1)
        save(database, evolve(kept_one, entries={"a": "1"}))
        with pytest.raises(StaleWrite):
            save(database, evolve(kept_one, entries={"a": "2"}))
        with database.read() as kept:
            found = kept.declarations.get(contract.siren, kept_one.id)
        assert found is not None
        assert (found.entries, found.version) == ({"a": "1"}, 2)

    def test_a_period_has_one_declaration_at_each_place(self, database: Database, contract: Contract) -> None:
        save(database, draft(contract))
        with pytest.raises(StaleWrite):
            save(database, draft(contract, 2))

    def test_a_key_belongs_to_one_declaration(self, database: Database, contract: Contract) -> None:
        save(database, draft(contract))
        with pytest.raises(StaleWrite):
            save(database, evolve(draft(contract, 2, 2), key="key1"))

    def test_a_draft_can_be_removed_and_nothing_that_was_sent(self, database: Database, contract: Contract) -> None:
        save(database, draft(contract), sent(draft(contract, 2, 2), "R2026-000001"))
        with database.write() as unit:
            unit.declarations.remove(evolve(draft(contract), version=1))
            unit.commit()
        for stale in (evolve(draft(contract), version=1), evolve(draft(contract, 2, 2), version=1)):
            with pytest.raises(StaleWrite), database.write() as unit:
                unit.declarations.remove(stale)
        with database.read() as kept:
            assert [one.number for one in kept.declarations.of_contract(contract.siren, contract.id)] == [
                "R2026-000001"
            ]

    def test_no_number_is_given_twice(self, database: Database, threads: ThreadPoolExecutor) -> None:
        def take(_: int) -> int:
            with database.write() as unit:
                number = unit.declarations.next_number(2026)
                unit.commit()
            return number

        assert sorted(threads.map(take, range(20))) == list(range(1, 21))
        with database.write() as unit:
            assert unit.declarations.next_number(2027) == 1

    def test_a_number_of_a_unit_that_was_undone_is_given_again(self, database: Database) -> None:
        with database.write() as unit:
            unit.declarations.next_number(2026)
        with database.write() as unit:
            assert unit.declarations.next_number(2026) == 1

    def test_bases_come_by_year(self, database: Database, world: World, contract: Contract) -> None:
        rows = [
            BaseRow("K1", 2024, Heading.TURNOVER, "MAC", Decimal("1000.50")),
            BaseRow("K1", 2024, Heading.HEADCOUNT, "", Decimal(8)),
            BaseRow("K1", 2023, Heading.HEADCOUNT, "", Decimal(7)),
        ]
        world.load(RecordKind.BASE, rows)
        with database.read() as kept:
            found = kept.declared_bases.of_contract(contract.siren, contract.id)
            other = kept.declared_bases.of_contract(siren(2), contract.id)
        assert found == {
            2023: {("headcount", ""): Decimal(7)},
            2024: {("headcount", ""): Decimal(8), ("turnover", "MAC"): Decimal("1000.50")},
        }
        assert other == {}


class DeclarationRegisterConformance(DatabaseConformance):
    """Every company's, for staff."""

    @pytest.fixture
    def contracts(self, world: World) -> tuple[Contract, ...]:
        """Three of two companies, each with a period, due one day after the other."""
        company, other = world.company(1), world.company(2)
        found = tuple(world.contract(owner, name) for owner, name in ((company, "K1"), (company, "K2"), (other, "K3")))
        world.load(RecordKind.PERIOD, [period_row(c.number, due=DUE + i * DAY) for i, c in enumerate(found)])
        return found

    def test_periods_are_listed_first_due_first_page_by_page(
        self, database: Database, contracts: tuple[Contract, ...]
    ) -> None:
        save(database, sent(draft(contracts[1]), "R2026-000001"))
        with database.read() as kept:
            lines, total = kept.declaration_register.listed(RegisterFilter(), 1, 2)
        assert total == 3
        assert [(line.period.contract, line.company.siren) for line in lines] == [("K2", siren(1)), ("K3", siren(2))]
        assert [line.declaration and line.declaration.number for line in lines] == ["R2026-000001", None]

    def test_a_list_is_narrowed(self, database: Database, contracts: tuple[Contract, ...]) -> None:
        save(database, evolve(sent(draft(contracts[1]), "R2026-000001"), late=True), draft(contracts[2], 2))
        sent_ones = frozenset({DeclarationState.SENT})
        wanted = [
            RegisterFilter(states=sent_ones),
            RegisterFilter(awaited=True),
            RegisterFilter(late=DUE + DAY),
            RegisterFilter(text="K3"),
            RegisterFilter(text=str(siren(1)), awaited=True),
        ]
        with database.read() as kept:
            found = [kept.declaration_register.listed(one, 0, 10) for one in wanted]
        names = [[line.period.contract for line in lines] for lines, _ in found]
        assert names == [["K2"], ["K1", "K3"], ["K1", "K2"], ["K3"], ["K1"]]
        assert [total for _, total in found] == [1, 2, 2, 1, 1]

    def test_nothing_is_awaited_before_its_letter(self, database: Database, world: World) -> None:
        world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row(letter=None)])
        with database.read() as kept:
            for wanted, total in ((RegisterFilter(), 1), (RegisterFilter(awaited=True), 0)):
                assert kept.declaration_register.listed(wanted, 0, 9)[1] == total
            assert kept.declaration_register.listed(RegisterFilter(late=DUE + DAY), 0, 9) == ((), 0)

    def test_a_declaration_is_found_by_number_or_id(self, database: Database, contracts: tuple[Contract, ...]) -> None:
        declaration = sent(draft(contracts[0]), "R2026-000001")
        save(database, declaration)
        with database.read() as kept:
            register = kept.declaration_register
            assert register.find("R2026-000001") == register.find(declaration.id) == evolve(declaration, version=1)
            assert (register.find("R2026-000002"), register.find("")) == (None, None)

    def test_what_changed_since_comes_by_number(self, database: Database, contracts: tuple[Contract, ...]) -> None:
        early = evolve(sent(draft(contracts[0]), "R2026-000001"), decided_at=NOON + DAY)
        late = evolve(sent(draft(contracts[1], 2), "R2026-000002"), sent_at=NOON + DAY)
        save(database, early, late, sent(draft(contracts[2], 3), "R2026-000003"), draft(contracts[2], 4, 2))
        with database.read() as kept:
            register = kept.declaration_register
            assert [one.number for one in register.changed_since(None, "", 2)] == ["R2026-000001", "R2026-000002"]
            assert [one.number for one in register.changed_since(None, "R2026-000002", 2)] == ["R2026-000003"]
            assert len(register.changed_since(NOON + DAY, "", 9)) == 2

    def test_old_drafts_are_found_before_and_after_their_warning(
        self, database: Database, contracts: tuple[Contract, ...]
    ) -> None:
        old = evolve(draft(contracts[0]), written_at=NOON - 2 * DAY)
        sent_one = sent(evolve(old, id=f"{3:032x}", sequence=2, key="key3"), "R2026-000001")
        save(database, old, sent_one, draft(contracts[1], 2))
        with database.write() as unit:
            register = unit.declaration_register
            assert [one.id for one in register.stale(NOON, None, 9)] == [old.id]
            assert register.stale(NOON, NOON, 9) == ()
            register.note_warning(old, NOON - DAY)
            assert register.stale(NOON, None, 9) == ()
            assert [one.id for one in register.stale(NOON, NOON, 9)] == [old.id]
            assert register.stale(NOON, NOON - DAY, 9) == ()
            unit.commit()
        save(database, evolve(old, version=1, written_at=NOON))
        with database.read() as kept:
            assert kept.declaration_register.stale(NOON + DAY, NOON + DAY, 9) == ()
            assert len(kept.declaration_register.stale(NOON + DAY, None, 9)) == 2

    def test_a_file_that_comes_keeps_a_draft(
        self, database: Database, contracts: tuple[Contract, ...], world: World
    ) -> None:
        old = evolve(draft(contracts[0]), written_at=NOON - 2 * DAY)
        save(database, old)
        person = world.person(9).id
        file = Upload("f" * 32, old.siren, old.subject, "free", "bilan.pdf", 9, person, NOON - DAY, came_at=NOON)
        with database.write() as unit:
            register = unit.declaration_register
            register.note_warning(old, NOON - DAY)
            unit.uploads.save(evolve(file, id="e" * 32, subject="declaration:another", came_at=NOON + DAY))
            assert [one.id for one in register.stale(NOON, NOON, 9)] == [old.id]
            unit.uploads.save(file)
            assert register.stale(NOON, NOON, 9) == register.stale(NOON, None, 9) == ()
            # Once it is old in its turn, the warning has to be given again.
            assert register.stale(NOON + DAY, NOON, 9) == ()
            assert [one.id for one in register.stale(NOON + DAY, None, 9)] == [old.id]
            unit.commit()
