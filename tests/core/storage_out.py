"""A storage that keeps nothing for a while."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from societaire.ports.storage import StorageUnavailable
from societaire.testing.storage import MemoryFileStore


@contextmanager
def storage_out() -> Iterator[None]:
    """Within it, no content can be saved."""

    def fail(_store: MemoryFileStore, _owner: str, _content: object) -> None:
        raise StorageUnavailable

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MemoryFileStore, "save", fail)
        yield
