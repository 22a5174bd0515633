"""The real program: statuses, signals, pipes, locales and terminals."""

import json
import os
import pty
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from societaire.identity.sessions import Client
from societaire.records.report import Remark
from societaire_bootstrap.compose import compose
from societaire_bootstrap.settings import load_settings
from societaire_cli.commands.imports import reporting
from societaire_cli.commands.serve import APPLICATION, gunicorn_command
from tests.delivery.cli.installation import DEMO, LONGEST, Installation

AS = ("--as", "I001")
ACCENTED = "P00002"


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Nothing yet."""
    return Installation(tmp_path)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demonstration, for tests that only read."""
    installation = Installation(tmp_path_factory.mktemp("loaded"))
    done = installation.run("demo")
    assert done.status == 0, done.err
    return installation


@pytest.fixture
def own(loaded: Installation, tmp_path: Path) -> Installation:
    """A copy of the demonstration, to be changed."""
    shutil.copytree(loaded.folder, tmp_path / "own")
    return Installation(tmp_path / "own")


def test_a_demonstration_gives_links_of_people_worth_a_look(own: Installation) -> None:
    first, second = own.run("demo"), own.run("demo")
    for done in (first, second):
        assert done.status == 0
        assert "inchangées" in done.err
        told = ("accès à 4 sociétés", "administrateur d'une seule société", "collaborateur chez", "société radiée")
        assert [words for words in told if words not in done.out] == []
        assert done.out.count("http://127.0.0.1:8000/activation/") == 4
    assert set(first.out.split()) != set(second.out.split())


def test_a_second_demonstration_tells_the_way_in_of_who_has_a_password(own: Installation) -> None:
    first = own.run("demo")
    assert "mail show --last" not in first.out
    with patch.dict(os.environ, own.environment, clear=True):
        opened = compose(load_settings())
    link = next(line for line in first.out.split() if "/activation/" in line)
    opened.service.passwords.activate(link.rpartition("/")[2], "Une phrase à retenir 1978!", Client("127.0.0.1"))
    opened.close()
    second = own.run("demo")
    assert "(mot de passe déjà choisi)" in second.out
    assert "« Mot de passe oublié »" in second.out
    assert "societaire mail show --last" in second.out


def test_the_terminal_of_a_trial_shows_readable_warnings_alone() -> None:
    # Wherever its terminal leads: a worker whose lines go elsewhere would write JSON between the links.
    recipe = (DEMO.parent / "Makefile").read_text(encoding="utf-8").partition("\nrun: ")[2].partition("\n\n")[0]
    assert "export SOCIETAIRE_LOG_FORMAT=text SOCIETAIRE_LOG_LEVEL=warning" in recipe.partition("outbox run")[0]


def test_without_tables_nothing_is_done_and_the_way_out_is_told(empty: Installation) -> None:
    for typed in (("people", "show", "P1"), ("import", str(DEMO)), ("serve",), ("outbox", "run", "--once")):
        done = empty.run(*typed)
        assert (done.status, done.out) == (2, "")
        assert "societaire db upgrade" in done.err


def test_every_fault_of_the_settings_is_named(empty: Installation) -> None:
    changes = {"SOCIETAIRE_SECRET_KEY": None, "SOCIETAIRE_DATABASE_URL": "mysql://u:pa55word@h/b"}
    done = empty.run("people", "show", "P1", changes=changes)
    assert (done.status, done.out) == (2, "")
    assert "SOCIETAIRE_SECRET_KEY" in done.err
    assert "SOCIETAIRE_DATABASE_URL" in done.err
    doctor = empty.run("doctor", "--json", changes=changes)
    assert doctor.status == 1
    assert {check["name"] for check in json.loads(doctor.out)["checks"]} == set(changes)
    assert "pa55word" not in done.err + doctor.out + doctor.err


def test_a_database_that_is_out_tells_no_password(empty: Installation) -> None:
    changes = {"SOCIETAIRE_DATABASE_URL": "postgresql+psycopg://u:pa55word@127.0.0.1:9/x"}
    for typed in (("people", "show", "P1"), ("doctor",), ("db", "upgrade")):
        done = empty.run(*typed, changes=changes)
        assert done.status == 1
        assert "Traceback" not in done.err
        assert "imprévue" not in done.err
        assert "pa55word" not in done.out + done.err
    assert not any("pa55word" in log.read_text() for log in empty.folder.rglob("*.log"))


def test_doctor_finds_nothing_wrong_with_a_demonstration(loaded: Installation) -> None:
    done = loaded.run("doctor")
    assert (done.status, "PROBLÈME" in done.out) == (0, False)


def test_an_import_reports_what_it_refuses(own: Installation) -> None:
    folder = own.folder / "export"
    folder.mkdir()
    (folder / "societes.csv").write_text(
        "siren;raison_sociale;agence;statut\n552000003;Clé fausse;LYO;active\n552000002;Charpente Moreau;LYO;active\n"
    )
    report = own.folder / "refus.jsonl"
    tried = own.run("import", str(folder), "--dry-run")
    done = own.run("import", str(folder), "--json", "--report", str(report))
    data = json.loads(done.out)
    (refusal,) = data["refused"]
    assert (tried.status, done.status, data["refused_total"]) == (1, 1, 1)
    assert (refusal["file"], refusal["line"], refusal["column"], refusal["value"]) == (
        "societes.csv", 2, "siren", "552000003",
    )  # fmt: skip
    assert refusal["reason"]
    assert [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()] == [refusal]
    assert "societes.csv, ligne 2, siren « 552000003 »" in tried.err
    assert "rien n'a été écrit" in tried.err


def test_a_trial_of_an_import_waits_for_nobody_who_writes_and_keeps_nobody_waiting(loaded: Installation) -> None:
    with closing(sqlite3.connect(loaded.folder / "societaire.sqlite", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        tried = loaded.run("import", str(DEMO), "--dry-run")
        somebody.execute("ROLLBACK")
    assert (tried.status, "rien n'a été écrit" in tried.err) == (0, True), tried.err


def test_nothing_is_written_by_a_strict_import_of_a_wrong_export(empty: Installation) -> None:
    empty.run("db", "upgrade")
    folder = empty.folder / "export"
    folder.mkdir()
    (folder / "agences.csv").write_text("code;nom;telephone\nLYO;Agence de Lyon;0465712375\nSTE;;0465712375\n")
    strict = empty.run("import", str(folder), "--strict")
    assert strict.status == 1
    assert "Rien n'a été écrit" in strict.err
    after = json.loads(empty.run("import", str(folder), "--json").out)
    assert after["files"]["agences.csv"]["added"] == 1


def test_a_folder_that_is_no_export_is_refused(own: Installation) -> None:
    (own.folder / "vide").mkdir()
    done = own.run("import", str(own.folder / "vide"))
    assert (done.status, done.out) == (1, "")
    assert "imprévue" not in done.err


def test_a_report_that_can_not_be_kept_is_told(own: Installation) -> None:
    folder = own.folder / "export"
    folder.mkdir()
    (folder / "agences.csv").write_text("code;nom;telephone\nSTE;;0465712375\n")
    done = own.run("import", str(folder), "--report", "/dev/full")
    assert done.status == 1
    assert "plus de place" in done.err
    assert own.run("import", str(folder), "--report", "/nulle/part/refus").status == 1


def test_a_report_never_overwrites_the_export(own: Installation) -> None:
    folder = own.folder / "export"
    folder.mkdir()
    rows = folder / "agences.csv"
    rows.write_text("code;nom;telephone\nSTE;;0465712375\n")
    alias = own.folder / "alias"
    alias.symlink_to(rows)
    for report in (rows, alias, folder / ".." / "export" / "refus"):
        done = own.run("import", str(folder), "--report", str(report))
        assert (done.status, done.out) == (2, "")
        assert "hors du dossier" in done.err
    assert rows.read_text().endswith("0465712375\n")
    assert list(folder.iterdir()) == [rows]


def test_a_report_holds_each_refusal_as_soon_as_it_comes(tmp_path: Path) -> None:
    with reporting(tmp_path / "refus") as refused:
        refused(Remark.of("agences.csv", 2, "nom", "", "required"))
        assert json.loads((tmp_path / "refus").read_text(encoding="utf-8"))["line"] == 2


def test_two_imports_at_once_end_as_one(empty: Installation) -> None:
    empty.run("db", "upgrade")
    running = [empty.start("import", str(DEMO), "--json") for _ in range(2)]
    ended = [process.communicate(timeout=LONGEST) for process in running]
    assert all("imprévue" not in err for _, err in ended)
    again = json.loads(empty.run("import", str(DEMO), "--json").out)
    last = json.loads(empty.run("import", str(DEMO), "--json").out)
    assert again["refused_total"] == 0
    assert all(counts["unchanged"] == counts["read"] > 0 for counts in last["files"].values())


def test_an_interrupted_import_can_be_run_again(empty: Installation) -> None:
    empty.run("db", "upgrade")
    report = empty.folder / "refus"
    # It waits in its middle for somebody who writes, or it would be over before it could be interrupted.
    with closing(sqlite3.connect(empty.folder / "societaire.sqlite", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        process = empty.start("import", str(DEMO), "--report", str(report))
        _wait(report.exists)
        process.send_signal(signal.SIGINT)
        somebody.execute("ROLLBACK")
    out, err = process.communicate(timeout=LONGEST)
    assert (process.returncode, out) == (130, "")
    assert "Interrompu" in err
    assert "Traceback" not in err
    assert empty.run("import", str(DEMO)).status == 0


def test_a_document_is_published_once_and_replaced_by_its_reference(own: Installation) -> None:
    letter = own.folder / "lettre é.pdf"
    letter.write_bytes(b"%PDF-1.4\n1\n%%EOF\n")
    publish = ("documents", "publish", "RCD-552000-59", str(letter), "--kind", "courrier", "--year", "2026", *AS)
    named = (*publish, "--reference", "L-1")
    told = [own.run(*publish), own.run(*publish), own.run(*named), own.run(*named)]
    letter.write_bytes(b"%PDF-1.4\n2\n%%EOF\n")
    told.append(own.run(*named))
    assert [done.status for done in told] == [0] * 5
    assert [done.err.split(" :")[0] for done in told] == [
        "Publié", "Déjà publié, identique", "Publié", "Déjà publié, identique", "Remplacé",
    ]  # fmt: skip
    listed = json.loads(own.run("documents", "list", "RCD-552000-59", "--kind", "courrier", "--json").out)
    assert listed["total"] == len([each for each in listed["documents"] if each["kind"] == "letter"])
    assert "L-1" in {each["reference"] for each in listed["documents"]}


@pytest.mark.parametrize(
    ("contract", "content", "more", "status"),
    [
        ("INCONNU", b"%PDF-1.4\n%%EOF\n", (), 1),
        ("RCD-552000-59", b"<html>", (), 1),
        ("RCD-552000-59", b"", (), 1),
        ("RCD-552000-59", b"%PDF-1.4\n%%EOF\n", ("--period-start", "2026-01-01"), 2),
        ("RCD-552000-59", b"%PDF-1.4\n%%EOF\n", ("--period-start", "02/02/2026", "--period-end", "2026-01-01"), 2),
        ("RCD-552000-59", b"%PDF-1.4\n%%EOF\n", ("--published-on", "hier"), 2),
    ],
)
def test_what_can_not_be_published_is_refused(
    loaded: Installation, tmp_path: Path, contract: str, content: bytes, more: tuple[str, ...], status: int
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    before = loaded.run("documents", "list", "RCD-552000-59", "--json").out
    done = loaded.run(
        "documents", "publish", contract, str(file), "--kind", "attestation", "--year", "2026", *more, *AS
    )
    assert (done.status, done.out) == (status, "")
    assert "imprévue" not in done.err
    assert loaded.run("documents", "list", "RCD-552000-59", "--json").out == before


def test_a_reader_that_leaves_ends_the_program_quietly(loaded: Installation) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = loaded.start("mail", "list", stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=LONGEST)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "Exception" not in err


def test_a_full_disk_is_told(loaded: Installation) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        process = loaded.start("people", "show", ACCENTED, stdout=full.fileno())
        _, err = process.communicate(timeout=LONGEST)
    assert process.returncode == 1
    assert "plus de place" in err
    assert "Traceback" not in err
    assert "Exception" not in err


@pytest.mark.parametrize(
    "changes",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}],
)
def test_a_poor_terminal_gets_what_it_can_show(loaded: Installation, changes: dict[str, str]) -> None:
    environment = {**loaded.environment, **changes}
    text, data = (
        subprocess.run(
            loaded.command("people", "show", ACCENTED, *more), env=environment, capture_output=True, check=False
        )
        for more in ((), ("--json",))
    )
    assert (text.returncode, data.returncode) == (0, 0)
    assert b"Claire" in text.stdout
    assert json.loads(data.stdout)["last_name"] == "Müller"


def test_closed_streams_do_no_harm(loaded: Installation) -> None:
    command = " ".join(loaded.command("people", "show", ACCENTED))
    for closed in (">&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"exec {command} {closed}"], env=loaded.environment, capture_output=True, check=False
        )
        assert done.returncode == 0, closed
        assert b"Traceback" not in done.stderr


def test_detaching_asks_on_a_terminal(own: Installation) -> None:
    asked, answering = pty.openpty()
    typed = ("companies", "attach", "552000002", ACCENTED, "--profile", "collaborateur", *AS)
    assert own.run(*typed).status == 0
    process = own.start("companies", "detach", "552000002", ACCENTED, *AS, stdin=answering)
    os.write(asked, b"oui\n")
    _, err = process.communicate(timeout=LONGEST)
    os.close(asked)
    os.close(answering)
    assert process.returncode == 0, err
    assert "[oui/non]" in err
    assert own.run("companies", "detach", "552000002", ACCENTED, "--yes", *AS).status == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_worker_stops_when_asked(own: Installation, number: int) -> None:
    process = own.start("outbox", "run")
    assert process.stderr is not None
    assert "worker_started" in process.stderr.readline()
    process.send_signal(number)
    _, err = process.communicate(timeout=LONGEST)
    assert process.returncode == 0
    assert "worker_stopped" in err


def test_a_taken_port_is_told(loaded: Installation) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = loaded.run("serve", "--port", str(taken.getsockname()[1]))
    assert (done.status, done.out) == (2, "")
    assert "déjà pris" in done.err


@pytest.fixture
def port() -> int:
    """One that was free a moment ago."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_starts_with_our_options_and_stops_without_a_word(tmp_path: Path, port: int, number: int) -> None:
    (tmp_path / "small.py").write_text(
        "import atexit, time\n"
        "atexit.register(time.sleep, 0.5)\n"  # a worker that takes its time to give things back
        "def application(environ, start):\n"
        "    start('200 OK', [('Content-Length', '2')])\n"
        "    return [b'ok']\n"
    )
    command = gunicorn_command(f"127.0.0.1:{port}", 1, 2)
    command[command.index(APPLICATION)] = "small:application"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    server = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )
    try:
        _wait(lambda: _is_served(port))
        assert {path.name for path in tmp_path.iterdir()} <= {"small.py", "__pycache__"}
    finally:
        # As a terminal does: to every process at once.
        os.killpg(server.pid, number)
        out, err = server.communicate(timeout=LONGEST)
    assert (server.returncode, out, err) == (0, "", "")


def _is_served(port: int) -> bool:
    with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), timeout=LONGEST)) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return b" 200 " in client.recv(100)
    return False


def _wait(until: Callable[[], bool]) -> None:
    limit = time.monotonic() + LONGEST
    while not until():
        assert time.monotonic() < limit
        time.sleep(0.01)
