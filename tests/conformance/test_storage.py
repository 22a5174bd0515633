"""Every store of files keeps the same claims."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from attrs import frozen

from societaire.ports.storage import FileStore
from societaire.testing.conformance_storage import FileStoreConformance
from societaire.testing.storage import MemoryFileStore
from societaire_storage import open_file_store


@frozen
class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC)


class TestMemoryFileStore(FileStoreConformance):
    @pytest.fixture
    def store(self) -> FileStore:
        return MemoryFileStore(Noon())


class TestTransientFileStore(FileStoreConformance):
    @pytest.fixture
    def store(self) -> FileStore:
        return open_file_store(f"memory://{uuid4().hex}")


class TestDiskFileStore(FileStoreConformance):
    @pytest.fixture
    def store(self, tmp_path: Path) -> FileStore:
        return open_file_store(f"file://{tmp_path}/un dossier/à faire")


class TestS3FileStore(FileStoreConformance):
    @pytest.fixture
    def store(self, s3_bucket: str, s3_service: str) -> FileStore:
        return open_file_store(f"s3://{s3_bucket}/some/prefix", endpoint=s3_service)
