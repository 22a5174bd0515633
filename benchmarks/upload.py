"""A file of 50 MiB sent as tus says, hashed and kept: against a bare socket that writes what it receives."""

import base64
import http.client
import os
import re
import socket
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from benchmarks.figures import Figure, Report, median, paired
from benchmarks.home import settings
from benchmarks.members import member, shown
from benchmarks.servers import Server, family, free_port, gunicorn, program, wait_for
from societaire.declarations.declaration import Way
from societaire.records.codes import RequestedDocument
from societaire.records.rows import PeriodRow, RecordKind

SIZE = 50 * 1024 * 1024
PIECE = 8 * 1024 * 1024
_LITTLE = 200_000
_TURNS = 5
_SUBJECT = "Upload"
_START = date(2025, 1, 1)
_FLOOR = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
buffer = memoryview(bytearray(1024 * 1024))
while True:
    line, _ = listener.accept()
    with line, open(sys.argv[2], "wb", buffering=0) as file:
        while count := line.recv_into(buffer):
            file.write(buffer[:count])
        line.sendall(b"!")
"""


@frozen
class Sender:
    """Somebody's program: where files go, and what it shows to be let in."""

    port: int
    desk: str
    headers: dict[str, str]

    def send(self, content: bytes, piece: int) -> float:
        """Seconds from the announcement to the last answer; the file is then taken back."""
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        start = time.perf_counter()
        slot = base64.b64encode(b"free").decode()
        announced = {"Upload-Length": str(len(content)), "Upload-Metadata": f"slot {slot}"}
        path = self._ask(line, "POST", self.desk, b"", announced, 201)
        for offset in range(0, len(content), piece):
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            self._ask(line, "PATCH", path, memoryview(content)[offset : offset + piece], headers, 204)
        took = time.perf_counter() - start
        self._ask(line, "DELETE", path, b"", {}, 204)
        line.close()
        return took

    def _ask(
        self,
        line: http.client.HTTPConnection,
        method: str,
        path: str,
        body: bytes | memoryview,
        headers: dict[str, str],
        expected: int,
    ) -> str:
        line.request(method, path, body, {**self.headers, **headers})
        answer = line.getresponse()
        said = answer.read()
        assert answer.status == expected, (answer.status, said[:500])
        return answer.getheader("Location") or ""


def measure(report: Report, folder: Path, pairs: int) -> None:
    """Time against the bare socket, in one piece and in pieces; memory; what hashing alone takes."""
    content = b"\xff\xd8\xff\xe0" + os.urandom(SIZE - 6) + b"\xff\xd9"
    database = f"sqlite:///{folder}/upload.sqlite"
    token, desk = _fill(database)
    environment = settings(database, folder)
    port = free_port()
    with program([sys.executable, "-c", _FLOOR, str(port), str(folder / "floor")]) as pid:
        wait_for(port, pid)
        with gunicorn("benchmarks.upload_portal:application", environment) as server:
            sender = _sender(server.port, token, desk)
            sender.send(content[:_LITTLE], PIECE)
            for name, piece in (("in one piece", SIZE), ("in pieces of 8 MiB", PIECE)):
                send = partial(sender.send, content, piece)
                ratio, ours, bare = paired(send, partial(_bare, port, content), pairs)
                told = f"{1000 * ours:.0f} and {1000 * bare:.0f} ms; SHA-256, sync to disk and HTTP included"
                report.add(_SUBJECT, Figure(f"50 MiB {name} / bare socket to a file", ratio, "<=", 4.0, told))
            floor = Server(pid, port)
            ours, bare = (
                _processor(one, act)
                for one, act in ((server, partial(sender.send, content, SIZE)), (floor, partial(_bare, port, content)))
            )
            told = f"{1000 * ours:.0f} and {1000 * bare:.0f} ms, which no load of the machine's stretches as much"
            report.add(_SUBJECT, Figure("processor, in one piece / bare socket", ours / bare, told=told))
            grown = median([_growth(server, sender, content) for _ in range(3)])
        report.add(_SUBJECT, Figure("most memory during 50 MiB, over before", grown, "<=", 4, "one worker", "MiB"))
    _hash_alone(report, content)


def _hash_alone(report: Report, content: bytes) -> None:
    start = time.perf_counter()
    sha256(content)
    report.add(_SUBJECT, Figure("SHA-256 of 50 MiB alone", 1000 * (time.perf_counter() - start), unit="ms"))


def _processor(server: Server, act: Callable[[], float]) -> float:
    """Seconds of a server's processor that an act takes."""
    before = server.cpu()
    for _ in range(_TURNS):
        act()
    return (server.cpu() - before) / _TURNS


def _growth(server: Server, sender: Sender, content: bytes) -> float:
    before = _reset_peak(server)
    sender.send(content, PIECE)
    return max(0.0, _status(server, "VmHWM") - before)


def _worker(server: Server) -> int:
    return next(pid for pid in family(server.pid) if pid != server.pid)


def _reset_peak(server: Server) -> float:
    Path(f"/proc/{_worker(server)}/clear_refs").write_text("5")
    return _status(server, "VmRSS")


def _status(server: Server, name: str) -> float:
    text = Path(f"/proc/{_worker(server)}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024


def _bare(port: int, content: bytes) -> float:
    start = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(content)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b"!"
    return time.perf_counter() - start


def _fill(url: str) -> tuple[str, str]:
    """A company with a draft that takes files; the token of a session, and where its files go."""
    with member(url) as one:
        contract = one.world.contract(one.company)
        today = one.service.uploading.clock.now().date()
        row = PeriodRow(
            str(contract.number),
            _START,
            date(2025, 12, 31),
            today + timedelta(days=30),
            today - timedelta(days=2),
            (RequestedDocument.TAX_RETURN,),
        )
        one.world.load(RecordKind.PERIOD, [row])
        draft = one.service.declaring.begin(one.person.id, one.company.siren, contract.id, _START, Way.SCAN)
        return one.token, f"/s/{one.company.siren}/fichiers/releve/{draft.id}"


def _sender(port: int, token: str, desk: str) -> Sender:
    siren = desk.split("/")[2]
    return Sender(port, desk, {**shown(port, token, siren), "Tus-Resumable": "1.0.0"})
