"""Logs: one JSON line per event whatever the values, and never a secret."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from societaire_bootstrap import logs
from societaire_bootstrap.settings import Settings

SETTINGS = Settings(
    database_url="postgresql+psycopg://me:canary%2Fdatabase@db.example/base",
    mail_url="smtp://me:canary-mail@mail.example",
    secret_key="canary-secret-key-0123456789-abcdefgh",
    secret_key_fallbacks=("canary-former-key-0123456789-abcdefg",),
    metrics_token="canary-metrics-0123456789-abcdefghij",
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged."""
    logs.unbind()
    stream = io.StringIO()
    logs.start_logs(SETTINGS, stream)
    yield stream
    logs.unbind()
    logs.stop_logs()


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_event_is_one_line_in_utc_with_its_offset(out: io.StringIO) -> None:
    logs.log("message", state="sent", tries=2, nothing=None)
    (line,) = lines(out)
    at = datetime.fromisoformat(str(line.pop("at")))
    assert at.utcoffset() == datetime.now(UTC).utcoffset()
    assert line == {"level": "info", "event": "message", "state": "sent", "tries": 2}


@pytest.mark.parametrize(
    "value",
    [
        "a\r\n2026-01-01 INFO sign-in ok user=admin",
        '"}\n{"event": "forged"',
        "\x1b[2J\x1b]0;title\x07",
        "\u2028\u2029\x85\x0b\x0c",
        "\ud800 alone",
        "\0",
        {"a": ["b\n"]},
        b"bytes\n",
        "x" * 1_000_000,
    ],
)
def test_no_value_forges_a_line_or_drives_a_terminal(
    out: io.StringIO, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To nobody else: pytest's own copy of the log does not bear lone surrogates.
    ours = [handler for handler in logging.getLogger().handlers if handler.get_name() == logs.__name__]
    monkeypatch.setattr(logging.getLogger(), "handlers", ours)
    logs.log("essai", value=value)
    logging.getLogger("elsewhere").warning("told %s", value)
    text = out.getvalue()
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert len(text) < 3_000
    first, _second = lines(out)
    assert first["event"] == "essai"


def test_too_many_values_are_cut(out: io.StringIO) -> None:
    many: dict[str, Any] = {f"name{number}" * 50: "x" for number in range(10_000)}
    logs.log("essai", **many)
    (line,) = lines(out)
    assert len(line) <= logs.MOST_VALUES + 2
    assert len(out.getvalue()) < 5_000


def test_the_secrets_of_the_settings_are_never_written(out: io.StringIO) -> None:
    addresses = f"{SETTINGS.database_url} {SETTINGS.mail_url}"
    told = f"{addresses} canary/database {SETTINGS.secret_key} {SETTINGS.metrics_token}"
    logs.log("essai", told=told, other=SETTINGS.secret_key_fallbacks)
    logging.getLogger("sqlalchemy").error("can't connect to %s", SETTINGS.database_url)
    try:
        raise RuntimeError(told)
    except RuntimeError:
        logging.getLogger("elsewhere").exception("failed")
    assert "canary" not in out.getvalue()
    assert len(lines(out)) == 3
    assert "RuntimeError" in str(lines(out)[2]["exception"])


def test_the_links_of_mails_are_never_written(out: io.StringIO) -> None:
    token = "canary" * 6
    logging.getLogger("gunicorn.error").error("Error handling request /activation/%s", token)
    logging.getLogger("gunicorn.error").error("Error handling request /mot-de-passe/nouveau/%s.", token)
    assert "canary" not in out.getvalue()
    assert "/activation/[secret]" in out.getvalue()


def test_what_a_request_hides_is_hidden_in_its_line(out: io.StringIO) -> None:
    logging.getLogger("societaire_web").error(
        "fault", extra={"event": "fault", "values": {"what": "a canary b", "hidden": ("canary", "b")}}
    )
    (line,) = lines(out)
    assert (line["what"], "hidden" in line) == ("a [secret] b", False)


def test_what_is_bound_comes_with_every_line_until_the_next_request(out: io.StringIO) -> None:
    logs.bind(request_id="r1", person_id=None, siren=732829320)
    logging.getLogger("sqlalchemy").warning("slow")
    logs.unbind()
    logging.getLogger("sqlalchemy").warning("slow")
    first, second = lines(out)
    assert (first["request_id"], first["siren"], "person_id" in first) == ("r1", "732829320", False)
    assert "request_id" not in second


def test_a_terminal_reads_words_and_warnings_alone() -> None:
    terminal = Terminal()
    logs.start_logs(SETTINGS, terminal)
    try:
        logs.log("request")
        logs.log_at(logging.WARNING, "trouble", what="disk")
    finally:
        logs.stop_logs()
    (line,) = terminal.getvalue().splitlines()
    assert "trouble" in line
    assert "what=" in line
    assert not line.startswith("{")


def test_a_level_and_a_form_may_be_asked_for() -> None:
    terminal = Terminal()
    logs.start_logs(evolve(SETTINGS, log_format="json", log_level="info"), terminal)
    try:
        logs.log("request")
        logs.log_at(logging.DEBUG, "unseen")
    finally:
        logs.stop_logs()
    assert [line["event"] for line in lines(terminal)] == ["request"]


def test_a_file_that_is_moved_away_is_opened_anew(tmp_path: Path) -> None:
    file = tmp_path / "portal.log"
    logs.start_logs(evolve(SETTINGS, log_file=str(file)))
    try:
        logs.log("before")
        file.rename(tmp_path / "portal.log.1")
        logs.log("after")
    finally:
        logs.stop_logs()
    assert json.loads(file.read_text())["event"] == "after"


def test_a_log_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    logs.start_logs(evolve(SETTINGS, log_file=str(tmp_path / "none" / "portal.log")))
    try:
        logs.log("lost")
    finally:
        logs.stop_logs()
