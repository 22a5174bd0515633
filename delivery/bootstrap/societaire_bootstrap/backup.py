"""Backups: the database at one moment, then every file that it names; put back the other way round."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from societaire.errors import Conflict, NotFound
from societaire.ports.database import Database
from societaire.ports.storage import FileMissing, FileStore, StoredFile, is_file_key
from societaire_db import backup as database_backup
from societaire_db.backup import Copy, Table

FORMAT = 1
MANIFEST = "manifest.json"
_DATABASE, _FILES, _NAMES = "database", "files", "files.jsonl"
_PIECE = 1024 * 1024
_TRIES = 3


class BackupFolderTaken(Conflict):
    """A backup goes into a folder that is empty or not there yet."""

    code = "backup_folder_taken"


class BackupMissing(NotFound):
    """The folder holds no finished backup."""

    code = "backup_missing"


class BackupDamaged(Conflict):
    """A part of the backup is not what was written: nothing was changed."""

    code = "backup_damaged"


class BackupOfAnotherKind(Conflict):
    """The backup is of another database system, or of a later version."""

    code = "backup_other_kind"


@frozen
class BackedUp:
    """What a backup holds; `missing` and `damaged` name the files that the storage could not give as they were kept."""

    files: int
    size: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]


@frozen
class Backups:
    """Copies an installation out, and back."""

    url: str
    database: Database
    files: FileStore
    newest: str | None

    def back_up(self, folder: Path, now: datetime) -> BackedUp:
        """Copy everything into `folder`, for its owner alone, while the portal goes on.

        Without its manifest, which is written last, a folder is no backup. Raises BackupFolderTaken, Busy.
        """
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BackupFolderTaken(folder=str(folder))
        folder.chmod(0o700)
        copy, done = self._copied(folder)
        for _ in range(_TRIES - 1):
            if not self._outdated(done.missing):
                break
            copy, done = self._copied(folder)
        parts = [f"{_DATABASE}/{name}" for name in copy.parts] + [_NAMES]
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(timespec="seconds"),
            "database": asdict(copy),
            "parts": {name: _sum_of(folder / name) for name in parts},
            **asdict(done),
        }
        _write(folder / MANIFEST, json.dumps(manifest, indent=1).encode())
        return done

    def restore(self, folder: Path) -> BackedUp:
        """Replace everything by the backup in `folder`, once it proved whole: first its files, then its database.

        Raises BackupMissing, BackupDamaged, BackupOfAnotherKind, Busy.
        """
        manifest = _manifest(folder)
        copy = _copy_of(manifest)
        if copy.kind != database_backup.kind_of(self.url) or copy.revision > (self.newest or ""):
            raise BackupOfAnotherKind(kind=copy.kind, revision=copy.revision)
        for name, expected in manifest["parts"].items():
            if not (folder / name).is_file() or _sum_of(folder / name) != expected:
                raise BackupDamaged(part=name)
        lost = {*manifest["missing"], *manifest["damaged"]}
        named = [file for file in _names(folder) if file.key not in lost]
        for file in named:
            _check(folder, file)
        for file in named:
            with (folder / _FILES / file.key).open("rb") as content:
                self.files.save(file.key.split("/")[1], content)
        database_backup.put_back(self.url, folder / _DATABASE, copy)
        return BackedUp(manifest["files"], manifest["size"], tuple(manifest["missing"]), tuple(manifest["damaged"]))

    def is_empty(self) -> bool:
        """Whether nothing would be lost by a restore; files that no row names are nobody's."""
        return database_backup.is_empty(self.url)

    def _copied(self, folder: Path) -> tuple[Copy, BackedUp]:
        shutil.rmtree(folder / _DATABASE, ignore_errors=True)
        (folder / _DATABASE).mkdir(0o700)
        copy, named = database_backup.copy_out(self.url, folder / _DATABASE)
        count = size = 0
        missing: list[str] = []
        damaged: list[str] = []
        with (folder / _NAMES).open("w", encoding="utf-8") as names:
            for file in named:
                print(json.dumps(asdict(file)), file=names)
                state = self._file(folder, file)
                (missing if state is None else damaged if not state else []).append(file.key)
                count, size = count + 1, size + file.size
        return copy, BackedUp(count, size, tuple(missing), tuple(damaged))

    def _file(self, folder: Path, file: StoredFile) -> bool | None:
        """None when the storage has none, false when it is not what was kept."""
        target = folder / _FILES / file.key
        if target.exists():
            return True
        target.parent.mkdir(0o700, parents=True, exist_ok=True)
        digest = sha256()
        try:
            with self.files.open(file.key) as content, _created(target) as copy:
                while piece := content.read(_PIECE):
                    digest.update(piece)
                    copy.write(piece)
        except FileMissing:
            return None
        if digest.hexdigest() != file.sha256:
            target.unlink()
            return False
        return True

    def _outdated(self, missing: tuple[str, ...]) -> bool:
        """Whether files are gone because documents were replaced after the copy: a newer copy names others."""
        with self.database.read() as kept:
            return bool(missing) and not kept.inspection.named(missing)


def _created(path: Path) -> Any:
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".part")
    with _created(aside) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _sum_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupMissing(folder=str(folder)) from None
    except ValueError:
        raise BackupDamaged(part=MANIFEST) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupDamaged(part=MANIFEST)
    return manifest


def _copy_of(manifest: dict[str, Any]) -> Copy:
    try:
        kept = manifest["database"]
        tables = tuple(Table(each["name"], tuple(each["columns"]), each["file"]) for each in kept["tables"])
        return Copy(kept["kind"], kept["revision"], tables, tuple(kept["parts"]))
    except (KeyError, TypeError):
        raise BackupDamaged(part=MANIFEST) from None


def _names(folder: Path) -> Iterator[StoredFile]:
    with (folder / _NAMES).open(encoding="utf-8") as file:
        for line in file:
            yield StoredFile(**json.loads(line))


def _check(folder: Path, file: StoredFile) -> None:
    """Raise BackupDamaged unless the file's copy is what was kept."""
    path = folder / _FILES / file.key
    if not is_file_key(file.key) or not path.is_file() or _sum_of(path) != file.sha256:
        raise BackupDamaged(part=f"{_FILES}/{file.key}")
