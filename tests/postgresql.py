"""A PostgreSQL for the tests: one throw-away server per run, shared by all workers, started by the first that asks.

    def test_something(postgresql_url: str) -> None: ...    # an empty database, dropped afterwards

    with postgresql.database("schema", prepare) as url: ... # a copy of a template that `prepare(url)` filled once a run

Without PostgreSQL on the machine such a test is skipped, or fails when SOCIETAIRE_REQUIRE names postgresql.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import psycopg
import pytest
from attrs import frozen
from psycopg.sql import SQL, Identifier

FOLDER = pytest.StashKey[Path]()
PREFIX = "societaire-pg-"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@frozen
class Postgresql:
    """A running server, known by the folder of its socket."""

    folder: Path

    @contextmanager
    def database(self, template: str = "template1", prepare: Callable[[str], None] | None = None) -> Iterator[str]:
        """Lend the SQLAlchemy address of a fresh database, a copy of `template`.

        The first caller of a run makes the template: `prepare` receives the address of an empty database, fills it and
        leaves no connection open.
        """
        if prepare is not None:
            self._make_template(template, prepare)
        name = f"t{uuid4().hex}"
        # Files are copied in half the time that writing their pages again takes.
        copied = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._admin(copied.format(Identifier(name), Identifier(template)))
        try:
            yield self.url(name)
        finally:
            self._admin(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def url(self, database: str) -> str:
        """Give the SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def _make_template(self, name: str, prepare: Callable[[str], None]) -> None:
        made = self.folder / f"{name}.made"
        with _locked(self.folder / "templates.lock"):
            if made.exists():
                return
            self._admin(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            self._admin(SQL("CREATE DATABASE {}").format(Identifier(name)))
            prepare(self.url(name))
            made.touch()

    def _admin(self, statement: Any) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql(pytestconfig: pytest.Config) -> Postgresql:
    """The server of this run; skips the test where the machine has none."""
    binaries = find_binaries()
    if binaries is None or (os.geteuid() == 0 and _server_user() is None):
        without_server()
    folder = pytestconfig.stash[FOLDER]
    with _locked(folder / "server.lock"):
        if not (folder / "data" / "postmaster.pid").exists():
            _start(binaries, folder)
    return Postgresql(folder)


@pytest.fixture
def postgresql_url(postgresql: Postgresql) -> Iterator[str]:
    """The SQLAlchemy address of an empty database of the test's own."""
    with postgresql.database() as url:
        yield url


def without_server() -> NoReturn:
    """Skip the test, or fail it when this run may not do without PostgreSQL."""
    reason = "no PostgreSQL on this machine"
    if "postgresql" in os.environ.get("SOCIETAIRE_REQUIRE", "").split(","):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def find_binaries(debian: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """Find the folder of initdb and pg_ctl: Debian's newest, else what the PATH leads to; None when there is none."""
    newest = max(debian.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _server_user() -> str | None:
    """Name who runs the server, because PostgreSQL refuses root; None when the machine lacks that user."""
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return None


def _start(binaries: Path, folder: Path) -> None:
    data = folder / "data"
    _run(
        folder,
        [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    )
    with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(SETTINGS.format(folder=folder))
    _run(folder, [binaries / "pg_ctl", "-D", data, "-l", folder / "server.log", "-w", "start"])


def _stop(folder: Path) -> None:
    binaries = find_binaries()
    if binaries and (folder / "data" / "postmaster.pid").exists():
        with suppress(subprocess.CalledProcessError):
            _run(folder, [binaries / "pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, command: list[str | Path]) -> None:
    user = _server_user() if os.geteuid() == 0 else None
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    output = folder / "commands.log"
    # A file, not a pipe: the server would keep the pipe open and the reader waiting.
    with output.open("ab") as log:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=settings,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            check=False,
        )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, output.read_text(encoding="utf-8"))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, a short one because a socket's address holds about a hundred characters."""
    given: str | None = getattr(config, "workerinput", {}).get("postgresql")
    if given:
        config.stash[FOLDER] = Path(given)
        return
    temporary = Path(tempfile.gettempdir())
    if len(str(temporary)) > 60:
        temporary = Path("/tmp")
    _remove_leftovers(temporary)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=temporary))
    # The lock says that the run is alive; it is taken before its name is the one that others look for.
    alive = (folder / "alive.new").open("w")
    fcntl.flock(alive, fcntl.LOCK_EX)
    (folder / "alive.new").rename(folder / "alive")
    config.add_cleanup(alive.close)
    user = _server_user() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    config.stash[FOLDER] = folder
    config.add_cleanup(lambda: _stop(folder))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker of pytest-xdist the run's folder."""
    node.workerinput["postgresql"] = str(node.config.stash[FOLDER])


def _remove_leftovers(temporary: Path) -> None:
    """Stop the server of a run that was killed: nobody holds its lock any more."""
    for mark in temporary.glob(f"{PREFIX}*/alive"):
        with suppress(OSError), mark.open("r+") as alive:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _stop(mark.parent)
