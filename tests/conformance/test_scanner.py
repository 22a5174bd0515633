"""Every antivirus, under the same tests; ClamAV's is a real one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest

from societaire.ports.scanner import ScannerUnavailable, VirusScanner
from societaire.testing.conformance_scanner import VirusScannerConformance
from societaire.testing.scanner import MemoryScanner
from societaire_documents.clamd import ClamdScanner, NoScanner, open_scanner
from tests import clamd


@pytest.fixture(scope="module")
def daemon() -> Iterator[str]:
    with clamd.running() as path:
        yield path


@contextmanager
def pretender(answer: bytes, reads: int = -1) -> Iterator[ClamdScanner]:
    """Something that listens as clamd does, reads that much (to the end: -1), answers that, and hangs up."""

    def serve() -> None:
        line, _ = listening.accept()
        with line:
            line.settimeout(5)
            seen = b""
            while reads != 0 and not seen.endswith(bytes(4)) and (reads < 0 or len(seen) < reads):
                seen += line.recv(65536)
            line.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield ClamdScanner(listening.getsockname(), timeout=5)
        thread.join()


class TestMemoryScanner(VirusScannerConformance):
    @pytest.fixture
    def scanner(self) -> VirusScanner:
        return MemoryScanner()

    @pytest.fixture
    def broken(self) -> VirusScanner:
        return MemoryScanner(down=True)


class TestClamdScanner(VirusScannerConformance):
    @pytest.fixture
    def scanner(self, daemon: str) -> VirusScanner:
        return ClamdScanner(daemon, timeout=30)

    @pytest.fixture
    def broken(self) -> VirusScanner:
        return ClamdScanner("/nowhere/clamd", timeout=1)

    def test_a_signature_of_the_insurer_is_found(self, scanner: VirusScanner) -> None:
        assert scanner.scan(BytesIO(b"%PDF-1.7\n" + clamd.PATTERN)) == "Societaire.Local.UNOFFICIAL"

    def test_a_content_beyond_its_limit_is_not_clean(self, scanner: VirusScanner) -> None:
        with pytest.raises(ScannerUnavailable):
            scanner.scan(BytesIO(bytes(clamd.STREAM_LIMIT + 1)))

    def test_a_content_that_it_gave_up_reading_is_not_clean(self, scanner: VirusScanner) -> None:
        with pytest.raises(ScannerUnavailable):
            scanner.scan(BytesIO(bytes(clamd.FILE_LIMIT + 1)))


@pytest.mark.parametrize(
    "answer", [b"", b"OK", b"stream: OKAY\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff" * 9000]
)
def test_an_answer_that_says_something_else_is_not_clean(answer: bytes) -> None:
    with pretender(answer) as scanner, pytest.raises(ScannerUnavailable):
        scanner.scan(BytesIO(b"content"))


def test_clean_is_only_said_of_what_was_read_to_its_end() -> None:
    with pretender(b"stream: OK\0", reads=0) as scanner, pytest.raises(ScannerUnavailable):
        scanner.scan(BytesIO(bytes(50_000_000)))


def test_an_answer_that_never_comes_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(ScannerUnavailable):
        ClamdScanner(listening.getsockname(), timeout=0.2).scan(BytesIO(b"content"))


@pytest.mark.parametrize(
    ("url", "scanner"),
    [
        ("", NoScanner()),
        ("clamd:///run/clamav/clamd.ctl", ClamdScanner("/run/clamav/clamd.ctl")),
        ("clamd://scanner.example", ClamdScanner(("scanner.example", 3310))),
        ("clamd://127.0.0.1:3311/", ClamdScanner(("127.0.0.1", 3311))),
    ],
)
def test_a_scanner_is_found_at_its_address(url: str, scanner: VirusScanner) -> None:
    assert open_scanner(url) == scanner


@pytest.mark.parametrize(
    "url", ["clamd://", "clamd:///", "clamd://host/path", "http://host", "/run/clamd", "clamd://h:x"]
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of its words
        open_scanner(url)


def test_where_no_scanner_is_configured_nothing_is_clean() -> None:
    with pytest.raises(ScannerUnavailable):
        NoScanner().scan(BytesIO(b"content"))
