"""Nothing that another company's rows hold is ever seen: pages, archives, errors, headers, mails (SECURITY 7, T3)."""

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from attrs import evolve, frozen

from societaire.app import Ports, Societaire
from societaire.identity.sessions import Client
from societaire.ports.database import Database, Repositories
from societaire.testing.assembly import MemoryParts
from societaire.testing.mail import MemoryMailer
from societaire.testing.memory_tables import MemoryTables
from societaire.values import ContractId, Email, Siren
from societaire_db.database import SqlDatabase
from societaire_db.tables import metadata
from societaire_documents.archive import ZipArchiver
from societaire_web import create_app
from societaire_wording.composer import FrenchComposer
from tests.delivery.web.world import NOW, PASSWORD, A, B
from tests.postgresql import Postgresql
from tests.security.canaries import CLOSED, Marked, text_columns, write_public
from tests.security.crawl import crawl
from tests.security.figures import publish
from tests.security.visits import Answer, Caller, holds
from tests.security.world import ADMIN, CONFIG, URL, Role, World

READER = Role("administrator of A", "reader", {"A": ADMIN})


@frozen
class Read:
    """An answer, and what whoever asked for it knew already: it may be told back."""

    path: str
    answer: Answer
    known: tuple[str, ...] = ()


@frozen
class Marks:
    """The portal over two companies whose every column is marked."""

    caller: Caller
    own: Marked
    other: Marked
    mailer: MemoryMailer
    read: list[Read]

    @property
    def canaries(self) -> list[str]:
        """What may not be seen."""
        return [*self.other.canaries.values(), self.other.mark, str(B)]


@pytest.fixture(scope="module", params=["memory", "sqlite", "postgresql"])
def marks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marks]:
    """Two companies and all that one of them reads, on each database."""
    if request.param == "postgresql":
        server: Postgresql = request.getfixturevalue("postgresql")
        with server.database() as url:
            yield from _marked(url, in_memory=False)
    else:
        path = tmp_path_factory.mktemp("marks") / "marks.sqlite"
        yield from _marked(f"sqlite:///{path}", in_memory=request.param == "memory")


def _marked(url: str, *, in_memory: bool) -> Iterator[Marks]:
    parts = MemoryParts.at(NOW)
    kept = SqlDatabase(url, parts.clock)
    metadata.create_all(kept.writer)
    write_public(kept.writer)
    own, other = (Marked(f"CANARI-{n}", siren, parts.files, parts.hasher) for n, siren in (("A", A), ("B", B)))
    for company in (own, other):
        company.write(kept.writer)
    if in_memory:
        with parts.database.write() as unit:
            _copy(kept, unit.tables)
            unit.commit()
    database: Database = parts.database if in_memory else kept
    composer = FrenchComposer(URL, "Mutuelle d'essai")
    ports: Ports = evolve(parts.ports(), database=database, archiver=ZipArchiver(), composer=composer)
    service = Societaire.from_ports(ports)
    opened = service.signing_in.sign_in(own.email, PASSWORD, Client(ip="192.0.2.7"))
    app = create_app(service, CONFIG)
    world = World(service, parts, app, {"reader": opened.token}, {})
    caller = Caller(world, app)
    yield Marks(caller, own, other, parts.mailer, _read(caller, own, other))
    kept.dispose()


def _copy(source: SqlDatabase, tables: MemoryTables) -> None:
    with source.read() as kept:
        tables.agencies.update({agency.code: agency for agency in kept.agencies.all()})
        for siren in (A, B):
            company = kept.companies.get(siren)
            assert company
            assert company.contact
            contact = kept.agencies.contact(company.contact)
            assert contact
            tables.companies[siren], tables.contacts[contact.code] = company, contact
            for access, person in kept.accesses.of_company(siren):
                tables.accesses[person.id, siren], tables.persons[person.id] = access, person
                found = kept.persons.by_email(person.email)
                assert found
                assert found[1]
                tables.credentials[person.id] = found[1]
            for contract in kept.contracts.of_company(siren):
                tables.contracts[contract.number] = contract
                tables.documents.update({d.reference: d for d in kept.documents.of_years(siren, contract.id, ())})
            _copy_claims(kept, tables, siren)


def _copy_claims(kept: Repositories, tables: MemoryTables, siren: Siren) -> None:
    tables.claim_declarations.update({draft.id: draft for draft in kept.claim_declarations.drafts(siren)})
    tables.call_backs.update({asked.id: asked for asked in kept.call_backs.of_company(siren)})
    for claim in kept.claims.of_company(siren):
        tables.claims[claim.number] = claim
        tables.claim_messages.update({said.id: said for said in kept.claim_exchanges.messages(siren, claim.id)})
    tables.document_requests.update({asked.id: asked for asked in kept.claim_exchanges.requests(siren)})


def _read(caller: Caller, own: Marked, other: Marked) -> list[Read]:
    """All that links lead to, what searches find, and what is answered about the other company's things."""
    found = crawl(caller, READER, "/", "/societes", "/compte", "/agences", f"/s/{A}/")
    read = [Read(path, _inside(answer)) for path, answer in found.items()]
    contract, document = other.canaries["contracts.id"], other.canaries["documents.id"]
    for siren in (A, B):
        addresses = ["", "contrats", f"contrats/{contract}", f"contrats/{contract}/documents.zip"]
        paths = [f"/s/{siren}/{rest}" for rest in [*addresses, f"documents/{document}"]]
        read += [Read(path, caller.send(READER, "GET", path), (str(B), contract, document)) for path in paths]
    for text in (*other.canaries.values(), str(B), "CANARI", "B"):
        for path in ("/societes", f"/s/{A}/contrats/{own.canaries['contracts.id']}"):
            told = (text,) if text != "CANARI" else ()
            read.append(Read(f"{path}?q={text}", caller.send(READER, "GET", path, fields={"q": text}), told))
    return read


def _inside(answer: Answer) -> Answer:
    if answer.header("Content-Type") != "application/zip":
        return answer
    with zipfile.ZipFile(BytesIO(answer.body)) as archive:
        return evolve(answer, body=b"".join(name.encode() + archive.read(name) for name in archive.namelist()))


def test_every_column_of_text_is_marked(marks: Marks) -> None:
    assert set(marks.other.canaries) == {*text_columns(), "files.content"} - CLOSED.keys()
    assert CLOSED.keys() <= set(text_columns())


def test_no_page_download_error_or_header_holds_a_canary(marks: Marks, request: pytest.FixtureRequest) -> None:
    for read in marks.read:
        assert holds(read.answer, marks.canaries, read.known) == [], read.path
    marked = f"{len(marks.other.canaries)} columns and files marked"
    publish(f"canaries {request.node.callspec.id}", f"{marked}, {len(marks.read)} answers read, 0 seen")


def test_the_same_marks_of_ones_own_company_are_seen(marks: Marks) -> None:
    answers = [read.answer for read in marks.read]
    seen = {name for name, value in marks.own.canaries.items() if any(holds(answer, [value], []) for answer in answers)}
    assert seen >= {
        "call_backs.phone",
        "claim_declarations.id",
        "claim_messages.text",
        "claims.city",
        "claims.number",
        "companies.name",
        "contacts.first_name",
        "contacts.email",
        "contracts.id",
        "contracts.label",
        "contracts.number",
        "contracts.street",
        "documents.id",
        "documents.label",
        "documents.reference",
        "files.content",
        "persons.email",
        "persons.last_name",
    }


def test_no_mail_holds_a_canary(marks: Marks) -> None:
    service, own = marks.caller.world.service, Email(marks.own.email)
    service.passwords.ask_help(str(own), Client())
    service.passwords.change(
        marks.own.canaries["persons.id"],  # type: ignore[arg-type]  # a text by then
        PASSWORD,
        "Neige-de-printemps-43",
        Client(),
    )
    marks.caller.world.parts.clock.advance(timedelta(minutes=1))
    service.sending.run()
    mails = [mail for mail in marks.mailer.sent if mail.recipient == own]
    assert len(mails) >= 2
    for mail in mails:
        told = "\n".join((mail.subject, mail.text, mail.html or "", mail.message_id, *map(str, mail.headers)))
        assert [canary for canary in marks.canaries if canary in told] == []


def test_a_page_that_holds_a_canary_is_caught(marks: Marks) -> None:
    service, other = marks.caller.world.service, marks.other.canaries
    with service.contracts.database.read() as kept:
        contract = kept.contracts.get(B, ContractId(other["contracts.id"]))
    assert contract
    assert holds(Answer(200, (), contract.label.encode()), marks.canaries, []) == [other["contracts.label"], "CANARI-B"]
