"""The whole library on memory adapters, in one call: for tests, of this project and of embedding insurers."""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from societaire.app import SUBJECTS, Ports, Societaire
from societaire.identity.passwords import CNIL_FOUR_CLASSES, PasswordPolicy
from societaire.settings import Limits
from societaire.testing.archive import MemoryArchiver
from societaire.testing.claim_documents import MemoryClaimDocuments
from societaire.testing.clock import FixedClock
from societaire.testing.composer import MemoryComposer
from societaire.testing.contact_checks import PlainChecks
from societaire.testing.form_documents import MemoryFormDocuments
from societaire.testing.inspector import PlainInspector
from societaire.testing.mail import MemoryMailer
from societaire.testing.memory import MemoryDatabase
from societaire.testing.passwords import CountingEntropy, FixedGuessables, PlainHasher
from societaire.testing.photographs import PlainCopier
from societaire.testing.pieces import MemoryPieceStore
from societaire.testing.scanner import MemoryScanner
from societaire.testing.seals import PlainSeals
from societaire.testing.storage import MemoryFileStore
from societaire.testing.working_days import WeekDays
from societaire.use_cases.subjects import SubjectChecker


@frozen
class MemoryParts:
    """The memory adapters behind a library, to look into and to steer."""

    clock: FixedClock
    database: MemoryDatabase
    files: MemoryFileStore
    pieces: MemoryPieceStore
    hasher: PlainHasher = field(factory=PlainHasher)
    guessables: FixedGuessables = field(factory=FixedGuessables)
    entropy: CountingEntropy = field(factory=CountingEntropy)
    mailer: MemoryMailer = field(factory=MemoryMailer)
    composer: MemoryComposer = field(factory=MemoryComposer)
    archiver: MemoryArchiver = field(factory=MemoryArchiver)
    seals: PlainSeals = field(factory=PlainSeals)
    checks: PlainChecks = field(factory=PlainChecks)
    inspector: PlainInspector = field(factory=PlainInspector)
    copier: PlainCopier = field(factory=PlainCopier)
    scanner: MemoryScanner = field(factory=MemoryScanner)
    form_documents: MemoryFormDocuments = field(factory=MemoryFormDocuments)
    claim_documents: MemoryClaimDocuments = field(factory=MemoryClaimDocuments)
    working_days: WeekDays = field(factory=WeekDays)

    @classmethod
    def at(cls, now: datetime, guessable: frozenset[str] = frozenset()) -> "MemoryParts":
        """Empty adapters whose clock stands at `now` (with its time zone); `guessable` are the common passwords."""
        clock = FixedClock(now)
        files, pieces = MemoryFileStore(clock), MemoryPieceStore(clock)
        return cls(clock, MemoryDatabase(clock), files, pieces, guessables=FixedGuessables(guessable))

    def ports(self) -> Ports:
        """The adapters as the ports of a library."""
        return Ports(
            database=self.database,
            files=self.files,
            pieces=self.pieces,
            inspector=self.inspector,
            copier=self.copier,
            scanner=self.scanner,
            hasher=self.hasher,
            guessables=self.guessables,
            entropy=self.entropy,
            clock=self.clock,
            mailer=self.mailer,
            composer=self.composer,
            archiver=self.archiver,
            seals=self.seals,
            checks=self.checks,
            form_documents=self.form_documents,
            claim_documents=self.claim_documents,
            working_days=self.working_days,
        )


def memory_service(
    now: datetime,
    limits: Limits = Limits(),
    policy: PasswordPolicy = CNIL_FOUR_CLASSES,
    subjects: Mapping[str, SubjectChecker] = SUBJECTS,
) -> tuple[Societaire, MemoryParts]:
    """A library on empty memory adapters, and those adapters."""
    parts = MemoryParts.at(now)
    return Societaire.from_ports(parts.ports(), limits, policy, subjects=subjects), parts
