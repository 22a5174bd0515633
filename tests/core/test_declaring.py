"""Declaring the bases of a contract on memory adapters (RULES E1 to E6)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from attrs import evolve

from societaire.companies.access import CompanyClosedToYou
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import (
    CertificationReserved,
    DeclarationMoved,
    DeclarationState,
    DeclarationUnknown,
    DraftChanged,
    FilesChanged,
    FormNotOffered,
    Way,
)
from societaire.declarations.periods import PeriodNotOpen, PeriodUnknown
from societaire.errors import Invalid
from societaire.ports.storage import StorageUnavailable
from societaire.records.codes import RequestedDocument
from societaire.uploads.upload import FORM_SLOT, UploadState
from societaire.use_cases.declaration_drafts import LONGEST_TEXT, MOST_ENTRIES
from tests.core.declarations_setting import DAY, DUE, FILLED, SIGNED, START, TODAY, Setting
from tests.core.storage_out import storage_out


@pytest.fixture
def setting() -> Setting:
    return Setting()


class TestDesk:
    """What the hub of a period shows."""

    def test_a_period_shows_from_the_day_of_its_letter(self) -> None:
        setting = Setting(letter=TODAY + DAY)
        declaring, place = setting.service.declaring, (setting.claire.id, setting.company.siren, *setting.place)
        with pytest.raises(PeriodUnknown):
            declaring.desk(*place)
        assert setting.service.companies.home(setting.claire.id, setting.company.siren).declarations == ()
        setting.parts.clock.advance(DAY)
        assert declaring.desk(*place).is_open
        assert len(setting.service.companies.home(setting.claire.id, setting.company.siren).declarations) == 1

    def test_a_period_without_letter_is_like_none(self) -> None:
        setting = Setting(letter=None)
        with pytest.raises(PeriodUnknown):
            setting.begin()

    def test_another_company_learns_nothing(self, setting: Setting) -> None:
        draft = setting.begin()
        declaring, siren = setting.service.declaring, setting.company.siren
        with pytest.raises(CompanyClosedToYou):
            declaring.desk(setting.denis.id, siren, *setting.place)
        with pytest.raises(CompanyClosedToYou):
            declaring.findings(setting.denis.id, siren, draft.id)
        durand = setting.world.company(2, "Charpente Durand")
        with pytest.raises(DeclarationUnknown):
            declaring.save(setting.denis.id, durand.siren, draft.id, {}, 1)

    def test_the_list_of_contracts_and_the_contract_offer_to_declare(self, setting: Setting) -> None:
        contracts, who = setting.service.contracts, (setting.karim.id, setting.company.siren)
        assert contracts.of_company(*who).declarations[setting.contract.id].period.covered.start == START
        assert [one.is_to_do for one in contracts.details(*who, setting.contract.id).declarations] == [True]
        setting.sent()
        assert contracts.of_company(*who).declarations == {}
        assert contracts.details(*who, setting.contract.id).declarations == ()
        assert len(contracts.details(*who, setting.contract.id).standings) == 1

    def test_it_tells_who_wrote(self, setting: Setting) -> None:
        setting.save(setting.begin(), who=setting.karim)
        desk = setting.service.declaring.desk(setting.claire.id, setting.company.siren, *setting.place)
        assert desk.writers[setting.karim.id] == setting.karim.full_name


class TestDrafts:
    """One draft for the whole company."""

    def test_beginning_twice_is_the_same_draft(self, setting: Setting) -> None:
        assert setting.begin(setting.karim) == setting.begin()

    def test_turning_to_another_way_keeps_what_was_typed(self, setting: Setting) -> None:
        draft = setting.filled()
        turned = setting.begin(way=Way.SCAN)
        assert (turned.id, turned.way, turned.entries) == (draft.id, Way.SCAN, FILLED)

    def test_without_online_form_only_two_ways_are_left(self) -> None:
        setting = Setting()
        setting.contract = setting.add_contract("K1", online=False)
        with pytest.raises(FormNotOffered):
            setting.begin()
        assert setting.begin(way=Way.SCAN).way is Way.SCAN
        desk = setting.service.declaring.desk(setting.claire.id, setting.company.siren, *setting.place)
        assert desk.form is not None
        assert not desk.online

    def test_a_new_draft_knows_its_period(self, setting: Setting) -> None:
        assert setting.begin().entries == {"period_start": "01/01/2025", "period_end": "31/12/2025"}

    def test_wrong_words_are_kept_and_told(self, setting: Setting) -> None:
        draft = setting.save(setting.begin(), {**FILLED, "equipment_value": "beaucoup"})
        assert setting.kept(draft).entries["equipment_value"] == "beaucoup"
        findings = setting.service.declaring.findings(setting.claire.id, setting.company.siren, draft.id)
        assert [one.paths[0] for one in findings] == ["equipment_value"]

    def test_the_second_of_two_writers_loses_nothing_and_overwrites_nothing(self, setting: Setting) -> None:
        draft = setting.begin()
        setting.save(draft, {**FILLED, "equipment_value": "1"}, who=setting.karim)
        with pytest.raises(DraftChanged) as refusal:
            setting.save(draft, {**FILLED, "equipment_value": "2"})
        assert refusal.value.values["by"] == setting.karim.full_name
        assert setting.kept(draft).entries["equipment_value"] == "1"

    def test_saving_again_after_a_lost_answer_changes_nothing(self, setting: Setting) -> None:
        draft = setting.begin()
        first = setting.save(draft)
        assert setting.save(draft) == first

    def test_texts_beyond_measure_are_refused(self, setting: Setting) -> None:
        draft = setting.begin()
        for entries in ({"equipment_value": "1" * (LONGEST_TEXT + 1)}, {str(n): "" for n in range(MOST_ENTRIES + 1)}):
            with pytest.raises(Invalid):
                setting.save(draft, entries)
        assert setting.kept(draft).version == draft.version

    def test_a_draft_is_given_up(self, setting: Setting) -> None:
        draft = setting.begin()
        setting.service.declaring.abandon(setting.karim.id, setting.company.siren, draft.id, draft.version)
        with pytest.raises(DeclarationUnknown):
            setting.save(draft)
        assert setting.begin().id != draft.id
        assert setting.events() == ["DraftRemoved"]


class TestSending:
    """Exactly once, with its number."""

    def test_a_declaration_is_sent_with_a_number_and_a_receipt(self, setting: Setting) -> None:
        sent = setting.sent()
        assert (sent.number, sent.state, sent.late) == ("R2026-000001", DeclarationState.SENT, False)
        assert (sent.sent_by, sent.declarant_name) == (setting.claire.id, "Claire Durand")
        with setting.service.declaring.receipt(setting.karim.id, setting.company.siren, sent.id) as content:
            assert b"R2026-000001" in content.read()
        assert setting.events() == ["DeclarationSent"]
        assert setting.mails() == [("declaration_sent", setting.claire.email.address)]

    def test_a_second_click_changes_nothing(self, setting: Setting) -> None:
        draft = setting.filled()
        first, second = setting.send(draft), setting.send(draft)
        assert (second.number, second.receipt_sha256) == (first.number, first.receipt_sha256)
        assert setting.events() == ["DeclarationSent"]
        assert len(setting.mails()) == 1

    def test_it_is_acknowledged_while_the_storage_is_out_and_its_receipt_follows(self, setting: Setting) -> None:
        draft = setting.filled()
        with storage_out():
            assert [setting.send(draft).number for _ in range(2)] == ["R2026-000001"] * 2
            with pytest.raises(StorageUnavailable):
                setting.service.declaring.receipt(setting.claire.id, setting.company.siren, draft.id)
        assert setting.events() == ["DeclarationSent"]
        with setting.service.declaring.receipt(setting.claire.id, setting.company.siren, draft.id) as content:
            assert b"R2026-000001" in content.read()

    def test_another_key_sends_nothing(self, setting: Setting) -> None:
        draft = setting.filled()
        with pytest.raises(DeclarationUnknown):
            setting.send(draft, key="other")
        assert setting.kept(draft).state is DeclarationState.DRAFT

    def test_numbers_follow_one_another(self, setting: Setting) -> None:
        setting.sent()
        with setting.parts.database.write() as unit:
            assert (unit.declarations.next_number(2026), unit.declarations.next_number(2027)) == (2, 1)

    def test_a_lost_receipt_is_made_again(self, setting: Setting) -> None:
        sent = setting.sent()
        with setting.parts.database.write() as unit:
            unit.declarations.save(evolve(setting.kept(sent), receipt_key=None, receipt_sha256=None))
            unit.commit()
        with setting.service.declaring.receipt(setting.claire.id, setting.company.siren, sent.id) as content:
            assert b"R2026-000001" in content.read()
        assert setting.kept(sent).receipt_sha256 == sent.receipt_sha256

    def test_everything_that_blocks_is_told_at_once(self, setting: Setting) -> None:
        draft = setting.begin()
        with pytest.raises(Invalid) as refusal:
            setting.send(draft, signed=Certification(" ", "", certified=False))
        told = {problem.code for problem in refusal.value.problems}
        assert told >= {
            "answer_missing",
            "declarant_name_missing",
            "declarant_role_missing",
            "certification_missing",
        }
        assert setting.kept(draft).number is None

    def test_a_missing_document_asks_for_a_reason_and_blocks_nothing(self) -> None:
        setting = Setting(RequestedDocument.TAX_RETURN)
        draft = setting.filled()
        with pytest.raises(Invalid) as refusal:
            setting.send(draft)
        (problem,) = refusal.value.problems
        key = "document_missing:documents.tax_return"
        assert (problem.field, problem.code) == (f"reasons.{key}", "warning_reason_missing")
        sent = setting.send(draft, signed=evolve(SIGNED, reasons={key: "Chez le comptable", "other": "?"}))
        assert sent.reasons == {key: "Chez le comptable"}

    def test_a_document_that_was_given_is_not_asked_for(self) -> None:
        setting = Setting(RequestedDocument.TAX_RETURN)
        draft = setting.filled()
        setting.upload(draft, "tax_return")
        assert setting.send(draft).number

    def test_a_scan_needs_its_pages_which_are_joined(self, setting: Setting) -> None:
        draft = setting.begin(way=Way.SCAN)
        with pytest.raises(Invalid) as refusal:
            setting.send(draft)
        assert [problem.code for problem in refusal.value.problems] == ["form_missing"]
        stored = [
            setting.parts.files.save(setting.company.file_owner, BytesIO(b"%%PDF-1.4 page %d %%%%EOF" % number))
            for number in (1, 2)
        ]
        for order, file in enumerate(stored):
            setting.upload(draft, FORM_SLOT, file.sha256, order=order)
        sent = setting.send(draft)
        assert sent.scan_key is not None
        assert setting.parts.files.size(sent.scan_key)

    def test_a_scan_is_sent_without_what_was_begun_online(self, setting: Setting) -> None:
        setting.filled()
        draft = setting.begin(way=Way.SCAN)
        file = setting.parts.files.save(setting.company.file_owner, BytesIO(b"%PDF-1.4 page %%EOF"))
        setting.upload(draft, FORM_SLOT, file.sha256)
        assert draft.entries == FILLED
        assert setting.send(draft).entries == {}

    def test_a_scan_turned_to_the_form_knows_its_period(self, setting: Setting) -> None:
        assert setting.begin(way=Way.SCAN).entries == {}
        assert setting.begin().entries == {"period_start": "01/01/2025", "period_end": "31/12/2025"}

    def test_files_that_changed_meanwhile_keep_it_from_being_sent(self, setting: Setting) -> None:
        draft = setting.filled()
        setting.upload(draft, "free")
        declaring = setting.service.declaring
        for files in ({}, {"0" * 32: "a" * 64}):
            with pytest.raises(FilesChanged):
                declaring.send(setting.claire.id, setting.company.siren, draft.id, draft.key, files, SIGNED)
        assert setting.kept(draft).is_open

    def test_a_file_that_still_comes_is_not_sent_and_blocks_nothing(self, setting: Setting) -> None:
        draft = setting.filled()
        setting.upload(draft, "free", state=UploadState.RECEIVING, sha256=None)
        assert setting.send(draft).number

    def test_a_draft_that_changed_meanwhile_is_not_sent(self, setting: Setting) -> None:
        draft = setting.filled()
        setting.save(draft, {**FILLED, "equipment_value": "3"}, who=setting.karim)
        with pytest.raises(DraftChanged):
            setting.send(draft)

    def test_after_the_due_date_it_is_taken_and_marked(self, setting: Setting) -> None:
        draft = setting.filled()
        setting.parts.clock.advance(DUE - TODAY)
        assert not setting.service.declaring.desk(
            setting.claire.id, setting.company.siren, *setting.place
        ).standing.is_late(DUE)
        setting.parts.clock.advance(DAY)
        assert setting.send(draft).late

    def test_what_was_sent_can_be_neither_written_nor_begun_again(self, setting: Setting) -> None:
        sent = setting.sent()
        with pytest.raises(DeclarationMoved):
            setting.save(sent)
        with pytest.raises(PeriodNotOpen):
            setting.begin()

    def test_the_year_tells_when_it_was_sent_in_paris(self, setting: Setting) -> None:
        draft = setting.filled()
        midnight = date(2026, 12, 31) - TODAY + timedelta(hours=11, minutes=30)
        setting.parts.clock.advance(midnight)
        assert setting.send(draft).number == "R2027-000001"


class TestSecondSignature:
    """Where the insurer wants an administrator to certify."""

    @pytest.fixture
    def setting(self) -> Setting:
        return Setting(second_signature=True)

    def test_a_collaborator_prepares_and_an_administrator_sends(self, setting: Setting) -> None:
        declaring, siren = setting.service.declaring, setting.company.siren
        draft = setting.filled()
        assert not declaring.desk(setting.karim.id, siren, *setting.place).can_certify
        with pytest.raises(CertificationReserved):
            setting.send(draft, who=setting.karim)
        prepared = declaring.prepare(setting.karim.id, siren, draft.id, draft.version)
        assert setting.mails() == [("declaration_prepared", setting.claire.email.address)]
        assert setting.send(prepared).number == "R2026-000001"
        assert setting.events() == ["DeclarationPrepared", "DeclarationSent"]

    def test_nothing_unfinished_is_prepared(self, setting: Setting) -> None:
        draft = setting.begin()
        with pytest.raises(Invalid):
            setting.service.declaring.prepare(setting.karim.id, setting.company.siren, draft.id, draft.version)

    def test_writing_in_it_makes_it_a_draft_again(self, setting: Setting) -> None:
        draft = setting.filled()
        prepared = setting.service.declaring.prepare(setting.karim.id, setting.company.siren, draft.id, draft.version)
        assert setting.save(prepared, {**FILLED, "equipment_value": "4"}).state is DeclarationState.DRAFT
