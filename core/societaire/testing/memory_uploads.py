"""Files that members send, in memory."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.ports.identity import StaleWrite
from societaire.testing.memory_tables import MemoryTables
from societaire.uploads.upload import Upload, UploadState
from societaire.values import Siren


@frozen
class MemoryUploads:
    """The Uploads port."""

    tables: MemoryTables

    def get(self, siren: Siren, upload_id: str) -> Upload | None:
        found = self.tables.uploads.get(upload_id)
        return found if found and found.siren == siren else None

    def of_subject(self, siren: Siren, subject: str) -> tuple[Upload, ...]:
        held = (one for one in self.tables.uploads.values() if (one.siren, one.subject) == (siren, subject))
        return tuple(sorted(held, key=lambda one: (one.slot, one.order, one.created_at, one.id)))

    def save(self, upload: Upload) -> None:
        kept = self.tables.uploads.get(upload.id)
        if upload.version != (kept.version if kept else 0):
            raise StaleWrite()
        self.tables.uploads[upload.id] = evolve(upload, version=upload.version + 1)

    def remove(self, upload: Upload) -> None:
        kept = self.tables.uploads.get(upload.id)
        if kept is None or kept.version != upload.version:
            raise StaleWrite()
        del self.tables.uploads[upload.id]

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Upload, ...]:
        leases = self.tables.upload_leases
        waiting = (one for one in self.tables.uploads.values() if waits(one) or one.uncopied)
        due = [one for one in waiting if leases.get(one.id, now) <= now]
        due.sort(key=lambda one: (one.id in leases, leases.get(one.id, now), one.created_at, one.id))
        leases.update((one.id, until) for one in due[:most])
        return tuple(sorted(due[:most], key=lambda one: (one.created_at, one.id)))


def waits(upload: Upload) -> bool:
    """Whether an upload waits for a check."""
    return upload.state is UploadState.RECEIVED or (upload.state is UploadState.RECEIVING and upload.is_whole)


def touched_at(tables: MemoryTables, siren: Siren, subject: str, written_at: datetime) -> datetime:
    """When somebody last wrote in a draft, or sent anything for it."""
    held = (one for one in tables.uploads.values() if (one.siren, one.subject) == (siren, subject))
    return max((written_at, *(one.came_at for one in held)))
