"""The one place that knows every adapter: settings in, the whole library out."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from societaire.app import Ports, Societaire
from societaire.notifications import MailContent
from societaire.ports.export import ExportSource
from societaire.ports.mail import Mail
from societaire.records.report import ImportReport
from societaire.values import day_in_paris
from societaire_bootstrap.checks import Check, Subjects, all_checks
from societaire_bootstrap.clock import SystemClock
from societaire_bootstrap.demo import demo_folder
from societaire_bootstrap.metrics import Waiting, count_import
from societaire_bootstrap.readiness import readiness
from societaire_bootstrap.settings import POLICIES, Settings
from societaire_db.database import SqlDatabase
from societaire_db.migrate import current, newest, upgrade
from societaire_documents.archive import ZipArchiver
from societaire_documents.claim_documents import PdfClaimDocuments
from societaire_documents.clamd import open_scanner
from societaire_documents.confinement import Confinement
from societaire_documents.copier import ConfinedCopier
from societaire_documents.form_documents import PdfFormDocuments
from societaire_documents.inspector import ConfinedInspector
from societaire_intake import DirectoryExport, PeriodsFile, ShiftedExport
from societaire_mail import FolderMailer, MailFolder, SmtpMailer, open_mailer
from societaire_reference.contact_checks import LibraryChecks
from societaire_reference.working_days import LibraryCalendar
from societaire_security.entropy import SystemEntropy
from societaire_security.guessable import FrenchGuessableList
from societaire_security.hasher import Argon2Hasher
from societaire_security.seals import HmacSeals
from societaire_security.slots import MachineSlots
from societaire_storage import open_file_store, open_piece_store
from societaire_wording.composer import FrenchComposer

if TYPE_CHECKING:
    from societaire_bootstrap.backup import BackedUp, Backups


_WEIGHTY = frozenset({"damage", "outage"})
"""What the commands log that somebody should look at."""


@frozen
class SchemaState:
    """The revision that the database is at (None: empty), and the one that this version wants."""

    current: str | None
    wanted: str


@frozen
class Composition:
    """The library put together with the adapters that the settings name."""

    settings: Settings
    service: Societaire
    database: SqlDatabase
    mailer: FolderMailer | SmtpMailer
    ports: Ports

    @property
    def public_url(self) -> str:
        """Where the portal is reached, without a slash at the end."""
        return self.settings.public_url

    @property
    def mailbox(self) -> MailFolder | None:
        """The folder that mails are written into; None when they leave for a server."""
        path = self.settings.mail_url.removeprefix("folder://")
        return MailFolder(Path(path)) if path != self.settings.mail_url else None

    def schema_state(self) -> SchemaState:
        """Which tables the database has, and which it should have; raises DatabaseBusy on an outage."""
        return SchemaState(current(self.settings.database_url), newest() or "")

    def upgrade(self) -> None:
        """Bring the database to the tables of this version."""
        upgrade(self.settings.database_url)

    def export(self, directory: Path) -> ExportSource:
        """The insurer's export in a folder."""
        return DirectoryExport(directory)

    def periods(self, file: Path) -> ExportSource:
        """A CSV of declaration periods."""
        return PeriodsFile(file)

    def demo_export(self) -> ExportSource:
        """The fictitious export that ships with the project, its open periods still open today."""
        return ShiftedExport(DirectoryExport(demo_folder()), day_in_paris(self.ports.clock.now()))

    def checks(self) -> list[Check]:
        """Everything that an installation needs, looked at one by one."""
        return all_checks(
            Subjects(
                self.settings,
                self.database.faults,
                self.ports.files,
                self.mailer,
                self.schema_state,
                self.waiting,
                self.ports.inspector,
                self.ports.scanner,
            )
        )

    def written(self, content: MailContent) -> Mail:
        """A message as it would be sent."""
        return self.ports.composer.compose(content)

    def waiting(self) -> Waiting:
        """What waits in the outbox; raises DatabaseBusy on an outage."""
        with self.database.read() as kept:
            states = {state.value: count for state, count in kept.outbox.counts().items()}
            return Waiting(states, kept.outbox.oldest_due(), self.ports.clock.now())

    @contextmanager
    def rehearsal(self) -> Iterator[Societaire]:
        """The library for a trial of what is undone in the end, such that the portal can write meanwhile.

        SQLite knows one writer at a time: there, the trial is on a copy of the database, in the folder of temporary
        files. Raises DatabaseBusy, OSError.
        """
        if not self.settings.database_url.startswith("sqlite"):
            yield self.service
            return
        from societaire_db.backup import copy_out

        with TemporaryDirectory(prefix="societaire-") as folder:
            copy, _ = copy_out(self.settings.database_url, Path(folder))
            trial = compose(evolve(self.settings, database_url=f"sqlite:///{folder}/{copy.parts[0]}"))
            try:
                yield trial.service
            finally:
                trial.close()

    def back_up(self, directory: Path) -> "BackedUp":
        """Copy everything into a folder; raises BackupFolderTaken."""
        return self._backups().back_up(directory, self.ports.clock.now())

    def restore(self, directory: Path) -> "BackedUp":
        """Replace everything by a backup; raises BackupMissing, BackupDamaged, BackupOfAnotherKind."""
        # Nobody here may keep the former database open.
        self.database.dispose()
        return self._backups().restore(directory)

    def is_empty(self) -> bool:
        """Whether a restore would lose nothing."""
        return self._backups().is_empty()

    def _backups(self) -> "Backups":
        # Its libraries are of no use to a worker of the portal.
        from societaire_bootstrap.backup import Backups

        return Backups(self.settings.database_url, self.database, self.ports.files, newest())

    def log(self, event: str, **values: object) -> bool:
        """Write a line to the log; false, and nothing written, where somebody reads the messages instead."""
        if not self.settings.log_file and sys.stderr.isatty():
            return False
        from societaire_bootstrap import logs

        if not logs.is_started():
            logs.start_logs(self.settings)
        logs.log_at(logging.WARNING if event in _WEIGHTY else logging.INFO, event, **values)
        return True

    def count_import(self, report: ImportReport) -> None:
        """Count the rows of an import where the machine's processes count."""
        count_import(report, self.settings.metrics_folder)

    def readiness(self) -> dict[str, bool]:
        """Whether the portal can serve: `database` answers, `migrations` are done, `storage` can be reached."""
        return readiness(self.database, self.ports.files, self.settings.files_url)

    def close(self) -> None:
        """Give back connections."""
        self.mailer.close()
        self.database.dispose()


def compose(settings: Settings, hashing_refused: Callable[[], None] | None = None) -> Composition:
    """Put the library together; nothing is reached yet, so that what is out can be told by whoever needs it.

    `hashing_refused` is told of each password that no slot was free for.
    """
    clock = SystemClock()
    database = SqlDatabase(settings.database_url, clock)
    mailer = open_mailer(settings.mail_url, settings.sender)
    # One for both: so many files are opened at once, whatever for.
    confinement = Confinement()
    ports = Ports(
        database=database,
        files=open_file_store(settings.files_url, endpoint=settings.s3_endpoint or None),
        pieces=open_piece_store(settings.files_url, endpoint=settings.s3_endpoint or None),
        inspector=ConfinedInspector(confinement),
        copier=ConfinedCopier(confinement),
        scanner=open_scanner(settings.scanner_url),
        hasher=Argon2Hasher(_slots(settings, hashing_refused)),
        guessables=FrenchGuessableList((settings.insurer_name,)),
        entropy=SystemEntropy(),
        clock=clock,
        mailer=mailer,
        composer=FrenchComposer(settings.public_url, settings.insurer_name),
        archiver=ZipArchiver(),
        seals=HmacSeals((settings.secret_key, *settings.secret_key_fallbacks)),
        checks=LibraryChecks(),
        form_documents=PdfFormDocuments(settings.insurer_name, confinement),
        claim_documents=PdfClaimDocuments(settings.insurer_name),
        working_days=LibraryCalendar(),
    )
    service = Societaire.from_ports(
        ports,
        settings.limits,
        POLICIES[settings.password_policy],
        second_signature=settings.second_signature,
        claims_open=settings.claims_open,
    )
    return Composition(settings, service, database, mailer, ports)


def _slots(settings: Settings, refused: Callable[[], None] | None) -> MachineSlots:
    slots = MachineSlots(Path(settings.hashing_folder), settings.hashing_slots)
    return evolve(slots, refused=refused) if refused else slots
