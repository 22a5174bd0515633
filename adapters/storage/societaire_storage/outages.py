"""What a system says of a failing disk, as the storage says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from societaire.ports.storage import StorageUnavailable


@contextmanager
def outages(*others: type[Exception]) -> Iterator[None]:
    """Turn an error of the system (full, over quota, read-only, input or output), or one of `others`, into ours."""
    kinds: tuple[type[Exception], ...] = (OSError, *others)
    try:
        yield
    except kinds as error:
        raise StorageUnavailable from error
