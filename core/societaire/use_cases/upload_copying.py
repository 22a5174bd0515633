"""What is shown of the photographs that members send, drawn beside the originals, which stay as they came."""

from io import BytesIO

from attrs import evolve, frozen

from societaire.ports.database import Database
from societaire.ports.inspector import InspectorBusy
from societaire.ports.photographs import MadeCopies, PhotographCopier
from societaire.ports.storage import FileStore
from societaire.uploads.copies import Copies, Copy
from societaire.uploads.upload import Upload, UploadUnknown


@frozen
class UploadCopying:
    """Copies are files like any other, named by the row of their original: kept, backed up and collected with it."""

    database: Database
    files: FileStore
    copier: PhotographCopier

    def copy(self, upload: Upload) -> Upload:
        """The upload with its copies, or known to have none; as it was when the copier is busy.

        Raises FileMissing, StorageUnavailable, StaleWrite, or UploadUnknown when its company is gone.
        """
        if not upload.uncopied:
            return upload
        try:
            with self.files.open(upload.file_key or "") as content:
                made = self.copier.copies(content)
        except InspectorBusy:
            return upload
        copied = upload.copied(self._kept(upload, made) if made else None)
        with self.database.write() as unit:
            unit.uploads.save(copied)
            unit.commit()
        return evolve(copied, version=copied.version + 1)

    def _kept(self, upload: Upload, made: MadeCopies) -> Copies:
        with self.database.read() as kept:
            company = kept.companies.get(upload.siren)
        if company is None:
            raise UploadUnknown()
        stored = [self.files.save(company.file_owner, BytesIO(content)) for content in (made.thumbnail, made.display)]
        return Copies(*(Copy(one.key, one.size, one.sha256) for one in stored))
