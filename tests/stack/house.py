"""The whole portal on this machine: nginx as shipped, gunicorn, workers, PostgreSQL, S3."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
import trustme
from attrs import define, field, frozen

from tests.deploy import guide
from tests.postgresql import _run as run_as_postgres
from tests.postgresql import _server_user as postgres_user
from tests.postgresql import _start as start_cluster
from tests.postgresql import find_binaries, without_server
from tests.s3 import KEYS

ROOT = Path(__file__).parents[2]
HOST = "espace.example"
PATIENCE = 60.0


def find_nginx() -> str:
    """Where nginx is; skips the test where there is none, or fails it when SOCIETAIRE_REQUIRE names it."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found:
        return found
    reason = "no nginx on this machine"
    if "nginx" in os.environ.get("SOCIETAIRE_REQUIRE", "").split(","):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def free_port() -> int:
    """A port that nobody listens on, for a moment."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def wait(until: Callable[[], object], what: str) -> None:
    """Wait for something to come true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError):
            if until():
                return
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


@frozen
class Cluster:
    """A PostgreSQL of the stack's own, which may be restarted."""

    folder: Path

    @property
    def url(self) -> str:
        """As the portal's role."""
        return f"postgresql+psycopg://societaire@/societaire?host={self.folder}"

    @property
    def owner_url(self) -> str:
        """As the role that owns the tables."""
        return f"postgresql+psycopg://societaire_owner@/societaire?host={self.folder}"

    def make_roles(self) -> None:
        """Both roles and the database, by the statements of the guide."""
        self._execute(guide.BEFORE, "postgres", "postgres")
        self._execute(guide.WITHIN, "postgres", "societaire")

    def keep_events(self) -> None:
        """Take from the portal's role what it may not do to events, once the tables are there."""
        self._execute(guide.EVENTS_KEPT, "societaire_owner", "societaire")

    def _execute(self, statements: str, user: str, database: str) -> None:
        guide.execute(statements, str(self.folder), user, database)

    def restart(self) -> None:
        """As an upgrade of its package does."""
        self.control("-m", "fast", "restart")

    def control(self, *arguments: str) -> None:
        binaries = find_binaries()
        assert binaries
        log = self.folder / "server.log"
        run_as_postgres(self.folder, [binaries / "pg_ctl", "-D", self.folder / "data", "-l", log, "-w", *arguments])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start one; skips the test where the machine has no PostgreSQL."""
    binaries = find_binaries()
    if binaries is None or (os.geteuid() == 0 and postgres_user() is None):
        without_server()
    folder = Path(tempfile.mkdtemp(prefix="societaire-stack-", dir="/tmp"))
    user = postgres_user() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    try:
        start_cluster(binaries, folder)
        Cluster(folder).make_roles()
        yield Cluster(folder)
    finally:
        with suppress(subprocess.CalledProcessError):
            Cluster(folder).control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@define
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@define
class Visitor:
    """A browser of few words: cookies, forms, redirections of ours."""

    port: int
    trusted: ssl.SSLContext
    cookies: dict[str, str] = field(factory=dict)

    def ask(
        self, method: str, path: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request."""
        connection = HTTPSConnection("127.0.0.1", self.port, context=self.trusted, timeout=PATIENCE)
        sent = {"Host": HOST, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **(headers or {})}
        if form is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        with closing(connection):
            connection.request(method, path, urlencode(form) if form is not None else None, sent)
            response = connection.getresponse()
            body = response.read()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, body)

    def get(self, path: str, **options: Mapping[str, str]) -> Answer:
        """Follow redirections."""
        answer = self.ask("GET", path, headers=options.get("headers"))
        for _ in range(5):
            if answer.status not in (302, 303):
                break
            answer = self.ask("GET", answer.headers["location"].removeprefix(f"https://{HOST}"))
        return answer

    def send(self, page: str, **values: str) -> Answer:
        """Send the form of a page that leads to that page itself."""
        shown = self.get(page).text
        found = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
        answer = self.ask("POST", page, {"csrf_token": found[-1], **values})
        return self.get(answer.headers["location"]) if answer.status == 303 else answer


@define
class House:
    """The programs that run, under one folder."""

    folder: Path
    database_url: str
    nginx: str
    authority: trustme.CA = field(factory=trustme.CA)
    programs: list[subprocess.Popen[bytes]] = field(factory=list)

    @property
    def trusted(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def settings(self, **changes: str) -> dict[str, str]:
        """The environment of our programs."""
        return {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            **KEYS,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "SOCIETAIRE_DATABASE_URL": self.database_url,
            "SOCIETAIRE_MAIL_URL": f"folder://{self.folder}/mail",
            "SOCIETAIRE_PUBLIC_URL": f"https://{HOST}",
            "SOCIETAIRE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-stack",
            "SOCIETAIRE_HASHING_FOLDER": f"{self.folder}/slots",
            "SOCIETAIRE_TRUSTED_PROXIES": "1",
            **changes,
        }

    def run(self, settings: Mapping[str, str], *arguments: str) -> str:
        """One of our commands, to its end."""
        command = [sys.executable, "-m", "societaire_cli", *arguments]
        done = subprocess.run(command, env=dict(settings), capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        return done.stdout.decode()

    def start(self, name: str, command: list[str], settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
        """A program that goes on, its words in a file of its name."""
        with (self.folder / f"{name}.log").open("ab") as log:
            program = subprocess.Popen(
                command, env=dict(settings), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.programs.append(program)
        return program

    def stop(self) -> None:
        """End everything that was started here."""
        for program in self.programs:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


@define
class Front:
    """One nginx before one gunicorn, with its settings."""

    house: House
    name: str
    settings: Mapping[str, str]
    documents: Path
    port: int = field(factory=free_port)
    inner: int = field(factory=free_port)
    web: "subprocess.Popen[bytes]" = field(init=False)

    def open(self) -> None:
        """Start both."""
        self.start_web()
        folder = self.house.folder / self.name
        folder.mkdir()
        self._configure(folder)
        command = [self.house.nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
        self.house.start(f"nginx-{self.name}", command, {"PATH": os.environ["PATH"]})
        wait(lambda: self.visitor().get("/healthz").status == 200, f"nginx {self.name}")

    def start_web(self) -> None:
        """Start gunicorn."""
        command = [sys.executable, "-m", "societaire_cli", "serve", "--port", str(self.inner)]
        self.web = self.house.start(f"web-{self.name}", [*command, "--workers", "2", "--threads", "4"], self.settings)
        wait(lambda: b" 200 " in self.raw(b"GET /healthz HTTP/1.0\r\n\r\n"), f"gunicorn {self.name}")

    def visitor(self) -> Visitor:
        """A browser at nginx's door."""
        return Visitor(self.port, self.house.trusted)

    def secure(self) -> ssl.SSLSocket:
        """A bare connection at nginx's door."""
        bare = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        return self.house.trusted.wrap_socket(bare, server_hostname="127.0.0.1")

    def said(self, request: bytes) -> bytes:
        """What nginx answers to these very bytes, b'' when it hangs up."""
        with closing(self.secure()) as client:
            client.sendall(request)
            return _everything(client)

    def raw(self, request: bytes) -> bytes:
        """The same of gunicorn, from the machine itself."""
        with closing(socket.create_connection(("127.0.0.1", self.inner), timeout=PATIENCE)) as client:
            client.sendall(request)
            return _everything(client)

    def _configure(self, folder: Path) -> None:
        certificate = self.house.authority.issue_cert(HOST, "127.0.0.1")
        certificate.private_key_pem.write_to_path(folder / "privkey.pem")
        (folder / "fullchain.pem").write_bytes(b"".join(pem.bytes() for pem in certificate.cert_chain_pems))
        site = (ROOT / "deploy" / "nginx" / "societaire.conf").read_text(encoding="utf-8")
        for shipped, here in {
            "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "listen 80": f"listen 127.0.0.1:{free_port()}",
            "server 127.0.0.1:8000": f"server 127.0.0.1:{self.inner}",
            "/etc/ssl/societaire/": f"{folder}/",
            "/var/log/nginx/": f"{folder}/",
            "/var/lib/societaire/documents/": f"{self.documents}/",
            # So that a test need not wait as long as a client may.
            "client_header_timeout 10s": "client_header_timeout 2s",
            "client_body_timeout   15s": "client_body_timeout   2s",
        }.items():
            assert shipped in site, shipped
            site = site.replace(shipped, here)
        (folder / "site.conf").write_text(site, encoding="utf-8")
        temporary = "".join(
            f"  {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {folder}/pid;\nworker_processes 1;\nevents {{ worker_connections 1024; }}\n"
            f"http {{\n{temporary}  include {folder}/site.conf;\n}}\n"
        )


def _everything(client: socket.socket) -> bytes:
    pieces = []
    with suppress(OSError):
        while piece := client.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)
