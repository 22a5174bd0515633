"""A file refused by the antivirus once its claim is sent: who is told, and what is left to do (RULES E6, H5)."""

from io import BytesIO

import pytest
from attrs import evolve

from societaire.claims.claim import Claim, ClaimState
from societaire.companies.access import Profile
from societaire.identity.person import Person
from societaire.records.rows import ClaimRow, RecordKind
from societaire.testing.conformance_world import NOON
from societaire.testing.scanner import EICAR
from societaire.uploads.upload import Upload, UploadState
from societaire.use_cases.claim_reading import ADDITION
from tests.core.claims.setting import STAFF, Setting

INFECTED = b"%PDF-1.7\n" + EICAR + b"%%EOF\n"
CLEAN = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def setting() -> Setting:
    return Setting()


def _send_file(
    setting: Setting, subject: str, content: bytes = INFECTED, who: Person | None = None, slot: str = "photographs"
) -> Upload:
    person, siren = (who or setting.claire).id, setting.company.siren
    return setting.service.uploading.receive_whole(
        person, siren, subject, slot, "facture Dupont.pdf", BytesIO(content), len(content)
    )


def _sent_with_file(setting: Setting, who: Person | None = None) -> Claim:
    draft = setting.begin(who=who)
    _send_file(setting, draft.subject, who=who)
    return setting.claim(setting.send(setting.save(draft, who=who), who))


def _sent_accident(setting: Setting, who: Person) -> None:
    """A claim that the insurer finds to be an accident at work."""
    claim = _sent_with_file(setting, who=who)
    days = (NOON.date(), NOON.date())
    row = ClaimRow("S2026-1", "RCG-1", "C1", *days, ClaimState.REGISTERED, handler="C1", receipt=claim.receipt)
    setting.world.load(RecordKind.CLAIM, [row])


def _scan(setting: Setting) -> None:
    setting.service.upload_checks.scan_waiting()


def _told(setting: Setting) -> list[str]:
    return sorted(address for kind, address in setting.mails() if kind == "claim_file_refused")


def _add(setting: Setting, claim: Claim, content: bytes = INFECTED, slot: str = "photographs") -> Upload:
    return _send_file(setting, f"{ADDITION}:{claim.id}", content, slot=slot)


def _news(setting: Setting, who: Person) -> list[str]:
    page = setting.service.news.page(who.id, setting.company.siren)
    return [item.bulletin.event.kind for item in page.items]


def test_a_file_refused_after_the_claim_was_sent_is_told_to_who_sent_it_and_to_administrators(
    setting: Setting,
) -> None:
    claim = _sent_with_file(setting, who=setting.karim)
    _scan(setting)
    assert _told(setting) == sorted([setting.claire.email.address, setting.karim.email.address])
    assert setting.events()[-1] == "ClaimFileRefused"
    for who in (setting.claire, setting.karim):
        assert _news(setting, who) == ["ClaimFileRefused"]
    file = setting.service.following.show(setting.karim.id, setting.company.siren, claim.id)
    assert [(one.name, one.problem and one.problem.code) for one in file.lost] == [
        ("facture Dupont.pdf", "file_infected")
    ]


def test_the_mail_names_the_claim_and_neither_the_file_nor_what_was_found(setting: Setting) -> None:
    claim = _sent_with_file(setting)
    _scan(setting)
    setting.service.sending.run()
    content = setting.parts.composer.written[-1]
    assert content.message.kind.value == "claim_file_refused"
    assert dict(content.message.values) == {"claim": claim.id, "number": claim.number}
    assert (content.company_name, content.documents) == (setting.company.name, ())


def test_colleagues_who_have_nothing_to_do_with_it_are_not_told(setting: Setting) -> None:
    _sent_with_file(setting)
    _scan(setting)
    assert _told(setting) == [setting.claire.email.address]
    assert _news(setting, setting.karim) == []


def test_an_addition_refused_later_is_told_and_one_that_comes_in_its_place_settles_it(setting: Setting) -> None:
    claim = setting.claim(setting.sent())
    _add(setting, claim, slot="complaint_receipt")
    _scan(setting)
    assert _told(setting) == [setting.claire.email.address]
    following = setting.service.following
    file = following.show(setting.claire.id, setting.company.siren, claim.id)
    assert [one.slot for one in file.lost] == ["complaint_receipt"]
    _add(setting, claim, CLEAN, "photographs")
    assert following.show(setting.claire.id, setting.company.siren, claim.id).lost == file.lost
    _add(setting, claim, CLEAN, "complaint_receipt")
    assert following.show(setting.claire.id, setting.company.siren, claim.id).lost == ()


def test_an_addition_that_a_worker_judges_is_told_as_well(setting: Setting) -> None:
    claim = setting.claim(setting.sent())
    setting.parts.inspector.busy = True
    _add(setting, claim, b"Bonjour.")
    setting.parts.inspector.busy = False
    _scan(setting)
    assert _told(setting) == [setting.claire.email.address]
    file = setting.service.following.show(setting.claire.id, setting.company.siren, claim.id)
    assert [one.problem and one.problem.code for one in file.lost] == ["file_not_accepted"]


def test_what_is_refused_at_once_was_told_at_once(setting: Setting) -> None:
    claim = setting.claim(setting.sent())
    _add(setting, claim, b"Bonjour.")
    _scan(setting)
    assert _told(setting) == []
    assert setting.service.following.show(setting.claire.id, setting.company.siren, claim.id).lost == ()


def test_a_draft_shows_its_refused_files_itself(setting: Setting) -> None:
    draft = setting.begin()
    _send_file(setting, draft.subject)
    _scan(setting)
    assert setting.uploads(draft)[0].state is UploadState.REFUSED
    setting.send(setting.save(draft))
    assert _told(setting) == []
    assert "ClaimFileRefused" not in setting.events()
    assert setting.service.following.show(setting.claire.id, setting.company.siren, draft.id).lost == ()


def test_of_a_sensitive_claim_only_its_owners_and_administrators_are_told(setting: Setting) -> None:
    third = setting.world.person(4, code="P4")
    setting.world.access(third, setting.company, Profile.COLLABORATOR)
    _sent_accident(setting, third)
    _scan(setting)
    assert _told(setting) == sorted([setting.claire.email.address, third.email.address])
    assert [_news(setting, who) for who in (setting.claire, third, setting.karim)] == [
        ["ClaimFileRefused"],
        ["ClaimFileRefused"],
        [],
    ]


def test_whoever_may_no_longer_see_the_claim_when_the_mail_leaves_gets_none(setting: Setting) -> None:
    _sent_accident(setting, setting.claire)
    second = setting.world.person(4, code="P4")
    access = setting.world.access(second, setting.company)
    _scan(setting)
    with setting.parts.database.write() as unit:
        unit.accesses.save(evolve(access, profile=Profile.COLLABORATOR))
        unit.commit()
    setting.service.sending.run()
    told = [one.message.recipient for one in setting.parts.composer.written]
    assert second.email not in told
    assert setting.claire.email in told


def test_the_insurer_reads_it_in_the_change_feed_and_in_the_dossier(setting: Setting) -> None:
    claim = _sent_with_file(setting)
    _scan(setting)
    line = list(setting.service.change_feed.since(""))[-1].values
    assert line["kind"] == "claim_file_refused"
    assert (line["claim"]["id"], line["document"], line["reason"]) == (claim.id, "photographs", "file_infected")
    dossier = setting.service.claim_office.show(claim.number)
    assert [one.state for one in dossier.uploads] == [UploadState.REFUSED]
    name, archive = setting.service.claim_export.export(claim.number)
    assert name
    assert b"".join(archive)


def test_a_closed_claim_tells_it_too(setting: Setting) -> None:
    claim = _sent_with_file(setting)
    setting.service.claim_office.move(claim.number, ClaimState.CLOSED, STAFF)
    _scan(setting)
    assert _told(setting) == [setting.claire.email.address]
