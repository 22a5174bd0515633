"""Sending a claim, whatever is killed meanwhile: once, whole, told to both sides (RULES H3; SECURITY 4.3, 4.4)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from random import uniform

import pytest

from societaire.claims.declaring import ClaimFilesChanged
from societaire.uploads.upload import UploadState
from societaire_db.database import SqlDatabase
from tests.adapters.claim_defects import mail_after_commit, marked_before_sent, rows_before_files, without_key
from tests.adapters.claim_rounds import Insurer, Plant, amiss, kill_in_a_crowd, sending_rounds, working_rounds
from tests.core.upload_setting import PDF

CLICKS = 50
KILLS = 4
"""More take longer, and show more: 0 losses in N kills is a rate under 3/N, at 95 %."""
Rounds = Callable[[Insurer], Iterator[list[str]]]


class TestClaims:
    """On SQLite and on PostgreSQL."""

    @pytest.fixture(params=["sqlite", "postgresql"])
    def insurer(self, request: pytest.FixtureRequest, tmp_path: Path) -> Insurer:
        database: SqlDatabase = request.getfixturevalue(f"{request.param}_database")
        return Insurer(database, tmp_path)

    def test_a_claim_killed_anywhere_is_sent_once_and_whole_by_a_retry(self, insurer: Insurer) -> None:
        found = list(sending_rounds(insurer))
        assert [fault for faults in found for fault in faults] == []
        assert len(found) > 20, "points of two transactions, and of the receipt's file"

    def test_a_worker_killed_anywhere_loses_no_mail(self, insurer: Insurer) -> None:
        found = list(working_rounds(insurer))
        assert [fault for faults in found for fault in faults] == []
        assert len(found) > 8, "the lease, the mail, its mark"
        assert insurer.damage() == []

    def test_kills_at_random_in_a_crowd_lose_no_claim(self, insurer: Insurer) -> None:
        found = [list(kill_in_a_crowd(insurer, uniform(0, 0.2))) for _ in range(KILLS)]  # noqa: S311 - when, no secret
        assert [fault for faults in found for fault in faults] == []

    def test_clicks_at_once_send_once(self, insurer: Insurer) -> None:
        draft = insurer.draft()
        with ThreadPoolExecutor(CLICKS) as clicks:
            sent = list(clicks.map(insurer.send, [draft] * CLICKS))
        assert {(one.receipt, one.receipt_sha256) for one in sent} == {("D2026-000001", sent[0].receipt_sha256)}
        assert insurer.trace(draft) == (1, 1, 1, 1)
        assert [*insurer.damage(), *amiss(insurer)] == []


@pytest.fixture
def insurer(sqlite_database: SqlDatabase, tmp_path: Path) -> Insurer:
    return Insurer(sqlite_database, tmp_path)


def test_another_content_under_the_same_key_leaves_the_claim_as_it_was_sent(insurer: Insurer) -> None:
    draft = insurer.draft()
    first = insurer.send(draft)
    send = insurer.service.claiming.send
    for files in ({}, {"f" * 32: "0" * 64}):
        assert send(insurer.person, insurer.siren, draft.id, draft.key, files, certified=True) == first
    assert insurer.trace(draft) == (1, 1, 1, 1)


@pytest.mark.parametrize("cut", [0, 1, len(PDF) // 2, len(PDF) - 10, len(PDF) - 4, len(PDF) - 1])
def test_a_file_that_was_cut_keeps_its_claim_from_being_sent_until_it_is_whole(insurer: Insurer, cut: int) -> None:
    draft = insurer.draft()
    uploading, subject = insurer.service.uploading, f"claim:{draft.id}"
    announced = uploading.begin(insurer.person, insurer.siren, subject, "photographs", "b.pdf", len(PDF))
    upload = uploading.append(insurer.person, insurer.siren, announced.id, 0, BytesIO(PDF[:cut]))
    assert (upload.state, upload.offset) == (UploadState.RECEIVING, cut)
    (digest,) = draft.files.values()
    draft.files[upload.id] = digest
    with pytest.raises(ClaimFilesChanged):
        insurer.send(draft)
    assert insurer.trace(draft) == (0, 0, 0, 0)
    assert insurer.damage() == []
    uploading.append(insurer.person, insurer.siren, upload.id, cut, BytesIO(PDF[cut:]))
    assert len(insurer.send(draft).files) == 2


@pytest.mark.parametrize(
    ("plant", "rounds", "said"),
    [
        (without_key, sending_rounds, "claims that nobody declared"),
        (rows_before_files, sending_rounds, "verify_file_missing"),
        (mail_after_commit, sending_rounds, "half sent: (1, 1, 1, 0)"),
        (marked_before_sent, working_rounds, "handed in 0 times"),
    ],
)
def test_each_planted_defect_is_caught(
    sqlite_database: SqlDatabase, tmp_path: Path, plant: Plant, rounds: Rounds, said: str
) -> None:
    found = next((faults for faults in rounds(Insurer(sqlite_database, tmp_path, plant)) if faults), [])
    assert any(said in fault for fault in found), found
