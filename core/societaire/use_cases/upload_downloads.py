"""Files that members sent, given back to them."""

from typing import BinaryIO

from attrs import frozen

from societaire.contracts.document import DocumentUnavailable
from societaire.errors import Conflict
from societaire.identity.sessions import Client
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.journal import LoggedAction
from societaire.ports.storage import FileMissing, FileStore
from societaire.uploads.kinds import named
from societaire.uploads.upload import Upload, UploadState, UploadUnknown
from societaire.use_cases.access_notes import note_taken
from societaire.use_cases.subjects import Subjects
from societaire.values import PersonId, Siren


class UploadUnscanned(Conflict):
    """The antivirus has not seen the file yet: only whoever sent it may have it back."""

    code = "upload_unscanned"


@frozen
class UploadDownload:
    """A file that may be given back; its content is opened when asked for."""

    upload: Upload
    file_key: str
    files: FileStore

    @property
    def file_name(self) -> str:
        """The sender's name for it, whose ending says what is inside."""
        return named(self.upload.name, self.upload.format or "")

    def content(self) -> BinaryIO:
        """The bytes, to be closed by the caller; raises DocumentUnavailable when they can't be found."""
        try:
            return self.files.open(self.file_key)
        except FileMissing as error:
            raise DocumentUnavailable() from error


@frozen
class UploadDownloads:
    """Each download is noted in the access log."""

    database: Database
    files: FileStore
    clock: Clock
    subjects: Subjects

    def open(self, person_id: PersonId, siren: Siren, upload_id: str, client: Client) -> UploadDownload:
        """One file; raises CompanyClosedToYou, UploadUnknown for one without content, or UploadUnscanned."""
        with self.database.read() as kept:
            upload = self.subjects.upload(kept, person_id, siren, upload_id)
        if upload.file_key is None:
            raise UploadUnknown()
        if upload.state is not UploadState.ACCEPTED and upload.created_by != person_id:
            raise UploadUnscanned()
        action = LoggedAction.DOWNLOAD_UPLOAD
        note_taken(self.database, self.clock, action, person_id, siren, upload.id, client)
        return UploadDownload(upload, upload.file_key, self.files)
