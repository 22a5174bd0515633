"""The antivirus."""

from typing import BinaryIO, Protocol

from societaire.errors import Busy, Value


class ScannerUnavailable(Busy):
    """The scanner did not answer, or could not read it all: nothing is known of the file, which is not clean."""

    code = "scanner_unavailable"

    def __init__(self, retry_after: int = 60, **values: Value) -> None:
        super().__init__(retry_after, **values)


class VirusScanner(Protocol):
    """Looks for known malicious contents."""

    def scan(self, content: BinaryIO) -> str | None:
        """The name of what was found in a content, read from where it is to its end; None when it is clean.

        Raises ScannerUnavailable whenever that is not known for sure; errors of `content` itself go through.
        """
