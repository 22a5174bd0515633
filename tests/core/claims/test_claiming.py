"""Drafts kept at every answer, a claim sent once and for good."""

from datetime import timedelta
from io import BytesIO

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.claims.answering import Hint
from societaire.claims.claim import ClaimState
from societaire.claims.declaring import (
    ClaimAlreadySent,
    ClaimDraftChanged,
    ClaimDraftUnknown,
    ClaimFilesChanged,
    DraftState,
)
from societaire.claims.tree import CONSTRUCTION
from societaire.claims.trees import Trees
from societaire.claims.wizard import Stage
from societaire.companies.access import CompanyClosedToYou
from societaire.errors import Invalid
from societaire.identity.sessions import Client
from societaire.ports.storage import StorageUnavailable
from societaire.records.rows import ClaimRow, RecordKind
from societaire.testing.conformance_world import NOON
from societaire.uploads.subject import SubjectClosed, SubjectUnknown
from societaire.uploads.upload import FileBeingJudged, Upload, UploadState
from tests.core.claims.setting import STAFF, THEFT, Setting
from tests.core.storage_out import storage_out


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_causes_that_a_contract_answers_come_first_and_not_knowing_is_always_offered(setting: Setting) -> None:
    start = setting.service.claiming.start(setting.claire.id, setting.company.siren)
    codes = [cause.code for cause in start.fitting]
    assert {"D1", "A2", "F3"} <= set(codes)
    assert {cause.code for cause in start.others} == {"D6", "D8", "E1", "E2", "E3", "E4", "E5", "F1", "F2"}


def test_a_draft_is_made_at_the_first_answer_and_resumed_by_a_colleague(setting: Setting) -> None:
    draft = setting.begin()
    start = setting.service.claiming.start(setting.karim.id, setting.company.siren)
    assert [one.id for one in start.drafts] == [draft.id]
    desk = setting.service.claiming.desk(setting.karim.id, setting.company.siren, draft.id)
    assert desk.understood.unfinished[0].block == "head"
    assert desk.writer == setting.claire.full_name


def test_nothing_is_begun_without_a_cause(setting: Setting) -> None:
    with pytest.raises(Invalid):
        setting.begin("Z9")


def test_answers_that_no_longer_apply_come_back_when_they_apply_again(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    away = setting.save(draft, {"cause": "A4"})
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, away.id)
    assert "complaint" not in desk.understood.answers
    back = setting.save(away, {"cause": "D1"})
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, back.id)
    assert desk.understood.answers["complaint"] == "no"
    assert desk.understood.reading.blocking == ()


def test_two_people_are_warned_before_one_overwrites_the_other(setting: Setting) -> None:
    draft = setting.begin()
    setting.save(draft, {"description": "La version de Karim"}, setting.karim)
    with pytest.raises(ClaimDraftChanged) as refused:
        setting.save(draft, {"description": "La version de Claire"})
    assert refused.value.values["by"] == setting.karim.full_name
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, draft.id)
    assert desk.declaration.entries["description"] == "La version de Karim"


def test_what_a_colleague_wrote_since_is_not_sent_unseen(setting: Setting) -> None:
    seen = setting.save(setting.begin())
    written = setting.save(seen, {"description": "La version de Karim"}, setting.karim)
    siren, claiming = setting.company.siren, setting.service.claiming
    with pytest.raises(ClaimDraftChanged) as refused:
        claiming.send(setting.claire.id, siren, seen.id, seen.key, {}, certified=True, version=seen.version)
    told = {"by": setting.karim.full_name, "at": NOON.isoformat(), "version": written.version}
    assert dict(refused.value.values) == told
    assert setting.events() == []


def test_saving_the_same_again_changes_nothing(setting: Setting) -> None:
    draft = setting.begin()
    saved = setting.save(draft)
    assert setting.save(draft) == saved


def test_a_draft_of_another_company_is_unknown(setting: Setting) -> None:
    draft = setting.begin()
    with pytest.raises(CompanyClosedToYou):
        setting.service.claiming.desk(setting.denis.id, setting.company.siren, draft.id)
    other = setting.world.company(2, "Charpente Durand").siren
    with pytest.raises(ClaimDraftUnknown):
        setting.service.claiming.desk(setting.denis.id, other, draft.id)


def test_a_claim_is_sent_once_with_its_number_its_receipt_and_one_mail(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    setting.upload(draft.subject)
    first = setting.send(draft)
    again = setting.send(draft)
    assert first.receipt == again.receipt == "D2026-000001"
    assert setting.events() == ["ClaimSent"]
    assert [kind for kind, _ in setting.mails()] == ["claim_sent"]
    claim = setting.claim(first)
    assert (claim.number, claim.contract, claim.address.city) == ("D2026-000001", "MRP-1", "Lyon")
    receipt = setting.service.claiming.receipt(setting.claire.id, setting.company.siren, first.id, Client())
    assert b"photo.jpg" in receipt.content.read()


def test_a_claim_is_acknowledged_while_the_storage_is_out_and_its_receipt_follows(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    with storage_out():
        assert [setting.send(draft).receipt for _ in range(2)] == ["D2026-000001"] * 2
        with pytest.raises(StorageUnavailable):
            setting.service.claiming.receipt(setting.claire.id, setting.company.siren, draft.id, Client())
    assert setting.events() == ["ClaimSent"]
    assert setting.service.claiming.receipt(setting.claire.id, setting.company.siren, draft.id, Client()).content.read()


def test_another_key_sends_nothing(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    with pytest.raises(ClaimDraftUnknown):
        setting.send(draft, key="another")
    assert setting.events() == []


def test_what_is_missing_keeps_a_claim_from_being_sent_and_is_told_at_once(setting: Setting) -> None:
    draft = setting.save(setting.begin(), {**THEFT, "description": "", "known_on": "demain"})
    with pytest.raises(Invalid) as refused:
        setting.send(draft)
    assert {problem.field for problem in refused.value.problems} == {"description", "known_on"}
    assert setting.parts.database.tables.claims == {}


def test_a_claim_without_sincerity_is_not_sent(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    with pytest.raises(Invalid):
        setting.service.claiming.send(
            setting.claire.id, setting.company.siren, draft.id, draft.key, {}, certified=False
        )


def test_a_document_that_only_a_former_tree_asks_for_is_still_taken(setting: Setting) -> None:
    draft, size = setting.begin(), 9
    dropped, *others = CONSTRUCTION.documents
    trees = Trees(evolve(CONSTRUCTION, version=2, documents=tuple(others)), (CONSTRUCTION,))
    uploading = Societaire.from_ports(setting.parts.ports(), trees=trees).uploading
    begun = uploading.begin(setting.claire.id, setting.company.siren, draft.subject, dropped.id, "plan.pdf", size)
    assert begun.slot == dropped.id


def test_a_file_that_is_missing_or_another_one_keeps_all_from_being_sent(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    upload = setting.upload(draft.subject)
    for expected in ({}, {upload.id: "b" * 64}, {upload.id: upload.sha256 or "", "x" * 32: "c" * 64}):
        with pytest.raises(ClaimFilesChanged):
            setting.service.claiming.send(
                setting.claire.id, setting.company.siren, draft.id, draft.key, expected, certified=True
            )
    assert setting.events() == []


def test_documents_to_come_never_block(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    kept = setting.service.claiming.save(
        setting.claire.id, setting.company.siren, draft.id, {}, draft.version, frozenset({"complaint_receipt"})
    )
    assert setting.send(kept).later == {"complaint_receipt"}


def test_what_was_sent_is_no_longer_written_in_nor_given_up(setting: Setting) -> None:
    sent = setting.sent()
    with pytest.raises(ClaimAlreadySent):
        setting.save(sent, {"description": "Autre chose, de tout à fait différent du premier récit."})
    with pytest.raises(ClaimAlreadySent):
        setting.service.claiming.abandon(setting.claire.id, setting.company.siren, sent.id, sent.version)


def test_a_draft_given_up_is_gone(setting: Setting) -> None:
    draft = setting.begin()
    setting.service.claiming.abandon(setting.karim.id, setting.company.siren, draft.id, draft.version)
    with pytest.raises(ClaimDraftUnknown):
        setting.service.claiming.desk(setting.claire.id, setting.company.siren, draft.id)
    assert setting.events() == ["ClaimDraftRemoved"]


def test_numbers_follow_each_other(setting: Setting) -> None:
    assert [setting.sent().receipt for _ in range(3)] == ["D2026-000001", "D2026-000002", "D2026-000003"]


def test_a_lost_receipt_is_made_again_the_same(setting: Setting) -> None:
    sent = setting.sent()
    with setting.parts.database.write() as unit:
        unit.claim_declarations.save(evolve(sent, receipt_key=None, receipt_sha256=None))
        unit.commit()
    again = setting.service.claiming.sending.with_receipt(setting.company.siren, sent.id)
    assert (again.receipt_key, again.receipt_sha256) == (sent.receipt_key, sent.receipt_sha256)


def test_a_second_declaration_of_the_same_event_is_noticed(setting: Setting) -> None:
    first = setting.sent()
    second = setting.save(setting.begin())
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, second.id)
    assert desk.understood.near is not None
    assert desk.understood.near.id == first.id


def test_a_day_before_the_first_contract_points_to_a_former_insurer(setting: Setting) -> None:
    draft = setting.save(setting.begin("A2"), {"opening_date": "01/06/2009"})
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, draft.id)
    assert desk.understood.answering.hints == (Hint.FORMER_INSURER,)


def test_accidents_are_seen_by_administrators_and_whoever_declared(setting: Setting) -> None:
    theirs, mine = setting.begin("C1"), setting.begin("C1", setting.karim)
    siren = setting.company.siren
    seen = [draft.id for draft in setting.service.claiming.start(setting.karim.id, siren).drafts]
    assert seen == [mine.id]
    with pytest.raises(ClaimDraftUnknown):
        setting.service.claiming.desk(setting.karim.id, siren, theirs.id)
    with pytest.raises(SubjectUnknown):
        setting.service.uploading.of_subject(setting.karim.id, siren, theirs.subject)
    everybody = Setting(claims_open=True)
    shown = everybody.begin("C1")
    assert everybody.service.claiming.desk(everybody.karim.id, siren, shown.id).declaration.id == shown.id


def test_a_claim_that_the_insurer_makes_an_accident_is_closed_to_the_colleague_who_began_it(setting: Setting) -> None:
    sent = setting.send(setting.save(setting.begin("D1", setting.karim)))
    upload = setting.upload(sent.subject)
    siren, karim = setting.company.siren, setting.karim.id
    assert setting.service.uploading.of_subject(karim, siren, sent.subject)
    row = ClaimRow(
        "S2026-1", "RCG-1", "C1", NOON.date(), NOON.date(), ClaimState.REGISTERED, handler="C1", receipt=sent.receipt
    )
    setting.world.load(RecordKind.CLAIM, [row])
    with pytest.raises(ClaimDraftUnknown):
        setting.service.claiming.receipt(karim, siren, sent.id, Client())
    with pytest.raises(SubjectUnknown):
        setting.service.uploading.of_subject(karim, siren, sent.subject)
    assert setting.service.uploading.of_subject(setting.claire.id, siren, sent.subject) == (upload,)


def test_a_claim_waits_for_the_judgement_of_its_last_file(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    upload = setting.upload(draft.subject)
    with setting.parts.database.write() as unit:
        unit.uploads.save(evolve(upload, state=UploadState.RECEIVING, offset=upload.size))
        unit.commit()
    with pytest.raises(FileBeingJudged):
        setting.send(draft)
    assert setting.events() == []


def test_a_claim_that_a_colleague_changed_since_it_was_shown_is_not_sent(setting: Setting) -> None:
    shown = setting.save(setting.begin())
    setting.save(shown, {**THEFT, "description": "Trois perceuses ont disparu."}, setting.karim)
    siren = setting.company.siren
    with pytest.raises(ClaimDraftChanged) as refusal:
        setting.service.claiming.send(
            setting.claire.id, siren, shown.id, shown.key, {}, certified=True, version=shown.version
        )
    assert refusal.value.values["by"] == setting.karim.full_name
    assert setting.events() == []


def test_files_are_taken_while_it_is_a_draft(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    upload = _send_file(setting, draft.subject)
    setting.service.claiming.send(
        setting.claire.id, setting.company.siren, draft.id, draft.key, {upload.id: upload.sha256 or ""}, certified=True
    )
    with pytest.raises(SubjectClosed):
        _send_file(setting, draft.subject)
    with pytest.raises(SubjectClosed):
        setting.service.uploading.remove(setting.claire.id, setting.company.siren, upload.id)


def test_staff_declares_on_behalf_of_a_member(setting: Setting) -> None:
    sent = setting.service.claim_office.declare(setting.company.siren, {"cause": "D1", **THEFT}, STAFF)
    assert (sent.state, sent.staff, sent.sent_by) == (DraftState.SENT, "C1", None)
    with pytest.raises(Invalid):
        setting.service.claim_office.declare(setting.company.siren, {"cause": "D1"}, STAFF)
    assert setting.events() == ["ClaimSent"]


def test_a_draft_goes_on_at_the_check_when_nothing_misses(setting: Setting) -> None:
    draft = setting.save(setting.begin())
    desk = setting.service.claiming.desk(setting.claire.id, setting.company.siren, draft.id)
    assert desk.understood.unfinished == ()
    assert desk.understood.route.places[-1].stage is Stage.CHECK
    assert [one.day - NOON.date() >= timedelta() for one in desk.understood.deadlines] == [True]


def _send_file(setting: Setting, subject: str) -> Upload:
    content = b"\xff\xd8\xff" + b"0" * 20 + b"\xff\xd9"
    return setting.service.uploading.receive_whole(
        setting.claire.id, setting.company.siren, subject, "photographs", "photo.jpg", BytesIO(content), len(content)
    )
