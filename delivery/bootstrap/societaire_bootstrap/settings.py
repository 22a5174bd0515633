"""Settings: environment variables over a TOML file, checked at start with every fault named at once."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import typed_settings
from attrs import field, frozen
from typed_settings.exceptions import InvalidSettingsError
from typed_settings.loaders import DictLoader, EnvLoader

from societaire.errors import Invalid, Problem
from societaire.identity.passwords import CNIL_FOUR_CLASSES, CNIL_FOURTEEN, CNIL_PASSPHRASE
from societaire.settings import Limits
from societaire.values import Email
from societaire_bootstrap.strays import option_paths, sort_keys, stray_variables

PREFIX = "SOCIETAIRE_"
SETTINGS_FILE = "SOCIETAIRE_SETTINGS"
POLICIES = {"four_classes": CNIL_FOUR_CLASSES, "fourteen": CNIL_FOURTEEN, "passphrase": CNIL_PASSPHRASE}
SECRET_LENGTH = 32
_SECRET_VARIETY = 10
_DATABASES = ("sqlite", "postgresql+psycopg")
LOG_FORMATS = ("auto", "json", "text")
LOG_LEVELS = ("debug", "info", "warning", "error")
_MAILS = ("folder", "smtp", "smtps")
_FILES = ("file", "memory", "s3")
# What the address asks for, and the extra of the package that brings its module.
_EXTRAS = (("database_url", "postgresql", "psycopg", "postgres"), ("files_url", "s3://", "s3fs", "s3"))
_ORIGIN = re.compile(r"https?://([\w.-]+|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?")
_SCANNER = re.compile(r"clamd://(/[^\s?#]*[^\s?#/]|([\w.-]+|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?/?)")
_OPTION = re.compile(r"for option '([\w.]+)'")


class SettingsInvalid(Invalid):
    """The settings don't hold; each problem's field is the name of an environment variable."""

    code = "settings_invalid"


@frozen
class Settings:
    """What an installation chooses; docs/settings.md tells each one."""

    database_url: str = field(default="", repr=False)
    files_url: str = ""
    mail_url: str = field(default="", repr=False)
    public_url: str = ""
    secret_key: str = field(default="", repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    mail_sender: str = ""
    insurer_name: str = "Votre mutuelle"
    s3_endpoint: str = ""
    scanner_url: str = ""
    accel_prefix: str = ""
    trusted_proxies: int = 0
    hashing_slots: int = field(factory=lambda: os.cpu_count() or 1)
    hashing_folder: str = field(factory=lambda: str(Path(tempfile.gettempdir()) / f"societaire-{os.getuid()}"))
    log_format: str = "auto"
    log_level: str = ""
    log_file: str = ""
    metrics_token: str = field(default="", repr=False)
    metrics_folder: str = ""
    password_policy: str = "four_classes"  # noqa: S105 - the name of a policy
    second_signature: bool = False
    claims_open: bool = False
    limits: Limits = Limits()

    @property
    def is_local(self) -> bool:
        """Whether the portal is only reached from the machine itself: the one case where plain http is allowed."""
        return _is_loopback(urlsplit(self.public_url).hostname or "")

    @property
    def sender(self) -> str:
        """The address that mails come from."""
        return self.mail_sender or f"ne-pas-repondre@{urlsplit(self.public_url).hostname or 'localhost'}"


def load_settings() -> Settings:
    """The settings of this process, from its environment and the file that SOCIETAIRE_SETTINGS names.

    Raises SettingsInvalid with every fault: what is missing, what can't be read, what does not hold.
    """
    paths = tuple(option_paths(Settings))
    kept, strays = _from_file(os.environ.get(SETTINGS_FILE, ""), paths)
    strays = (*strays, *stray_variables(os.environ, PREFIX, paths))
    try:
        settings = typed_settings.load_settings(Settings, [DictLoader(kept), EnvLoader(PREFIX)])
    except InvalidSettingsError as error:
        raise SettingsInvalid((*strays, *_unreadable(error))) from None
    if faults := (*strays, *_faults(settings)):
        raise SettingsInvalid(faults)
    return settings


def _from_file(named: str, paths: tuple[str, ...]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if not named:
        return {}, ()
    if not Path(named).is_file():
        raise SettingsInvalid([Problem(SETTINGS_FILE, "settings_file_missing")])
    try:
        content = tomllib.loads(Path(named).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise SettingsInvalid([Problem(SETTINGS_FILE, "settings_file")]) from None
    return sort_keys(content, SETTINGS_FILE, paths)


def _unreadable(error: InvalidSettingsError) -> Iterator[Problem]:
    for fault in error.exceptions:
        found = _OPTION.search(str(fault))
        yield Problem(_variable(found[1]) if found else SETTINGS_FILE, "setting_unreadable")


def _faults(settings: Settings) -> Iterator[Problem]:
    for name in ("database_url", "files_url", "mail_url", "public_url", "secret_key"):
        if not getattr(settings, name):
            yield Problem(_variable(name), "setting_missing")
    yield from _address_faults(settings)
    yield from _extra_faults(settings)
    yield from _secret_faults(settings)
    if settings.password_policy not in POLICIES:
        yield Problem.of(_variable("password_policy"), "setting_choice", choices=", ".join(POLICIES))
    yield from _operation_faults(settings)
    for name in ("trusted_proxies", "hashing_slots"):
        if getattr(settings, name) < (name == "hashing_slots"):
            yield Problem(_variable(name), "setting_negative")
    if settings.accel_prefix and not re.fullmatch(r"/[\w/-]*[\w-]", settings.accel_prefix):
        yield Problem(_variable("accel_prefix"), "setting_accel_prefix")


def _operation_faults(settings: Settings) -> Iterator[Problem]:
    if settings.log_format not in LOG_FORMATS:
        yield Problem.of(_variable("log_format"), "setting_choice", choices=", ".join(LOG_FORMATS))
    if settings.log_level and settings.log_level not in LOG_LEVELS:
        yield Problem.of(_variable("log_level"), "setting_choice", choices=", ".join(LOG_LEVELS))
    for name in ("log_file", "metrics_folder"):
        if (path := getattr(settings, name)) and not Path(path).is_absolute():
            yield Problem(_variable(name), "setting_path")
    if settings.metrics_token and len(settings.metrics_token) < SECRET_LENGTH:
        yield Problem.of(_variable("metrics_token"), "setting_secret_weak", minimum=SECRET_LENGTH)


def _address_faults(settings: Settings) -> Iterator[Problem]:
    forms = {"database_url": _DATABASES, "files_url": _FILES, "mail_url": _MAILS}
    for name, schemes in forms.items():
        address = getattr(settings, name)
        if address and not _is_address(address, schemes):
            yield Problem.of(_variable(name), "setting_address", forms=", ".join(f"{s}://…" for s in schemes))
    if settings.scanner_url and not _SCANNER.fullmatch(settings.scanner_url):
        yield Problem.of(_variable("scanner_url"), "setting_address", forms="clamd:///…, clamd://…")
    if settings.public_url:
        yield from _public_faults(settings)
    if settings.mail_sender:
        try:
            Email(settings.mail_sender)
        except ValueError:
            yield Problem(_variable("mail_sender"), "email_malformed")
    if settings.mail_url.startswith("smtp") and not settings.mail_sender:
        yield Problem(_variable("mail_sender"), "setting_missing")


def _extra_faults(settings: Settings) -> Iterator[Problem]:
    for name, beginning, module, extra in _EXTRAS:
        if getattr(settings, name).startswith(beginning) and find_spec(module) is None:
            yield Problem.of(_variable(name), "setting_extra", module=module, extra=extra)


def _is_address(address: str, schemes: tuple[str, ...]) -> bool:
    scheme, separator, rest = address.partition("://")
    if not separator or scheme not in schemes:
        return False
    return rest.startswith("/") if scheme in ("sqlite", "file", "folder") else scheme == "memory" or bool(rest)


def _public_faults(settings: Settings) -> Iterator[Problem]:
    name = _variable("public_url")
    if not _ORIGIN.fullmatch(settings.public_url):
        yield Problem(name, "setting_public_url")
    elif settings.public_url.startswith("http:") and not settings.is_local:
        yield Problem(name, "setting_public_http")
    elif not settings.is_local and settings.files_url.startswith("memory:"):
        yield Problem(_variable("files_url"), "setting_files_memory")


def _secret_faults(settings: Settings) -> Iterator[Problem]:
    keys = [("secret_key", settings.secret_key)]
    keys += [("secret_key_fallbacks", key) for key in settings.secret_key_fallbacks]
    for name, key in keys:
        if key and (len(key) < SECRET_LENGTH or len(set(key)) < _SECRET_VARIETY):
            yield Problem.of(_variable(name), "setting_secret_weak", minimum=SECRET_LENGTH)


def _variable(option: str) -> str:
    return PREFIX + option.upper().replace(".", "_")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
