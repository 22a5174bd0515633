"""Every store of pieces keeps the same claims."""

from pathlib import Path
from uuid import uuid4

import pytest

from societaire.ports.pieces import PieceStore
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_pieces import PieceStoreConformance
from societaire.testing.conformance_world import NOON
from societaire.testing.pieces import MemoryPieceStore
from societaire_storage import open_piece_store


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
