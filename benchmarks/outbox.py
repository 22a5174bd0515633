"""Mails: queued in sets, drained by two workers, handed to a server on one connection."""

import smtplib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.headerregistry import Address
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from attrs import define, evolve, field
from sqlalchemy import text

from benchmarks.figures import Figure, Report, median
from societaire.app import Societaire
from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.identity.person import Person
from societaire.ports.mail import Mail
from societaire.ports.records import Batch
from societaire.ports.storage import StoredFile
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.records.rows import AgencyRow, CompanyRow, ContractRow, DocumentRow, RecordKind, Row
from societaire.testing.assembly import MemoryParts
from societaire.values import Email, PersonId, Siren
from societaire_db.database import SqlDatabase
from societaire_db.migrate import upgrade
from societaire_mail.smtp import Encryption, SmtpMailer, SmtpServer
from societaire_security.seals import HmacSeals
from societaire_wording.composer import FrenchComposer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUBJECT = "Mails"
QUEUED, DRAINED, RELAYED = 100_000, 10_000, 1000
_PERSONS = 200
_TAKEN = 200
_SIREN = "552000002"
_COPIED = """
INSERT INTO copied
SELECT lower(hex(randomblob(16))), kind, recipient, created_at, due_at, person_id, siren, "values", state, tries,
       last_error, leased_until
FROM outbox ORDER BY rowid
"""
_SINK = """
import socketserver
class Sink(socketserver.StreamRequestHandler):
    wbufsize = 0
    disable_nagle_algorithm = True
    def handle(self):
        say = lambda line: self.wfile.write(line + b"\\r\\n")
        say(b"220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                say(b"354 go")
                while self.rfile.readline() != b".\\r\\n":
                    pass
            elif word == b"QUIT":
                return say(b"221 bye")
            elif word == b"EHLO":
                say(b"250-sink\\r\\n250-PIPELINING")
            say(b"250 ok")
with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
"""


@define
class NamingMailer:
    """Remembers what it was handed."""

    handed: list[str] = field(factory=list)

    def send(self, mail: Mail) -> None:
        """Keep its name."""
        self.handed.append(mail.message_id)


def measure(report: Report, folder: Path) -> None:
    """The three figures, on SQLite."""
    url = f"sqlite:///{folder}/outbox.sqlite"
    upgrade(url)
    database = SqlDatabase(url, MemoryParts.at(NOW).clock)
    try:
        _queue(report, database)
        _drain(report, database, url)
        _relay(report, database, url)
    finally:
        database.dispose()


def _queue(report: Report, database: SqlDatabase) -> None:
    references = _fill(database, QUEUED // _PERSONS)
    ratios, ours, floors = [], [], []
    for _ in range(3):
        _empty(database)
        begun = perf_counter()
        with database.write() as unit:
            count = unit.alerts.publish(references, NOW)
            unit.commit()
        ours.append(perf_counter() - begun)
        assert count == QUEUED, count
        floors.append(_floor(database))
        ratios.append(ours[-1] / floors[-1])
    told = f"{median(ours):.2f} and {median(floors):.2f} s for {QUEUED} messages"
    report.add(SUBJECT, Figure("queueing alerts / INSERT … SELECT of as many rows", median(ratios), "<=", 1.3, told))


def _floor(database: SqlDatabase) -> float:
    with database.writer.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS copied"))
        made = "SELECT sql FROM sqlite_master WHERE tbl_name = 'outbox' AND sql IS NOT NULL ORDER BY type DESC"
        for sql in connection.execute(text(made)).scalars().all():
            connection.execute(text(sql.replace("outbox", "copied")))
    begun = perf_counter()
    with database.writer.begin() as connection:
        connection.execute(text(_COPIED))
    return perf_counter() - begun


def _drain(report: Report, database: SqlDatabase, url: str) -> None:
    _queue_some(database, DRAINED)
    begun = perf_counter()
    with get_context("spawn").Pool(2) as workers:
        handed = [name for names in workers.map(drain, [url, url], chunksize=1) for name in names]
    seconds = perf_counter() - begun
    counts = Counter(handed)
    told = f"{DRAINED / seconds:.0f} messages a second, start of the workers included"
    twice = sum(count > 1 for count in counts.values())
    report.add(SUBJECT, Figure("messages sent twice by two workers", twice, "<=", 0, told))
    report.add(SUBJECT, Figure("messages sent / messages queued", len(counts) / DRAINED, ">=", 1.0))


def drain(url: str) -> list[str]:
    """What one worker does until nothing is due; returns what it sent."""
    database = SqlDatabase(url, MemoryParts.at(NOW).clock)
    mailer = NamingMailer()
    service = _service(database, mailer)
    while service.sending.run(_TAKEN).messages:
        pass
    database.dispose()
    return mailer.handed


def _relay(report: Report, database: SqlDatabase, url: str) -> None:
    ratios, ours, floors, processor = [], [], [], []
    with _sink() as port:
        for _ in range(5):
            _queue_some(database, RELAYED)
            server = SmtpServer("127.0.0.1", port, Encryption.NO)
            with SmtpMailer(server, Address("", addr_spec="a@mutuelle.example")) as mailer:
                service = _service(database, mailer)
                begun, used = perf_counter(), process_time()
                while service.sending.run(_TAKEN).messages:
                    pass
                ours.append(RELAYED / (perf_counter() - begun))
                used = process_time() - used
            begun = process_time()
            floors.append(_bare(port))
            processor.append((process_time() - begun) / used)
            ratios.append(ours[-1] / floors[-1])
    assert url
    told = f"{median(ours):.0f} and {median(floors):.0f} mails a second on one connection"
    report.add(SUBJECT, Figure("relayed by a worker / by a bare smtplib loop", median(ratios), ">=", 0.55, told))
    report.add(SUBJECT, Figure("processor a mail, the loop / the worker", median(processor)))


def _bare(port: int) -> float:
    content = b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<p>un contenu</p>\r\n" * 200
    begun = perf_counter()
    with smtplib.SMTP("127.0.0.1", port, "localhost") as client:
        for number in range(RELAYED):
            client.sendmail("a@mutuelle.example", [f"p{number}@martin.example"], content)
    return RELAYED / (perf_counter() - begun)


@contextmanager
def _sink() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", _SINK], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        port = int(child.stdout.readline())
        try:
            yield port
        finally:
            child.kill()


def _service(database: SqlDatabase, mailer: NamingMailer | SmtpMailer) -> Societaire:
    parts = MemoryParts.at(NOW)
    composer = FrenchComposer("https://espace.mutuelle.example", "Mutuelle d'essai")
    seals = HmacSeals(("bench" * 10,))
    return Societaire.from_ports(
        evolve(parts.ports(), database=database, mailer=mailer, composer=composer, seals=seals)
    )


def _queue_some(database: SqlDatabase, count: int) -> None:
    _empty(database)
    with database.write() as unit:
        unit.alerts.publish([f"D{number}" for number in range(count // _PERSONS)], NOW)
        unit.commit()


def _empty(database: SqlDatabase) -> None:
    with database.writer.begin() as connection:
        connection.execute(text("DELETE FROM outbox"))


def _fill(database: SqlDatabase, documents: int) -> list[str]:
    """One company, so many documents, and people who asked for each."""
    references = [f"D{number}" for number in range(documents)]
    stored = StoredFile("0" * 32 + "/" + "0" * 64, 1, "0" * 64)
    rows: list[tuple[RecordKind, list[Row]]] = [
        (RecordKind.AGENCY, [AgencyRow("A1", "Lyon", "0400000000")]),
        (RecordKind.COMPANY, [CompanyRow(_SIREN, "Maçonnerie", CompanyStatus.ACTIVE, "A1")]),
        (
            RecordKind.CONTRACT,
            [
                ContractRow(
                    "K1", _SIREN, "RCD", "Décennale", ContractStatus.ACTIVE, date(2020, 1, 1), PremiumMode.ON_BASES
                )
            ],
        ),
        (
            RecordKind.DOCUMENT,
            [
                DocumentRow(each, "K1", DocumentKind.ATTESTATION, 2026, "a.pdf", date(2026, 1, 15))
                for each in references
            ],
        ),
    ]
    with database.write() as unit:
        for kind, batch in rows:
            unit.records.apply(Batch("bench", kind, batch, dict.fromkeys(references, stored)))
        for number in range(_PERSONS):
            person = Person(PersonId(f"{number:032x}"), Email(f"p{number}@martin.example"), "Durand", "Claire")
            unit.persons.save(person)
            unit.accesses.save(Access(person.id, Siren(_SIREN), Profile.COLLABORATOR, AccessState.LIVE, NOW))
            unit.choices.save([Choice(person.id, Topic.ATTESTATIONS, Frequency.IMMEDIATE, NOW)])
        unit.commit()
    return references
