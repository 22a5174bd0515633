"""A clamd for the tests: a throw-away daemon with two signatures of our own, no download.

Without clamd on the machine such a test is skipped, or fails when SOCIETAIRE_REQUIRE names clamd.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from societaire.testing.scanner import EICAR

PATTERN = b"societaire-local-signature"
STREAM_LIMIT = 4 * 1024 * 1024
FILE_LIMIT = 2 * 1024 * 1024
_SIGNATURES = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\nSocietaire.Local:0:*:{PATTERN.hex()}\n"
_SETTINGS = """
Foreground yes
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/clamd
PidFile {folder}/pid
TemporaryDirectory {folder}
StreamMaxLength {limit}
MaxFileSize {file_limit}
AlertExceedsMax yes
MaxThreads 2
SelfCheck 0
"""


@contextmanager
def running() -> Iterator[str]:
    """Lend the path of the socket of a fresh daemon, stopped afterwards."""
    program = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        if "clamd" in os.environ.get("SOCIETAIRE_REQUIRE", "").split(","):
            pytest.fail("clamd is required and is not on this machine")
        pytest.skip("no clamd on this machine")
    # A socket's path is short: the tests' own folders may not be.
    with tempfile.TemporaryDirectory(prefix="societaire-av-") as name:
        folder = Path(name)
        (folder / "signatures").mkdir()
        (folder / "signatures" / "local.ndb").write_text(_SIGNATURES, encoding="ascii")
        settings = folder / "clamd.conf"
        settings.write_text(
            _SETTINGS.format(folder=folder, limit=STREAM_LIMIT, file_limit=FILE_LIMIT), encoding="ascii"
        )
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([program, "--config-file", settings], stdout=log, stderr=log)
        try:
            _wait_for(folder / "clamd", process, folder / "log")
            yield str(folder / "clamd")
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(path: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            try:
                line.connect(str(path))
            except OSError:
                time.sleep(0.05)
            else:
                return
    pytest.fail(f"clamd did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")
