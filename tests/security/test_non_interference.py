"""Whatever happens to one company, every page of another stays the same, to the byte (SECURITY 7, T12)."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from societaire.companies.access import Access, AccessState
from societaire.companies.company import Address, CompanyStatus
from societaire.contracts.contract import ContractStatus
from societaire.contracts.document import DocumentKind
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.testing.memory_tables import MemoryTables
from societaire.values import ContactCode, ContractId, ContractNumber, DocumentId, Email, PersonId, Year
from tests.delivery.web.world import CONTACT, NOW, A, B
from tests.security.crawl import crawl
from tests.security.rights import Kind
from tests.security.visits import Answer, Caller
from tests.security.world import ADMIN_OF_A, MEMBER, MEMBER_OF_A, World, build

PERSON_OF_B = PersonId("70657200000000000000000000000003")
CONTRACT_OF_B = ContractNumber("RCD-MARK-B")
DOCUMENT_OF_B = "attestation-2026-MARK-B"

Change = Callable[[World, MemoryTables, str], None]


def _company(_: World, tables: MemoryTables, text: str) -> None:
    place = Address(text, "69001", text)
    tables.companies[B] = evolve(tables.companies[B], name=text, status=CompanyStatus.REMOVED, address=place)


def _contact(_: World, tables: MemoryTables, text: str) -> None:
    code = ContactCode("IN99")
    tables.contacts[code] = evolve(tables.contacts[CONTACT], code=code, last_name=text)
    tables.companies[B] = evolve(tables.companies[B], contact=code)


def _contract(_: World, tables: MemoryTables, text: str) -> None:
    present = tables.contracts[CONTRACT_OF_B]
    tables.contracts[CONTRACT_OF_B] = evolve(present, label=text, status=ContractStatus.TERMINATED)
    for number in range(30):
        name, id_ = ContractNumber(f"A-{number}-{text}"), ContractId(f"{number:032x}")
        tables.contracts[name] = evolve(present, number=name, id=id_, label=text)


def _documents(world: World, tables: MemoryTables, text: str) -> None:
    stored = world.parts.files.save(tables.companies[B].file_owner, BytesIO(text.encode()))
    present = world.parts.database.tables.documents[DOCUMENT_OF_B]
    for number in range(30):
        reference = f"{number}-{text}"
        tables.documents[reference] = evolve(
            present,
            id=DocumentId(f"{number:032x}"),
            reference=reference,
            label=text,
            kind=list(DocumentKind)[number % 4],
            year=Year(2000 + number),
            published_on=date(2026, 11, 21),
            file_key=stored.key,
            file_size=stored.size,
        )


def _fewer(world: World, tables: MemoryTables, _: str) -> None:
    for reference in [reference for reference, document in tables.documents.items() if document.siren == B]:
        world.parts.files.delete(tables.documents.pop(reference).file_key)


def _people(_: World, tables: MemoryTables, text: str) -> None:
    person = Person(PersonId("f" * 32), Email("someone@exemple.fr"), text, text)
    tables.persons[person.id] = person
    tables.persons[PERSON_OF_B] = evolve(tables.persons[PERSON_OF_B], last_name=text)
    tables.accesses[person.id, B] = Access(person.id, B, MEMBER, AccessState.LIVE, NOW, visited_at=NOW)
    tables.accesses[PERSON_OF_B, B] = tables.accesses[PERSON_OF_B, B].removed(NOW)


def _traces(_: World, tables: MemoryTables, text: str) -> None:
    entry = AccessLogEntry(NOW, "download", Outcome.DONE, PERSON_OF_B, B, text)
    tables.access_log[1 + max(tables.access_log, default=0)] = entry
    tables.attempts["account:beatrice@exemple.fr"] = (NOW,) * 30
    waiting = Message("1" * 32, MessageKind.COMPANY_ATTACHED, Email("beatrice@exemple.fr"), NOW, NOW, PERSON_OF_B, B)
    tables.outbox[waiting.id] = waiting


CHANGES: tuple[Change, ...] = (_company, _contact, _contract, _documents, _fewer, _people, _traces)
READERS = (ADMIN_OF_A, MEMBER_OF_A)
TEXTS = st.text(max_size=20) | st.sampled_from(["MARK-A Bâtiment", "RCD-MARK-A", "Martin", str(A)])


class Reading:
    """Every page of everybody in A; visits already noted, so that only what is changed can make a difference."""

    def __init__(self) -> None:
        self.world = build()
        self.caller = Caller(self.world, self.world.another_app())
        self.pages()
        self.before = self.world.keep()
        self.first = self.pages()

    def pages(self) -> list[dict[str, Answer]]:
        """By address, masked; one after the other for each reader."""
        foreign = self.world.value(ADMIN_OF_A, Kind.DOCUMENT, "B")
        own, other = f"/s/{A}/", f"/s/{B}/"
        starts = ("/", "/societes?q=MARK", own, f"{own}documents/{foreign}", other, f"{other}contrats")
        found = (crawl(self.caller, role, *starts) for role in READERS)
        return [
            {path: answer.masked() for path, answer in pages.items() if not path.startswith("/static/")}
            for pages in found
        ]

    def differences(self) -> list[str]:
        """The addresses that are not answered as at first."""
        found = zip(self.first, self.pages(), strict=True)
        return [
            _difference(path, first, now)
            for first, now in found
            for path in first | now
            if first.get(path) != now.get(path)
        ]

    def change(self, changes: Sequence[tuple[Change, str]]) -> list[str]:
        """From the first state; returns what is different."""
        self.world.restore(self.before)
        with self.world.parts.database.write() as unit:
            for change, text in changes:
                change(self.world, unit.tables, text)
            unit.commit()
        return self.world.changes(self.before)


def _difference(path: str, first: dict[str, Answer], now: dict[str, Answer]) -> str:
    told = [str(answer and (answer.status, answer.headers, answer.text)) for answer in (first.get(path), now.get(path))]
    place = next((n for n, (one, other) in enumerate(zip(*told, strict=False)) if one != other), 0)
    return f"{path}: {' / '.join(text[max(0, place - 60) : place + 60] for text in told)}"


@pytest.fixture(scope="module")
def reading() -> Reading:
    """One for all: each change starts from the same state."""
    return Reading()


# Without shrinking: an example costs a hundred requests, and names what it changed.
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(changes=st.lists(st.tuples(st.sampled_from(CHANGES), TEXTS), min_size=1, max_size=4))
def test_whatever_changes_in_one_company_the_pages_of_another_stay_the_same(
    reading: Reading, changes: list[tuple[Change, str]]
) -> None:
    assert reading.change(changes)
    assert reading.differences() == []


def test_enough_pages_are_compared(reading: Reading) -> None:
    for pages in reading.first:
        assert sum(answer.status == 200 for answer in pages.values()) > 25


def test_a_change_in_the_company_itself_is_seen(reading: Reading) -> None:
    def rename(_: World, tables: MemoryTables, text: str) -> None:
        tables.companies[A] = evolve(tables.companies[A], name=text)

    assert reading.change([(rename, "Autre nom")]) == ["companies"]
    assert reading.differences()
