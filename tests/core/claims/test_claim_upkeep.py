"""Old drafts are warned of, then removed with their files; what is written in again stays."""

from datetime import timedelta
from io import BytesIO

import pytest

from societaire.claims.declaring import ClaimDeclaration
from societaire.ports.identity import StaleWrite
from societaire.testing.memory_claims import MemoryClaimDeclarations
from tests.core.claims.setting import Setting

DAY = timedelta(days=1)


def test_a_draft_is_warned_of_after_sixty_days_and_removed_after_ninety() -> None:
    setting = Setting()
    draft = setting.begin(who=setting.karim)
    setting.upload(draft.subject)
    upkeep = setting.service.claim_upkeep
    setting.parts.clock.advance(59 * DAY)
    assert upkeep.nightly() == {}
    setting.parts.clock.advance(2 * DAY)
    assert upkeep.nightly() == {"claim_drafts_warned": 1}
    assert upkeep.nightly() == {}
    told = sorted(address for kind, address in setting.mails() if kind == "claim_draft_expiring")
    assert told == sorted([setting.karim.email.address, setting.claire.email.address])
    setting.parts.clock.advance(31 * DAY)
    assert upkeep.nightly() == {"claim_drafts": 1}
    assert setting.uploads(draft) == ()
    assert setting.events() == ["ClaimDraftRemoved"]


def test_a_draft_that_nobody_was_warned_of_is_not_removed() -> None:
    setting = Setting()
    setting.begin()
    setting.parts.clock.advance(200 * DAY)
    assert setting.service.claim_upkeep.nightly() == {"claim_drafts_warned": 1}


def test_a_draft_written_in_again_is_kept() -> None:
    setting = Setting()
    draft = setting.begin()
    setting.parts.clock.advance(61 * DAY)
    setting.service.claim_upkeep.nightly()
    setting.save(draft)
    setting.parts.clock.advance(31 * DAY)
    assert setting.service.claim_upkeep.nightly() == {}


def test_of_a_sensitive_draft_only_those_who_may_see_it_are_told() -> None:
    setting = Setting()
    setting.begin("C1")
    setting.parts.clock.advance(61 * DAY)
    setting.service.claim_upkeep.nightly()
    assert [address for _, address in setting.mails()] == [setting.claire.email.address]


def test_a_draft_to_which_files_are_still_sent_is_kept() -> None:
    setting = Setting()
    draft = setting.begin()
    place = (setting.claire.id, setting.company.siren)
    setting.parts.clock.advance(61 * DAY)
    assert setting.service.claim_upkeep.nightly() == {"claim_drafts_warned": 1}
    upload = setting.service.uploading.begin(*place, draft.subject, "photographs", "mur.pdf", 10)
    setting.parts.clock.advance(5 * DAY)
    setting.service.uploading.append(*place, upload.id, 0, BytesIO(b"12345"))
    setting.parts.clock.advance(59 * DAY)
    assert setting.service.claim_upkeep.nightly() == {}
    setting.parts.clock.advance(2 * DAY)
    assert setting.service.claim_upkeep.nightly() == {"claim_drafts_warned": 1}
    setting.parts.clock.advance(31 * DAY)
    assert setting.service.claim_upkeep.nightly() == {"claim_drafts": 1}


def test_a_draft_that_somebody_writes_in_at_that_moment_stops_none_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setting = Setting()
    drafts = [setting.begin() for _ in range(3)]
    upkeep = setting.service.claim_upkeep
    setting.parts.clock.advance(61 * DAY)
    assert upkeep.nightly() == {"claim_drafts_warned": 3}
    setting.parts.clock.advance(31 * DAY)
    remove = MemoryClaimDeclarations.remove

    def written(self: MemoryClaimDeclarations, declaration: ClaimDeclaration) -> None:
        if declaration.id == drafts[1].id:
            raise StaleWrite
        remove(self, declaration)

    with monkeypatch.context() as patched:
        patched.setattr(MemoryClaimDeclarations, "remove", written)
        assert upkeep.nightly() == {"claim_drafts": 2, "claim_drafts_skipped": 1}
    assert setting.events() == ["ClaimDraftRemoved"] * 2
    assert upkeep.nightly() == {"claim_drafts": 1}
