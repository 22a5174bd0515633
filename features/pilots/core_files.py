"""Files sent with a declaration, on the core."""

from io import BytesIO

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import File, Outcome
from societaire.declarations.declaration import Declaration
from societaire.errors import Invalid
from societaire.identity.sessions import Client
from societaire.uploads.copies import CopySize
from societaire.uploads.kinds import MEDIA_TYPES
from societaire.uploads.upload import FREE_SLOT, Upload, UploadState
from societaire.use_cases.upload_downloads import UploadDownload


class CoreFileActs(CoreActs):
    """Acts are calls of use cases; a file that its content gets refused is a refusal."""

    def announce_file(self, browser: str, draft: Declaration, name: str, size: int) -> Outcome:
        """Say how large a file is, before its first byte."""
        uploading = self.service.uploading
        return outcome_of(
            lambda: uploading.begin(self._person(browser), draft.siren, draft.subject, FREE_SLOT, name, size)
        )

    def send_file(self, browser: str, draft: Declaration, name: str, content: bytes) -> Outcome:
        """A whole file."""

        def act() -> Upload:
            sent = (self._person(browser), draft.siren, draft.subject, FREE_SLOT, name, BytesIO(content), len(content))
            return judged(self.service.uploading.receive_whole(*sent))

        return outcome_of(act)

    def resume_file(self, browser: str, upload: Upload, content: bytes) -> Outcome:
        """What is left of a file, from where it stopped."""

        def act() -> Upload:
            person, uploading = self._person(browser), self.service.uploading
            offset = uploading.show(person, upload.siren, upload.id).offset
            return judged(uploading.append(person, upload.siren, upload.id, offset, BytesIO(content[offset:])))

        return outcome_of(act)

    def take_file_back(self, browser: str, upload: Upload) -> Outcome:
        """One's own file, or a colleague's."""
        return outcome_of(lambda: self.service.uploading.remove(self._person(browser), upload.siren, upload.id))

    def look_at_photograph(self, browser: str, upload: Upload) -> Outcome:
        """The larger of its copies."""
        downloads, wanted = self.service.upload_downloads, (upload.siren, upload.id, CopySize.DISPLAY, Client())
        return outcome_of(lambda: _file(downloads.show(self._person(browser), *wanted)))

    def download_original(self, browser: str, upload: Upload) -> Outcome:
        """The file as it came."""
        downloads = self.service.upload_downloads
        return outcome_of(lambda: _file(downloads.open(self._person(browser), upload.siren, upload.id, Client())))

    def check_files(self) -> Outcome:
        """What the worker does with files that wait."""

        def act() -> object:
            return str(self.service.upload_checks.scan_waiting()), str(self.service.claim_additions.tell_waiting())

        return outcome_of(act)


def _file(found: UploadDownload) -> File:
    with found.content() as content:
        return File(content.read(), MEDIA_TYPES[found.format], found.file_name)


def judged(upload: Upload) -> Upload:
    """The upload, unless it is refused."""
    if upload.state is UploadState.REFUSED and upload.problem:
        raise Invalid([upload.problem])
    return upload
