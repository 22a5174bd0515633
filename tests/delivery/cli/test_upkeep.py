"""`societaire verify`, `maintain`, `backup` and `restore`: on memory, and on real installations under writes."""

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from attrs import frozen

from societaire.companies.company import Company
from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.events import SYSTEM
from societaire.notifications import Message, MessageKind
from societaire.records.rows import DocumentRow
from societaire.values import ContractNumber, Email, Siren
from societaire_bootstrap.compose import Composition, compose
from societaire_bootstrap.settings import Settings
from societaire_db.backup import copy_out
from tests.delivery.cli.desk import Desk, Outcome
from tests.delivery.cli.installation import DEMO, Installation
from tests.postgresql import Postgresql

CONTRACT = ContractNumber("BRM-313000-78")


@frozen
class Site(Installation):
    """An installation whose database may be of either kind."""

    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "SOCIETAIRE_DATABASE_URL": self.database_url}

    def composed(self) -> Composition:
        """The library on it."""
        return compose(
            Settings(
                database_url=self.database_url,
                files_url=self.environment["SOCIETAIRE_FILES_URL"],
                mail_url=self.environment["SOCIETAIRE_MAIL_URL"],
                public_url=self.environment["SOCIETAIRE_PUBLIC_URL"],
                secret_key=self.environment["SOCIETAIRE_SECRET_KEY"],
            )
        )


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, imported once."""
    folder = tmp_path_factory.mktemp("filled")
    _filled(Site(folder, f"sqlite:///{folder}/societaire.sqlite"))
    return folder


@pytest.fixture
def sqlite_site(sqlite_folder: Path, tmp_path: Path) -> Site:
    """A copy of it."""
    shutil.copytree(sqlite_folder, tmp_path / "one")
    return Site(tmp_path / "one", f"sqlite:///{tmp_path}/one/societaire.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def sites(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """One filled with the demonstration, one with nothing at all."""
    other = tmp_path / "other"
    other.mkdir()
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_site"), Site(other, f"sqlite:///{other}/societaire.sqlite")
        return
    server: Postgresql = request.getfixturevalue("postgresql")
    template = server.folder / "filled"
    with server.database("filled", lambda url: _prepared(template, url)) as one, server.database() as empty:
        shutil.copytree(template, tmp_path / "one")
        yield Site(tmp_path / "one", one), Site(other, empty)


def _prepared(folder: Path, url: str) -> None:
    folder.mkdir()
    _filled(Site(folder, url))


def _filled(site: Site) -> Site:
    assert site.run("db", "upgrade").status == 0
    assert site.run("import", str(DEMO)).status in (0, 1)
    return site


def _findings(outcome: Outcome) -> list[str]:
    return [found["code"] for found in json.loads(outcome.out)["findings"]]


def _rows(site: Site) -> dict[str, list[tuple[object, ...]]]:
    from sqlalchemy import select

    from societaire_db.tables import metadata

    composed = site.composed()
    try:
        with composed.database.reader.connect() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
            }
    finally:
        composed.close()


def test_an_installation_comes_back_whole_elsewhere(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, other = sites
    done = site.run("backup", str(tmp_path / "backup"))
    assert (done.status, "Sauvegardé." in done.err) == (0, True)
    back = other.run("restore", str(tmp_path / "backup"))
    assert (back.status, back.out) == (0, "")
    assert "Tout est en ordre." in back.err
    assert _rows(other) == _rows(site)
    assert json.loads(other.run("verify", "--contents", "--json").out) == {"ok": True, "findings": []}
    # What comes next is numbered after what came back.
    assert other.run("import", str(DEMO)).status in (0, 1)


def test_only_its_owner_reads_a_backup(sites: tuple[Site, Site], tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir(0o755)
    assert sites[0].run("backup", str(folder)).status == 0
    assert oct(folder.stat().st_mode)[-3:] == "700"


def test_a_backup_under_writes_is_of_one_moment(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, other = sites
    composed = site.composed()
    over = Event()
    written = []

    def write() -> None:
        number = 0
        while not over.is_set():
            number += 1
            row = _row(f"NEW-{number}")
            with (DEMO / "fichiers" / "appel_cotisation-BRM-313000-78-2016.pdf").open("rb") as content:
                composed.service.publishing.publish(row, content, SYSTEM)
            written.append(number)

    writer = Thread(target=write)
    writer.start()
    try:
        done = site.run("backup", str(tmp_path / "backup"))
    finally:
        over.set()
        writer.join()
        composed.close()
    assert (done.status, bool(written)) == (0, True)
    assert other.run("restore", str(tmp_path / "backup")).status == 0
    assert _findings(other.run("verify", "--contents", "--json")) == []


def _row(reference: str) -> DocumentRow:
    from datetime import date

    return DocumentRow(reference, CONTRACT, DocumentKind.LETTER, 2026, "x.pdf", date(2026, 1, 1), label="Courrier")


def test_a_restore_over_something_is_to_be_confirmed_and_replaces_all(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, other = sites
    assert other.run("db", "upgrade").status == 0
    assert other.run("backup", str(tmp_path / "empty")).status == 0
    refused = site.run("restore", str(tmp_path / "empty"))
    assert (refused.status, "--yes" in refused.err) == (2, True)
    assert _rows(site)["companies"]
    assert site.run("restore", str(tmp_path / "empty"), "--yes").status == 0
    assert not any(_rows(site).values())


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("manifest.json", "cut"),
        ("manifest.json", "gone"),
        ("manifest.json", "short"),
        ("files.jsonl", "cut"),
        ("a file", "cut"),
        ("a file", "gone"),
        ("the database", "cut"),
    ],
)
def test_a_damaged_backup_changes_nothing(sites: tuple[Site, Site], tmp_path: Path, part: str, damage: str) -> None:
    site, other = sites
    folder = tmp_path / "backup"
    assert site.run("backup", str(folder)).status == 0
    named = {"a file": next((folder / "files").rglob("*/*/*")), "the database": next((folder / "database").iterdir())}
    path = named.get(part, folder / part)
    if damage == "cut":
        os.truncate(path, path.stat().st_size // 2 or 0) if path.stat().st_size > 1 else path.write_bytes(b"?")
    elif damage == "short":
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["missing"]
        path.write_text(json.dumps(manifest), encoding="utf-8")
    else:
        path.unlink()
    outcome = other.run("restore", str(folder))
    assert outcome.status == 1
    assert "Erreur imprévue" not in outcome.err
    assert not (other.folder / "files").exists()
    assert other.composed().is_empty()


def test_a_backup_goes_into_a_folder_of_its_own(sites: tuple[Site, Site], tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    outcome = sites[0].run("backup", str(tmp_path))
    assert (outcome.status, "vide" in outcome.err) == (1, True)
    assert (tmp_path / "kept").read_text() == "kept"


def test_a_backup_that_was_interrupted_can_be_run_again(
    sites: tuple[Site, Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = sites
    with monkeypatch.context() as patch:
        patch.setattr("societaire_bootstrap.backup._sum_of", _interrupted)
        outcome = site.run("backup", str(tmp_path / "backup"))
    assert (outcome.status, "peut être relancée" in outcome.err) == (130, True)
    assert list((tmp_path / "backup").iterdir()) == []
    assert site.run("backup", str(tmp_path / "backup")).status == 0


def _interrupted(_path: Path) -> str:
    raise KeyboardInterrupt


def test_a_disk_that_takes_no_more_leaves_no_half_backup(sqlite_site: Site, tmp_path: Path) -> None:
    assert "Sauvegardé" not in _cramped(sqlite_site, "backup", str(tmp_path / "backup"))
    assert list((tmp_path / "backup").iterdir()) == []


def test_a_restore_on_a_disk_that_takes_no_more_changes_nothing(sqlite_site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other", f"sqlite:///{tmp_path}/other/societaire.sqlite")
    assert sqlite_site.run("backup", str(tmp_path / "backup")).status == 0
    assert "La base de données ne répond pas" in _cramped(other, "restore", str(tmp_path / "backup"))
    assert other.composed().is_empty()


def _cramped(site: Site, *arguments: str) -> str:
    """What a command says when no file may be larger than half a megabyte; it must be refused."""
    program = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n"
        "from societaire_cli.__main__ import main\n"
        "sys.argv[0] = 'societaire'\n"
        "main()"
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=site.environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "imprévue" in done.stderr) == (1, False), done.stderr
    return done.stderr


def test_a_lost_file_is_named_by_the_backup_and_by_verify(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, other = sites
    lost = next((site.folder / "files" / "s").rglob("*/*"))
    lost.unlink()
    outcome = site.run("backup", str(tmp_path / "backup"), "--json")
    assert outcome.status == 1
    assert json.loads(outcome.out)["missing"] == [f"s/{lost.parent.name}/{lost.name}"]
    assert set(_findings(site.run("verify", "--json"))) == {"verify_file_missing"}
    assert other.run("restore", str(tmp_path / "backup")).status == 1
    assert set(_findings(other.run("verify", "--json"))) == {"verify_file_missing"}


def test_a_changed_content_is_found_by_reading_it(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, _ = sites
    changed = next((site.folder / "files" / "s").rglob("*/*"))
    changed.write_bytes(b"x" * changed.stat().st_size)
    assert site.run("verify").status == 0
    assert set(_findings(site.run("verify", "--contents", "--json"))) == {"verify_file_content"}
    outcome = site.run("backup", str(tmp_path / "backup"), "--json")
    assert (outcome.status, len(json.loads(outcome.out)["damaged"])) == (1, 1)


def test_a_file_that_no_row_names_is_told_after_a_day_and_collected(sites: tuple[Site, Site]) -> None:
    site, _ = sites
    kept = next((site.folder / "files" / "s").rglob("*/*"))
    lost = kept.with_name("0" * 64)
    shutil.copy(kept, lost)
    assert site.run("verify").status == 0
    past = lost.stat().st_mtime - 25 * 3600
    os.utime(lost, (past, past))
    assert _findings(site.run("verify", "--json")) == ["verify_file_unnamed"]
    assert json.loads(site.run("maintain", "--json").out)["files"] == 1
    assert (lost.exists(), kept.exists(), site.run("verify").status) == (False, True, 0)
    assert "Rien à faire." in site.run("maintain").err


def test_mails_that_waited_in_a_backup_are_told_and_no_damage(sites: tuple[Site, Site], tmp_path: Path) -> None:
    site, other = sites
    composed = site.composed()
    with composed.database.write() as unit:
        moment = datetime.now(UTC) - timedelta(hours=5)
        unit.outbox.add([Message("0" * 32, MessageKind.EMAIL_CHECK, Email("a@b.example"), moment, moment)])
        unit.commit()
    composed.close()
    assert _findings(site.run("verify", "--json")) == ["verify_outbox"]
    assert site.run("backup", str(tmp_path / "backup")).status == 0
    back = other.run("restore", str(tmp_path / "backup"))
    assert (back.status, "Tout est en ordre." in back.err, "ils partiront" in back.err) == (0, True, True)


def test_damage_weighs_more_in_the_log_than_the_rest(sqlite_site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "societaire")
    next((sqlite_site.folder / "files" / "s").rglob("*/*")).unlink()
    assert sqlite_site.run("verify").status == 1
    assert sqlite_site.run("maintain").status == 0
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("WARNING", "damage"),
        ("INFO", "maintained"),
    ]


def test_a_backup_goes_back_into_its_own_kind_alone(sqlite_site: Site, tmp_path: Path, postgresql_url: str) -> None:
    (tmp_path / "other").mkdir()
    assert sqlite_site.run("backup", str(tmp_path / "backup")).status == 0
    outcome = Site(tmp_path / "other", postgresql_url).run("restore", str(tmp_path / "backup"))
    assert (outcome.status, "autre base" in outcome.err) == (1, True)


def test_a_document_replaced_during_the_backup_is_in_it(
    sqlite_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = sqlite_site.composed()
    calls: list[int] = []

    def replaced(url: str, folder: Path) -> object:
        found = copy_out(url, folder)
        calls.append(1)
        if len(calls) == 1:
            _replace_and_collect(composed)
        return found

    monkeypatch.setattr("societaire_db.backup.copy_out", replaced)
    done = composed.back_up(tmp_path / "backup")
    composed.close()
    assert (len(calls), done.missing) == (2, ())


def _replace_and_collect(composed: Composition) -> None:
    """A document gets another content, and the former one, old enough, is collected before it was copied."""
    with composed.database.read() as kept:
        contract = kept.contracts.by_number(CONTRACT)
        assert contract is not None
        document = kept.documents.page(contract.siren, contract.id, DocumentFilter(), 1, 1).documents[0]
    row = _row(document.reference)._replace(kind=document.kind, year=document.year)
    with (DEMO / "fichiers" / "appel_cotisation-BRM-313000-78-2016.pdf").open("rb") as content:
        composed.service.publishing.publish(row, content, SYSTEM)
    composed.ports.files.delete(document.file_key)


def test_what_is_wrong_is_told_in_words(desk: Desk) -> None:
    left = Siren("552000002")
    access = next(access for access in desk.tables.accesses.values() if access.siren == left)
    with desk.parts.database.write() as unit:
        unit.tables.accesses[access.person_id, left] = access.removed(desk.parts.clock.now())
        unit.commit()
    told = desk.type("verify")
    assert (told.status, "plus aucun administrateur" in told.out, "552000002" in told.out) == (1, True, True)
    assert "Anomalies : 1." in told.err
    assert isinstance(desk.tables.companies[left], Company)


def test_maintenance_tells_what_it_removed(desk: Desk) -> None:
    desk.activate("P1", sessions=2)
    desk.parts.clock.advance(timedelta(hours=9))
    told = desk.type("maintain")
    assert told.status == 0
    assert "Sessions : 2" in " ".join(told.out.split())


def test_maintenance_names_the_companies_that_nobody_leads(desk: Desk) -> None:
    assert json.loads(desk.type("maintain", "--json").out)["without_administrator"] == []
    left = Siren("552000002")
    access = next(access for access in desk.tables.accesses.values() if access.siren == left)
    with desk.parts.database.write() as unit:
        unit.tables.accesses[access.person_id, left] = access.removed(desk.parts.clock.now())
        unit.commit()
    assert json.loads(desk.type("maintain", "--json").out)["without_administrator"] == ["552000002"]
    told = desk.type("maintain")
    assert (told.status, "552000002 : plus aucun administrateur" in told.err) == (0, True)
