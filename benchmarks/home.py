"""The home page of a company: five companies to switch to, twelve contracts, on each database."""

import os
import re
import subprocess
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from attrs import define, field, frozen

from benchmarks.clients import Burst, Connection, burst, get
from benchmarks.figures import Figure, Report, median
from benchmarks.loading import Subject, sign_in_again
from benchmarks.peers.pages import FORM_TOKEN, INSURER, NONCE
from benchmarks.servers import ROOT, Server, gunicorn

PORTAL = "societaire_web.wsgi:application"
FLOOR = "benchmarks.peers.floor:application"
DJANGO = "benchmarks.peers.django_site:application"


@frozen
class Goals:
    """What is aimed at, on one database."""

    rate: float
    cpu: float
    django: float
    tail: float
    memory: float


SQLITE = Goals(rate=0.55, cpu=1.9, django=4.0, tail=1.7, memory=42)
POSTGRESQL = Goals(rate=0.5, cpu=2.1, django=3.3, tail=1.7, memory=50)


def settings(url: str, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a portal."""
    return {
        "SOCIETAIRE_DATABASE_URL": url,
        "SOCIETAIRE_FILES_URL": f"file://{folder}/files",
        "SOCIETAIRE_MAIL_URL": f"folder://{folder}/mail",
        "SOCIETAIRE_PUBLIC_URL": "http://127.0.0.1",
        "SOCIETAIRE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789",
        "SOCIETAIRE_INSURER_NAME": INSURER,
        "SOCIETAIRE_HASHING_FOLDER": f"{folder}/slots",
        **more,
    }


@define
class Asked:
    """A server, what browsers ask of it, and what came of it."""

    server: Server
    requests: list[bytes]
    seconds: float
    bursts: list[Burst] = field(factory=list)
    cpu: list[float] = field(factory=list)

    def rate(self) -> float:
        """Requests a second, of one more burst."""
        before = self.server.cpu()
        done = burst(self.server.port, self.requests, self.seconds)
        self.cpu.append((self.server.cpu() - before) / done.count)
        self.bursts.append(done)
        return done.rate


def portal_requests(server: Server, signed_in: list[Subject]) -> list[bytes]:
    """The home page of each, by browsers that were there before: they hold every cookie."""
    made = []
    for subject in signed_in:
        cookie = f"societaire={subject.token}"
        _, head, _ = Connection(server.port).ask(get(f"/s/{subject.siren}/", cookie))
        kept = re.findall(rb"(?i)^set-cookie: ([^;\r]+)", head, re.MULTILINE)
        made.append(get(f"/s/{subject.siren}/", "; ".join([cookie, *(text.decode() for text in kept)])))
    return made


def measure(
    report: Report, name: str, url: str, folder: Path, signed_in: list[Subject], goals: Goals, pairs: int
) -> None:
    """Every figure of the page on one database."""
    subject = f"Home page, {name}"
    environment = settings(url, folder)
    sign_in_again(url, signed_in)
    with ExitStack() as running:
        floor = _floor(running.enter_context(gunicorn(FLOOR, environment)), signed_in)
        server = running.enter_context(gunicorn(PORTAL, environment))
        portal = Asked(server, portal_requests(server, signed_in), 1.0)
        _same_page(portal, floor)
        django = _django(running, report, environment, signed_in)
        for peer in django:
            _same_page(portal, peer)
        others = [floor, *django]
        for asked in (portal, *others):
            burst(asked.server.port, asked.requests, 1.0)
        ratios: dict[int, list[float]] = {id(other): [] for other in others}
        tails: list[float] = []
        for turn in range(pairs):
            order = [portal, *others] if turn % 2 else [*reversed(others), portal]
            rates = {id(asked): asked.rate() for asked in order}
            for other in others:
                ratios[id(other)].append(rates[id(portal)] / rates[id(other)])
            tails.append(portal.bursts[-1].p99 / floor.bursts[-1].p99)
        cpu = median(portal.cpu) / median(floor.cpu)
        told = f"{_rate(portal)} and {_rate(floor)} requests a second"
        report.add(subject, Figure("requests a second / floor", median(ratios[id(floor)]), ">=", goals.rate, told))
        told = f"{median(portal.cpu) * 1e3:.2f} and {median(floor.cpu) * 1e3:.2f} ms"
        report.add(subject, Figure("processor a request / floor", cpu, "<=", goals.cpu, told))
        told = f"{portal.bursts[-1].p99 * 1e3:.1f} and {floor.bursts[-1].p99 * 1e3:.1f} ms, four at once"
        report.add(subject, Figure("99th percentile / floor", median(tails), "<=", goals.tail, told))
        for peer, called, goal in zip(django, ("Django", "Django with Jinja"), (goals.django, None), strict=False):
            told = f"{_rate(peer)} requests a second; {median(peer.cpu) * 1e3:.2f} ms of processor"
            ratio = median(ratios[id(peer)])
            how = (">=", goal) if goal else ()
            report.add(subject, Figure(f"requests a second / {called}", ratio, *how, told=told))
            more = median(peer.cpu) / median(portal.cpu)
            report.add(subject, Figure(f"processor a request, {called} / portal", more))
        told = f"floor {floor.server.memory():.0f}" + (f", Django {django[0].server.memory():.0f}" if django else "")
        report.add(subject, Figure("memory of a worker", server.memory(), "<=", goals.memory, told, " MiB"))


def _floor(server: Server, signed_in: list[Subject]) -> Asked:
    return Asked(server, [get(f"/s/{s.siren}/", f"societaire={s.token}") for s in signed_in], 1.0)


def _django(running: ExitStack, report: Report, environment: dict[str, str], signed_in: list[Subject]) -> list[Asked]:
    """Its page by its own templates, then by the portal's."""
    if find_spec("django") is None:
        report.skip("Django: not installed (requirements/bench.txt)")
        return []
    keys = [f"{number:032d}" for number, _ in enumerate(signed_in)]
    lines = "".join(f"{key} {subject.person_id}\n" for key, subject in zip(keys, signed_in, strict=True))
    command = [sys.executable, "-m", "benchmarks.peers.django_site"]
    subprocess.run(
        command,
        input=lines,
        env={"PYTHONPATH": os.pathsep.join(sys.path), **environment},
        cwd=ROOT,
        text=True,
        check=True,
    )
    server = running.enter_context(gunicorn(DJANGO, environment))
    return [
        Asked(
            server,
            [get(f"{start}/s/{s.siren}/", f"django={key}") for key, s in zip(keys, signed_in, strict=True)],
            1.0,
        )
        for start in ("", "/jinja")
    ]


def _same_page(portal: Asked, other: Asked) -> None:
    """Raise unless both make the same page, but for spaces between tags and what changes with each request."""
    answers = [Connection(asked.server.port).ask(asked.requests[0]) for asked in (portal, other)]
    _check(all(status == 200 for status, _, _ in answers), "a page is refused")
    pages = [_plain(body.decode()) for _, _, body in answers]
    for ours, theirs in zip(pages[0].splitlines(), pages[1].splitlines(), strict=True):
        _check(ours == theirs, f"the pages differ:\n{ours}\n{theirs}")


def _plain(page: str) -> str:
    page = re.sub(r'(name="csrf_token" value=")[^"]*', rf"\1{FORM_TOKEN}", page)
    page = re.sub(r'(nonce=")[^"]*', rf"\1{NONCE}", page).replace("&#x27;", "&#39;")
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1\n", re.sub(r"\?v=\w+", "", page))


def _check(holds: bool, told: str) -> None:
    if not holds:
        raise RuntimeError(told)


def _rate(asked: Asked) -> str:
    return f"{median([done.rate for done in asked.bursts]):.0f}"
