"""Settings: every fault named at once, nothing secret shown."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import fields

from societaire.settings import Limits
from societaire_bootstrap.settings import Settings, SettingsInvalid, load_settings
from societaire_wording.catalogue import problem

GOOD = {
    "SOCIETAIRE_DATABASE_URL": "sqlite:////var/lib/societaire/base.sqlite",
    "SOCIETAIRE_FILES_URL": "file:///var/lib/societaire/documents",
    "SOCIETAIRE_MAIL_URL": "folder:///var/lib/societaire/mails",
    "SOCIETAIRE_PUBLIC_URL": "http://127.0.0.1:8000",
    "SOCIETAIRE_SECRET_KEY": "k3y-of-the-tests-0123456789-abcdefghij",
}
DOC = Path(__file__).parents[3] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def faults() -> dict[str, str]:
    with pytest.raises(SettingsInvalid) as refused:
        load_settings()
    for found in refused.value.problems:
        assert problem(found)
    return {found.field: found.code for found in refused.value.problems}


def test_the_required_ones_are_enough() -> None:
    settings = load_settings()
    assert settings.is_local
    assert settings.limits == Limits()
    assert settings.sender == "ne-pas-repondre@127.0.0.1"


def test_everything_missing_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        environment.delenv(name)
    assert faults() == dict.fromkeys(GOOD, "setting_missing")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SOCIETAIRE_DATABASE_URL", "mysql://localhost/x", "setting_address"),
        ("SOCIETAIRE_DATABASE_URL", "societaire.sqlite", "setting_address"),
        ("SOCIETAIRE_FILES_URL", "documents", "setting_address"),
        ("SOCIETAIRE_MAIL_URL", "ftp://mails", "setting_address"),
        ("SOCIETAIRE_PUBLIC_URL", "espace.example", "setting_public_url"),
        ("SOCIETAIRE_PUBLIC_URL", "https://espace.example/", "setting_public_url"),
        ("SOCIETAIRE_PUBLIC_URL", "https://me@espace.example", "setting_public_url"),
        ("SOCIETAIRE_PUBLIC_URL", "http://espace.example", "setting_public_http"),
        ("SOCIETAIRE_SECRET_KEY", "short", "setting_secret_weak"),
        ("SOCIETAIRE_SECRET_KEY", "a" * 64, "setting_secret_weak"),
        ("SOCIETAIRE_SECRET_KEY_FALLBACKS", "short,other", "setting_secret_weak"),
        ("SOCIETAIRE_HASHING_SLOTS", "0", "setting_negative"),
        ("SOCIETAIRE_HASHING_SLOTS", "many", "setting_unreadable"),
        ("SOCIETAIRE_TRUSTED_PROXIES", "-1", "setting_negative"),
        ("SOCIETAIRE_PASSWORD_POLICY", "weak", "setting_choice"),
        ("SOCIETAIRE_ACCEL_PREFIX", "internal/", "setting_accel_prefix"),
        ("SOCIETAIRE_LIMITS_SESSION_IDLE", "soon", "setting_unreadable"),
        ("SOCIETAIRE_MAIL_SENDER", "nobody", "email_malformed"),
        ("SOCIETAIRE_LOG_FORMAT", "xml", "setting_choice"),
        ("SOCIETAIRE_LOG_LEVEL", "loud", "setting_choice"),
        ("SOCIETAIRE_LOG_FILE", "portail.log", "setting_path"),
        ("SOCIETAIRE_METRICS_FOLDER", "metrics", "setting_path"),
        ("SOCIETAIRE_METRICS_TOKEN", "short", "setting_secret_weak"),
    ],
)
def test_a_faulty_value_is_refused(environment: pytest.MonkeyPatch, name: str, value: str, code: str) -> None:
    environment.setenv(name, value)
    assert faults() == {name: code}


def test_a_server_needs_a_sender(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SOCIETAIRE_MAIL_URL", "smtp://me:hunter2@mail.example")
    assert faults() == {"SOCIETAIRE_MAIL_SENDER": "setting_missing"}


def test_documents_in_memory_are_refused_to_the_public(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SOCIETAIRE_PUBLIC_URL", "https://espace.example")
    environment.setenv("SOCIETAIRE_FILES_URL", "memory://")
    assert faults() == {"SOCIETAIRE_FILES_URL": "setting_files_memory"}


def test_durations_and_limits_may_change(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SOCIETAIRE_LIMITS_SESSION_IDLE", "45m")
    environment.setenv("SOCIETAIRE_LIMITS_SIGN_IN_MOST", "12")
    limits = load_settings().limits
    assert limits.session_idle == timedelta(minutes=45)
    assert (limits.sign_in.most, limits.password_help.most) == (12, Limits().password_help.most)


def test_the_environment_wins_over_the_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "societaire.toml"
    file.write_text('[societaire]\ninsurer_name = "Du fichier"\npublic_url = "https://from.file.example"\n')
    environment.setenv("SOCIETAIRE_SETTINGS", str(file))
    settings = load_settings()
    assert (settings.insurer_name, settings.public_url) == ("Du fichier", GOOD["SOCIETAIRE_PUBLIC_URL"])


@pytest.mark.parametrize("content", ["[societaire]\nunknown = 1\n", "[societaire\n", "\x00"])
def test_a_faulty_file_is_refused(environment: pytest.MonkeyPatch, tmp_path: Path, content: str) -> None:
    file = tmp_path / "societaire.toml"
    file.write_text(content)
    environment.setenv("SOCIETAIRE_SETTINGS", str(file))
    assert faults() == {"SOCIETAIRE_SETTINGS": "settings_file"}


def test_a_missing_file_is_refused(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("SOCIETAIRE_SETTINGS", str(tmp_path / "none.toml"))
    assert faults() == {"SOCIETAIRE_SETTINGS": "settings_file_missing"}


def test_secrets_show_nowhere(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SOCIETAIRE_DATABASE_URL", "postgresql+psycopg://me:hunter2@db.example/base")
    shown = repr(load_settings())
    assert "hunter2" not in shown
    assert GOOD["SOCIETAIRE_SECRET_KEY"] not in shown


def test_the_page_of_settings_names_each_one() -> None:
    told = set(re.findall(r"`SOCIETAIRE_([A-Z0-9_]+)`", DOC.read_text()))
    there = {field.name.upper() for field in fields(Settings) if field.name != "limits"}
    assert told == there | {"SETTINGS", "AS"}
