"""Where an installation keeps things on the machine itself: who else may read them, and how much room is left."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from societaire_bootstrap.settings import Settings

LEAST_ROOM = 200 * 1024 * 1024
"""Bytes below which a disk is as good as full: a database that can't grow refuses every change."""
_SCHEMES = {
    "database": ("database_url", "sqlite:///"),
    "storage": ("files_url", "file://"),
    "mail": ("mail_url", "folder://"),
}


def local_places(settings: Settings) -> Iterator[tuple[str, Path]]:
    """What is kept on the machine, by the name of its check: SQLite's file, the folders of files and mails."""
    for name, (option, scheme) in _SCHEMES.items():
        address: str = getattr(settings, option)
        if address.startswith(scheme):
            yield name, Path(address.removeprefix(scheme))


def is_open_to_all(place: Path) -> bool:
    """Whether any user of the machine can read there; what is absent, or can't be looked at, is open to nobody."""
    reading = stat.S_IROTH | stat.S_IXOTH if place.is_dir() else stat.S_IROTH
    try:
        return _allows(place, reading) and all(_allows(folder, stat.S_IXOTH) for folder in place.absolute().parents)
    except OSError:
        return False


def room_left(place: Path) -> int:
    """Bytes that its disk still takes; a place that is not there yet will lie on that of the folder above."""
    there = next(path for path in (place, *place.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def _allows(path: Path, wanted: int) -> bool:
    return path.stat().st_mode & wanted == wanted
