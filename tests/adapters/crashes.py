"""Processes killed at a point of their own: before and after whatever they do outside themselves."""

import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import define, frozen
from sqlalchemy import Engine, event

from societaire.ports.mail import Mail
from societaire_db.database import SqlDatabase, SqlUnitOfWork

_DISK = ("fsync", "rename", "replace", "link", "unlink")
_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")


@frozen
class Postbox:
    """A Mailer whose post outlives whoever hands it in."""

    path: Path

    def send(self, mail: Mail) -> None:
        """Take a mail."""
        with self.path.open("a", encoding="utf-8") as box:
            box.write(f"{mail.message_id}\n")

    def taken(self) -> Counter[str]:
        """How often each Message-ID was handed in."""
        return Counter(self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else ())


@define
class Killer:
    """Ends its process at the given point; counts those that it passes."""

    at: int
    passed: int = 0

    def watch(self) -> None:
        """A point before and after each change of the disk, each commit and each mail, and before each statement that
        writes."""
        for name in _DISK:
            self._surround(os, name)
        self._surround(SqlUnitOfWork, "commit")
        self._surround(Postbox, "send")
        event.listen(Engine, "before_cursor_execute", self._before)

    def _surround(self, place: object, name: str) -> None:
        act: Callable[..., Any] = getattr(place, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            self._point()
            found = act(*arguments, **options)
            self._point()
            return found

        setattr(place, name, watched)

    def _before(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith(_WRITES):
            self._point()

    def _point(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def is_killed(database: SqlDatabase, at: int, act: Callable[[], object]) -> bool:
    """Do it in a process of its own, killed at that point; False when it came to its end before."""
    child = begun(database, act, Killer(at).watch)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


def begun(database: SqlDatabase, act: Callable[[], object], first: Callable[[], object] = lambda: None) -> int:
    """The process that does `first`, then the act; it opens its own connections."""
    # No connection is shared; what the engines compiled is.
    database.dispose()
    child = os.fork()
    if not child:
        try:
            first()
            act()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child of a test must not go on as its parent
            traceback.print_exc()
            os._exit(1)
    return child
