"""Files that members send, on memory adapters (RULES E5, E6)."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from attrs import evolve

from societaire.companies.access import CompanyClosedToYou
from societaire.companies.policy import Action, ProfileTooLow
from societaire.errors import Invalid
from societaire.identity.sessions import Client
from societaire.testing.conformance_world import NOON
from societaire.uploads.subject import SubjectClosed, SubjectDesk, SubjectUnknown
from societaire.uploads.upload import NEXT, OffsetMismatch, UploadMoved, UploadState, UploadUnknown
from tests.core.upload_setting import DOSSIER, PDF, Cut, CutError, Setting


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_a_file_comes_in_pieces_and_is_kept_under_its_hash(setting: Setting) -> None:
    upload = setting.begin()
    for start in range(0, len(PDF), 3000):
        upload = setting.append(upload, start, PDF[start : start + 3000])
    assert (upload.state, upload.format, upload.pages) == (UploadState.RECEIVED, "pdf", 1)
    assert upload.sha256 == sha256(PDF).hexdigest()
    with setting.parts.files.open(upload.file_key or "") as content:
        assert content.read() == PDF
    assert setting.kept() == (upload,)
    assert setting.events() == ["FileReceived"]


def test_pieces_are_forgotten_once_the_file_is_judged(setting: Setting) -> None:
    setting.send()
    setting.send(b"<html>")
    assert list(setting.parts.pieces.uploads(NOON + timedelta(days=1))) == []


def test_a_cut_keeps_what_came_before_it(setting: Setting) -> None:
    upload = setting.begin()
    with pytest.raises(CutError):
        setting.uploading.append(setting.claire.id, setting.siren, upload.id, 0, Cut(PDF[:5000]))
    again = setting.uploading.show(setting.claire.id, setting.siren, upload.id)
    assert again.offset == 5000
    assert setting.append(again, 5000, PDF[5000:]).sha256 == sha256(PDF).hexdigest()


def test_a_cut_before_the_first_byte_changes_nothing(setting: Setting) -> None:
    upload = setting.begin()
    with pytest.raises(CutError):
        setting.uploading.append(setting.claire.id, setting.siren, upload.id, 0, Cut(b""))
    assert setting.uploading.show(setting.claire.id, setting.siren, upload.id) == upload


@pytest.mark.parametrize("offset", [0, 1999, 2001])
def test_a_piece_begins_where_the_last_one_ended(setting: Setting, offset: int) -> None:
    upload = setting.append(setting.begin(), 0, PDF[:2000])
    with pytest.raises(OffsetMismatch) as told:
        setting.append(upload, offset, PDF[2000:])
    assert told.value.values == {"offset": 2000}
    assert setting.kept() == (upload,)


@pytest.mark.parametrize("length", [None, len(PDF) + 1])
def test_more_bytes_than_announced_are_refused_and_nothing_of_them_stays(setting: Setting, length: int | None) -> None:
    upload = setting.begin()
    with pytest.raises(Invalid) as told:
        setting.uploading.append(setting.claire.id, setting.siren, upload.id, 0, BytesIO(PDF + b"x"), length)
    assert told.value.problems[0].code == "file_longer"
    assert setting.kept() == (upload,)


def test_the_slower_of_two_requests_with_the_same_bytes_is_told_how_far_both_are(setting: Setting) -> None:
    upload = setting.begin()

    class Meanwhile(BytesIO):
        """Another request brings more while this one is read."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 0:
                setting.append(upload, 0, PDF[:4000])
            return super().read(size)

    with pytest.raises(OffsetMismatch) as told:
        setting.uploading.append(setting.claire.id, setting.siren, upload.id, 0, Meanwhile(PDF[:2000]))
    assert told.value.values == {"offset": 4000}
    again = setting.uploading.show(setting.claire.id, setting.siren, upload.id)
    assert setting.append(again, 4000, PDF[4000:]).sha256 == sha256(PDF).hexdigest()


def test_a_refused_file_says_why_and_the_others_stay(setting: Setting) -> None:
    good = setting.send()
    bad = setting.send(b"<html>%PDF-1.7")
    assert bad.state is UploadState.REFUSED
    assert bad.problem is not None
    assert bad.problem.code == "file_not_accepted"
    assert bad.file_key is None
    assert setting.kept() == (good, bad)
    assert setting.events() == ["FileReceived", "FileRefused"]


def test_a_whole_file_waits_for_a_worker_when_the_inspector_is_busy(setting: Setting) -> None:
    setting.parts.inspector.busy = True
    upload = setting.send()
    assert (upload.state, upload.is_whole) == (UploadState.RECEIVING, True)
    setting.parts.inspector.busy = False
    assert setting.service.upload_checks.scan_waiting() == 1
    assert setting.kept()[0].state is UploadState.ACCEPTED


def test_a_whole_file_is_judged_again_when_asked_with_no_byte(setting: Setting) -> None:
    setting.parts.inspector.busy = True
    upload = setting.send()
    setting.parts.inspector.busy = False
    assert setting.append(upload, len(PDF), b"").state is UploadState.RECEIVED


def test_a_file_that_is_judged_after_the_sending_is_refused(setting: Setting) -> None:
    setting.parts.inspector.busy = True
    setting.send()
    setting.close()
    setting.parts.inspector.busy = False
    assert setting.service.upload_checks.scan_waiting() == 1
    (upload,) = setting.kept()
    assert (upload.state, upload.problem and upload.problem.code) == (UploadState.REFUSED, "file_late")


def test_lost_pieces_begin_the_file_again(setting: Setting) -> None:
    upload = setting.append(setting.begin(), 0, PDF[:3000])
    setting.parts.pieces.forget(upload.id)
    with pytest.raises(OffsetMismatch) as told:
        setting.append(upload, 3000, PDF[3000:])
    assert told.value.values == {"offset": 0}
    again = setting.uploading.show(setting.claire.id, setting.siren, upload.id)
    assert setting.append(again, 0, PDF).state is UploadState.RECEIVED


def test_a_file_in_crumbs_is_refused(setting: Setting) -> None:
    upload = setting.begin()
    with setting.parts.database.write() as unit:
        unit.uploads.save(evolve(upload, pieces=("0",) * 1000, offset=1000))
        unit.commit()
    with pytest.raises(Invalid) as told:
        setting.append(upload, 1000, PDF[1000:])
    assert told.value.problems[0].code == "file_crumbled"


def test_a_file_that_came_whole_in_as_many_pieces_as_there_may_be_is_still_judged(setting: Setting) -> None:
    upload = setting.begin()
    with setting.parts.database.write() as unit:
        unit.uploads.save(evolve(upload, pieces=("0",) * 1000, offset=upload.size))
        unit.commit()
    with pytest.raises(OffsetMismatch) as told:
        setting.append(upload, upload.size, b"")
    assert told.value.values == {"offset": 0}


def test_nothing_is_added_to_a_judged_file(setting: Setting) -> None:
    with pytest.raises(UploadMoved):
        setting.append(setting.send(), len(PDF), b"")


def test_a_plain_form_sends_a_file_at_once(setting: Setting) -> None:
    upload = setting.uploading.receive_whole(
        setting.claire.id, setting.siren, DOSSIER, "form", "C:\\scan.pdf", BytesIO(PDF), len(PDF)
    )
    assert (upload.state, upload.name, upload.slot) == (UploadState.RECEIVED, "scan.pdf", "form")


def test_a_plain_form_that_is_cut_leaves_nothing(setting: Setting) -> None:
    with pytest.raises(CutError):
        setting.uploading.receive_whole(
            setting.claire.id, setting.siren, DOSSIER, "form", "scan.pdf", Cut(PDF[:100]), len(PDF)
        )
    assert setting.kept() == ()
    assert list(setting.parts.pieces.uploads(NOON + timedelta(days=1))) == []


class TestLimits:
    def test_a_file_of_just_the_largest_size_is_taken(self, setting: Setting) -> None:
        assert setting.begin(20_000).size == 20_000

    @pytest.mark.parametrize(("size", "code"), [(0, "file_empty"), (-1, "file_empty"), (20_001, "file_too_large")])
    def test_an_empty_or_too_large_file_is_refused(self, setting: Setting, size: int, code: str) -> None:
        assert setting.refusal(Invalid, size) == code

    def test_one_file_too_many_is_refused(self, setting: Setting) -> None:
        for _ in range(3):
            setting.begin(1)
        assert setting.refusal(Invalid, 1) == "files_too_many"

    def test_an_announced_size_counts_before_its_bytes_are_there(self, setting: Setting) -> None:
        setting.begin(20_000)
        assert setting.refusal(Invalid, 15_001) == "files_too_heavy"
        assert setting.begin(15_000).size == 15_000

    def test_a_refused_file_counts_for_nothing(self, setting: Setting) -> None:
        for _ in range(3):
            setting.send(b"<html>")
        assert setting.begin() in setting.kept()

    def test_an_unknown_slot_is_refused(self, setting: Setting) -> None:
        assert setting.refusal(Invalid, slot="kbis") == "slot_unknown"


class TestWho:
    def test_somebody_of_another_company_finds_nothing(self, setting: Setting) -> None:
        upload = setting.begin()
        denis, elsewhere = setting.denis.id, setting.other.siren
        for siren, wanted in ((setting.siren, CompanyClosedToYou), (elsewhere, UploadUnknown)):
            with pytest.raises(wanted):
                setting.uploading.show(denis, siren, upload.id)
            with pytest.raises(wanted):
                setting.uploading.append(denis, siren, upload.id, 0, BytesIO(PDF))
            with pytest.raises(wanted):
                setting.uploading.remove(denis, siren, upload.id)
            with pytest.raises(wanted):
                setting.service.upload_downloads.open(denis, siren, upload.id, Client())
        assert setting.kept() == (upload,)

    @pytest.mark.parametrize("subject", ["dossier:2", "dossier:", "dossier", "", ":1", "claim:1", "dossier:1:1"])
    def test_a_subject_that_the_company_does_not_have_takes_nothing(self, setting: Setting, subject: str) -> None:
        with pytest.raises(SubjectUnknown):
            setting.uploading.begin(setting.claire.id, setting.siren, subject, "free", "a.pdf", 10)
        with pytest.raises(SubjectUnknown):
            setting.uploading.of_subject(setting.claire.id, setting.siren, subject)

    def test_a_profile_that_may_not_write_to_the_subject_is_refused(self, setting: Setting) -> None:
        setting.dossiers.desks[str(setting.siren), "1"] = SubjectDesk(frozenset({"free"}), Action.MANAGE_ACCESSES)
        with pytest.raises(ProfileTooLow):
            setting.begin(who=setting.karim)
        assert setting.begin() in setting.kept()

    def test_a_colleague_sees_a_file_may_go_on_with_it_and_take_it_back(self, setting: Setting) -> None:
        upload = setting.begin()
        assert setting.uploading.of_subject(setting.karim.id, setting.siren, DOSSIER) == (upload,)
        assert setting.append(upload, 0, PDF, setting.karim).state is UploadState.RECEIVED
        setting.uploading.remove(setting.karim.id, setting.siren, upload.id)
        assert setting.kept() == ()

    def test_a_closed_subject_takes_and_loses_nothing(self, setting: Setting) -> None:
        upload, going = setting.send(), setting.begin()
        setting.close()
        assert setting.refusal(SubjectClosed) == "subject_closed"
        for act in (
            lambda: setting.append(going, 0, PDF),
            lambda: setting.uploading.remove(setting.claire.id, setting.siren, upload.id),
            lambda: setting.uploading.reorder(setting.claire.id, setting.siren, DOSSIER, "free", [going.id]),
        ):
            with pytest.raises(SubjectClosed):
                act()
        assert setting.kept() == (upload, going)
        downloads = setting.service.upload_downloads
        assert downloads.open(setting.claire.id, setting.siren, upload.id, Client()).upload == upload


class TestOrder:
    def test_pages_are_placed_as_named_then_the_others(self, setting: Setting) -> None:
        one, two, three = (setting.send(slot="form", name=f"{n}.pdf") for n in (1, 2, 3))
        placed = setting.uploading.reorder(setting.karim.id, setting.siren, DOSSIER, "form", [three.id, one.id, "x"])
        assert [upload.id for upload in placed] == [three.id, one.id, two.id]
        assert setting.kept() == placed

    def test_a_removed_file_is_gone_with_its_place(self, setting: Setting) -> None:
        one, two = (setting.send(name=f"{n}.pdf") for n in (1, 2))
        assert setting.uploading.remove(setting.claire.id, setting.siren, one.id) == one
        assert setting.kept() == (two,)
        assert setting.events() == ["FileReceived", "FileReceived", "FileRemoved"]
        with pytest.raises(UploadUnknown):
            setting.uploading.show(setting.claire.id, setting.siren, one.id)


def test_every_pair_of_states_is_allowed_or_refused_as_the_table_says() -> None:
    upload = Setting().begin()
    for before in UploadState:
        for after in UploadState:
            one = evolve(upload, state=before)
            if after in NEXT[before]:
                assert one.moved(after).state is after
            else:
                with pytest.raises(UploadMoved):
                    one.moved(after)
