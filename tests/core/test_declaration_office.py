"""What staff does with periods and declarations, on memory adapters (RULES E1, E7, E8)."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from attrs import evolve

from societaire.contracts.contract import ContractUnknown, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.declarations.declaration import (
    NEXT,
    Declaration,
    DeclarationMoved,
    DeclarationState,
    DeclarationUnknown,
    NotAScan,
    Way,
)
from societaire.declarations.periods import NothingToDeclare
from societaire.declarations.shipped import FormUnknown
from societaire.errors import Invalid
from societaire.identity.sessions import Client
from societaire.ports.declarations import RegisterFilter
from societaire.records.codes import RequestedDocument
from societaire.records.rows import PeriodRow, RecordKind
from tests.core.declarations_setting import DAY, DUE, END, FILLED, SIGNED, STAFF, START, TODAY, Setting


@pytest.fixture
def setting() -> Setting:
    return Setting()


def correction(setting: Setting, sent: Declaration, path: str = "") -> Declaration:
    return setting.service.declaration_office.request_correction(
        sent.number or "", "Le montant", TODAY + 15 * DAY, STAFF, path
    )


class TestOpening:
    """Periods opened by staff."""

    row = PeriodRow("K2", START, END, DUE, None, (RequestedDocument.TAX_RETURN,))

    def test_a_period_is_opened_today_and_told(self, setting: Setting) -> None:
        setting.add_contract("K2", online=False)
        with setting.parts.database.write() as unit:
            unit.records.finish()
            unit.commit()
        period = setting.service.declaration_opening.open(self.row, STAFF)
        assert (period.letter_date, period.requested_documents) == (TODAY, ("tax_return",))
        assert setting.events().count("DeclarationPeriodOpened") == 2
        setting.service.declaration_opening.open(self.row._replace(due_date=DUE + DAY), STAFF)
        assert setting.events().count("DeclarationPeriodOpened") == 2

    def test_a_form_chosen_by_staff_is_offered_online(self, setting: Setting) -> None:
        setting.contract = setting.add_contract("K2", online=False)
        setting.service.declaration_opening.open(self.row, STAFF, "contractor")
        assert setting.begin().form == "contractor"

    def test_nothing_is_opened_for_nothing(self, setting: Setting) -> None:
        opening = setting.service.declaration_opening
        with pytest.raises(ContractUnknown):
            opening.open(self.row._replace(contract="K9"), STAFF)
        with pytest.raises(FormUnknown):
            opening.open(self.row._replace(contract="K1"), STAFF, "unknown")
        with pytest.raises(Invalid) as refusal:
            opening.open(PeriodRow("K1", END, START, TODAY - DAY, TODAY), STAFF)
        assert [problem.code for problem in refusal.value.problems] == ["ends_before_start", "due_before_letter"]

    def test_a_flat_premium_rests_on_no_bases(self, setting: Setting) -> None:
        setting.world.load(RecordKind.CONTRACT, [setting.row("K2")._replace(premium_mode=PremiumMode.FLAT)])
        with pytest.raises(NothingToDeclare):
            setting.service.declaration_opening.open(self.row, STAFF)


class TestDecisions:
    """What becomes of a declaration that was sent."""

    def test_a_validated_declaration_is_a_document_and_its_bases_are_known(self, setting: Setting) -> None:
        sent = setting.sent()
        taken = setting.service.declaration_office.validate("R2026-000001", STAFF)
        assert (taken.state, taken.decided_by) == (DeclarationState.VALIDATED, "C1")
        who = (setting.karim.id, setting.company.siren)
        (document,) = setting.service.contracts.details(*who, setting.contract.id).documents.documents
        assert (document.kind, document.reference, document.year) == (DocumentKind.DECLARATION, sent.number, 2025)
        with setting.service.contracts.download(*who, document.id, Client()).content() as content:
            assert b"R2026-000001" in content.read()
        (year,) = setting.service.declaring.history(*who, setting.contract.id).years
        assert year.bases == {("equipment_value", ""): Decimal(125000)}
        assert [one.number for one in year.declarations] == [sent.number]
        assert len(year.documents) == 1
        assert setting.events()[-1] == "DeclarationValidated"
        assert ("declaration_validated", setting.claire.email.address) in setting.mails()

    def test_a_refusal_says_why_and_the_period_is_to_be_declared_again(self, setting: Setting) -> None:
        setting.send(setting.filled(), who=setting.karim)
        refused = setting.service.declaration_office.refuse("R2026-000001", " Une autre\nsociété ", STAFF)
        assert (refused.state, refused.decision_reason) == (DeclarationState.REFUSED, "Une autre société")
        told = [recipient for kind, recipient in setting.mails() if kind == "declaration_refused"]
        assert told == [setting.claire.email.address, setting.karim.email.address]
        assert setting.begin().sequence == 2

    def test_a_correction_begins_with_what_was_sent_and_replaces_it(self, setting: Setting) -> None:
        sent = setting.sent()
        asked = correction(setting, sent, "equipment_value")
        assert (asked.decision_path, asked.correction_due) == ("equipment_value", TODAY + 15 * DAY)
        draft = setting.begin()
        assert (draft.entries, draft.sequence, draft.correction_due) == (FILLED, 2, TODAY + 15 * DAY)
        assert setting.kept(sent).state is DeclarationState.CORRECTION_REQUESTED
        again = setting.send(setting.save(draft, {**FILLED, "equipment_value": "130 000"}))
        assert (again.number, setting.kept(sent).state) == ("R2026-000002", DeclarationState.REPLACED)
        desk = setting.service.declaring.desk(setting.claire.id, setting.company.siren, *setting.place)
        assert [one.number for one in desk.submissions] == ["R2026-000002", "R2026-000001"]
        with setting.service.declaring.receipt(setting.claire.id, setting.company.siren, sent.id) as content:
            assert b"R2026-000001" in content.read()

    def test_a_correction_after_its_day_is_late(self, setting: Setting) -> None:
        correction(setting, setting.sent())
        setting.parts.clock.advance(16 * DAY)
        again = setting.send(setting.begin())
        assert again.late
        desk = setting.service.declaring.desk(setting.claire.id, setting.company.siren, *setting.place)
        assert desk.sent_due_date == TODAY + 15 * DAY

    def test_the_receipt_of_a_correction_names_the_day_that_it_was_asked_for_even_when_made_again(
        self, setting: Setting
    ) -> None:
        correction(setting, setting.sent())
        again = setting.send(setting.begin())
        setting.service.declaration_office.validate(again.number or "", STAFF)
        with setting.parts.database.write() as unit:
            unit.declarations.save(evolve(setting.kept(again), receipt_key=None, receipt_sha256=None))
            unit.commit()
        with setting.service.declaring.receipt(setting.claire.id, setting.company.siren, again.id) as content:
            assert (TODAY + 15 * DAY).isoformat().encode() in content.read()
        assert setting.kept(again).receipt_sha256 == again.receipt_sha256

    def test_a_validated_declaration_can_be_corrected_and_its_bases_follow(self, setting: Setting) -> None:
        office = setting.service.declaration_office
        sent = setting.sent()
        office.validate(sent.number or "", STAFF)
        correction(setting, sent)
        again = setting.send(setting.save(setting.begin(), {**FILLED, "equipment_value": "1"}))
        office.validate(again.number or "", STAFF)
        history = setting.service.declaring.history(setting.claire.id, setting.company.siren, setting.contract.id)
        assert history.years[0].bases == {("equipment_value", ""): Decimal(1)}
        assert len(history.years[0].documents) == 2

    def test_a_correction_says_why_by_when_and_about_what(self, setting: Setting) -> None:
        sent = setting.sent()
        with pytest.raises(Invalid) as refusal:
            setting.service.declaration_office.request_correction(
                sent.number or "", " ", TODAY - DAY, STAFF, "documents.tax_return"
            )
        assert {problem.code for problem in refusal.value.problems} == {
            "reason_missing",
            "due_in_the_past",
            "path_unknown",
        }
        assert setting.kept(sent).state is DeclarationState.SENT

    def test_a_refusal_without_reason_is_refused(self, setting: Setting) -> None:
        sent = setting.sent()
        for reason in ("", "x" * 501):
            with pytest.raises(Invalid):
                setting.service.declaration_office.refuse(sent.number or "", reason, STAFF)

    def test_the_first_decision_counts(self, setting: Setting) -> None:
        sent = setting.sent()
        setting.service.declaration_office.refuse(sent.number or "", "Non", STAFF)
        with pytest.raises(DeclarationMoved):
            setting.service.declaration_office.validate(sent.number or "", STAFF)

    def test_a_draft_is_nothing_to_decide_on(self, setting: Setting) -> None:
        draft = setting.filled()
        with pytest.raises(DeclarationMoved):
            setting.service.declaration_office.validate(draft.id, STAFF)
        with pytest.raises(DeclarationUnknown):
            setting.service.declaration_office.validate("R2026-000001", STAFF)

    @pytest.mark.parametrize("state", list(DeclarationState))
    @pytest.mark.parametrize("wanted", list(DeclarationState))
    def test_every_pair_of_states_is_in_the_table(self, state: DeclarationState, wanted: DeclarationState) -> None:
        place = ("d", Setting().company.siren, Setting().contract.number, Setting().contract.id, START, 1)
        declaration = Declaration(*place, Way.ONLINE, "k", state)
        if wanted in NEXT[state]:
            assert declaration.moved(wanted).state is wanted
        else:
            with pytest.raises(DeclarationMoved):
                declaration.moved(wanted)


class TestKeyingIn:
    """The figures of a scan."""

    @pytest.fixture
    def scan(self, setting: Setting) -> Declaration:
        draft = setting.begin(way=Way.SCAN)
        file = setting.parts.files.save(setting.company.file_owner, BytesIO(b"%PDF-1.4 page %%EOF"))
        setting.upload(draft, content=file.sha256)
        return setting.send(draft)

    def test_what_the_paper_says_is_kept_and_judged(self, setting: Setting, scan: Declaration) -> None:
        keyed, findings = setting.service.declaration_office.key_in(scan.number or "", {"equipment_value": "1"}, STAFF)
        assert keyed.keyed_in
        assert findings
        setting.service.declaration_office.validate(scan.number or "", STAFF)
        history = setting.service.declaring.history(setting.claire.id, setting.company.siren, setting.contract.id)
        assert history.years[0].bases == {("equipment_value", ""): Decimal(1)}

    def test_what_can_not_be_read_is_refused(self, setting: Setting, scan: Declaration) -> None:
        with pytest.raises(Invalid) as refusal:
            setting.service.declaration_office.key_in(
                scan.number or "", {"equipment_value": "beaucoup", "other": "1"}, STAFF
            )
        assert {problem.field for problem in refusal.value.problems} == {"equipment_value", "other"}
        assert not setting.kept(scan).keyed_in

    def test_figures_that_the_member_typed_are_theirs(self, setting: Setting) -> None:
        sent = setting.sent()
        with pytest.raises(NotAScan):
            setting.service.declaration_office.key_in(sent.number or "", {"equipment_value": "1"}, STAFF)

    def test_a_scan_may_be_validated_without_figures(self, setting: Setting, scan: Declaration) -> None:
        setting.service.declaration_office.validate(scan.number or "", STAFF)
        history = setting.service.declaring.history(setting.claire.id, setting.company.siren, setting.contract.id)
        assert (history.years[0].bases, len(history.years[0].documents)) == ({}, 1)


def test_staff_lists_periods_with_their_declarations(setting: Setting) -> None:
    office = setting.service.declaration_office
    assert office.listed(RegisterFilter(awaited=True))[1] == 1
    setting.sent()
    lines, total = office.listed(RegisterFilter(states=frozenset({DeclarationState.SENT})))
    assert (total, lines[0].declaration and lines[0].declaration.number) == (1, "R2026-000001")
    assert office.listed(RegisterFilter(awaited=True)) == ((), 0)


def test_staff_sees_who_sent_what(setting: Setting) -> None:
    sent = setting.send(setting.filled(), who=setting.karim, signed=SIGNED)
    shown = setting.service.declaration_office.show(sent.number or "")
    assert shown.dossier.declaration == sent
    assert shown.people[setting.karim.id] == setting.karim.full_name
    assert shown.company_name == "Maçonnerie Martin"
    assert isinstance(shown.dossier.period.due_date, date)
