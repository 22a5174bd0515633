"""Every store of pieces keeps the same claims."""

import errno
import os
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from societaire.ports.pieces import PieceStore
from societaire.ports.storage import StoredFile, file_key
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_pieces import PieceStoreConformance
from societaire.testing.conformance_world import NOON
from societaire.testing.pieces import MemoryPieceStore
from societaire_storage import open_file_store, open_piece_store


class TestMemoryPieceStore(PieceStoreConformance):
    @pytest.fixture
    def store(self) -> PieceStore:
        return MemoryPieceStore(FixedClock(NOON))


class TestTransientPieceStore(PieceStoreConformance):
    @pytest.fixture
    def store(self) -> PieceStore:
        return open_piece_store(f"memory://{uuid4().hex}")


class TestDiskPieceStore(PieceStoreConformance):
    @pytest.fixture
    def store(self, tmp_path: Path) -> PieceStore:
        return open_piece_store(f"file://{tmp_path}/un dossier/à faire")


class TestS3PieceStore(PieceStoreConformance):
    @pytest.fixture
    def store(self, s3_bucket: str, s3_service: str) -> PieceStore:
        return open_piece_store(f"s3://{s3_bucket}/some/prefix", endpoint=s3_service)


def test_a_file_of_one_piece_is_taken_over_without_being_written_again(tmp_path: Path) -> None:
    pieces, files = open_piece_store(f"file://{tmp_path}"), open_file_store(f"file://{tmp_path}")
    name = pieces.keep("a" * 32, BytesIO(b"whole"), whole=True)
    (piece,) = (path for path in tmp_path.rglob(name))
    os.utime(piece, (0, 0))
    digest = sha256(b"whole").hexdigest()
    stored = StoredFile(file_key("b" * 32, digest), 5, digest)
    for _ in range(2):
        with pieces.open("a" * 32, [name]) as content:
            assert files.save("b" * 32, content) == stored
    kept = tmp_path / stored.key
    assert kept.stat().st_ino == piece.stat().st_ino
    assert time.time() - kept.stat().st_mtime < 60, "as new as any file just saved"
    pieces.forget("a" * 32)
    with files.open(stored.key) as content:
        assert content.read() == b"whole"
    assert [path.name for path in kept.parent.iterdir()] == [stored.sha256]


def test_a_storage_that_knows_no_second_names_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, files = open_piece_store(f"file://{tmp_path}"), open_file_store(f"file://{tmp_path}")
    name = pieces.keep("a" * 32, BytesIO(b"whole"), whole=True)

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    with pieces.open("a" * 32, [name]) as content:
        stored = files.save("b" * 32, content)
    with files.open(stored.key) as kept:
        assert kept.read() == b"whole"
