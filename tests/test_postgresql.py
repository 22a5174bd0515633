"""The tests' own PostgreSQL: fresh databases, templates made once, and a skip that can be forbidden."""

from pathlib import Path

import psycopg
import pytest

from tests.postgresql import Postgresql, find_binaries, without_server


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.mark.postgres
def test_a_test_gets_an_empty_database(postgresql_url: str) -> None:
    with psycopg.connect(_plain(postgresql_url)) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)


@pytest.mark.postgres
def test_a_template_is_prepared_once_and_each_copy_is_its_own(postgresql: Postgresql) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        with psycopg.connect(_plain(url)) as connection:
            connection.execute("CREATE TABLE rows (id int)")

    with postgresql.database("example", prepare) as first, postgresql.database("example", prepare) as second:
        with psycopg.connect(_plain(first)) as connection:
            connection.execute("INSERT INTO rows VALUES (1)")
        with psycopg.connect(_plain(second)) as connection:
            assert connection.execute("SELECT count(*) FROM rows").fetchone() == (0,)
    assert len(prepared) == 1


@pytest.mark.postgres
def test_a_database_is_dropped_after_its_test(postgresql: Postgresql) -> None:
    with postgresql.database() as url:
        pass
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(_plain(url))


def test_the_newest_of_several_installed_versions_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "9.4"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert find_binaries(tmp_path) == tmp_path / "15" / "bin"


def test_without_postgresql_a_test_is_skipped_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOCIETAIRE_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no PostgreSQL on this machine"):
        without_server()


def test_without_a_required_postgresql_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCIETAIRE_REQUIRE", "browser,postgresql")
    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL on this machine"):
        without_server()
