"""How much may be sent: for one file, and for one subject (RULES E6 and the table of limits)."""

from collections.abc import Iterable, Iterator

from societaire.errors import Problem
from societaire.settings import Limits
from societaire.uploads.upload import Upload, UploadState


def size_problem(size: int, limits: Limits) -> Problem | None:
    """Why no file of `size` bytes is taken, None when it is."""
    if size <= 0:
        return Problem("file", "file_empty")
    if size > limits.file_bytes:
        return Problem.of("file", "file_too_large", largest=limits.file_bytes)
    return None


def room_problem(held: Iterable[Upload], size: int, limits: Limits) -> Problem | None:
    """Why a subject with those files takes no other one of `size` bytes, None when it does.

    A file counts for all of its bytes as soon as it is announced; one that was refused counts for none.
    """
    counted = [upload for upload in held if upload.state is not UploadState.REFUSED]
    if len(counted) >= limits.files:
        return Problem.of("file", "files_too_many", most=limits.files)
    if sum(upload.size for upload in counted) + size > limits.files_bytes:
        return Problem.of("file", "files_too_heavy", largest=limits.files_bytes)
    return None


def next_order(held: Iterable[Upload], slot: str) -> int:
    """The place after the last one of a slot, 1 the first."""
    return max((upload.order for upload in held if upload.slot == slot), default=0) + 1


def reordered(held: Iterable[Upload], slot: str, ids: Iterable[str]) -> Iterator[tuple[Upload, int]]:
    """The files of a slot whose place changes, with that place: those named first, as named, then the others."""
    there = {upload.id: upload for upload in sorted(held, key=lambda one: one.order) if upload.slot == slot}
    wanted = [id_ for id_ in dict.fromkeys(ids) if id_ in there]
    rest = [id_ for id_ in there if id_ not in wanted]
    for place, id_ in enumerate((*wanted, *rest), start=1):
        if there[id_].order != place:
            yield there[id_], place
