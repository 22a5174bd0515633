"""Programs that answer while they are measured: web servers, and a PostgreSQL of the run's own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import frozen

from benchmarks.figures import ROOT

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 30.0


@frozen
class Server:
    """A program with its children, and the port where it answers."""

    pid: int
    port: int

    def cpu(self) -> float:
        """Seconds of processor that it took so far, with its children."""
        return sum(_cpu_of(pid) for pid in family(self.pid))

    def memory(self) -> float:
        """MiB that belong to one worker alone (unique set size), the largest of them."""
        workers = [pid for pid in family(self.pid) if pid != self.pid] or [self.pid]
        return max(map(_unique_of, workers)) / 1024


def family(pid: int) -> list[int]:
    """A process and its children, theirs included."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(
    application: str, settings: Mapping[str, str], port: int | None = None, workers: int = 1, threads: int = 4
) -> Iterator[Server]:
    """An application behind the product's own server, set as `societaire serve` sets it."""
    port = port or free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--backlog", "512"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads), "--keep-alive", "60"]
    command += ["--no-control-socket", "--log-level", "warning", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108 - as it does
    if application.startswith(("societaire_web", "benchmarks.upload_portal")):
        command += ["--config", "python:societaire_cli.server"]
    with program(command, settings) as pid:
        wait_for(port, pid)
        yield Server(pid, port)


@contextmanager
def program(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a program while it is needed; what it says is shown when something goes wrong."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SOCIETAIRE_")}
    environment |= settings or {}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as running,
    ):
        try:
            yield running.pid
        except BaseException:
            # Ctrl-C as well: why a server would not answer is in what it said.
            said.seek(0)
            sys.stderr.write(said.read()[-4000:].decode(errors="replace"))
            raise
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()


def wait_for(port: int, pid: int) -> None:
    """Return when somebody listens on the port; raises TimeoutError."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port}")


def find_postgresql() -> Path | None:
    """The folder of PostgreSQL's programs; None when the machine has none, or nobody who may run it."""
    newest = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if found is None or (os.geteuid() == 0 and _server_user() is None):
        return None
    return Path(found).resolve().parent


@contextmanager
def postgresql(binaries: Path) -> Iterator[Callable[[str], str]]:
    """A server with its default durability; yields what makes an empty database and gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="societaire-bench-", dir="/tmp"))
    user = _server_user() if os.geteuid() == 0 else None

    def run(*command: str | Path) -> None:
        settings = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with (folder / "commands.log").open("ab") as log:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env=settings,
                user=user,
                check=True,
            )

    def make(name: str) -> str:
        run(binaries / "createdb", "-h", folder, "-U", "postgres", name)
        return f"postgresql+psycopg://postgres@/{name}?host={folder}"

    if user:
        shutil.chown(folder, user)
    try:
        run(binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write(f"\nlisten_addresses = ''\nunix_socket_directories = '{folder}'\n")
            configuration.write("shared_buffers = 512MB\nmax_wal_size = 4GB\n")
        run(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "server.log", "-w", "start")
        yield make
    finally:
        with suppress(subprocess.CalledProcessError):
            run(binaries / "pg_ctl", "-D", folder / "data", "-w", "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> str | None:
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return None


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _unique_of(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(
        float(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_Clean", "Private_Dirty"))
    )
