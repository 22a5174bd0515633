"""Logs: one JSON line per event for machines, a few readable lines for whoever watches a terminal."""

import json
import logging
import os
import re
import sys
from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from typing import Any, TextIO
from urllib.parse import unquote, urlsplit

import structlog
from attrs import frozen
from structlog.contextvars import bind_contextvars, clear_contextvars

from societaire_bootstrap.settings import Settings

LONGEST_VALUE = 500
LONGEST_TRACE = 8_000
MOST_VALUES = 40
HIDDEN = "[secret]"
_SHORTEST_SECRET = 4
_ENVIRONMENT = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "PGPASSWORD")
# What follows in the addresses of mails opens an account to whoever reads it.
_LINKS = re.compile(r"((?:activation|mot-de-passe/nouveau)/)[A-Za-z0-9_-]{16,}")

Event = MutableMapping[str, Any]


@frozen
class Redactor:
    """Takes known secrets out of a text; what is shorter than four characters would take out everything."""

    secrets: tuple[str, ...]

    @classmethod
    def of(cls, secrets: Iterable[str]) -> "Redactor":
        """The longest first, so that none shows through a shorter one."""
        kept = {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}
        return cls(tuple(sorted(kept, key=lambda secret: (-len(secret), secret))))

    def __call__(self, text: str) -> str:
        """The text without them."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return _LINKS.sub(rf"\1{HIDDEN}", text)


def secrets_of(settings: Settings) -> Iterable[str]:
    """What must never be written, of the settings and of the environment beside them."""
    yield from (settings.secret_key, *settings.secret_key_fallbacks, settings.metrics_token)
    for address in (settings.database_url, settings.mail_url):
        password = urlsplit(address).password
        yield from (password, unquote(password)) if password else ()
    yield from (os.environ.get(name, "") for name in _ENVIRONMENT)


def start_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Send what this process logs where the settings say; called again, it replaces what it set before.

    On a terminal, lines are readable and, unless the settings name a level, warnings alone. Elsewhere, JSON. A log
    that can't be written stops nothing (docs/deploy.md).
    """
    stop_logs()
    handler: logging.Handler
    if settings.log_file:
        handler = _PatientFile(settings.log_file, encoding="utf-8", delay=True)
        watched = False
    else:
        handler = logging.StreamHandler(stream or sys.stderr)
        watched = handler.stream.isatty()
    readable = settings.log_format == "text" or (settings.log_format == "auto" and watched)
    handler.setFormatter(_formatter(Redactor.of(secrets_of(settings)), readable=readable))
    handler.set_name(__name__)
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel((settings.log_level or ("warning" if watched else "info")).upper())
    # What these say of each connection is nobody's concern here, and may quote an address with its password.
    for name in ("botocore", "s3fs", "fsspec", "aiobotocore", "asyncio", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def stop_logs() -> None:
    """Undo `start_logs`."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler.get_name() == __name__]:
        root.removeHandler(handler)
        handler.close() if isinstance(handler, logging.FileHandler) else handler.flush()
        root.setLevel(logging.WARNING)


def is_started() -> bool:
    """Whether this process logs."""
    return any(handler.get_name() == __name__ for handler in logging.getLogger().handlers)


def bind(**values: object) -> None:
    """What every later line of this request or message tells as well."""
    bind_contextvars(**{name: str(value) for name, value in values.items() if value is not None})


def unbind() -> None:
    """A new request or message begins."""
    clear_contextvars()


def log(event: str, /, **values: object) -> None:
    """One line."""
    log_at(logging.INFO, event, **values)


def log_at(level: int, event: str, /, **values: object) -> None:
    """One line of another weight."""
    logging.getLogger("societaire").log(level, event, extra={"event": event, "values": values})


class _PatientFile(WatchedFileHandler):
    """A file that may be out of reach for a while: its folder gone, its disk full."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line if it can be."""
        with suppress(OSError):
            super().emit(record)


def _formatter(redactor: Redactor, *, readable: bool) -> logging.Formatter:
    def hidden(_logger: Any, _name: str, event: Event) -> Event:
        own = Redactor.of(event.pop("hidden", ()))
        for name, value in event.items():
            if isinstance(value, str):
                event[name] = redactor(own(value))
        return event

    renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if readable else _json
    formatter: logging.Formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, _record_values],
        processors=[
            _moment,
            structlog.stdlib.add_log_level,
            structlog.processors.format_exc_info,
            _plain,
            hidden,
            _bounded,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    )
    return formatter


def _record_values(_logger: Any, _name: str, event: Event) -> Event:
    record = event["_record"]
    if isinstance(given := getattr(record, "values", None), dict):
        event.update((name, value) for name, value in given.items() if value is not None)
        event["event"] = getattr(record, "event", event["event"])
    else:
        event["logger"] = record.name
    return event


def _moment(_logger: Any, _name: str, event: Event) -> Event:
    told = {"at": datetime.fromtimestamp(event["_record"].created, UTC).isoformat(timespec="milliseconds")}
    return {**told, **event}


def _plain(_logger: Any, _name: str, event: Event) -> Event:
    for name, value in event.items():
        if not (name.startswith("_") or name == "hidden" or isinstance(value, str | int | float | bool)):
            event[name] = None if value is None else str(value)
    return event


def _bounded(_logger: Any, _name: str, event: Event) -> Event:
    kept = list(event.items())[: MOST_VALUES + 2]
    return {name[:60]: _cut(name, value) for name, value in kept}


def _cut(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "exception":
        # The end of a trace is what tells what happened.
        return value if len(value) <= LONGEST_TRACE else f"…{value[-LONGEST_TRACE:]}"
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}… ({len(value)})"


def _json(_logger: Any, _name: str, event: Event) -> str:
    # In ASCII: line breaks, escapes of a terminal and separators of other alphabets can't forge a line.
    return json.dumps(event, ensure_ascii=True, default=str)
