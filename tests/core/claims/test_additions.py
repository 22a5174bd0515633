"""Files added to a claim: the insurer is told once of each batch, whatever becomes of the page (RULES H5)."""

from datetime import timedelta
from io import BytesIO

import pytest

from societaire.claims.claim import Claim
from societaire.ports.identity import StaleWrite
from societaire.records.rows import ContactRow, RecordKind
from societaire.testing.memory_uploads import MemoryUploads
from societaire.uploads.upload import Upload
from societaire.use_cases.claim_reading import ADDITION
from societaire.values import ContactCode
from tests.core.claims.setting import STAFF, Setting

PAGE = b"%PDF-1.7\n%%EOF\n"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def setting() -> Setting:
    return Setting()


@pytest.fixture
def claim(setting: Setting) -> Claim:
    """A claim whose handler reads mails."""
    setting.world.load(RecordKind.CONTACT, [ContactRow("C1", "Nadia", "Perrin", "A1", email="nadia@assureur.example")])
    return setting.service.claim_office.assign(setting.sent().receipt or "", ContactCode("C1"), STAFF)


def _begin(setting: Setting, claim: Claim, size: int = len(PAGE)) -> Upload:
    place = (setting.company.siren, f"{ADDITION}:{claim.id}", "photographs", "mur.pdf")
    return setting.service.uploading.begin(setting.karim.id, *place, size)


def _append(setting: Setting, upload: Upload, content: bytes) -> Upload:
    person, siren = setting.karim.id, setting.company.siren
    return setting.service.uploading.append(person, siren, upload.id, upload.offset, BytesIO(content))


def _add(setting: Setting, claim: Claim) -> Upload:
    return _append(setting, _begin(setting, claim), PAGE)


def _done(setting: Setting, claim: Claim) -> int:
    return setting.service.following.note_files(setting.karim.id, setting.company.siren, claim.id)


def _told(setting: Setting) -> list[tuple[int, str]]:
    """How many files each announcement tells of, and who acted."""
    feed = (line.values for line in setting.service.change_feed.since(""))
    return [(line["count"], line["actor"]["code"]) for line in feed if line["kind"] == "claim_files_added"]


def _mails(setting: Setting) -> int:
    return [kind for kind, _ in setting.mails()].count("claim_added_to")


def _wait(setting: Setting, minutes: float) -> int:
    setting.parts.clock.advance(minutes * MINUTE)
    return setting.service.claim_additions.tell_waiting()


def test_who_says_that_all_is_there_has_it_told_at_once(setting: Setting, claim: Claim) -> None:
    for _ in range(3):
        _add(setting, claim)
    assert _done(setting, claim) == 3
    assert (_told(setting), _mails(setting)) == ([(3, setting.karim.id)], 1)


def test_saying_it_again_tells_nothing_twice(setting: Setting, claim: Claim) -> None:
    _add(setting, claim)
    assert [_done(setting, claim), _done(setting, claim)] == [1, 0]
    assert _wait(setting, 60) == 0
    assert (_told(setting), _mails(setting)) == ([(1, setting.karim.id)], 1)


def test_a_page_that_was_closed_loses_nothing(setting: Setting, claim: Claim) -> None:
    _add(setting, claim)
    _add(setting, claim)
    assert _wait(setting, 9) == 0
    assert _wait(setting, 2) == 1
    assert _wait(setting, 60) == 0
    assert (_told(setting), _mails(setting)) == ([(2, setting.karim.id)], 1)
    assert _done(setting, claim) == 0


def test_files_that_follow_one_another_are_one_batch(setting: Setting, claim: Claim) -> None:
    for _ in range(3):
        _add(setting, claim)
        assert _wait(setting, 8) == 0
    assert _wait(setting, 3) == 1
    assert _told(setting) == [(3, setting.karim.id)]


def test_a_file_that_is_still_coming_is_waited_for_while_it_comes(setting: Setting, claim: Claim) -> None:
    _add(setting, claim)
    slow = _begin(setting, claim)
    for byte in PAGE[:4]:
        setting.parts.clock.advance(8 * MINUTE)
        slow = _append(setting, slow, bytes([byte]))
        assert setting.service.claim_additions.tell_waiting() == 0
    assert _wait(setting, 11) == 1
    assert _told(setting) == [(1, setting.karim.id)]
    _append(setting, slow, PAGE[4:])
    assert _wait(setting, 11) == 1
    assert _told(setting) == [(1, setting.karim.id)] * 2


def test_a_new_batch_is_told_after_another(setting: Setting, claim: Claim) -> None:
    _add(setting, claim)
    assert _done(setting, claim) == 1
    _add(setting, claim)
    assert _wait(setting, 11) == 1
    assert _told(setting) == [(1, setting.karim.id)] * 2


def test_what_was_sent_with_the_claim_and_what_is_refused_are_no_additions(setting: Setting) -> None:
    draft = setting.begin()
    setting.upload(draft.subject)
    claim = setting.claim(setting.send(setting.save(draft)))
    _append(setting, _begin(setting, claim, 8), b"Bonjour.")
    assert _done(setting, claim) == 0
    assert _wait(setting, 60) == 0
    assert _told(setting) == []


def test_of_one_that_changes_at_that_very_moment_the_next_turn_tells(
    setting: Setting, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(setting, claim)

    def busy(self: MemoryUploads, upload: Upload) -> None:  # noqa: ARG001
        raise StaleWrite

    with monkeypatch.context() as patched:
        patched.setattr(MemoryUploads, "save", busy)
        assert _done(setting, claim) == 0
        assert _wait(setting, 11) == 0
    assert _told(setting) == []
    assert _wait(setting, 1) == 1
    assert _told(setting) == [(1, setting.karim.id)]


def test_the_scan_of_a_file_does_not_tell_it_again(setting: Setting, claim: Claim) -> None:
    _add(setting, claim)
    _done(setting, claim)
    assert setting.service.upload_checks.scan_waiting() == 1
    assert _wait(setting, 60) == 0
    assert len(_told(setting)) == 1
