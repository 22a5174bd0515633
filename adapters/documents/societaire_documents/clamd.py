"""The antivirus of ClamAV, by its daemon: contents are streamed to it, it opens no file of ours."""

import socket
import time
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from attrs import frozen

from societaire.ports.scanner import ScannerUnavailable

_PIECE = 128 * 1024
_LONGEST_ANSWER = 4096
_PORT = 3310
_UNREAD = "Heuristics.Limits.Exceeded"
"""What clamd calls a content that it gave up reading: nothing is known of it."""


@frozen
class NoScanner:
    """The VirusScanner port where none is configured: never clean, always to be scanned later."""

    def scan(self, content: BinaryIO) -> str | None:  # noqa: ARG002 - the port asks
        """Nothing is known of any file."""
        raise ScannerUnavailable


@frozen
class ClamdScanner:
    """The VirusScanner port by clamd's INSTREAM; `timeout` in seconds bounds a whole scan, answer included.

    `address` is the path of clamd's socket, or its host and port.
    """

    address: str | tuple[str, int]
    timeout: float = 60.0

    def scan(self, content: BinaryIO) -> str | None:
        """The name of the signature found; whatever is not a plain answer of clamd is ScannerUnavailable."""
        deadline = time.monotonic() + self.timeout
        try:
            with self._connection() as line:
                refused = _send(line, content, deadline)
                answer = _receive(line, deadline)
        except _ContentFailed as failure:
            raise failure.error from None
        except OSError as error:
            raise ScannerUnavailable from error
        if answer.endswith(b" FOUND"):
            name = answer.removeprefix(b"stream: ").removesuffix(b" FOUND").decode("ascii", "replace")
            if not name.startswith(_UNREAD):
                return name
        if answer == b"stream: OK" and not refused:
            return None
        raise ScannerUnavailable

    def _connection(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=self.timeout)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.timeout)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line


def open_scanner(url: str) -> ClamdScanner | NoScanner:
    """The scanner of an address: `clamd:///run/clamav/clamd.ctl`, `clamd://host:3310`, or none when empty.

    Raises ValueError for any other address.
    """
    if not url:
        return NoScanner()
    parts = urlsplit(url)
    if parts.scheme != "clamd" or parts.query or parts.fragment or parts.username:
        raise ValueError(url)
    if parts.hostname and parts.path in ("", "/"):
        return ClamdScanner((parts.hostname, parts.port or _PORT))
    if not parts.netloc and PurePosixPath(parts.path).is_absolute() and parts.path != "/":
        return ClamdScanner(parts.path)
    raise ValueError(url)


def _send(line: socket.socket, content: BinaryIO, deadline: float) -> bool:
    """Stream the content; tells whether clamd stopped listening before its end, as it does beyond its limits."""
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := _read(content):
            _wait(line, deadline)
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        _wait(line, deadline)
        line.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        return True
    return False


def _read(content: BinaryIO) -> bytes:
    try:
        return content.read(_PIECE)
    except OSError as error:
        # The content's own failure, which is not the scanner's.
        raise _ContentFailed(error) from error


class _ContentFailed(Exception):
    """What reading the content raised, carried past the failures of the connection."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


def _receive(line: socket.socket, deadline: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        _wait(line, deadline)
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")


def _wait(line: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
