"""What any store of the insurer's records must do with sets of rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from societaire.claims.claim import ClaimState
from societaire.companies.company import Address, CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.ports.database import Database
from societaire.ports.records import Applied, Batch, StoredContract, StoredDocument
from societaire.ports.storage import StoredFile, file_key
from societaire.records.changes import Change
from societaire.records.codes import Heading, RequestedDocument
from societaire.records.rows import (
    AgencyRow,
    BaseRow,
    ClaimRow,
    CompanyRow,
    ContactRow,
    ContractRow,
    DocumentRow,
    PeriodRow,
    PersonRow,
    RecordKind,
    Row,
)
from societaire.testing.conformance_world import DatabaseConformance, World, siren
from societaire.values import AgencyCode, ContactCode, Email, Period

ONE, OTHER, DAY = str(siren(1)), str(siren(2)), date(2020, 1, 1)
CONTRACT = ContractRow("K1", ONE, "RCD", "Décennale", ContractStatus.ACTIVE, DAY, PremiumMode.ON_BASES)
DOCUMENT = DocumentRow("D1", "K1", DocumentKind.ATTESTATION, 2026, "d1.PDF", date(2026, 1, 15))
CLAIM = ClaimRow("S1", "K1", "A1", DAY, DAY, ClaimState.DECLARED)


def apply(
    database: Database, kind: RecordKind, rows: Sequence[Row], files: dict[str, StoredFile] | None = None
) -> Applied:
    """Apply a batch in a unit of its own."""
    with database.write() as unit:
        applied = unit.records.apply(Batch("run", kind, rows, files or {}))
        unit.commit()
    return applied


def finish(database: Database) -> None:
    """End an import."""
    with database.write() as unit:
        unit.records.finish()
        unit.commit()


def counts(applied: Applied) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, superseded."""
    return applied.added, applied.changed, applied.unchanged, applied.superseded


ROWS: list[tuple[RecordKind, Row, Row]] = [
    (RecordKind.AGENCY, AgencyRow("A1", "B", "1", hours="lun"), AgencyRow("A1", "B", "1", city="Bron")),
    (RecordKind.CONTACT, ContactRow("C1", "A", "B", "A1"), ContactRow("C1", "A", "B", "A1", email="a@b.example")),
    (
        RecordKind.COMPANY,
        CompanyRow(ONE, "Maçonnerie", CompanyStatus.ACTIVE, "A1", phone="1"),
        CompanyRow(ONE, "Maçonnerie", CompanyStatus.REMOVED, "A1"),
    ),
    (
        RecordKind.PERSON,
        PersonRow("P1", "a@b.example", "Durand", "Claire"),
        PersonRow("P1", "a@b.example", "Durand", "Claire", birth_date=DAY),
    ),
    (RecordKind.CONTRACT, CONTRACT, CONTRACT._replace(deductible=Decimal("0.10"), activities=("MAC",), ccrd=False)),
    (RecordKind.DOCUMENT, DOCUMENT, DOCUMENT._replace(label="Attestation", period_start=DAY, period_end=DAY)),
    (
        RecordKind.PERIOD,
        PeriodRow("K1", DAY, DAY, DAY),
        PeriodRow("K1", DAY, DAY, DAY, letter_date=DAY, requested_documents=(RequestedDocument.SITE_LIST,)),
    ),
    (
        RecordKind.BASE,
        BaseRow("K1", 2025, Heading.TURNOVER, "", Decimal("5.00")),
        BaseRow("K1", 2025, Heading.TURNOVER, "", Decimal("5.01")),
    ),
    (RecordKind.CLAIM, CLAIM, CLAIM._replace(handler="C1", city="Lyon")),
]
"""A row of each kind, and the same with something more or something else."""


class RecordsConformance(DatabaseConformance):
    """Upserts by natural key."""

    @pytest.fixture
    def file(self, database: Database, world: World) -> StoredFile:
        """A company, its contract, and a content of its own."""
        world.contract(world.company())
        with database.read() as kept:
            owner = kept.records.index.contracts(["K1"])["K1"].file_owner
        return StoredFile(file_key(owner, "0" * 64), 10, "0" * 64)

    @pytest.mark.parametrize(("kind", "row", "other"), ROWS, ids=[kind for kind, _, _ in ROWS])
    def test_a_row_is_added_or_changed_or_left(
        self, database: Database, file: StoredFile, kind: RecordKind, row: Row, other: Row
    ) -> None:
        first = apply(database, kind, [row], {"D1": file})
        assert first.added + first.changed == 1 or kind is RecordKind.CONTRACT
        assert counts(apply(database, kind, [row])) == (0, 0, 1, 0)
        assert counts(apply(database, kind, [other])) == (0, 1, 0, 0)
        # What a row leaves empty stays.
        merged = [value if value is not None else former for value, former in zip(other, row, strict=True)]
        assert counts(apply(database, kind, [type(row)._make(merged)])) == (0, 0, 1, 0)

    def test_one_batch_does_all_three(self, database: Database) -> None:
        rows = [AgencyRow(f"A{number}", "B", "1") for number in range(1000)]
        assert counts(apply(database, RecordKind.AGENCY, rows[:600])) == (600, 0, 0, 0)
        rows[:50] = [row._replace(phone="2") for row in rows[:50]]
        assert counts(apply(database, RecordKind.AGENCY, rows)) == (400, 50, 550, 0)
        assert counts(apply(database, RecordKind.AGENCY, [])) == (0, 0, 0, 0)

    def test_what_is_empty_leaves_the_stored_value(self, database: Database, file: StoredFile) -> None:
        full = AgencyRow("A1", "Lyon", "1", "2 rue X", "69000", "Lyon", "a@b.example", "lun")
        apply(database, RecordKind.AGENCY, [full])
        apply(database, RecordKind.AGENCY, [AgencyRow("A1", "Lyon", "2", city="Bron")])
        with database.read() as kept:
            agency = kept.agencies.get(AgencyCode("A1"))
            contact = kept.agencies.contact(ContactCode("C1"))
        assert agency
        assert (agency.phone, agency.hours, agency.email) == ("2", "lun", "a@b.example")
        assert agency.address == Address("2 rue X", "69000", "Bron")
        assert contact
        assert contact.role == "Chargée de clientèle"
        assert file.size == 10

    def test_a_contract_set_back_to_active_loses_its_end_date(self, database: Database, file: StoredFile) -> None:
        ended = CONTRACT._replace(status=ContractStatus.TERMINATED, end_date=date(2024, 12, 31))
        apply(database, RecordKind.CONTRACT, [ended])
        assert counts(apply(database, RecordKind.CONTRACT, [ended._replace(end_date=None)])) == (0, 0, 1, 0)
        with database.read() as kept:
            assert kept.records.index.contracts(["K1"])["K1"].end_date == date(2024, 12, 31)
        assert counts(apply(database, RecordKind.CONTRACT, [CONTRACT])) == (0, 1, 0, 0)
        with database.read() as kept:
            found = kept.records.index.contracts(["K1", "K2"])
        assert set(found) == {"K1"}
        assert (found["K1"].siren, found["K1"].end_date) == (siren(1), None)
        assert file.key.startswith(f"s/{found['K1'].file_owner}/")

    def test_a_contract_that_moves_takes_its_documents_along(
        self, database: Database, world: World, file: StoredFile
    ) -> None:
        apply(database, RecordKind.DOCUMENT, [DOCUMENT], {"D1": file})
        apply(database, RecordKind.CLAIM, [CLAIM])
        world.company(2)
        assert counts(apply(database, RecordKind.CONTRACT, [CONTRACT._replace(siren=OTHER)])) == (0, 1, 0, 0)
        with database.read() as kept:
            contract = kept.contracts.by_number(world.find_contract("K1").number)
            assert contract
            found = kept.documents.latest(siren(2), [contract.id], 5)
            assert kept.documents.latest(siren(1), [], 5) == ()
            moved = kept.records.index.contracts(["K1"])["K1"]
        assert [document.reference for document in found] == ["D1"]
        assert isinstance(moved, StoredContract)
        assert moved.siren == siren(2)

    def test_a_document_keeps_its_content_until_a_new_one_comes(self, database: Database, file: StoredFile) -> None:
        row = DOCUMENT._replace(period_start=DAY, period_end=DAY)
        apply(database, RecordKind.DOCUMENT, [row], {"D1": file})
        other = StoredFile(file.key.replace("0" * 64, "1" * 64), 11, "1" * 64)
        with database.read() as kept:
            assert kept.records.index.documents(["D1", "D2"]) == {"D1": StoredDocument("K1", "0" * 64)}
        assert counts(apply(database, RecordKind.DOCUMENT, [row])) == (0, 0, 1, 0)
        assert counts(apply(database, RecordKind.DOCUMENT, [row], {"D1": other})) == (0, 1, 0, 0)
        with database.read() as kept:
            (document,) = kept.documents.latest(siren(1), [], 5)
        assert (document.file_key, document.file_size, document.file_sha256) == (other.key, 11, "1" * 64)
        assert (document.format, document.label, document.period) == ("pdf", "", Period(DAY, DAY))

    def test_a_document_is_found_by_its_present_label(self, database: Database, world: World, file: StoredFile) -> None:
        contract = world.find_contract("K1")
        apply(database, RecordKind.DOCUMENT, [DOCUMENT], {"D1": file})
        for label, text in [(None, "d1"), ("Relevé Été", "releve ete d1"), (None, "été")]:
            apply(database, RecordKind.DOCUMENT, [DOCUMENT._replace(label=label)])
            with database.read() as kept:
                page = kept.documents.page(siren(1), contract.id, DocumentFilter(text=text), 1, 5)
            assert page.total == 1

    def test_addresses_go_round_within_a_batch(self, database: Database) -> None:
        rows = [PersonRow(f"P{number}", f"{number}@b.example", "D", "C") for number in range(3)]
        assert apply(database, RecordKind.PERSON, rows).moves == ()
        round_ = [row._replace(email=f"{(number + 1) % 3}@b.example") for number, row in enumerate(rows)]
        applied = apply(database, RecordKind.PERSON, round_)
        assert counts(applied) == (0, 3, 0, 0)
        assert {(move.former.address[0], move.present.address[0]) for move in applied.moves} == {
            ("0", "1"),
            ("1", "2"),
            ("2", "0"),
        }
        with database.read() as kept:
            found = kept.records.index.persons(["P0"], ["0@b.example", "x@b.example"])
        assert {(person.code, person.email.address) for person in found} == {
            ("P0", "1@b.example"),
            ("P2", "0@b.example"),
        }

    def test_a_person_without_code_becomes_the_one_of_their_address(self, database: Database, world: World) -> None:
        known = world.person(1)
        row = PersonRow("P1", known.email.address, known.last_name, known.first_name)
        applied = apply(database, RecordKind.PERSON, [row])
        assert (counts(applied), applied.moves) == ((0, 1, 0, 0), ())
        with database.read() as kept:
            (found,) = kept.records.index.persons(["P1"], [])
        assert (found.id, found.email) == (known.id, known.email)
        assert counts(apply(database, RecordKind.PERSON, [row])) == (0, 0, 1, 0)
        applied = apply(database, RecordKind.PERSON, [row._replace(email="new@b.example")])
        assert [(m.person_id, m.former, m.present) for m in applied.moves] == [
            (known.id, known.email, Email("new@b.example"))
        ]

    def test_keys_are_looked_up_in_sets(self, database: Database, file: StoredFile) -> None:
        apply(database, RecordKind.PERSON, [PersonRow("P é", "a@b.example", "D", "C")])
        many = [str(number) for number in range(5000)]
        with database.read() as kept:
            index = kept.records.index
            found = [
                index.present(kind, [*many, key])
                for kind, key in [
                    (RecordKind.AGENCY, "A1"),
                    (RecordKind.CONTACT, "C1"),
                    (RecordKind.COMPANY, ONE),
                    (RecordKind.PERSON, "P é"),
                    (RecordKind.CONTRACT, "K1"),
                ]
            ]
            assert index.present(RecordKind.AGENCY, []) == frozenset()
        assert found == [{"A1"}, {"C1"}, {ONE}, {"P é"}, {"K1"}]
        assert file.size == 10

    def test_news_begin_once_a_first_load_is_over(self, database: Database, file: StoredFile) -> None:
        assert apply(database, RecordKind.DOCUMENT, [DOCUMENT], {"D1": file}).changes == ()
        assert apply(database, RecordKind.CLAIM, [CLAIM]).changes == ()
        finish(database)
        second = DOCUMENT._replace(reference="D2")
        applied = apply(database, RecordKind.DOCUMENT, [DOCUMENT._replace(label="L"), second], {"D2": file})
        assert applied.changes == (Change("D2", siren(1), None),)
        closed = CLAIM._replace(state=ClaimState.CLOSED)
        assert apply(database, RecordKind.CLAIM, [CLAIM._replace(city="Lyon")]).changes == ()
        assert apply(database, RecordKind.CLAIM, [closed]).changes == (Change("S1", siren(1), "declared"),)
        new = apply(database, RecordKind.CLAIM, [closed._replace(number="S2")])
        assert new.changes == (Change("S2", siren(1), None),)
