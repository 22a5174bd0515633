"""Declaring a claim over HTTP: one step kept, then the whole way with three photographs beside django-formtools."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from attrs import define, field

from benchmarks.figures import Figure, Report, median, paired
from benchmarks.home import settings
from benchmarks.members import Member, member, shown
from benchmarks.servers import ROOT, Server, gunicorn
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.records.rows import ContractRow, RecordKind

_SUBJECT = "Declaration of a claim, SQLite"
_PHOTOGRAPH = 1_500_000
_BURST = 1.0
_DAY = f"{date.today() - timedelta(days=1):%d/%m/%Y}"  # noqa: DTZ011 - a day that somebody types
_STORY = "Deux perceuses et un laser ont disparu du conteneur pendant la nuit ; le cadenas est coupé."
_CAUSE = {"cause": "D1"}
_HEAD = {"danger": "no", "known_on": _DAY}
_EVENT = {"happened_on": _DAY}
_DAMAGE = {"description": _STORY, "injuries": "no"}
_PLACE = {"street": "ZA des Chênes", "postal_code": "69003", "city": "Lyon"}
_OBJECT = {"label": "Perceuse", "value": "1250"}
PAGES = {
    "head": _HEAD,
    "event": _EVENT,
    "theft": {
        **{f"theft_place.{name}": text for name, text in _PLACE.items()},
        **{f"objects.0.{name}": text for name, text in _OBJECT.items()},
        "complaint": "no",
    },
    "damage": _DAMAGE,
    "closing": {"follow_up.name": "Claire Martin", "preferred_channel": "mail"},
}
"""What is typed on each page of the portal."""
PEER_PAGES = {
    "cause": _CAUSE,
    "head": _HEAD,
    "event": _EVENT,
    "theft": {**_PLACE, **_OBJECT, "complaint": "no"},
    "damage": _DAMAGE,
    "closing": {"name": "Claire Martin", "preferred_channel": "mail"},
}
"""The same on those of the peer."""


@define
class Visitor:
    """A browser without scripts: its connection, what it shows to be let in."""

    port: int
    headers: Mapping[str, str]
    _line: http.client.HTTPConnection = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.port)

    def get(self, path: str) -> str:
        """A page."""
        status, text, location = self._ask("GET", path)
        assert status in (200, 302, 303), (path, status, text[:500])
        return self.get(location) if location else text

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> str:
        """A form; where it leads."""
        return self._sent(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def upload(self, path: str, fields: Mapping[str, str], files: Sequence[tuple[str, bytes]]) -> str:
        """A form with photographs; where it leads."""
        parts = [f'; name="{name}"\r\n\r\n{text}\r\n'.encode() for name, text in fields.items()]
        parts += [
            f'; name="{name}"; filename="photo-{at}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode()
            + content
            + b"\r\n"
            for at, (name, content) in enumerate(files)
        ]
        body = b"".join(b"--limite\r\nContent-Disposition: form-data" + part for part in parts) + b"--limite--\r\n"
        return self._sent(path, body, "multipart/form-data; boundary=limite")

    def _sent(self, path: str, body: bytes, kind: str) -> str:
        status, text, location = self._ask("POST", path, body, {"Content-Type": kind})
        assert status in (302, 303), (path, status, re.sub(r"<[^>]+>", " ", text)[-1500:])
        return location

    def _ask(
        self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        self._line.request(method, path, body or None, {**self.headers, **(more or {})})
        answer = self._line.getresponse()
        return answer.status, answer.read().decode(), answer.getheader("Location") or ""


def measure(report: Report, folder: Path, pairs: int) -> None:
    """Both."""
    url = f"sqlite:///{folder}/wizard.sqlite"
    with member(url) as one:
        kind = (ContractStatus.ACTIVE, date(2015, 1, 1), PremiumMode.FLAT)
        row = ContractRow("MRP-1", str(one.company.siren), "MRP", "Multirisque", *kind)
        one.world.load(RecordKind.CONTRACT, [row])
        drafts = [one.service.claiming.begin(one.person.id, one.company.siren, "D1").id for _ in range(2)]
    environment = settings(url, folder)
    start = f"/s/{one.company.siren}/sinistres"
    with gunicorn("benchmarks.upload_portal:application", environment) as server:
        headers = shown(server.port, one.token, one.company.siren)
        with gunicorn("benchmarks.peers.step:application", environment) as floor:
            _measure_step(report, server, floor, Visitor(server.port, headers), (start, *drafts), pairs)
        _measure_whole(report, server, Visitor(server.port, headers), one, folder, pairs)


# One step.


def _measure_step(
    report: Report, server: Server, floor: Server, visitor: Visitor, drafts: tuple[str, str, str], pairs: int
) -> None:
    start, ours, bare = drafts
    portal = Steps(server, visitor, f"{start}/brouillons/{ours}/damage")
    least = Steps(floor, Visitor(floor.port, {}), f"/{bare}")
    portal.rate(), least.rate()
    for steps in (portal, least):
        steps.cpu.clear()
    ratio, one, other = paired(portal.rate, least.rate, pairs)
    told = f"{one:.0f} and {other:.0f} a second, on one connection"
    report.add(_SUBJECT, Figure("a step kept, a second / bare writes", ratio, ">=", 0.4, told))
    cpu = median(portal.cpu), median(least.cpu)
    told = f"{1000 * cpu[0]:.2f} and {1000 * cpu[1]:.2f} ms"
    report.add(_SUBJECT, Figure("processor of a step / bare writes", cpu[0] / cpu[1], told=told))


@define
class Steps:
    """A page that is kept again and again, each time with other words."""

    server: Server
    visitor: Visitor
    path: str
    cpu: list[float] = field(factory=list)
    _versions: Iterator[int] = field(factory=lambda: count(1))

    def rate(self) -> float:
        """How many a second, of one more burst."""
        before, start, done = self.server.cpu(), time.perf_counter(), 0
        while (taken := time.perf_counter() - start) < _BURST:
            version = str(next(self._versions))
            told = {**_DAMAGE, "description": f"{_STORY} {version}", "version": version, "action": "next"}
            self.visitor.post(self.path, list(told.items()))
            done += 1
        self.cpu.append((self.server.cpu() - before) / done)
        return done / taken


# The whole way.


def _measure_whole(report: Report, server: Server, visitor: Visitor, one: Member, folder: Path, pairs: int) -> None:
    if find_spec("formtools") is None:
        report.skip("django-formtools: not installed (requirements/bench.txt)")
        return
    photographs = [b"\xff\xd8\xff\xe0" + os.urandom(_PHOTOGRAPH) + b"\xff\xd9" for _ in range(3)]
    environment = {"DJANGO_FOLDER": str(folder)}
    prepared = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.django_wizard"],
        env={"PYTHONPATH": os.pathsep.join(sys.path), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = Way(server, lambda: _declare(visitor, f"/s/{one.company.siren}", photographs))
    with gunicorn("benchmarks.peers.django_wizard:application", environment) as peer:
        token = "t" * 32
        other = Visitor(
            peer.port, {"Cookie": f"django={prepared.stdout.strip()}; csrftoken={token}", "X-CSRFToken": token}
        )
        theirs = Way(peer, lambda: _declare_with_peer(other, photographs))
        for way in (ours, theirs):
            way.took()
            way.cpu.clear()
        ratio, django, portal = paired(theirs.took, ours.took, pairs)
    told = f"{1000 * django:.0f} and {1000 * portal:.0f} ms, nothing that looks into files on either side"
    report.add(_SUBJECT, Figure("the whole way, django-formtools / portal", ratio, told=told))
    cpu = median(theirs.cpu), median(ours.cpu)
    told = f"{1000 * cpu[0]:.0f} and {1000 * cpu[1]:.0f} ms"
    report.add(_SUBJECT, Figure("processor, django-formtools / portal", cpu[0] / cpu[1], told=told))


@define
class Way:
    """A claim declared from its first page to its own, again and again."""

    server: Server
    walk: Callable[[], object]
    cpu: list[float] = field(factory=list)

    def took(self) -> float:
        """Seconds, of one more."""
        before, start = self.server.cpu(), time.perf_counter()
        self.walk()
        taken = time.perf_counter() - start
        self.cpu.append(self.server.cpu() - before)
        return taken


def _declare(visitor: Visitor, company: str, photographs: Sequence[bytes]) -> None:
    start = f"{company}/sinistres/declarer"
    visitor.get(start)
    here = visitor.post(start, list(_CAUSE.items()))
    for name, typed in PAGES.items():
        assert here.endswith(f"/{name}"), here
        version = _hidden(visitor.get(here), "version")[0]
        here = visitor.post(here, [*typed.items(), ("version", version), ("action", "next")])
    draft = here.rpartition("/")[0].rpartition("/")[2]
    visitor.get(here)
    files = [("file", photograph) for photograph in photographs]
    visitor.upload(f"{company}/fichiers/sinistre/{draft}/envoi", {"slot": "photographs", "next": here}, files)
    version = _hidden(visitor.get(here), "version")[0]
    here = visitor.post(here, [("version", version), ("action", "next")])
    page = visitor.get(here)
    sent = [(name, text) for name in ("key", "version", "file") for text in _hidden(page, name)]
    assert len(sent) == 5, sent
    claim = visitor.get(visitor.post(f"{here.rpartition('/')[0]}/envoi", [*sent, ("certified", "yes")]))
    assert re.search(r"D20\d\d-\d{6}", claim)


def _declare_with_peer(visitor: Visitor, photographs: Sequence[bytes]) -> None:
    visitor.get("/declarer")
    here = "/declarer/cause"
    for name, typed in PEER_PAGES.items():
        assert here.endswith(f"/{name}"), here
        fields = {f"{name}-{field}": text for field, text in typed.items()}
        here = visitor.post(here, [*fields.items(), ("wizard-current_step", name)])
        visitor.get(here)
    files = list(zip(("documents-first", "documents-second", "documents-third"), photographs, strict=True))
    here = visitor.upload(here, {"wizard-current_step": "documents"}, files)
    visitor.get(here)
    claim = visitor.get(visitor.post(here, [("wizard-current_step", "check"), ("check-certified", "on")]))
    assert re.search(r"D20\d\d-\d{6}", claim)


def _hidden(page: str, name: str) -> list[str]:
    main = page[page.index("<main") :]
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', main)
