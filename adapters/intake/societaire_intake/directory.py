"""An export as a directory of CSV files, with the contents of documents under `fichiers`."""

import os
import sqlite3
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from attrs import field, frozen

from societaire.errors import Problem
from societaire.ports.export import ContentRefused, ExportFile, NotAnExport, Portion
from societaire.records.report import Remark
from societaire.records.rows import RecordKind
from societaire_intake.layouts import LAYOUTS
from societaire_intake.lines import Unreadable
from societaire_intake.portions import read_file

CONTENTS = "fichiers"


@frozen(slots=False)
class DirectoryExport:
    """The export of a directory, which may be a link itself; nothing outside it is opened."""

    folder: Path = field(converter=Path)

    def files(self) -> Sequence[ExportFile]:
        """Those that are there, whatever the case of their names."""
        found = tuple(
            ExportFile(kind, name, {column.field: column.heading for column in LAYOUTS[kind].columns})
            for kind, name in self._names.items()
        )
        if not found:
            raise NotAnExport([Problem("directory", "not_an_export")])
        return found

    def remarks(self) -> Sequence[Remark]:
        """CSV files that nothing reads."""
        return [Remark.of(name, 1, "", "", "file_unknown") for name in self._others]

    def total_bytes(self) -> int:
        """The size of the files of rows together; what can't be measured counts none."""
        return sum(_size(self.folder / name) for name in self._names.values())

    def portions(self, file: ExportFile, size: int) -> Iterator[Portion]:
        """The file's rows; whatever is wrong with it as a whole is one refusal at line 1, rows read before it stay."""
        try:
            path = Path(os.path.realpath(self.folder / file.name))
            if not path.is_relative_to(self._home):
                raise Unreadable("leads_outside")
            before = path.stat()
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable("unreadable")
            yield from read_file(path, file, size)
            after = path.stat()
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise Unreadable("changed_meanwhile")
        except Unreadable as error:
            yield _refusal(file, error.code)
        except UnicodeDecodeError:
            yield _refusal(file, "changed_meanwhile")
        except (OSError, sqlite3.Error):
            yield _refusal(file, "unreadable")

    def content(self, name: str) -> BinaryIO:
        """The content of a document, by its path under `fichiers`; links that lead elsewhere are refused."""
        folder = self.folder / CONTENTS
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or name[1:2] == ":":
            raise ContentRefused("file_outside")
        try:
            contents = Path(os.path.realpath(folder))
            # A Mac writes accents decomposed in names of files, and composed in the cells that name them.
            spellings = dict.fromkeys((name, unicodedata.normalize("NFD", name)))
            found = next((folder / each for each in spellings if os.path.lexists(folder / each)), folder / name)
            real = Path(os.path.realpath(found))
            if not (contents.is_relative_to(self._home) and real.is_relative_to(contents)):
                raise ContentRefused("file_outside")
            # A pipe would wait for its writer for ever.
            descriptor = os.open(real, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            raise ContentRefused("file_missing") from None
        except (OSError, ValueError):
            raise ContentRefused("file_unreadable") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise ContentRefused("file_unreadable")
        return os.fdopen(descriptor, "rb")

    @cached_property
    def _home(self) -> Path:
        return Path(os.path.realpath(self.folder))

    @cached_property
    def _entries(self) -> tuple[str, ...]:
        try:
            return tuple(sorted(entry.name for entry in self.folder.iterdir()))
        except OSError:
            return ()

    @cached_property
    def _names(self) -> dict[RecordKind, str]:
        """The file of each kind: the exact name first, then the same in another case."""
        found: dict[RecordKind, str] = {}
        for kind, layout in LAYOUTS.items():
            alike = [name for name in self._entries if name.casefold() == layout.name]
            if alike:
                found[kind] = layout.name if layout.name in alike else alike[0]
        return found

    @cached_property
    def _others(self) -> tuple[str, ...]:
        read = set(self._names.values())
        return tuple(name for name in self._entries if name.casefold().endswith(".csv") and name not in read)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _refusal(file: ExportFile, code: str) -> Portion:
    return Portion((), 0, 0, [Remark.of(file.name, 1, "", "", code)])
