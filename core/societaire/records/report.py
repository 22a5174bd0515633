"""What an import did, row by row where something was wrong: codes and values, the sentences come from elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from societaire.errors import Value

MOST_KEPT = 1000
"""Refusals, and warnings, that a report holds; all of them pass by its listener."""

_LONGEST_VALUE = 200


@frozen
class Remark:
    """A refused row, or a warning: where it stands (line 1 is the header), what it says, and why."""

    file: str
    line: int
    column: str
    value: str
    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, file: str, line: int, column: str, value: object, code: str, **values: Value) -> "Remark":
        """Build a remark; a value too long to be read is cut."""
        text = "" if value is None else str(value)
        short = text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
        return cls(file, line, column, short, code, tuple(values.items()))


@frozen
class FileCounts:
    """Rows of one file; `read` is the sum of the others (a file that can't be read is one refusal, and no row)."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    superseded: int = 0
    refused: int = 0

    def __add__(self, other: "FileCounts") -> "FileCounts":
        return FileCounts(
            self.read + other.read,
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.superseded + other.superseded,
            self.refused + other.refused,
        )


@frozen
class ImportReport:
    """What an import did, or would do when it was not `written`; remarks beyond the first thousand are only counted."""

    run: str
    written: bool
    files: Mapping[str, FileCounts]
    warnings: tuple[Remark, ...]
    refused: tuple[Remark, ...]
    warnings_total: int
    refused_total: int

    def as_data(self, reason: Callable[[Remark], str]) -> dict[str, Any]:
        """The report as plain data for JSON (docs/import.md); `reason` words a remark."""
        return {
            "files": {
                name: {
                    "read": counts.read,
                    "added": counts.added,
                    "changed": counts.changed,
                    "unchanged": counts.unchanged,
                    "superseded": counts.superseded,
                    "refused": counts.refused,
                }
                for name, counts in self.files.items()
            },
            "warnings": [remark_data(remark, reason) for remark in self.warnings],
            "refused_total": self.refused_total,
            "refused": [remark_data(remark, reason) for remark in self.refused],
        }


def remark_data(remark: Remark, reason: Callable[[Remark], str]) -> dict[str, Any]:
    """A remark as plain data: an item of the JSON report, or a line of `--report FILE`."""
    return {
        "file": remark.file,
        "line": remark.line,
        "column": remark.column,
        "value": remark.value,
        "code": remark.code,
        "reason": reason(remark),
    }
