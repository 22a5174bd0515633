"""What is shown of the photographs that members send, on memory adapters (SECURITY V14.2.8)."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.contracts.document import DocumentUnavailable
from societaire.identity.sessions import Client
from societaire.ports.storage import FileMissing
from societaire.testing.scanner import EICAR
from societaire.uploads.copies import CopySize
from societaire.uploads.subject import SubjectUnknown
from societaire.uploads.upload import Upload, UploadState, UploadUnknown
from societaire.use_cases.upload_downloads import UploadUnscanned
from societaire.values import PersonId
from tests.core.upload_setting import Setting

PHOTO = b"\xff\xd8\xff\xe1 GPS 45.76 N \xff\xd9"


@pytest.fixture
def setting() -> Setting:
    return Setting()


def checked(setting: Setting) -> Upload:
    setting.service.upload_checks.scan_waiting()
    (upload,) = setting.kept()
    return upload


def shown(setting: Setting, who: PersonId, upload: Upload, size: CopySize = CopySize.DISPLAY) -> bytes:
    found = setting.service.upload_downloads.show(who, setting.siren, upload.id, size, Client())
    with found.content() as content:
        return content.read()


def actions(setting: Setting) -> list[str]:
    return [entry.action for entry in setting.parts.database.tables.access_log.values()]


class TestMaking:
    @pytest.mark.parametrize("content", [PHOTO, b"\x89PNG\r\n\x1a\n IEND", b"\0\0\0\x18ftypheic...."])
    def test_a_photograph_gets_two_copies_beside_its_original(self, setting: Setting, content: bytes) -> None:
        sent = setting.send(content, name="toit.jpg")
        upload = checked(setting)
        assert upload.copies is not None
        assert not upload.uncopied
        assert (upload.state, upload.file_key, upload.sha256) == (UploadState.ACCEPTED, sent.file_key, sent.sha256)
        keys = {upload.file_key, *(upload.copies.of(size).file_key for size in CopySize)}
        assert len(keys) == 3
        with setting.parts.files.open(sent.file_key or "") as original:
            assert original.read() == content

    def test_a_pdf_gets_none(self, setting: Setting) -> None:
        setting.send()
        upload = checked(setting)
        assert (upload.copies, upload.uncopied, setting.parts.copier.asked) == (None, False, 0)

    def test_what_can_not_be_drawn_again_is_accepted_and_tried_once(self, setting: Setting) -> None:
        setting.send(PHOTO[:-2] + b"unreadable\xff\xd9")
        assert checked(setting).state is UploadState.ACCEPTED
        setting.parts.clock.advance(timedelta(hours=1))
        assert (checked(setting).copies, setting.parts.copier.asked) == (None, 1)

    def test_a_busy_copier_holds_nothing_up_and_is_asked_again(self, setting: Setting) -> None:
        setting.send(PHOTO)
        setting.parts.copier.busy = True
        assert checked(setting).state is UploadState.ACCEPTED
        setting.parts.clock.advance(timedelta(hours=1))
        assert setting.service.upload_checks.scan_waiting() == 0
        setting.parts.copier.busy = False
        assert setting.service.upload_checks.scan_waiting() == 0, "leased"
        setting.parts.clock.advance(timedelta(hours=1))
        assert setting.service.upload_checks.scan_waiting() == 1
        assert checked(setting).copies is not None
        assert setting.events() == ["FileReceived", "FileAccepted"]

    def test_an_infected_photograph_keeps_none(self, setting: Setting) -> None:
        setting.send(PHOTO[:-2] + EICAR + PHOTO[-2:])
        upload = checked(setting)
        assert (upload.state, upload.copies, upload.uncopied) == (UploadState.REFUSED, None, False)
        with pytest.raises(UploadUnknown):
            shown(setting, setting.claire.id, upload)
        setting.parts.clock.advance(timedelta(days=2))
        assert setting.service.maintenance.run() == {"files": 3}


class TestShowing:
    def test_a_colleague_sees_it_once_the_antivirus_has_passed_it(self, setting: Setting) -> None:
        setting.send(PHOTO)
        setting.parts.scanner.down = True
        upload = checked(setting)
        assert b"display" in shown(setting, setting.claire.id, upload)
        with pytest.raises(UploadUnscanned):
            shown(setting, setting.karim.id, upload)
        setting.parts.scanner.down = False
        setting.parts.clock.advance(timedelta(minutes=5))
        upload = checked(setting)
        assert b"thumbnail" in shown(setting, setting.karim.id, upload, CopySize.THUMBNAIL)

    def test_no_copy_holds_what_the_original_tells(self, setting: Setting) -> None:
        setting.send(PHOTO)
        upload = checked(setting)
        assert not any(b"GPS" in shown(setting, setting.claire.id, upload, size) for size in CopySize)

    def test_of_a_sensitive_subject_its_owners_and_administrators_alone_see_one(self, setting: Setting) -> None:
        setting.send(PHOTO)
        upload = checked(setting)
        key = (str(setting.siren), "1")
        setting.dossiers.desks[key] = evolve(setting.dossiers.desks[key], sensitive=True)
        with pytest.raises(SubjectUnknown):
            shown(setting, setting.karim.id, upload)
        setting.dossiers.desks[key] = evolve(setting.dossiers.desks[key], owners=(setting.karim.id,))
        for who in (setting.claire, setting.karim):
            assert shown(setting, who.id, upload)

    def test_what_has_no_copy_shows_none(self, setting: Setting) -> None:
        upload = setting.send()
        with pytest.raises(UploadUnknown):
            shown(setting, setting.claire.id, upload)

    def test_opening_one_is_noted_and_its_thumbnail_is_not(self, setting: Setting) -> None:
        setting.send(PHOTO)
        upload = checked(setting)
        for size in CopySize:
            shown(setting, setting.claire.id, upload, size)
        assert actions(setting) == ["show_photograph"]

    def test_a_copy_that_is_lost_is_told_as_a_file_would_be(self, setting: Setting) -> None:
        setting.send(PHOTO)
        upload = checked(setting)
        assert upload.copies is not None
        setting.parts.files.delete(upload.copies.display.file_key)
        with pytest.raises(DocumentUnavailable):
            shown(setting, setting.claire.id, upload)
        (found,) = setting.service.verification.run()
        assert (found.code, dict(found.values)["name"]) == ("verify_file_missing", f"display:{upload.id}")


class TestUpkeep:
    def test_copies_are_named_and_go_with_their_original(self, setting: Setting) -> None:
        setting.send(PHOTO)
        upload = checked(setting)
        setting.parts.clock.advance(timedelta(days=2))
        assert list(setting.service.verification.run(contents=True)) == []
        assert setting.service.maintenance.run() == {}
        setting.uploading.remove(setting.claire.id, setting.siren, upload.id)
        assert setting.service.maintenance.run() == {"files": 3}
        with pytest.raises(FileMissing):
            setting.parts.files.open(upload.copies.thumbnail.file_key if upload.copies else "")
