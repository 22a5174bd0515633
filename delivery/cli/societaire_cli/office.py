"""What a command works with: the library put together once, when it is asked for, and who is acting."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from societaire.app import Societaire
    from societaire.errors import Value
    from societaire.events import Actor
    from societaire.notifications import MailContent
    from societaire.ports.export import ExportSource
    from societaire.ports.mail import Mail
    from societaire.records.report import ImportReport


class StoredMail(Protocol):
    """A line of the mail folder's list."""

    @property
    def name(self) -> str: ...
    @property
    def date(self) -> datetime: ...
    @property
    def recipient(self) -> str: ...
    @property
    def subject(self) -> str: ...


class OpenedMail(Protocol):
    """A mail of the folder, opened."""

    @property
    def mail(self) -> StoredMail: ...
    @property
    def message_id(self) -> str: ...
    @property
    def text(self) -> str: ...


class Mailbox(Protocol):
    """The folder that mails are written into."""

    def list(self) -> Sequence[StoredMail]:
        """The newest last."""

    def read(self, name: str) -> OpenedMail:
        """Raises MailMissing."""


class Check(Protocol):
    """One thing that was looked at: right, or wrong for the reason of `code` and `values`."""

    @property
    def name(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def code(self) -> str: ...
    @property
    def values(self) -> tuple[tuple[str, Value], ...]: ...


class SchemaState(Protocol):
    """The revision that the database is at (None: empty), and the one that this version wants."""

    @property
    def current(self) -> str | None: ...
    @property
    def wanted(self) -> str: ...


class BackedUp(Protocol):
    """What a backup holds, and the files that are not as they were kept."""

    @property
    def files(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def missing(self) -> Sequence[str]: ...
    @property
    def damaged(self) -> Sequence[str]: ...


class Composition(Protocol):
    """What is needed of the library put together with its adapters."""

    @property
    def service(self) -> Societaire: ...
    @property
    def public_url(self) -> str: ...
    @property
    def mailbox(self) -> Mailbox | None: ...

    def schema_state(self) -> SchemaState: ...
    def upgrade(self) -> None: ...
    def export(self, directory: Path) -> ExportSource: ...
    def periods(self, file: Path) -> ExportSource: ...
    def demo_export(self) -> ExportSource: ...
    def checks(self) -> Sequence[Check]: ...
    def written(self, content: MailContent) -> Mail: ...
    def rehearsal(self) -> AbstractContextManager[Societaire]: ...
    def back_up(self, directory: Path) -> BackedUp: ...
    def restore(self, directory: Path) -> BackedUp: ...
    def is_empty(self) -> bool: ...
    def log(self, event: str, **values: object) -> bool: ...
    def count_import(self, report: ImportReport) -> None: ...
    def close(self) -> None: ...


class Refused(click.ClickException):
    """A refusal of the command line itself, already worded."""


class Unfit(click.ClickException):
    """The installation does not allow the command, as it is: already worded."""

    exit_code = 2


def _settled() -> Composition:
    # Modules last as long as the program: looking through them for what could go took a fifth of its start.
    gc.disable()
    try:
        from societaire_bootstrap.compose import compose
        from societaire_bootstrap.settings import load_settings

        return compose(load_settings())
    finally:
        gc.freeze()
        gc.enable()


class Office:
    """One run of the program; `status` is what it ends with when nothing goes wrong from here on."""

    # Plain, because the program's help must not wait for attrs.
    def __init__(self, opener: Callable[[], Composition] = _settled) -> None:
        self.opener = opener
        self.status = 0
        self._opened: Composition | None = None
        self._checked = False

    @property
    def composition(self) -> Composition:
        """The library and its adapters; raises SettingsInvalid."""
        if self._opened is None:
            self._opened = self.opener()
        return self._opened

    @property
    def service(self) -> Societaire:
        """The library, on a database of this version; raises Unfit on another one."""
        if not self._checked:
            self.check_schema()
            self._checked = True
        return self.composition.service

    def check_schema(self) -> None:
        """Raise Unfit, with the way out, unless the database is at this version's revision."""
        state = self.composition.schema_state()
        if state.current != state.wanted:
            raise Unfit(
                f"La base de données n'est pas à jour (révision {state.current or 'aucune'}, il faut {state.wanted}). "
                "Lancez d'abord : societaire db upgrade"
            )

    def actor(self, staff: str) -> Actor:
        """The staff member who acts, beside the system's user; raises UnknownStaff."""
        return self.service.people.acting(staff, system_user())

    def close(self) -> None:
        """Give back what was opened."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def system_user() -> str:
    """The operating system's user behind the command: from its number, since variables may say anything."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()


pass_office = click.make_pass_decorator(Office)
