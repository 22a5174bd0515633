"""The portal as an insurer runs it: a journey through the shipped nginx site, slow clients, restarts, a kill."""

import logging
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import psycopg
import pytest
from attrs import define

from societaire_storage import open_file_store
from tests.stack.house import HOST, PATIENCE, Cluster, Front, House, Visitor, cluster, find_nginx, wait

pytestmark = pytest.mark.stack

PASSWORD = "kV7#pluvier-Mandoline!q"
LARGE = 6 * 1024 * 1024
WORKERS = 2
STAFF = "I013"


@define
class Stack:
    """Everything that runs, and somebody who signed in."""

    house: House
    database: Cluster
    streaming: Front
    sending: Front
    visitor: Visitor
    home: str
    large: str

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(host=str(self.database.folder), user="postgres", dbname="societaire") as connection:
            return connection.execute(query.encode()).fetchall()

    def at(self, front: Front) -> Visitor:
        """The same person, at another door."""
        return Visitor(front.port, self.house.trusted, dict(self.visitor.cookies))


@pytest.fixture(scope="module")
def stack(s3_service: str, request: pytest.FixtureRequest) -> Iterator[Stack]:
    """Start it, import the demonstration, invite everybody, activate one administrator."""
    nginx = find_nginx()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with ExitStack() as held:
        database = held.enter_context(cluster())
        patch = held.enter_context(pytest.MonkeyPatch.context())
        bucket: str = _bucket(s3_service, patch)
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="societaire-stack-")))
        folder.chmod(0o755)
        house = House(folder, database.url, nginx)
        held.callback(house.stop)
        remote = {"SOCIETAIRE_FILES_URL": f"s3://{bucket}/prod", "SOCIETAIRE_S3_ENDPOINT": s3_service}
        local = {"SOCIETAIRE_FILES_URL": f"file://{folder}/documents", "SOCIETAIRE_ACCEL_PREFIX": "/documents-internes"}
        settings = house.settings(**local)
        house.run({**settings, "SOCIETAIRE_DATABASE_URL": database.owner_url}, "db", "upgrade")
        database.keep_events()
        demo = Path(__file__).parents[2] / "demo"
        house.run(settings, "import", str(demo))
        house.run(settings, "people", "invite", "--all", "--as", STAFF)
        _kill_a_worker_meanwhile(house, database, settings)
        streaming = Front(house, "streaming", house.settings(**remote), folder / "none")
        sending = Front(house, "sending", settings, folder / "documents")
        streaming.open()
        visitor, home, siren = _activated(house, streaming)
        large = _large_document(house, settings, database, siren)
        _copy(database, siren, f"file://{folder}/documents", f"s3://{bucket}/prod", s3_service)
        sending.open()
        yield Stack(house, database, streaming, sending, visitor, home, large)
    assert request.node


def _bucket(service: str, patch: pytest.MonkeyPatch) -> str:
    import boto3

    from tests.s3 import KEYS

    for name, value in KEYS.items():
        patch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=service)
    client.create_bucket(Bucket="stack", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    client.close()
    return "stack"


def _worker(house: House, number: int, settings: dict[str, str]) -> "object":
    return house.start(f"worker-{number}", [sys.executable, "-m", "societaire_cli", "outbox", "run"], settings)


def _counts(database: Cluster) -> dict[str, int]:
    with psycopg.connect(host=str(database.folder), user="postgres", dbname="societaire") as connection:
        return dict(connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())


def _kill_a_worker_meanwhile(house: House, database: Cluster, settings: dict[str, str]) -> None:
    """Two workers send every invitation; one is killed in the middle, its lease runs out, the rest goes out."""
    queued = _counts(database)["queued"]
    killed, other = (
        house.start(f"worker-{n}", [sys.executable, "-m", "societaire_cli", "outbox", "run"], settings) for n in (1, 2)
    )
    wait(lambda: _counts(database).get("sent", 0) >= 3, "the first mails")
    killed.send_signal(signal.SIGKILL)
    wait(lambda: _leased(database) == _counts(database).get("queued", 0), "the rest of the mails")
    with psycopg.connect(host=str(database.folder), user="postgres", dbname="societaire") as connection:
        connection.execute("UPDATE outbox SET leased_until = now()")
    wait(lambda: _counts(database) == {"sent": queued}, "the mail that was under way")
    other.send_signal(signal.SIGTERM)
    assert other.wait(PATIENCE) == 0


def _leased(database: Cluster) -> int:
    with psycopg.connect(host=str(database.folder), user="postgres", dbname="societaire") as connection:
        found = connection.execute("SELECT count(*) FROM outbox WHERE state = 'queued' AND leased_until > now()")
        row = found.fetchone()
        return int(row[0]) if row else 0


def _mails(house: House) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((house.folder / "mail").rglob("*.eml"))]


def _activated(house: House, front: Front) -> tuple[Visitor, str, str]:
    """An administrator reads the mail, chooses a password, and sees the home page of a company."""
    link = re.compile(rf"https://{HOST}(/activation/[\w-]+)")
    shown = house.run(front.settings, "people", "show", "P00001", "--json")
    address = re.findall(r'"email": "([^"]+)"', shown)[0]
    mail = next(text for text in _mails(house) if f"To: {address}" in text)
    path = link.findall(mail.replace("=\n", ""))[0]
    visitor = front.visitor()
    assert visitor.get(path).status == 200
    arrived = visitor.send("/activation", password=PASSWORD)
    assert arrived.status == 200, arrived.text
    siren = re.findall(r"/s/(\d{9})/", arrived.text)[0]
    return visitor, f"/s/{siren}/", siren


def _large_document(house: House, settings: dict[str, str], database: Cluster, siren: str) -> str:
    path = house.folder / "large.pdf"
    path.write_bytes(b"%PDF-1.4\n" + os.urandom(LARGE) + b"\n%%EOF\n")
    with psycopg.connect(host=str(database.folder), user="postgres", dbname="societaire") as connection:
        row = connection.execute("SELECT number FROM contracts WHERE siren = %s LIMIT 1", (siren,)).fetchone()
        assert row
        house.run(
            settings, "documents", "publish", str(row[0]), str(path), "--kind", "courrier", "--year", "2026",
            "--reference", "LARGE", "--as", STAFF,
        )  # fmt: skip
        found = connection.execute("SELECT id FROM documents WHERE reference = 'LARGE'").fetchone()
        assert found
    return f"/s/{siren}/documents/{found[0]}"


def _copy(database: Cluster, siren: str, source: str, target: str, endpoint: str) -> None:
    """The documents of one company: the service is slow, and many would take a minute."""
    one, other = open_file_store(source), open_file_store(target, endpoint=endpoint)
    with psycopg.connect(host=str(database.folder), user="postgres", dbname="societaire") as connection:
        keys = connection.execute("SELECT DISTINCT file_key FROM documents WHERE siren = %s", (siren,)).fetchall()
    for (key,) in keys:
        with one.open(key) as content:
            other.save(key.split("/")[1], content)


def _bytes_of(stack: Stack) -> bytes:
    return (stack.house.folder / "large.pdf").read_bytes()


def test_no_mail_is_lost_nor_sent_twice_by_two_workers_though_one_was_killed(stack: Stack) -> None:
    names = [re.findall(r"^Message-ID: (.*)$", text, re.MULTILINE | re.IGNORECASE)[0] for text in _mails(stack.house)]
    sent = stack.rows("SELECT count(*) FROM outbox WHERE state = 'sent' AND kind = 'activation'")[0][0]
    assert len(set(names)) == sent
    # The one under way when the worker died may have left twice, under the same name.
    assert len(names) - len(set(names)) <= 1


@pytest.mark.parametrize("door", ["streaming", "sending"])
def test_a_member_downloads_what_was_published(stack: Stack, door: str) -> None:
    visitor = stack.at(getattr(stack, door))
    assert visitor.get(stack.home).status == 200
    answer = visitor.get(stack.large)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert sha256(answer.body).digest() == sha256(_bytes_of(stack)).digest()
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["cache-control"] == "no-store, private"
    for name in ("x-content-type-options", "strict-transport-security", "x-request-id", "referrer-policy"):
        assert answer.headers[name], name
    contract = next(
        path for path in re.findall(r'href="(/s/\d+/contrats/[0-9a-f]{32})', visitor.get(f"{stack.home}contrats").text)
    )
    archive = visitor.get(f"{contract}/documents.zip")
    assert archive.status == 200
    assert ZipFile(BytesIO(archive.body)).testzip() is None


def test_documents_lie_behind_the_portal_alone(stack: Stack) -> None:
    key = stack.rows("SELECT file_key FROM documents WHERE reference = 'LARGE'")[0][0]
    visitor = stack.at(stack.sending)
    for path in (f"/documents-internes/{key}", f"/documents-internes/../documents-internes/{key}", f"//{key}"):
        assert visitor.ask("GET", path).status in (400, 404)
    assert stack.sending.visitor().ask("GET", stack.large).status == 303


def test_what_a_client_says_of_itself_is_not_believed(stack: Stack) -> None:
    visitor = stack.streaming.visitor()
    forged = {
        "X-Forwarded-For": "203.0.113.66",
        "X-Real-IP": "203.0.113.66",
        "Forwarded": "for=203.0.113.66;host=evil.example;proto=http",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Prefix": "/evil",
        "SCRIPT_NAME": "/evil",
    }
    page = visitor.get("/mot-de-passe-oublie", headers=forged)
    assert "evil" not in page.text + str(page.headers)
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[-1]
    before = len(_mails(stack.house))
    address = stack.rows("SELECT email FROM persons JOIN credentials ON persons.id = person_id")[0][0]
    form = {"csrf_token": token, "email": str(address)}
    assert visitor.ask("POST", "/mot-de-passe-oublie", form, forged).status == 303
    sign_in = visitor.get("/connexion")
    form["csrf_token"] = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', sign_in.text)[-1]
    assert visitor.ask("POST", "/connexion", {**form, "password": "x"}, forged).status == 403
    assert not stack.rows("SELECT 1 FROM access_log WHERE network LIKE '203.%'")
    assert not stack.rows("SELECT 1 FROM attempts WHERE key LIKE '%203.0.113.66%'")
    assert stack.rows("SELECT 1 FROM attempts WHERE key = 'address:127.0.0.1'")
    stack.house.run(stack.streaming.settings, "outbox", "run", "--once")
    assert len(_mails(stack.house)) == before + 1
    assert not any("evil" in mail for mail in _mails(stack.house))


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /connexion HTTP/1.1\r\nHost: evil.example\r\n",
        b"GET http://evil.example/connexion HTTP/1.1\r\nHost: espace.example\r\n",
        b"GET /connexion HTTP/1.1\r\nHost: espace.example\r\nHost: evil.example\r\n",
        b"GET /connexion HTTP/1.1\r\n",
        b"POST /connexion HTTP/1.1\r\nHost: espace.example\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"POST /connexion HTTP/1.1\r\nHost: espace.example\r\nContent-Length: 4\r\nContent-Length: 5\r\n",
        b"GET /connexion HTTP/1.1\r\nHost: espace.example\r\nX: " + b"x" * 40_000 + b"\r\n",
        b"TRACE /connexion HTTP/1.1\r\nHost: espace.example\r\n",
    ],
    ids=["host", "absolute", "two hosts", "no host", "CL and TE", "two CL", "long header", "TRACE"],
)
def test_a_malformed_or_misleading_request_is_refused_by_both(stack: Stack, request_line: bytes) -> None:
    request = request_line + b"Connection: close\r\n\r\n0\r\n\r\n"
    outside, inside = stack.streaming.said(request), stack.streaming.raw(request)
    assert outside == b"" or re.match(rb"HTTP/1\.[01] 4\d\d ", outside)
    assert inside == b"" or re.match(rb"HTTP/1\.[01] 4\d\d ", inside) or b"http://evil" in request_line
    assert b"evil" not in outside + inside


def test_what_runs_the_portal_is_not_shown_to_strangers(stack: Stack) -> None:
    visitor = stack.streaming.visitor()
    for path in ("/metrics", "/.git/HEAD", "/.env", "/console", "/static/"):
        answer = visitor.ask("GET", path)
        assert answer.status == 404, path
        assert "max-age=" in answer.headers["strict-transport-security"]
        assert "," not in answer.headers["strict-transport-security"]
    assert visitor.ask("GET", "/readyz").body == b'{"status":"ready"}\n'
    assert b"societaire_requests_total" in stack.streaming.raw(b"GET /metrics HTTP/1.0\r\n\r\n")
    large = visitor.ask("POST", "/connexion", {"email": "x" * 1_200_000})
    assert (large.status, "max-age=" in large.headers["strict-transport-security"]) == (413, True)


def test_slow_clients_keep_nobody_waiting_and_are_cut(stack: Stack) -> None:
    front = stack.streaming
    held = [front.secure() for _ in range(30)]
    try:
        for number, client in enumerate(held):
            if number < 15:
                client.sendall(b"GET / HTTP/1.1\r\nHost: espace.example\r\nX-Slow: ")
            else:
                client.sendall(
                    b"POST /connexion HTTP/1.1\r\nHost: espace.example\r\nContent-Length: 1000\r\n\r\nemail="
                )
        for _ in range(10):
            assert stack.at(front).get(stack.home).status == 200
        for client in held:
            client.settimeout(PATIENCE)
            answer = client.recv(4096)
            assert answer == b"" or b" 408 " in answer
    finally:
        for client in held:
            client.close()


@pytest.mark.parametrize("door", ["streaming", "sending"])
def test_eight_slow_readers_keep_nobody_waiting(stack: Stack, door: str) -> None:
    front: Front = getattr(stack, door)
    cookies = "; ".join(f"{name}={value}" for name, value in stack.visitor.cookies.items())
    request = f"GET {stack.large} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
    held = []
    try:
        for _ in range(8):
            # Asked at once: a connection that says nothing for two seconds is cut here.
            held.append(front.secure())
            held[-1].sendall(request.encode())
        for client in held:
            assert client.recv(64).startswith(b"HTTP/1.1 200")
        for _ in range(20):
            assert stack.at(front).get(stack.home).status == 200
    finally:
        for client in held:
            client.close()


def test_a_stop_in_the_middle_of_downloads_cuts_none(stack: Stack) -> None:
    front = stack.streaming
    expected = sha256(_bytes_of(stack)).digest()
    with ThreadPoolExecutor(6) as pool:
        under_way = [pool.submit(stack.at(front).get, stack.large) for _ in range(6)]
        time.sleep(0.1)
        front.web.send_signal(signal.SIGTERM)
        answers = [each.result() for each in under_way]
    assert front.web.wait(PATIENCE) == 0
    # Whoever came before the end of the doors has it whole; whoever came after is told so by nginx.
    assert {answer.status for answer in answers} <= {200, 502}
    assert all(sha256(answer.body).digest() == expected for answer in answers if answer.status == 200)
    down = front.visitor().ask("GET", "/connexion")
    assert (down.status, "max-age=" in down.headers["strict-transport-security"]) == (502, True)
    front.start_web()
    assert stack.at(front).get(stack.home).status == 200


def test_a_restart_of_the_database_costs_a_moment_and_no_fault(stack: Stack) -> None:
    front = stack.streaming
    statuses: set[int] = set()
    over = Event()

    def visit() -> None:
        while not over.is_set():
            statuses.add(stack.at(front).ask("GET", stack.home).status)

    with ThreadPoolExecutor(3) as pool:
        visits = [pool.submit(visit) for _ in range(3)]
        try:
            stack.database.restart()
            wait(lambda: stack.at(front).ask("GET", stack.home).status == 200, "the portal after the restart")
        finally:
            over.set()
        for each in visits:
            each.result()
    assert statuses <= {200, 503}
    assert front.visitor().ask("GET", "/readyz").status == 200


def test_no_log_holds_a_secret_and_every_line_of_ours_is_json(stack: Stack) -> None:
    import json

    secrets = {PASSWORD, "abcdefghijklmnopqrstuvwxyz-stack", *(v for v in stack.visitor.cookies.values() if v)}
    secrets |= {
        token for mail in _mails(stack.house) for token in re.findall(r"/(?:activation|nouveau)/([\w-]{30,})", mail)
    }
    logs = [path for path in stack.house.folder.rglob("*") if path.suffix == ".log" or path.name == "errors"]
    assert len(logs) >= 6
    written = "".join(path.read_text(encoding="utf-8") for path in logs)
    assert '"rule": "/activation/<token>"' in written
    assert [secret for secret in secrets if secret in written] == []
    ours = [line for path in logs if path.name.startswith(("web", "worker")) for line in path.read_text().splitlines()]
    assert all("event" in json.loads(line) for line in ours if not line.startswith("Portail :"))
