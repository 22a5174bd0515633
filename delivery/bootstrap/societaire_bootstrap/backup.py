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
from societaire.ports.storage import FileMissing, FileStore, is_file_key
from societaire.ports.upkeep import NamedContent
from societaire_db import backup as database_backup
from societaire_db.backup import Copy, Table

FORMAT = 1
MANIFEST = "manifest.json"
_DATABASE, _FILES, _NAMES, _ASIDE = "database", "files", "files.jsonl", "manifest.part"
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
class _Manifest:
    """What the folder of a backup should hold: the copy of the database, and the SHA-256 of each part."""

    copy: Copy
    parts: dict[str, str]
    done: BackedUp


@frozen
class Backups:
    """Copies an installation out, and back."""

    url: str
    database: Database
    files: FileStore
    newest: str | None

    def back_up(self, folder: Path, now: datetime) -> BackedUp:
        """Copy everything into `folder`, for its owner alone, while the portal goes on.

        Without its manifest, which is written last, a folder is no backup; one that failed is left empty. Raises
        BackupFolderTaken, Busy, OSError.
        """
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BackupFolderTaken(folder=str(folder))
        folder.chmod(0o700)
        try:
            return self._backed_up(folder, now)
        except BaseException:
            # Ctrl-C as well: the same command can be run again.
            for name in (_DATABASE, _FILES):
                shutil.rmtree(folder / name, ignore_errors=True)
            for name in (_NAMES, _ASIDE, MANIFEST):
                (folder / name).unlink(missing_ok=True)
            raise

    def _backed_up(self, folder: Path, now: datetime) -> BackedUp:
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
        # What the manifest vouches for is on the disk before it.
        os.sync()
        _write(folder, json.dumps(manifest, indent=1).encode())
        return done

    def restore(self, folder: Path) -> BackedUp:
        """Replace everything by the backup in `folder`, once it proved whole: first its files, then its database.

        Raises BackupMissing, BackupDamaged, BackupOfAnotherKind, TablesForbidden, Busy.
        """
        manifest = _manifest(folder)
        copy, done = manifest.copy, manifest.done
        if copy.kind != database_backup.kind_of(self.url) or copy.revision > (self.newest or ""):
            raise BackupOfAnotherKind(kind=copy.kind, revision=copy.revision)
        database_backup.check_ownership(self.url)
        for name, expected in manifest.parts.items():
            if not (folder / name).is_file() or _sum_of(folder / name) != expected:
                raise BackupDamaged(part=name)
        lost = {*done.missing, *done.damaged}
        named = [file for file in _names(folder) if file.key not in lost]
        for file in named:
            _check(folder, file)
        for file in named:
            with (folder / _FILES / file.key).open("rb") as content:
                self.files.save(file.key.split("/")[1], content)
        database_backup.put_back(self.url, folder / _DATABASE, copy)
        return done

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
                count, size = count + 1, size + _weight(folder, file)
        return copy, BackedUp(count, size, tuple(missing), tuple(damaged))

    def _file(self, folder: Path, file: NamedContent) -> bool | None:
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


def _weight(folder: Path, file: NamedContent) -> int:
    if file.size is not None:
        return file.size
    target = folder / _FILES / file.key
    return target.stat().st_size if target.exists() else 0


def _created(path: Path) -> Any:
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _write(folder: Path, content: bytes) -> None:
    aside = folder / _ASIDE
    with _created(aside) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / MANIFEST)


def _sum_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _manifest(folder: Path) -> _Manifest:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupMissing(folder=str(folder)) from None
    except ValueError:
        raise BackupDamaged(part=MANIFEST) from None
    try:
        if manifest["format"] != FORMAT:
            raise BackupDamaged(part=MANIFEST)
        kept = manifest["database"]
        tables = tuple(Table(each["name"], tuple(each["columns"]), each["file"]) for each in kept["tables"])
        done = BackedUp(manifest["files"], manifest["size"], tuple(manifest["missing"]), tuple(manifest["damaged"]))
        copy = Copy(kept["kind"], kept["revision"], tables, tuple(kept["parts"]))
        return _Manifest(copy, dict(manifest["parts"]), done)
    except (KeyError, TypeError, ValueError):
        raise BackupDamaged(part=MANIFEST) from None


def _names(folder: Path) -> Iterator[NamedContent]:
    with (folder / _NAMES).open(encoding="utf-8") as file:
        for line in file:
            yield NamedContent(**json.loads(line))


def _check(folder: Path, file: NamedContent) -> None:
    """Raise BackupDamaged unless the file's copy is what was kept."""
    path = folder / _FILES / file.key
    if not is_file_key(file.key) or not path.is_file() or _sum_of(path) != file.sha256:
        raise BackupDamaged(part=f"{_FILES}/{file.key}")
