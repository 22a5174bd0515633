"""Every document of a contract in one ZIP: none lost, each of its day (RULES G3)."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from attrs import evolve

from societaire.app import Societaire
from societaire.contracts.document import DocumentKind
from societaire.identity.sessions import Client
from societaire.records.rows import DocumentRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire_documents.archive import ZipArchiver

DAY = date(2026, 1, 15)
CLIENT = Client("192.0.2.1", "r1")


def unpacked(*references: str, published_on: date = DAY, lost: bool = False) -> dict[str, tuple[bytes, date]]:
    """What a contract of these documents gives: each name with its content and its day."""
    parts = MemoryParts.at(NOON)
    world = World(parts.database)
    contract = world.contract(world.company())
    person = world.person()
    world.access(person, world.company())
    with parts.database.read() as kept:
        company = kept.companies.get(contract.siren)
    assert company is not None
    for reference in references:
        row = DocumentRow(reference, "K1", DocumentKind.LETTER, 2026, "a.pdf", published_on, label="Courrier")
        stored = parts.files.save(company.file_owner, BytesIO(reference.encode()))
        world.load(RecordKind.DOCUMENT, [row], {reference: stored})
        if lost:
            parts.files.delete(stored.key)
    service = Societaire.from_ports(evolve(parts.ports(), archiver=ZipArchiver()))
    archive = service.contracts.archive(person.id, contract.siren, contract.id, (), CLIENT)
    with ZipFile(BytesIO(b"".join(archive.stream))) as held:
        return {each.filename: (held.read(each), date(*each.date_time[:3])) for each in held.infolist()}


def test_references_that_make_one_name_stay_two_files() -> None:
    found = unpacked("COU/1", "COU:1", "cou-1", "COU-1 (2)")
    assert sorted(content for content, _ in found.values()) == [b"COU-1 (2)", b"COU/1", b"COU:1", b"cou-1"]
    assert len({name.casefold() for name in found}) == 4
    assert {"2026/COU-1 (2).pdf", "2026/COU-1 (3).pdf"} < set(found)


def test_each_file_is_of_the_day_when_it_was_published() -> None:
    assert unpacked("D1")["2026/D1.pdf"][1] == DAY
    assert [day for _, day in unpacked("D1", lost=True).values()] == [DAY]


def test_a_day_that_a_zip_can_not_say_stops_nothing() -> None:
    assert unpacked("D1", published_on=date(1975, 6, 1)) == {"2026/D1.pdf": (b"D1", date(1980, 1, 1))}
