"""A few slots that all the processes of a machine share."""

import fcntl
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import field, frozen
from attrs.validators import ge

from societaire.errors import Busy


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _unheard() -> None:
    pass


@frozen
class MachineSlots:
    """At most `count` holders at once, by locks on files of `folder`; one who dies frees its slot.

    The folder is made at first use, for its owner alone: whoever else can open its files can hold every slot.
    `patience` is in seconds: how long to wait for a slot before `Busy`, which `refused` is told of.
    """

    folder: Path
    count: int = field(factory=_processors, validator=ge(1))
    patience: float = field(default=0.2, validator=ge(0))
    retry_after: int = 2
    pause: float = 0.004
    refused: Callable[[], None] = field(default=_unheard, repr=False)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a slot; raises `Busy` when none comes free in time."""
        held = self._wait()
        try:
            yield
        finally:
            # Closing the one descriptor of this opening ends its lock, as the process's death would.
            os.close(held)

    def _wait(self) -> int:
        deadline = time.monotonic() + self.patience
        while (held := self._try()) is None:
            if time.monotonic() >= deadline:
                self.refused()
                raise Busy(retry_after=self.retry_after)
            time.sleep(self.pause)
        return held

    def _try(self) -> int | None:
        first = random.randrange(self.count)  # noqa: S311 - spreads the attempts, keeps no secret
        for turn in range(self.count):
            # Opened anew each time: a lock belongs to an opening, so the threads of one process exclude each other too.
            opened = self._open(self.folder / f"slot-{(first + turn) % self.count}")
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(opened)
            except BaseException:
                os.close(opened)
                raise
            else:
                return opened
        return None

    def _open(self, path: Path) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            return os.open(path, flags, 0o600)
        except FileNotFoundError:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(path, flags, 0o600)
