"""What follows when a file is refused by a worker, once whoever sent it has gone: those concerned are told."""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import evolve, frozen

from societaire.ports.database import UnitOfWork
from societaire.uploads.subject import Subject
from societaire.uploads.upload import Upload

RefusalTeller = Callable[[UnitOfWork, Upload, datetime], bool]
"""Tells that a file was refused, if what it was for had been sent; returns whether it had."""


@frozen
class UploadRefusals:
    """Each kind of subject tells of its own files; those of drafts, or of an unknown kind, are shown by their pages."""

    tellers: Mapping[str, RefusalTeller]

    def told(self, unit: UnitOfWork, refused: Upload, now: datetime) -> Upload:
        """The refused file as it is to be kept, once those concerned are told in the same unit of work."""
        teller = self.tellers.get(Subject.named(refused.subject).kind)
        return evolve(refused, told_at=now) if teller and teller(unit, refused, now) else refused
