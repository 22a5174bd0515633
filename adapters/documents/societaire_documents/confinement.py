"""Work on files that may be hostile, in a process of its own: little memory, little time, no file and no network."""

import errno
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from attrs import field, frozen

from societaire.errors import Problem
from societaire.ports.inspector import InspectorBusy

_WALL_SECONDS = 25
_WALL_SECONDS_A_PAGE = 4
_LONGEST_ANSWER = 4 * 1024 * 1024
_PROGRAM = "societaire_documents.confined"
_FULL = frozenset({errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE})
"""What the machine says when it has no room for one more process."""
TOO_COMPLEX = Problem("file", "file_too_complex")


class Refused(Exception):
    """The work could not be done on these files; `at` is which one, from 0."""

    def __init__(self, problem: Problem, at: int = 0) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.at = at


@frozen
class Confinement:
    """Runs tasks of `confined`, so many at once; those that wait longer than `patience` seconds are turned away."""

    places: int = 2
    patience: float = 5.0
    wall: float = _WALL_SECONDS
    _free: threading.BoundedSemaphore = field(init=False, repr=False, eq=False)

    @_free.default
    def _as_many_as_places(self) -> threading.BoundedSemaphore:
        return threading.BoundedSemaphore(self.places)

    def run(self, task: str, contents: Sequence[BinaryIO], made: BinaryIO | None = None) -> Any:
        """What the task answers, as JSON gives it; `made` is a file of the system that it may write into.

        Contents are read from their beginning; what can't be rewound, from where it is. Raises Refused, InspectorBusy.
        """
        if not self._free.acquire(timeout=self.patience):
            raise InspectorBusy
        try:
            with _descriptors(contents) as opened, tempfile.TemporaryFile() as answer:
                written = [] if made is None else [made.fileno()]
                wall = self.wall + (_WALL_SECONDS_A_PAGE * len(contents) if made else 0)
                arguments = [task, str(len(written)), *map(str, (*written, *opened))]
                return _judged(_status(arguments, (*written, *opened), answer, wall), answer)
        finally:
            self._free.release()


def _status(arguments: list[str], descriptors: tuple[int, ...], answer: Any, wall: float) -> int:
    """The child's exit status, negative for the signal that ended it."""
    try:
        child = subprocess.Popen(
            # Isolated: neither the environment nor the current folder says what is imported.
            [sys.executable, "-I", "-X", "utf8", "-m", _PROGRAM, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            pass_fds=descriptors,
        )
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise InspectorBusy from error
    with child:
        try:
            return child.wait(wall)
        except subprocess.TimeoutExpired as error:
            # Its own time is counted by the system: when the clock ends first, the machine is what is slow.
            raise InspectorBusy from error
        finally:
            child.kill()


def _judged(status: int, answer: Any) -> Any:
    if status < 0:
        # Killed: for its time (SIGXCPU), its memory (SIGABRT, SIGKILL), or by a decoder that broke (SIGSEGV).
        raise Refused(TOO_COMPLEX)
    answer.seek(0)
    told = answer.read(_LONGEST_ANSWER)
    if status:
        raise RuntimeError(f"{_PROGRAM} ended with {status}: is it installed?")
    found = json.loads(told)
    if "problem" in found:
        raise Refused(Problem.of("file", str(found["problem"]), **found.get("values", {})), int(found.get("at", 0)))
    return found["answer"]


@contextmanager
def _descriptors(contents: Sequence[BinaryIO]) -> Iterator[tuple[int, ...]]:
    with ExitStack() as stack:
        yield tuple(_descriptor(content, stack) for content in contents)


def _descriptor(content: BinaryIO, stack: ExitStack) -> int:
    """A descriptor of a content at its beginning, read-only: of the file itself when it is one, else of a copy."""
    if content.seekable():
        content.seek(0)
    raw = getattr(content, "raw", content)
    if isinstance(raw, io.FileIO):
        content.flush()
        descriptor = _reopened(raw.fileno())
        if descriptor is not None:
            stack.callback(os.close, descriptor)
            return descriptor
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is entered
    shutil.copyfileobj(content, copy, 1024 * 1024)
    copy.flush()
    copy.seek(0)
    return copy.fileno()


def _reopened(descriptor: int) -> int | None:
    # A position of its own, and no way to write, whatever the file was opened for.
    try:
        return os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
