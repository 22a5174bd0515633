"""Claims sent by processes that are killed, round after round: what each leaves, and what a retry makes of it.

The invariants are those of SECURITY 4.3: I1, a claim that was acknowledged is there once, with its files and receipt
whole; I2, one key, one claim; I3, no claim without its event and its mail; I4, no file but whole; I5, a mail that is
marked sent was handed in, at most twice after a cut, under one Message-ID.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from attrs import define, evolve, field, frozen

from societaire.app import Ports, Societaire
from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.pieces import content_digest
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.notifications import LEASE, Message, MessageState
from societaire.ports.storage import FileMissing
from societaire.records.rows import ContractRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import NOON, World
from societaire.values import PersonId, Siren
from societaire_db.database import SqlDatabase
from societaire_security.entropy import SystemEntropy
from societaire_storage import open_file_store, open_piece_store
from tests.adapters.crashes import Postbox, begun, is_killed
from tests.core.claims.setting import THEFT
from tests.core.upload_setting import PDF

Plant = Callable[[Ports], Societaire]
_MANY = 10_000
_CROWD = 3


@frozen
class Draft:
    """A declaration ready to be sent: what its page holds."""

    id: str
    key: str
    files: dict[str, str]


@define
class Insurer:
    """An installation on a disk and a database, with a company that declares; `plant` makes its library."""

    database: SqlDatabase
    folder: Path
    plant: Plant = Societaire.from_ports
    drafts: list[Draft] = field(factory=list, init=False)
    clock: FixedClock = field(init=False)
    postbox: Postbox = field(init=False)
    service: Societaire = field(init=False)
    ports: Ports = field(init=False)
    siren: Siren = field(init=False)
    person: PersonId = field(init=False)

    def __attrs_post_init__(self) -> None:
        storage = f"file://{self.folder}/files"
        self.clock, self.postbox = FixedClock(NOON), Postbox(self.folder / "post")
        self.database.clock = self.clock
        self.ports = evolve(
            MemoryParts.at(NOON).ports(),
            database=self.database,
            files=open_file_store(storage),
            pieces=open_piece_store(storage),
            entropy=SystemEntropy(),
            mailer=self.postbox,
            clock=self.clock,
        )
        self.service = self.plant(self.ports)
        world = World(self.database)
        company, person = world.company(), world.person()
        world.access(person, company)
        self.siren, self.person = company.siren, person.id
        kind = (ContractStatus.ACTIVE, date(2015, 1, 1), PremiumMode.FLAT)
        world.load(RecordKind.CONTRACT, [ContractRow("MRP-1", str(self.siren), "MRP", "Multirisque", *kind)])

    def draft(self) -> Draft:
        """A declaration with its answers and a file."""
        new = self.service.claiming.begin(self.person, self.siren, "D1")
        self.service.claiming.save(self.person, self.siren, new.id, THEFT, new.version)
        draft = Draft(new.id, new.key, self.upload(new.subject))
        self.drafts.append(draft)
        return draft

    def upload(self, subject: str) -> dict[str, str]:
        """A file sent for a declaration: its SHA-256 by its identifier."""
        uploading = self.service.uploading
        announced = uploading.begin(self.person, self.siren, subject, "photographs", "constat.pdf", len(PDF))
        upload = uploading.append(self.person, self.siren, announced.id, 0, BytesIO(PDF))
        return {upload.id: upload.sha256 or ""}

    def send(self, draft: Draft) -> ClaimDeclaration:
        """As a click does."""
        send = self.service.claiming.send
        return send(self.person, self.siren, draft.id, draft.key, draft.files, certified=True)

    def work(self) -> None:
        """Once the leases of a worker that died are over, another one sends what waits, and has files scanned."""
        self.clock.advance(LEASE + timedelta(seconds=1))
        self.service.sending.run()
        self.service.upload_checks.scan_waiting()

    # What is there.

    def trace(self, draft: Draft) -> tuple[int, int, int, int]:
        """How often a draft was sent, became a claim, was told to the insurer, and to its sender."""
        with self.database.read() as kept:
            found = kept.claim_declarations.get(self.siren, draft.id)
            claim = kept.claims.get(self.siren, draft.id)
        told = [values for values in self.events() if values["claim"] == draft.id]
        return int(bool(found and found.receipt)), int(bool(claim)), len(told), len(self.messages(draft))

    def events(self) -> list[dict[str, str]]:
        """What the insurer was told of claims that were sent."""
        with self.database.read() as kept:
            stream = kept.events.of_stream(f"company:{self.siren}")
        return [json.loads(event.values) for event in stream if event.kind == "ClaimSent"]

    def messages(self, draft: Draft) -> list[Message]:
        """What its sender is told."""
        with self.database.read() as kept:
            every = [message for state in MessageState for message in kept.outbox_desk.listed(state, _MANY)]
        return [message for message in every if dict(message.values).get("claim") == draft.id]

    def damage(self) -> list[str]:
        """What `societaire verify --contents` says."""
        return [f"verify: {found.code} {dict(found.values)}" for found in self.service.verification.run(contents=True)]


def sending_rounds(insurer: Insurer) -> Iterator[list[str]]:
    """Kill the sending of a claim at its first point, of another at its second, and so on, then send it again.

    Yields what is wrong after each round.
    """
    killed, at = True, 0
    while killed:
        at += 1
        draft = insurer.draft()
        killed = is_killed(insurer.database, at, lambda draft=draft: insurer.send(draft))  # type: ignore[misc]
        yield [f"point {at}: {fault}" for fault in (*_left(insurer, draft, acknowledged=not killed), *amiss(insurer))]
    yield insurer.damage()


def working_rounds(insurer: Insurer) -> Iterator[list[str]]:
    """The same with the worker that sends the mail of a claim: killed at each point, then replaced."""
    killed, at = True, 0
    while killed:
        at += 1
        draft = insurer.draft()
        insurer.send(draft)
        killed = is_killed(insurer.database, at, insurer.service.sending.run)
        insurer.work()
        yield [f"point {at}: {fault}" for fault in _posted(insurer, draft, most=2 if killed else 1)]


def kill_in_a_crowd(insurer: Insurer, after: float) -> Iterator[str]:
    """Kill a process in which several people declare without end, so many seconds after its first sending began, then
    send again what it had begun; what is wrong."""
    book = insurer.folder / "book"
    book.write_text("", encoding="utf-8")
    child = begun(insurer.database, lambda: _declare_without_end(insurer, book))
    while not book.stat().st_size:
        time.sleep(0.01)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = [line.split() for line in book.read_text(encoding="utf-8").splitlines()]
    acknowledged = {line[0]: line[1] for line in told if len(line) == 2}
    for draft_id, key, upload, digest in (line for line in told if len(line) == 4):
        draft = Draft(draft_id, key, {upload: digest})
        insurer.drafts.append(draft)
        yield from _left(insurer, draft, acknowledged=draft_id in acknowledged)
        receipt = insurer.send(draft).receipt
        if acknowledged.get(draft_id, receipt) != receipt:
            yield f"acknowledged as {acknowledged[draft_id]}, then {receipt}"
    yield from (*insurer.damage(), *amiss(insurer))


def _declare_without_end(insurer: Insurer, book: Path) -> None:
    def declare(_: int) -> None:
        while True:
            draft = insurer.draft()
            ((upload, digest),) = draft.files.items()
            _note(book, f"{draft.id} {draft.key} {upload} {digest}")
            _note(book, f"{draft.id} {insurer.send(draft).receipt}")

    with ThreadPoolExecutor(_CROWD) as crowd:
        list(crowd.map(declare, range(_CROWD)))


def _note(book: Path, line: str) -> None:
    with book.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def _left(insurer: Insurer, draft: Draft, *, acknowledged: bool) -> Iterator[str]:
    yield from insurer.damage()
    trace = insurer.trace(draft)
    if len(set(trace)) > 1:
        yield f"half sent: {trace}"
    if acknowledged and set(trace) != {1}:
        yield f"acknowledged, and not sent: {trace}"
    first, again = insurer.send(draft), insurer.send(draft)
    if first != again:
        yield f"told {first.receipt}, then {again.receipt}"
    if (trace := insurer.trace(draft)) != (1, 1, 1, 1):
        yield f"not once after the retry: {trace}"
    else:
        yield from _content(insurer, draft, again)


def _content(insurer: Insurer, draft: Draft, sent: ClaimDeclaration) -> Iterator[str]:
    with insurer.database.read() as kept:
        claim = kept.claims.get(insurer.siren, draft.id)
        uploads = kept.uploads.of_subject(insurer.siren, sent.subject)
    if claim is None or not claim.number == claim.receipt == sent.receipt:
        yield f"the claim bears another number than {sent.receipt}"
    if {file.upload: file.sha256 for file in sent.files} != draft.files:
        yield "other files were sent than were shown"
    for key, digest in (*((one.file_key, one.sha256) for one in uploads), (sent.receipt_key, sent.receipt_sha256)):
        if _hash(insurer, key or "") != digest:
            yield f"cannot be read whole: {key}"
    told = {values["claim"]: values["content"] for values in insurer.events()}
    if told[draft.id] != content_digest(sent):
        yield "the insurer was told of another content"


def amiss(insurer: Insurer) -> Iterator[str]:
    """Claims that nobody declared, and numbers given twice."""
    with insurer.database.read() as kept:
        claims = kept.claims.of_company(insurer.siren)
    if strangers := {claim.id for claim in claims} - {draft.id for draft in insurer.drafts}:
        yield f"{len(strangers)} claims that nobody declared"
    if len({claim.number for claim in claims}) < len(claims):
        yield "one number for several claims"


def _posted(insurer: Insurer, draft: Draft, most: int) -> Iterator[str]:
    (message,) = insurer.messages(draft)
    if message.state is not MessageState.SENT:
        yield f"the mail is {message.state.value}: {message.last_error}"
    taken = insurer.postbox.taken()[f"<{message.id}@memory.example>"]
    if not 1 <= taken <= most:
        yield f"the mail was handed in {taken} times"


def _hash(insurer: Insurer, key: str) -> str:
    try:
        with insurer.ports.files.open(key) as content:
            return sha256(content.read()).hexdigest()
    except FileMissing:
        return ""
