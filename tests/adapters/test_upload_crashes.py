"""A process killed at any point of an upload: what was acknowledged is there, and the file goes on (I4, I10)."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, frozen

from societaire.app import Societaire
from societaire.testing.assembly import MemoryParts
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import NOON, World
from societaire.uploads.upload import Upload, UploadState
from societaire.values import PersonId, Siren
from societaire_db.database import SqlDatabase, SqlUnitOfWork
from societaire_db.migrate import upgrade
from societaire_storage import open_file_store, open_piece_store
from tests.core.upload_setting import DOSSIER, PDF, Dossiers, desk_for

HALF = len(PDF) // 2


@frozen
class Machine:
    """An installation on a disk; each process opens it anew."""

    folder: Path
    person: PersonId
    siren: Siren

    @contextmanager
    def opened(self) -> Iterator[Societaire]:
        """The library, on what the disk holds."""
        clock = FixedClock(NOON)
        database = SqlDatabase(f"sqlite:///{self.folder}/base.sqlite", clock)
        storage = f"file://{self.folder}/files"
        files, pieces = open_file_store(storage), open_piece_store(storage)
        ports = evolve(MemoryParts.at(NOON).ports(), database=database, files=files, pieces=pieces)
        try:
            yield Societaire.from_ports(ports, subjects={"dossier": Dossiers(desk_for(self.siren)).check})
        finally:
            database.dispose()

    def send(self, upload: Upload) -> None:
        """Both halves of the file."""
        with self.opened() as service:
            for offset, piece in ((0, PDF[:HALF]), (HALF, PDF[HALF:])):
                service.uploading.append(self.person, self.siren, upload.id, offset, BytesIO(piece), len(piece))


@define
class Killer:
    """Ends the process at the given point; counts those that it passes."""

    at: int
    passed: int = 0

    def watch(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """A point before the act, and one after it."""

        def watched(*arguments: Any, **options: Any) -> Any:
            self._point()
            found = act(*arguments, **options)
            self._point()
            return found

        return watched

    def _point(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """With a company, and somebody in it."""
    url = f"sqlite:///{tmp_path}/base.sqlite"
    upgrade(url)
    database = SqlDatabase(url, FixedClock(NOON))
    world = World(database)
    company, person = world.company(), world.person()
    world.access(person, company)
    database.dispose()
    return Machine(tmp_path, person.id, company.siren)


def test_a_process_killed_anywhere_loses_nothing_that_it_acknowledged(machine: Machine) -> None:
    killed = 0
    while _is_killed(machine, _begun(machine), killed + 1):
        killed += 1
        _check_and_finish(machine)
    assert killed >= 20, "points of the disk and of the database"


def _begun(machine: Machine) -> Upload:
    with machine.opened() as service:
        return service.uploading.begin(machine.person, machine.siren, DOSSIER, "free", "a.pdf", len(PDF))


def _is_killed(machine: Machine, upload: Upload, at: int) -> bool:
    child = os.fork()
    if not child:
        try:
            killer = Killer(at)
            for name in ("fsync", "rename", "replace", "link", "unlink"):
                setattr(os, name, killer.watch(getattr(os, name)))
            SqlUnitOfWork.commit = killer.watch(SqlUnitOfWork.commit)  # type: ignore[method-assign]
            machine.send(upload)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child of a test must not go on as its parent
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


def _check_and_finish(machine: Machine) -> None:
    with machine.opened() as service:
        assert list(service.verification.run(contents=True)) == []
        (upload,) = service.uploading.of_subject(machine.person, machine.siren, DOSSIER)
        assert upload.offset in (0, HALF, len(PDF))
        if upload.state is UploadState.RECEIVING:
            rest = BytesIO(PDF[upload.offset :])
            upload = service.uploading.append(machine.person, machine.siren, upload.id, upload.offset, rest)
        assert (upload.state, upload.sha256) == (UploadState.RECEIVED, sha256(PDF).hexdigest())
        assert list(service.verification.run(contents=True)) == []
        service.uploading.remove(machine.person, machine.siren, upload.id)
