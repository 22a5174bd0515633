"""Documents published by staff, one by one (RULES D1, G3)."""

from datetime import date
from io import BytesIO
from typing import BinaryIO

import pytest
from attrs import evolve, frozen

from societaire.app import Societaire
from societaire.contracts.document import DocumentKind
from societaire.errors import Invalid
from societaire.events import SYSTEM
from societaire.ports.storage import StoredFile
from societaire.records.rows import DocumentRow
from societaire.records.texts import LONGEST_CODE, LONGEST_LINE
from societaire.testing.assembly import MemoryParts
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import NOON, World
from societaire.testing.storage import MemoryFileStore
from societaire.use_cases.publishing import Publishing, ReferenceTaken

PDF = b"%PDF-1.3\n%%EOF\n"
ROW = DocumentRow("A", "K1", DocumentKind.ATTESTATION, 2026, "a.pdf", date(2026, 1, 15), label="Attestation")


class Desk:
    """A company with two contracts, and staff who publish."""

    def __init__(self) -> None:
        self.parts = MemoryParts.at(NOON)
        self.world = World(self.parts.database)
        company = self.world.company()
        self.first, self.second = (self.world.contract(company, number) for number in ("K1", "K2"))
        self.publishing = Societaire.from_ports(self.parts.ports()).publishing

    def references(self) -> list[str]:
        return sorted(self.parts.database.tables.documents)

    def codes(self, row: DocumentRow) -> list[tuple[str, str]]:
        with pytest.raises(Invalid) as refused:
            self.publishing.publish(row, BytesIO(PDF), SYSTEM)
        return [(problem.field, problem.code) for problem in refused.value.problems]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_document_is_replaced_however_many_others_resemble_it(desk: Desk) -> None:
    desk.publishing.publish(ROW, BytesIO(PDF), SYSTEM)
    for number in range(101):
        desk.world.document(desk.first, f"A{number}", 2030)
    assert desk.publishing.publish(ROW._replace(label="Corrigée"), BytesIO(PDF), SYSTEM).changed == 1


def test_the_reference_of_another_contract_is_refused_and_keeps_no_file(desk: Desk) -> None:
    desk.world.document(desk.second, "A")
    with pytest.raises(ReferenceTaken):
        desk.publishing.publish(ROW, BytesIO(PDF), SYSTEM)
    assert list(desk.parts.files.keys(NOON.replace(year=2030))) == []


@frozen
class SlowStore(MemoryFileStore):
    """While it keeps a content, somebody else publishes."""

    meanwhile: Publishing

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        self.meanwhile.publish(ROW._replace(contract="K2"), BytesIO(PDF), SYSTEM)
        return super().save(owner, content)


def test_a_reference_taken_meanwhile_is_refused(desk: Desk) -> None:
    slow = evolve(desk.publishing, files=SlowStore(FixedClock(NOON), desk.publishing))
    with pytest.raises(ReferenceTaken):
        slow.publish(ROW, BytesIO(PDF), SYSTEM)
    assert desk.parts.database.tables.documents["A"].contract == "K2"


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        (ROW._replace(reference=""), "reference", "text_missing"),
        (ROW._replace(reference=" "), "reference", "text_missing"),
        (ROW._replace(reference="A\n1"), "reference", "control_character"),
        (ROW._replace(reference="A\u202e1"), "reference", "control_character"),
        (ROW._replace(reference="A|1"), "reference", "code_character"),
        (ROW._replace(reference="A" * (LONGEST_CODE + 1)), "reference", "too_long"),
        (ROW._replace(label=""), "label", "text_missing"),
        (ROW._replace(label="A\x1b[31m"), "label", "control_character"),
        (ROW._replace(label="A" * (LONGEST_LINE + 1)), "label", "too_long"),
        (ROW._replace(published_on=date(2026, 11, 24)), "published_on", "published_too_late"),
    ],
)
def test_what_an_import_would_not_take_is_refused(desk: Desk, row: DocumentRow, field: str, code: str) -> None:
    assert desk.codes(row) == [(field, code)]
    assert desk.references() == []


def test_the_longest_texts_and_tomorrow_are_taken(desk: Desk) -> None:
    row = ROW._replace(reference="A" * LONGEST_CODE, label="É" * LONGEST_LINE, published_on=date(2026, 11, 23))
    assert desk.publishing.publish(row, BytesIO(PDF), SYSTEM).added == 1


def test_every_problem_is_told_at_once(desk: Desk) -> None:
    found = desk.codes(ROW._replace(reference="", label="", file="a.png"))
    assert found == [("file", "file_kind"), ("reference", "text_missing"), ("label", "text_missing")]
