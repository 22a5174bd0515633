"""Files that wait for the antivirus, or that nothing awaits any more, on memory adapters (RULES E6)."""

from datetime import timedelta
from io import BytesIO

import pytest

from societaire.identity.sessions import Client
from societaire.testing.conformance_world import NOON
from societaire.testing.scanner import EICAR
from societaire.uploads.upload import UploadState
from societaire.use_cases.upload_downloads import UploadUnscanned
from tests.core.upload_setting import PDF, Setting


@pytest.fixture
def setting() -> Setting:
    return Setting()


class TestScanning:
    def test_a_clean_file_is_accepted(self, setting: Setting) -> None:
        setting.send()
        assert setting.service.upload_checks.scan_waiting() == 1
        (upload,) = setting.kept()
        assert (upload.state, upload.scanned_at) == (UploadState.ACCEPTED, NOON)
        assert setting.events() == ["FileReceived", "FileAccepted"]
        setting.parts.clock.advance(timedelta(hours=1))
        assert setting.service.upload_checks.scan_waiting() == 0

    def test_an_infected_file_is_refused_with_its_name_and_kept_no_more(self, setting: Setting) -> None:
        setting.send(PDF[:-7] + EICAR + b"%%EOF\n")
        assert setting.service.upload_checks.scan_waiting() == 1
        (upload,) = setting.kept()
        assert (upload.state, upload.file_key) == (UploadState.REFUSED, None)
        assert upload.problem is not None
        assert (upload.problem.code, dict(upload.problem.values)) == (
            "file_infected",
            {"name": "Eicar-Test-Signature"},
        )

    def test_without_scanner_files_wait_and_are_asked_about_again(self, setting: Setting) -> None:
        setting.send()
        setting.parts.scanner.down = True
        assert setting.service.upload_checks.scan_waiting() == 0
        assert setting.kept()[0].state is UploadState.RECEIVED
        setting.parts.scanner.down = False
        assert setting.service.upload_checks.scan_waiting() == 0, "leased"
        setting.parts.clock.advance(timedelta(minutes=5))
        assert setting.service.upload_checks.scan_waiting() == 1

    def test_a_colleague_gets_a_file_only_once_it_was_scanned(self, setting: Setting) -> None:
        upload = setting.send(name="bilan.txt")
        downloads = setting.service.upload_downloads
        with pytest.raises(UploadUnscanned):
            downloads.open(setting.karim.id, setting.siren, upload.id, Client())
        assert downloads.open(setting.claire.id, setting.siren, upload.id, Client()).file_name == "bilan.txt.pdf"
        setting.service.upload_checks.scan_waiting()
        with downloads.open(setting.karim.id, setting.siren, upload.id, Client()).content() as content:
            assert content.read() == PDF

    def test_a_stop_is_heard_between_two_files(self, setting: Setting) -> None:
        setting.send()
        assert setting.service.upload_checks.scan_waiting(lambda: True) == 0


class TestUpkeep:
    def test_a_file_that_stopped_coming_goes_with_its_pieces_after_a_week(self, setting: Setting) -> None:
        going = setting.append(setting.begin(), 0, PDF[:100])
        setting.parts.clock.advance(timedelta(days=6, hours=23))
        assert setting.service.maintenance.run() == {}
        assert setting.kept() == (going,)
        setting.parts.clock.advance(timedelta(hours=2))
        assert setting.service.maintenance.run() == {"uploads": 1}
        assert setting.kept() == ()
        assert list(setting.parts.pieces.uploads(NOON + timedelta(days=30))) == []

    def test_pieces_that_nobody_awaits_go_after_a_day(self, setting: Setting) -> None:
        setting.parts.pieces.keep("a" * 32, BytesIO(b"lost"))
        setting.service.maintenance.run()
        assert list(setting.parts.pieces.uploads(NOON + timedelta(days=30))) == ["a" * 32]
        setting.parts.clock.advance(timedelta(days=1, minutes=1))
        setting.service.maintenance.run()
        assert list(setting.parts.pieces.uploads(NOON + timedelta(days=30))) == []

    def test_a_file_that_is_named_is_never_collected_and_one_taken_back_is(self, setting: Setting) -> None:
        kept, gone = setting.send(), setting.send(PDF + b" ")
        setting.uploading.remove(setting.claire.id, setting.siren, gone.id)
        setting.parts.clock.advance(timedelta(days=2))
        assert setting.service.maintenance.run() == {"files": 1}
        assert setting.parts.files.size(kept.file_key or "") == len(PDF)

    def test_files_that_no_antivirus_sees_are_told_after_an_hour(self, setting: Setting) -> None:
        setting.send()
        setting.parts.clock.advance(timedelta(minutes=59))
        assert [found.code for found in setting.service.verification.run()] == []
        setting.parts.clock.advance(timedelta(minutes=1))
        assert [found.code for found in setting.service.verification.run()] == ["verify_scanner"]
        setting.service.upload_checks.scan_waiting()
        assert [found.code for found in setting.service.verification.run()] == []

    def test_a_file_that_is_lost_is_told(self, setting: Setting) -> None:
        upload = setting.send()
        setting.service.upload_checks.scan_waiting()
        setting.parts.files.delete(upload.file_key or "")
        (found,) = setting.service.verification.run()
        assert (found.code, dict(found.values)["name"]) == ("verify_file_missing", f"upload:{upload.id}")
