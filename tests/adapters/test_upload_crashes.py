"""A process killed at any point of an upload: what was acknowledged is there, and the file goes on (I4, I10)."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve, frozen

from societaire.app import Societaire
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.uploads.upload import Upload, UploadState
from societaire.values import PersonId, Siren
from societaire_db.database import SqlDatabase
from societaire_storage import open_file_store, open_piece_store
from tests.adapters.crashes import is_killed
from tests.core.upload_setting import DOSSIER, PDF, Dossiers, desk_for
from tests.databases import opened

HALF = len(PDF) // 2


@frozen
class Machine:
    """An installation on a disk."""

    database: SqlDatabase
    service: Societaire
    person: PersonId
    siren: Siren

    def send(self, upload: Upload) -> None:
        """Both halves of the file."""
        for offset, piece in ((0, PDF[:HALF]), (HALF, PDF[HALF:])):
            self.service.uploading.append(self.person, self.siren, upload.id, offset, BytesIO(piece), len(piece))


@pytest.fixture
def machine(sqlite_url: str, tmp_path: Path) -> Iterator[Machine]:
    """With a company, and somebody in it."""
    with opened(sqlite_url) as database:
        world = World(database)
        company, person = world.company(), world.person()
        world.access(person, company)
        storage = f"file://{tmp_path}/files"
        files, pieces = open_file_store(storage), open_piece_store(storage)
        ports = evolve(MemoryParts.at(NOON).ports(), database=database, files=files, pieces=pieces)
        service = Societaire.from_ports(ports, subjects={"dossier": Dossiers(desk_for(company.siren)).check})
        yield Machine(database, service, person.id, company.siren)


def test_a_process_killed_anywhere_loses_nothing_that_it_acknowledged(machine: Machine) -> None:
    killed = 0
    while _is_killed(machine, killed + 1):
        killed += 1
        _check_and_finish(machine)
    assert killed >= 20, "points of the disk and of the database"


def _is_killed(machine: Machine, at: int) -> bool:
    upload = machine.service.uploading.begin(machine.person, machine.siren, DOSSIER, "free", "a.pdf", len(PDF))
    return is_killed(machine.database, at, lambda: machine.send(upload))


def _check_and_finish(machine: Machine) -> None:
    service = machine.service
    assert list(service.verification.run(contents=True)) == []
    (upload,) = service.uploading.of_subject(machine.person, machine.siren, DOSSIER)
    assert upload.offset in (0, HALF, len(PDF))
    if upload.state is UploadState.RECEIVING:
        rest = BytesIO(PDF[upload.offset :])
        upload = service.uploading.append(machine.person, machine.siren, upload.id, upload.offset, rest)
    assert (upload.state, upload.sha256) == (UploadState.RECEIVED, sha256(PDF).hexdigest())
    assert list(service.verification.run(contents=True)) == []
    service.uploading.remove(machine.person, machine.siren, upload.id)
