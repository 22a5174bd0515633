"""Everybody signs in at once: passwords verified as fast as the processors can, and the others still served."""

import multiprocessing
import os
import re
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from argon2 import PasswordHasher

from benchmarks.clients import Connection, burst, get
from benchmarks.figures import Figure, Report, median
from benchmarks.home import PORTAL, portal_requests, settings
from benchmarks.loading import Subject, set_passwords, sign_in_again
from benchmarks.servers import Server, gunicorn

PASSWORD = "Une-phrase-pour-les-mesures-2026!"
AT_ONCE = 6
"""Browsers that sign in again and again."""

_ARGON2 = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def measure(report: Report, name: str, url: str, folder: Path, signed_in: Sequence[Subject], rounds: int) -> None:
    """Sign-ins a second against bare verifies on all processors, and the home page meanwhile against alone."""
    encoded = _ARGON2.hash(PASSWORD)
    set_passwords(url, [(subject.person_id, encoded) for subject in signed_in])
    sign_in_again(url, signed_in)
    cores = len(os.sched_getaffinity(0))
    environment = settings(url, folder, SOCIETAIRE_TRUSTED_PROXIES="1")
    ratios, slower, refused = [], [], 0
    with ExitStack() as running:
        server = running.enter_context(gunicorn(PORTAL, environment, workers=max(2, cores), threads=8))
        readers = portal_requests(server, list(signed_in[:20]))
        entrants = [_entrant(server, subject) for subject in signed_in[-AT_ONCE:]]
        for turn in range(rounds):
            bare = _bare(encoded, cores, 2.0)
            alone = burst(server.port, readers, 1.5, connections=1)
            done, busy, meanwhile = _stormed(server, entrants, readers, 3.0, turn)
            ratios.append(done / bare)
            slower.append(meanwhile / alone.p50)
            refused += busy
        told = f"{bare:.0f} bare verifies a second; {refused} told to come back"
        subject = f"Sign-in storm, {name}"
        report.add(
            subject, Figure("sign-ins a second / bare verifies, all processors", median(ratios), ">=", 0.8, told)
        )
        told = f"{alone.p50 * 1e3:.1f} ms alone"
        report.add(subject, Figure("home page in the storm, median / alone", median(slower), "<=", 4, told))


def _bare(encoded: str, cores: int, seconds: float) -> float:
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        pool.map(_verify, [(encoded, 0.1)] * cores)
        return sum(pool.map(_verify, [(encoded, seconds)] * cores))


def _verify(asked: tuple[str, float]) -> float:
    encoded, seconds = asked
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        _ARGON2.verify(encoded, PASSWORD)
        count += 1
    return count / (time.perf_counter() - start)


def _entrant(server: Server, subject: Subject) -> tuple[bytes, str]:
    """A form filled in, and the cookie that goes with it."""
    _, head, body = Connection(server.port).ask(get("/connexion"))
    token = re.search(rb'name="csrf_token" value="([^"]+)"', body)
    cookie = re.search(rb"(?i)^set-cookie: ([^;\r]+)", head, re.MULTILINE)
    assert token
    assert cookie
    form = urlencode({"csrf_token": token[1].decode(), "email": subject.email, "password": PASSWORD})
    return form.encode(), cookie[1].decode()


def _post(form: bytes, cookie: str, address: str) -> bytes:
    head = (
        f"POST /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    return head.encode() + form


def _stormed(
    server: Server, entrants: Sequence[tuple[bytes, str]], readers: Sequence[bytes], seconds: float, turn: int
) -> tuple[float, int, float]:
    """Sign-ins a second, those told to come back, and the median of the home page meanwhile."""
    answered: list[list[int]] = [[] for _ in entrants]
    stop = Event()

    def enter(number: int) -> None:
        connection = Connection(server.port)
        form, cookie = entrants[number]
        count = 0
        while not stop.is_set():
            # Each from a network of its own: a whole town signs in, not one house.
            address = f"10.{turn}.{number}.{count % 250}"
            answered[number].append(connection.ask(_post(form, cookie, address))[0])
            count += 1
        connection.close()

    threads = [Thread(target=enter, args=(number,)) for number in range(len(entrants))]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    meanwhile = burst(server.port, readers, seconds, connections=1)
    stop.set()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - start
    statuses = [status for some in answered for status in some]
    unexpected = set(statuses) - {303, 503}
    if unexpected:
        raise RuntimeError(f"a sign-in was answered {unexpected}")
    return statuses.count(303) / taken, statuses.count(503), meanwhile.p50
