"""Who may send files for what: each kind of subject says so itself."""

from collections.abc import Callable, Mapping

from attrs import frozen

from societaire.companies.access import Profile
from societaire.companies.policy import Action, authorize
from societaire.contracts.space import Space
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.uploads.subject import Subject, SubjectClosed, SubjectDesk, SubjectUnknown
from societaire.uploads.upload import Upload, UploadUnknown
from societaire.use_cases.doorway import Doorway
from societaire.values import PersonId, Siren

SubjectChecker = Callable[[Repositories, Siren, str], SubjectDesk | None]
"""What a company's subject of that identifier takes; None when the company has none."""


@frozen
class Subjects:
    """The kinds of subjects that this assembly knows, behind the door of the company."""

    database: Database
    clock: Clock
    checkers: Mapping[str, SubjectChecker]

    def look(self, kept: Repositories, person_id: PersonId, siren: Siren, text: str) -> SubjectDesk:
        """The subject, open or not; raises CompanyClosedToYou, SubjectUnknown or ProfileTooLow, in this order."""
        return self._desk(kept, self._door(kept, person_id, siren), text)

    def enter(self, kept: Repositories, person_id: PersonId, siren: Siren, text: str) -> SubjectDesk:
        """The subject to write to; raises as `look`, or SubjectClosed."""
        return _opened(self.look(kept, person_id, siren, text))

    def upload(
        self,
        kept: Repositories,
        person_id: PersonId,
        siren: Siren,
        upload_id: str,
        *,
        to_write: bool = False,
        to_remove: bool = False,
    ) -> Upload:
        """An upload of the company; raises CompanyClosedToYou, UploadUnknown, then as `look` or `enter`.

        Removing raises SubjectClosed also for what its subject keeps.
        """
        space = self._door(kept, person_id, siren)
        upload = kept.uploads.get(siren, upload_id)
        if upload is None:
            raise UploadUnknown()
        desk = self._desk(kept, space, upload.subject)
        if to_write or to_remove:
            _opened(desk)
        if to_remove and desk.keeps and upload.is_kept:
            raise SubjectClosed()
        return upload

    def is_open(self, kept: Repositories, siren: Siren, text: str) -> bool:
        """Whether the subject is there and still takes files, whoever asks."""
        subject = Subject.named(text)
        checker = self.checkers.get(subject.kind)
        desk = checker(kept, siren, subject.id) if checker else None
        return desk is not None and desk.is_open

    def _door(self, kept: Repositories, person_id: PersonId, siren: Siren) -> Space:
        return Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.CONSULT)

    def _desk(self, kept: Repositories, space: Space, text: str) -> SubjectDesk:
        subject = Subject.named(text)
        checker = self.checkers.get(subject.kind)
        desk = checker(kept, space.company.siren, subject.id) if checker else None
        if desk is None:
            raise SubjectUnknown()
        access = authorize(space.membership.access, desk.action)
        if desk.sensitive and access.profile is not Profile.ADMINISTRATOR and access.person_id not in desk.owners:
            raise SubjectUnknown()
        return desk


def _opened(desk: SubjectDesk) -> SubjectDesk:
    if not desk.is_open:
        raise SubjectClosed()
    return desk
