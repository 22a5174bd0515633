"""Files that members send, in pieces over a poor network or at once, for whatever takes files (RULES E5, E6)."""

from collections.abc import Sequence
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.errors import Invalid, Problem
from societaire.events import FileRemoved, person_actor
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.entropy import Entropy
from societaire.ports.identity import StaleWrite
from societaire.ports.pieces import PieceStore
from societaire.settings import Limits
from societaire.uploads.names import shown_name
from societaire.uploads.room import next_order, reordered, room_problem, size_problem
from societaire.uploads.stream import Incoming
from societaire.uploads.upload import OffsetMismatch, Upload, UploadMoved, UploadState
from societaire.use_cases.subjects import Subjects
from societaire.use_cases.upload_finishing import UploadFinishing
from societaire.values import PersonId, Siren

MOST_PIECES = 1000
"""Of one file: its largest size in pieces of fifty kilobytes."""


@frozen
class Uploading:
    """What was received stays, whatever happens next; a file is judged as soon as it is whole."""

    database: Database
    pieces: PieceStore
    entropy: Entropy
    clock: Clock
    limits: Limits
    subjects: Subjects
    finishing: UploadFinishing

    def begin(self, person_id: PersonId, siren: Siren, subject: str, slot: str, name: str, size: int) -> Upload:
        """Announce a file of `size` bytes.

        Raises CompanyClosedToYou, SubjectUnknown, ProfileTooLow, SubjectClosed, or Invalid for a slot that the subject
        does not have, an empty or too large file, or one too many.
        """
        with self.database.write() as unit:
            desk = self.subjects.enter(unit, person_id, siren, subject)
            held = unit.uploads.of_subject(siren, subject)
            unknown = None if slot in desk.slots else Problem("slot", "slot_unknown")
            if wrong := unknown or size_problem(size, self.limits) or room_problem(held, size, self.limits):
                raise Invalid([wrong])
            upload = Upload(
                id=self.entropy.identifier(),
                siren=siren,
                subject=subject,
                slot=slot,
                name=shown_name(name),
                size=size,
                created_by=person_id,
                created_at=self.clock.now(),
                order=next_order(held, slot),
                untold=desk.keeps,
            )
            unit.uploads.save(upload)
            unit.commit()
        return evolve(upload, version=1)

    def show(self, person_id: PersonId, siren: Siren, upload_id: str) -> Upload:
        """How far an upload is; raises CompanyClosedToYou, UploadUnknown or ProfileTooLow."""
        with self.database.read() as kept:
            return self.subjects.upload(kept, person_id, siren, upload_id)

    def append(
        self,
        person_id: PersonId,
        siren: Siren,
        upload_id: str,
        offset: int,
        content: BinaryIO,
        length: int | None = None,
    ) -> Upload:
        """Add what `content` brings from `offset` on, whoever began; `length` is how many bytes it says it has.

        With the last byte the file is judged: it comes back received or refused, or still receiving when a worker has
        to judge it. No byte at all at the end of a whole file asks for that again. Raises as `show`, SubjectClosed,
        UploadMoved for a file that was judged, OffsetMismatch, Invalid for more bytes than announced, or Busy.
        An error of `content` is raised after what came before it is kept; a refusal of ours keeps nothing.
        """
        with self.database.read() as kept:
            upload = self.subjects.upload(kept, person_id, siren, upload_id, to_write=True)
        if upload.state is not UploadState.RECEIVING:
            raise UploadMoved(state=upload.state.value)
        if offset != upload.offset:
            raise OffsetMismatch(offset=upload.offset)
        if length is not None and length > upload.size - offset:
            raise Invalid([Problem("file", "file_longer")])
        if not upload.is_whole:
            if len(upload.pieces) >= MOST_PIECES:
                raise Invalid([Problem("file", "file_crumbled")])
            incoming = Incoming(content, upload.size - offset)
            whole = offset == 0 and length in (None, upload.size)
            piece = self.pieces.keep(upload.id, incoming.as_file(), whole=whole)
            upload = self._grown(upload, piece, incoming.count)
            if incoming.cut is not None and not upload.is_whole:
                raise incoming.cut
        return self.finishing.finish(upload, person_actor(person_id)) if upload.is_whole else upload

    def receive_whole(
        self, person_id: PersonId, siren: Siren, subject: str, slot: str, name: str, content: BinaryIO, size: int
    ) -> Upload:
        """A file at once, as a plain form sends it; raises as `begin` and `append`, and keeps nothing when it does."""
        upload = self.begin(person_id, siren, subject, slot, name, size)
        try:
            return self.append(person_id, siren, upload.id, 0, content, size)
        except BaseException:
            self._drop(upload)
            raise

    def of_subject(self, person_id: PersonId, siren: Siren, subject: str) -> tuple[Upload, ...]:
        """What was sent for a subject, by slot, then in order; raises as `begin` does."""
        with self.database.read() as kept:
            self.subjects.look(kept, person_id, siren, subject)
            return kept.uploads.of_subject(siren, subject)

    def remove(self, person_id: PersonId, siren: Siren, upload_id: str) -> Upload:
        """Take a file back, a colleague's as well, before what it is for is sent; returns what it was.

        Raises CompanyClosedToYou, UploadUnknown, ProfileTooLow, SubjectClosed, StaleWrite.
        """
        with self.database.write() as unit:
            upload = self.subjects.upload(unit, person_id, siren, upload_id, to_remove=True)
            unit.uploads.remove(upload)
            if upload.is_kept:
                unit.record(FileRemoved(siren, upload.id, upload.subject), person_actor(person_id))
            unit.commit()
        self.pieces.forget(upload.id)
        return upload

    def reorder(
        self, person_id: PersonId, siren: Siren, subject: str, slot: str, ids: Sequence[str]
    ) -> tuple[Upload, ...]:
        """Place the files of a slot as named, those not named after them; returns all those of the subject.

        Raises CompanyClosedToYou, SubjectUnknown, ProfileTooLow, SubjectClosed, StaleWrite.
        """
        with self.database.write() as unit:
            self.subjects.enter(unit, person_id, siren, subject)
            for upload, place in reordered(unit.uploads.of_subject(siren, subject), slot, ids):
                unit.uploads.save(evolve(upload, order=place))
            placed = unit.uploads.of_subject(siren, subject)
            unit.commit()
        return placed

    def _grown(self, upload: Upload, piece: str, length: int) -> Upload:
        if not length:
            return upload
        grown = upload.grown(piece, length, self.clock.now())
        try:
            with self.database.write() as unit:
                unit.uploads.save(grown)
                unit.commit()
        except StaleWrite:
            # Another request brought the same bytes: whoever asks again learns how far both came.
            with self.database.read() as kept:
                found = kept.uploads.get(upload.siren, upload.id)
            raise OffsetMismatch(offset=found.offset if found else 0) from None
        return evolve(grown, version=upload.version + 1)

    def _drop(self, upload: Upload) -> None:
        with self.database.write() as unit:
            found = unit.uploads.get(upload.siren, upload.id)
            if found and found.state is UploadState.RECEIVING:
                unit.uploads.remove(found)
                unit.commit()
        self.pieces.forget(upload.id)
