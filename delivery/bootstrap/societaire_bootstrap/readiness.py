"""Whether the portal can serve, looked at lightly enough to be asked every second."""

import os
from pathlib import Path

from societaire.errors import Busy
from societaire.ports.storage import FileStore, file_key
from societaire_db.database import SqlDatabase
from societaire_db.engines import outages
from societaire_db.migrate import is_current

_ABSENT = file_key("0" * 32, "0" * 64)


def readiness(database: SqlDatabase, files: FileStore, files_url: str) -> dict[str, bool]:
    """Part by part: `database`, `migrations`, `storage`."""
    revision = _migrated(database)
    return {
        "database": revision is not None,
        "migrations": bool(revision),
        "storage": _stored(files, files_url.removeprefix("file://") if files_url.startswith("file:") else ""),
    }


def _migrated(database: SqlDatabase) -> bool | None:
    """None when the database does not answer."""
    try:
        with outages(writing=False):
            return is_current(database.reader)
    except Busy:
        return None


def _stored(files: FileStore, folder: str) -> bool:
    try:
        files.size(_ABSENT)
    except Busy:
        return False
    if not folder:
        return True
    # A folder is made at its first use: until then, the one that will hold it counts.
    place = Path(folder)
    return os.access(place if place.exists() else place.parent, os.W_OK | os.X_OK)
