"""Importing: what holds goes in, what does not is refused row by row, and nothing is half-written."""

from datetime import date, timedelta
from threading import Barrier
from typing import BinaryIO

import pytest
from attrs import evolve, field, frozen

from societaire.claims.claim import ClaimState
from societaire.contracts.contract import ContractStatus
from societaire.ports.export import NotAnExport
from societaire.ports.identity import DatabaseBusy
from societaire.ports.storage import StoredFile
from societaire.records.rows import (
    AccessRow,
    ContactRow,
    RecordKind,
)
from societaire.settings import Limits
from societaire.testing.export import MemoryExport
from societaire.testing.storage import MemoryFileStore
from societaire.values import Siren
from tests.core.import_desk import (
    ADMINISTRATOR,
    AGENCY,
    BASE,
    CLAIM,
    COLLABORATOR,
    COMPANY,
    CONTRACT,
    DAY,
    DOCUMENT,
    NOON,
    ONE,
    OTHER,
    PDF,
    Desk,
    Rows,
    person,
    refusals,
    total,
)


class Interrupted(BaseException):
    """Somebody stopped the program."""


class Interruption:
    """Stops an import after so many batches."""

    def __init__(self, batches: int) -> None:
        self.left = batches

    def __call__(self, _done: int, _total: int) -> None:
        self.left -= 1
        if self.left == 0:
            raise Interrupted


@frozen
class TogetherFiles(MemoryFileStore):
    """Lets nobody save alone: each waits for the others, and fails when they do not come."""

    barrier: Barrier = field(factory=lambda: Barrier(7, timeout=20))

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Keep a content, once the others come."""
        self.barrier.wait()
        return super().save(owner, content)


@pytest.fixture
def desk() -> Desk:
    """Nothing imported yet."""
    return Desk()


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    """The base export imported."""
    assert desk.load(BASE).refused_total == 0
    return desk


# Again, before, and instead.


def test_a_second_import_changes_nothing_and_says_so(loaded: Desk) -> None:
    before = loaded.database.tables.copied()
    report = loaded.load(BASE)
    assert total(report) == (0, 0, 9, 0, 0)
    after = loaded.database.tables.copied()
    before.events, after.events = {}, {}
    assert after == before


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Desk) -> None:
    before = desk.database.tables
    report = desk.load(
        {**BASE, RecordKind.DOCUMENT: [DOCUMENT, DOCUMENT._replace(reference="D2", file="x.pdf")]}, dry_run=True
    )
    assert (total(report), report.written) == ((9, 0, 0, 0, 1), False)
    assert desk.database.tables is before
    assert list(desk.files.keys(NOON + timedelta(days=1))) == []
    assert desk.heard == list(report.refused)


def test_strictness_writes_nothing_unless_everything_is_good(desk: Desk) -> None:
    before = desk.database.tables
    bad = desk.load({**BASE, RecordKind.CONTRACT: [CONTRACT._replace(agency="X")]}, strict=True)
    assert (bad.written, bad.refused_total, desk.database.tables is before) == (False, 3, True)
    desk.heard.clear()
    good = desk.load(BASE, strict=True)
    assert (good.written, total(good), desk.heard) == (True, (9, 0, 0, 0, 0), [])


def test_an_interrupted_import_ends_in_the_same_state_when_run_again(loaded: Desk) -> None:
    other = Desk()
    for batches in range(1, 7):
        with pytest.raises(Interrupted):
            other.imports.run(MemoryExport(BASE, {"d1.pdf": PDF}), progress=Interruption(batches))
    assert other.load(BASE).refused_total == 0
    first, second = loaded.database.tables.copied(), other.database.tables.copied()
    first.events, second.events = {}, {}
    assert second == first


def test_progress_ends_at_the_whole(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    for dry_run, strict in ((False, False), (True, False), (False, True)):
        told.clear()
        desk.imports.run(
            MemoryExport(BASE, {"d1.pdf": PDF}),
            dry_run=dry_run,
            strict=strict,
            progress=lambda done, whole: told.append((done, whole)),
        )
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1]


def test_without_any_file_there_is_no_import(desk: Desk) -> None:
    with pytest.raises(NotAnExport):
        desk.load({})
    assert desk.database.tables.events == {}


def test_a_report_holds_the_first_thousand_and_its_listener_hears_all(desk: Desk) -> None:
    report = desk.load({RecordKind.CONTACT: [ContactRow(f"I{n}", "A", "B", "X") for n in range(1200)]})
    assert (len(report.refused), report.refused_total, len(desk.heard)) == (1000, 1200, 1200)
    data = report.as_data(lambda remark: remark.code.upper())
    assert data["files"]["contact"]["refused"] == data["refused_total"] == 1200
    assert data["refused"][0] == {
        "file": "contact", "line": 2, "column": "agency", "value": "X", "code": "reference_unknown",
        "reason": "REFERENCE_UNKNOWN",
    }  # fmt: skip


# References.


def test_what_refers_to_a_refused_row_is_refused_too(desk: Desk) -> None:
    report = desk.load({**BASE, RecordKind.COMPANY: [COMPANY._replace(agency="X")]})
    assert refusals(report) == [
        ("company", 2, "agency", "reference_unknown"),
        ("access", 2, "siren", "reference_unknown"),
        ("access", 3, "siren", "reference_unknown"),
        ("contract", 2, "siren", "reference_unknown"),
        ("document", 2, "contract", "reference_unknown"),
        ("claim", 2, "contract", "reference_unknown"),
    ]
    assert total(report) == (3, 0, 0, 0, 6)
    assert list(desk.files.keys(NOON + timedelta(days=1))) == []


def test_an_earlier_version_is_enough_to_refer_to(loaded: Desk) -> None:
    report = loaded.load({**BASE, RecordKind.COMPANY: [COMPANY._replace(agency="X")]})
    assert refusals(report) == [("company", 2, "agency", "reference_unknown")]


def test_what_is_already_stored_need_not_be_in_the_export(loaded: Desk) -> None:
    report = loaded.load({RecordKind.CLAIM: [CLAIM._replace(number="S2"), CLAIM._replace(number="S3", handler="X")]})
    assert refusals(report) == [("claim", 3, "handler", "reference_unknown")]
    assert total(report) == (1, 0, 0, 0, 1)


# Terms of contracts.


def test_a_contract_does_not_end_before_it_starts(loaded: Desk) -> None:
    ended = CONTRACT._replace(status=ContractStatus.TERMINATED, end_date=date(2019, 12, 31))
    assert refusals(loaded.load({RecordKind.CONTRACT: [ended]})) == [("contract", 2, "end_date", "ends_before_start")]
    assert loaded.load({RecordKind.CONTRACT: [ended._replace(end_date=DAY)]}).refused_total == 0
    later = ended._replace(start_date=date(2021, 1, 1), end_date=None)
    assert refusals(loaded.load({RecordKind.CONTRACT: [later]})) == [("contract", 2, "start_date", "ends_before_start")]
    # Active again, it has no end.
    active = later._replace(status=ContractStatus.ACTIVE)
    assert loaded.load({RecordKind.CONTRACT: [active]}).refused_total == 0


# Contents.


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("d1.pdf", None, "file_missing"),
        ("d1.pdf", b"", "file_empty"),
        ("d1.pdf", b"<html>", "file_kind"),
        ("d1.png", PDF, "file_kind"),
        ("d1.exe", PDF, "file_kind"),
        ("d1.pdf", b"%PDF-1.3\n" + b"x" * 5000, "file_truncated"),
        ("d1.pdf", PDF.ljust(Limits().file_bytes) + PDF, "file_too_large"),
    ],
)
def test_a_document_comes_with_its_whole_content(desk: Desk, name: str, content: bytes | None, code: str) -> None:
    rows = [DOCUMENT._replace(file=name), DOCUMENT._replace(reference="D2", file="good.pdf")]
    contents = {"good.pdf": PDF} if content is None else {"good.pdf": PDF, name: content}
    report = desk.load({**BASE, RecordKind.DOCUMENT: rows}, contents)
    assert refusals(report) == [("document", 2, "file", code)]
    assert set(desk.database.tables.documents) == {"D2"}
    assert len(list(desk.files.keys(NOON + timedelta(days=1)))) == 1


def test_a_content_is_stored_under_its_company_and_only_once(loaded: Desk) -> None:
    stored = loaded.database.tables.documents["D1"]
    owner = loaded.database.tables.companies[Siren(ONE)].file_owner
    assert stored.file_key.startswith(f"s/{owner}/")
    assert loaded.files.open(stored.file_key).read() == PDF
    assert list(loaded.files.keys(NOON + timedelta(days=1))) == [stored.file_key]
    loaded.clock.advance(timedelta(days=2))
    loaded.load(BASE)
    assert list(loaded.files.keys(NOON + timedelta(days=1))) == [stored.file_key]


@pytest.mark.parametrize("left", [None, b"", PDF[:-1]])
def test_a_content_that_was_lost_or_truncated_is_put_back(loaded: Desk, left: bytes | None) -> None:
    key = loaded.database.tables.documents["D1"].file_key
    if left is None:
        loaded.files.delete(key)
    else:
        loaded.files._held[key] = (left, NOON)
    loaded.load(BASE, dry_run=True)
    assert loaded.files.size(key) == (None if left is None else len(left))
    assert total(loaded.load(BASE))[:2] == (0, 0)
    assert loaded.files.open(key).read() == PDF


def test_a_content_follows_its_contract_into_another_company_once(loaded: Desk) -> None:
    moved: Rows = {
        RecordKind.COMPANY: [COMPANY._replace(siren=OTHER)],
        RecordKind.CONTRACT: [CONTRACT._replace(siren=OTHER)],
        RecordKind.DOCUMENT: [DOCUMENT],
    }
    loaded.load(moved)
    owner = loaded.database.tables.companies[Siren(OTHER)].file_owner
    stored = loaded.database.tables.documents["D1"]
    assert stored.file_key.startswith(f"s/{owner}/")
    assert loaded.files.open(stored.file_key).read() == PDF
    assert total(loaded.load(moved)) == (0, 0, 3, 0, 0)


def test_a_new_content_replaces_the_one_before(loaded: Desk) -> None:
    other = PDF.replace(b"1.3", b"1.4")
    assert total(loaded.load({RecordKind.DOCUMENT: [DOCUMENT]}, {"d1.pdf": other})) == (0, 1, 0, 0, 0)
    assert loaded.files.open(loaded.database.tables.documents["D1"].file_key).read() == other


def test_nothing_is_stored_while_the_storage_is_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_store: MemoryFileStore, _owner: str, _content: object) -> None:
        raise DatabaseBusy(1)

    with monkeypatch.context() as patched:
        patched.setattr(MemoryFileStore, "save", fail)
        with pytest.raises(DatabaseBusy):
            desk.load(BASE)
    assert desk.database.tables.documents == {}
    assert total(desk.load(BASE)) == (2, 0, 7, 0, 0)


# Events.


def test_a_first_load_is_no_news(loaded: Desk) -> None:
    kinds = {event.kind for stream in loaded.database.tables.events.values() for event in stream}
    assert kinds == {"ImportApplied"}
    loaded.load({**BASE, RecordKind.COMPANY: [COMPANY, COMPANY._replace(siren=OTHER)], RecordKind.CONTRACT: [
        CONTRACT, CONTRACT._replace(number="K2", siren=OTHER)], RecordKind.DOCUMENT: [
        DOCUMENT, DOCUMENT._replace(reference="D2", contract="K2")]})  # fmt: skip
    assert loaded.events_named("DocumentPublished") == []


def test_what_comes_after_the_first_load_is_told(loaded: Desk) -> None:
    loaded.load(
        {
            RecordKind.PERSON: [person(3)],
            RecordKind.ACCESS: [AccessRow("P3", ONE, COLLABORATOR), AccessRow("P2", ONE, ADMINISTRATOR)],
            RecordKind.DOCUMENT: [DOCUMENT._replace(label="L"), DOCUMENT._replace(reference="D2")],
            RecordKind.CLAIM: [CLAIM._replace(state=ClaimState.CLOSED)],
        }
    )
    for name in ("AccessGranted", "AccessProfileChanged", "DocumentPublished", "ClaimStateChanged"):
        (event,) = loaded.events_named(name)
        assert event.stream == f"company:{ONE}"


def test_an_interrupted_first_load_stays_one(desk: Desk) -> None:
    with pytest.raises(Interrupted):
        desk.imports.run(MemoryExport(BASE, {"d1.pdf": PDF}), progress=Interruption(4))
    desk.load(BASE)
    assert desk.events_named("DocumentPublished") == []
    assert desk.events_named("ClaimStateChanged") == []


def test_several_contents_are_stored_at_once_and_reported_in_their_order(desk: Desk) -> None:
    desk.load({kind: rows for kind, rows in BASE.items() if kind is not RecordKind.DOCUMENT})
    names = [f"d{number:02}.pdf" for number in range(16)]
    rows = [DOCUMENT._replace(reference=name, file=name) for name in names]
    contents = {name: PDF + name.encode() for name in names if name not in ("d03.pdf", "d09.pdf")}
    files = TogetherFiles(desk.clock)
    desk.imports = evolve(desk.imports, files=files)
    report = desk.load({RecordKind.DOCUMENT: rows}, contents)
    assert [remark.value for remark in report.refused] == ["d03.pdf", "d09.pdf"]
    kept = desk.database.tables.documents
    for name, content in contents.items():
        with files.open(kept[name].file_key) as file:
            assert file.read() == content


def test_each_batch_is_one_event_of_the_run() -> None:
    desk = Desk(batch=5)
    report = desk.load({RecordKind.AGENCY: [AGENCY._replace(code=str(n)) for n in range(12)]})
    (stream,) = desk.database.tables.events
    assert stream == f"import:{report.run}"
    assert len(desk.database.tables.events[stream]) == 3
