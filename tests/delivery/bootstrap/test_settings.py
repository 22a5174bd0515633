"""Settings: every fault named at once, nothing secret shown."""

import re
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import fields

from societaire.settings import Limits
from societaire_bootstrap.compose import compose
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


def test_a_second_signature_is_asked_for_by_a_setting(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("SOCIETAIRE_DATABASE_URL", f"sqlite:///{tmp_path}/base.sqlite")
    environment.setenv("SOCIETAIRE_FILES_URL", "memory://")
    for text, wanted in (("true", True), ("false", False)):
        environment.setenv("SOCIETAIRE_SECOND_SIGNATURE", text)
        composition = compose(load_settings())
        assert composition.service.declaring.second_signature is wanted
        composition.close()


def test_the_environment_wins_over_the_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "societaire.toml"
    file.write_text('[societaire]\ninsurer_name = "Du fichier"\npublic_url = "https://from.file.example"\n')
    environment.setenv("SOCIETAIRE_SETTINGS", str(file))
    settings = load_settings()
    assert (settings.insurer_name, settings.public_url) == ("Du fichier", GOOD["SOCIETAIRE_PUBLIC_URL"])


def sentences() -> list[str]:
    with pytest.raises(SettingsInvalid) as refused:
        load_settings()
    return [
        f"{found.field} {problem(found)}".replace("\xa0", " ").replace("’", "'") for found in refused.value.problems
    ]


@pytest.mark.parametrize(
    ("name", "address", "module", "extra"),
    [
        ("SOCIETAIRE_DATABASE_URL", "postgresql+psycopg://db.example/base", "psycopg", "postgres"),
        ("SOCIETAIRE_FILES_URL", "s3://bucket/prefix", "s3fs", "s3"),
    ],
)
def test_a_missing_module_is_a_fault_with_its_remedy(
    environment: pytest.MonkeyPatch, name: str, address: str, module: str, extra: str
) -> None:
    environment.setenv(name, address)
    load_settings()
    environment.setattr(
        "societaire_bootstrap.settings.find_spec", lambda asked: None if asked == module else find_spec(asked)
    )
    assert sentences() == [
        f"{name} Le module {module} n'est pas installé : c'est le complément « {extra} » (docs/deploy.md)."
    ]


def test_each_unknown_key_is_named_beside_the_other_faults(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "societaire.toml"
    file.write_text(
        '[societaire]\ninsurer_nam = "x"\nzzz = 1\npublic_url = "faulty"\n'
        "[societaire.limits]\nsesion_idle = 1\n[other]\n"
    )
    environment.setenv("SOCIETAIRE_SETTINGS", str(file))
    environment.delenv("SOCIETAIRE_PUBLIC_URL")
    told = sentences()
    assert len(told) == 5
    for part in (
        "« other » est hors de la table",
        "« insurer_nam » n'est pas un réglage : vouliez-vous écrire « insurer_name » ?",
        "« zzz » n'est pas un réglage.",
        "« limits.sesion_idle » n'est pas un réglage : vouliez-vous écrire « limits.session_idle » ?",
        "SOCIETAIRE_PUBLIC_URL Adresse complète attendue",
    ):
        assert [part for sentence in told if part in sentence] == [part], part


def test_settings_outside_their_table_are_refused(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "societaire.toml"
    file.write_text('insurer_name = "Du fichier"\n')
    environment.setenv("SOCIETAIRE_SETTINGS", str(file))
    assert faults() == {"SOCIETAIRE_SETTINGS": "settings_key_outside"}


def test_an_unknown_variable_is_refused_with_the_nearest_name(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SOCIETAIRE_DATABSE_URL", "x")
    environment.setenv("SOCIETAIRE_ZZZ", "x")
    assert sentences() == [
        "SOCIETAIRE_DATABSE_URL Aucun réglage ne porte ce nom : vouliez-vous écrire SOCIETAIRE_DATABASE_URL ?",
        "SOCIETAIRE_ZZZ Aucun réglage ne porte ce nom.",
    ]


def test_what_a_cluster_tells_of_its_services_is_no_fault(environment: pytest.MonkeyPatch) -> None:
    for name in ("SERVICE_HOST", "SERVICE_PORT_HTTP", "PORT", "PORT_8000_TCP_ADDR"):
        environment.setenv(f"SOCIETAIRE_{name}", "10.0.0.1")
    environment.setenv("SOCIETAIRE_AS", "LM")
    assert load_settings().is_local


@pytest.mark.parametrize("content", ["[societaire\n", "\x00"])
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
