"""The process that opens files: what it can't do, and what becomes of it."""

import base64
import io
import subprocess
import sys
import tempfile
import threading
import zlib
from pathlib import Path

import pytest

from societaire.errors import Problem
from societaire.ports.inspector import Inspected, InspectorBusy
from societaire_documents import confined
from societaire_documents.confinement import Confinement, Refused
from societaire_documents.inspector import ConfinedInspector
from societaire_documents.pdf_streams import _from_16, _from_85
from tests.adapters.hostile import page, pdf, picture, stream

# What a decoder taken over by a file would try, each in a fresh confined process.
DEEDS = {
    "open_file": "open('/etc/passwd')",
    "make_file": "open('/tmp/societaire-escaped', 'w')",
    "open_socket": "__import__('socket').socket()",
    "start_program": "__import__('subprocess').run(['true'])",
    "take_memory": "bytearray(2 << 30)",
}


def tried(deed: str) -> str:
    """What came of a deed in a process limited as `confined` limits itself."""
    code = (
        "import json, os, resource, socket, subprocess, sys\n"
        "from societaire_documents import confined\n"
        "confined.TASKS['inspect_pdf'] = 'deeds'\n"
        "import types\n"
        "deeds = types.ModuleType('deeds')\n"
        f"def inspect_pdf(file):\n    {deed}\n    return 'done'\n"
        "deeds.inspect_pdf = inspect_pdf\n"
        "sys.modules['deeds'] = deeds\n"
        "with open('/dev/null', 'rb') as file:\n"
        "    confined.main(['inspect_pdf', '0', str(os.dup(file.fileno()))])\n"
    )
    return _run(code)


def _run(code: str) -> str:
    found = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    return found.stdout or found.stderr


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_to_be_had_from_inside(deed: str) -> None:
    assert "problem" in tried(DEEDS[deed])
    assert not Path("/tmp/societaire-escaped").exists()


def test_what_is_harmless_is_done() -> None:
    assert "done" in tried("len('harmless')")


def test_a_file_that_takes_too_long_is_ended() -> None:
    assert confined.CPU_SECONDS <= 10
    found = _run(
        "import os, sys, types\nfrom societaire_documents import confined\nconfined.CPU_SECONDS = 1\n"
        "confined.TASKS['inspect_pdf'] = 'deeds'\ndeeds = types.ModuleType('deeds')\n"
        "def inspect_pdf(file):\n    while True: pass\n"
        "deeds.inspect_pdf = inspect_pdf\nsys.modules['deeds'] = deeds\n"
        "confined.main(['inspect_pdf', '0', str(os.dup(0))])\n"
    )
    assert found == ""


def test_a_machine_too_slow_is_not_the_file_s_fault() -> None:
    with pytest.raises(InspectorBusy):
        ConfinedInspector(Confinement(wall=0.01)).inspect(io.BytesIO(pdf()))


def test_only_so_many_files_are_opened_at_once() -> None:
    confinement = Confinement(places=1, patience=0.05)
    taken, free = threading.Event(), threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            taken.set()
            free.wait(10)
            return super().read(size)

    thread = threading.Thread(target=lambda: confinement.run("inspect_pdf", [Slow(pdf())]))
    thread.start()
    taken.wait(10)
    try:
        with pytest.raises(InspectorBusy):
            confinement.run("inspect_pdf", [io.BytesIO(pdf())])
    finally:
        free.set()
        thread.join()
    assert confinement.run("inspect_pdf", [io.BytesIO(pdf())]) == 1


def test_a_file_of_the_system_is_lent_read_only_and_stays_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(picture("JPEG"))
    with path.open("r+b") as content:
        assert ConfinedInspector().inspect(content) == Inspected("jpeg", 1)
        assert content.tell() == 0
    assert path.read_bytes() == picture("JPEG")


def test_a_temporary_file_is_judged_with_what_was_just_written() -> None:
    with tempfile.TemporaryFile() as content:
        content.write(pdf())
        assert ConfinedInspector().inspect(content) == Inspected("pdf", 1)


def test_no_descriptor_is_left_open() -> None:
    inspector = ConfinedInspector()
    inspector.inspect(io.BytesIO(pdf()))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        inspector.inspect(io.BytesIO(pdf()))
        inspector.inspect(io.BytesIO(b"%PDF-1.7 %%EOF"))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_an_unknown_task_is_a_fault_of_the_program() -> None:
    with pytest.raises(RuntimeError):
        Confinement().run("nothing", [io.BytesIO(b"x")])


def test_a_refusal_carries_its_problem() -> None:
    with pytest.raises(Refused) as raised:
        Confinement().run("inspect_pdf", [io.BytesIO(b"%PDF-")])
    assert raised.value.problem == Problem("file", "file_damaged")


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 1001, 327_680, 1_000_003])
def test_letters_are_read_back_into_bytes(size: int) -> None:
    content = bytes(8) + bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert b"".join(_from_85(base64.a85encode(content, wrapcol=70) + b"~>")) == content
    assert _from_16(content.hex(" ").encode() + b">") == content


def test_a_bomb_written_in_letters_is_still_one() -> None:
    folded = zlib.compress(zlib.compress(bytes(400 << 20), 9), 9)
    letters = base64.a85encode(folded) + b"~>"
    names = b"/Filter [/ASCII85Decode /FlateDecode /FlateDecode]"
    found = ConfinedInspector().inspect(io.BytesIO(pdf({4: stream(letters, names)}, page=page(b"/Contents 4 0 R"))))
    assert found == Problem("file", "file_too_complex")
