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
from societaire.uploads.copies import COPY_FORMAT, Copies, CopySize
from societaire.uploads.kinds import named
from societaire.uploads.upload import Upload, UploadUnknown
from societaire.use_cases.access_notes import note_taken
from societaire.use_cases.subjects import Subjects
from societaire.values import PersonId, Siren


class UploadUnscanned(Conflict):
    """The antivirus has not seen the file yet: only whoever sent it may have it back."""

    code = "upload_unscanned"


@frozen
class UploadDownload:
    """A file that may be given back, or a copy of it; its content, of `size` bytes, is opened when asked for."""

    upload: Upload
    file_key: str
    format: str
    size: int
    files: FileStore

    @property
    def file_name(self) -> str:
        """The sender's name for it, whose ending says what is inside."""
        return named(self.upload.name, self.format)

    def content(self) -> BinaryIO:
        """The bytes, to be closed by the caller; raises DocumentUnavailable when they can't be found."""
        try:
            return self.files.open(self.file_key)
        except FileMissing as error:
            raise DocumentUnavailable() from error


@frozen
class UploadDownloads:
    """Each download, and each photograph that is opened, is noted in the access log."""

    database: Database
    files: FileStore
    clock: Clock
    subjects: Subjects

    def open(self, person_id: PersonId, siren: Siren, upload_id: str, client: Client) -> UploadDownload:
        """One file as it came; raises CompanyClosedToYou, UploadUnknown for one without content, or UploadUnscanned."""
        upload = self._upload(person_id, siren, upload_id)
        self._note(LoggedAction.DOWNLOAD_UPLOAD, person_id, upload, client)
        return UploadDownload(upload, upload.file_key or "", upload.format or "", upload.size, self.files)

    def photograph(self, person_id: PersonId, siren: Siren, upload_id: str) -> Upload:
        """A photograph that has copies to show; raises as `open`, UploadUnknown for any other file too."""
        return self._with_copies(person_id, siren, upload_id)[0]

    def show(self, person_id: PersonId, siren: Siren, upload_id: str, size: CopySize, client: Client) -> UploadDownload:
        """One of its copies; raises as `photograph`.

        A thumbnail is part of the list that it is in: it is not noted apart.
        """
        upload, copies = self._with_copies(person_id, siren, upload_id)
        if size is CopySize.DISPLAY:
            self._note(LoggedAction.SHOW_PHOTOGRAPH, person_id, upload, client)
        copy = copies.of(size)
        return UploadDownload(upload, copy.file_key, COPY_FORMAT, copy.size, self.files)

    def _with_copies(self, person_id: PersonId, siren: Siren, upload_id: str) -> tuple[Upload, Copies]:
        upload = self._upload(person_id, siren, upload_id)
        if upload.copies is None:
            raise UploadUnknown()
        return upload, upload.copies

    def _upload(self, person_id: PersonId, siren: Siren, upload_id: str) -> Upload:
        with self.database.read() as kept:
            upload = self.subjects.upload(kept, person_id, siren, upload_id)
        if upload.file_key is None:
            raise UploadUnknown()
        if not upload.may_be_had_by(person_id):
            raise UploadUnscanned()
        return upload

    def _note(self, action: LoggedAction, person_id: PersonId, upload: Upload, client: Client) -> None:
        note_taken(self.database, self.clock, action, person_id, upload.siren, upload.id, client)
