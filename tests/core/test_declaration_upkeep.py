"""What time brings to declarations, and the mails about them, on memory adapters (RULES E1)."""

from datetime import timedelta

import pytest

from societaire.declarations.declaration import Declaration, DeclarationState, DeclarationUnknown
from societaire.identity.person import Credential
from societaire.notifications import MessageKind
from societaire.ports.identity import StaleWrite
from societaire.records.rows import PeriodRow, RecordKind
from societaire.testing.export import MemoryExport
from societaire.testing.memory_declarations import MemoryDeclarations
from tests.core.declarations_setting import DAY, DUE, END, FILLED, STAFF, START, TODAY, Setting


@pytest.fixture
def setting() -> Setting:
    """Claire and Karim chose their passwords; every company was loaded before."""
    setting = Setting()
    with setting.parts.database.write() as unit:
        for person in (setting.claire, setting.karim):
            unit.persons.save_credential(Credential(person.id, "hash", setting.parts.clock.now()))
        unit.records.finish()
        unit.commit()
    setting.service.declaration_upkeep.nightly()
    return setting


def nights(setting: Setting, count: int) -> list[dict[str, int]]:
    """What so many nights brought, the idle ones left out."""
    found = []
    for _ in range(count):
        setting.parts.clock.advance(DAY)
        if counts := dict(setting.service.declaration_upkeep.nightly()):
            found.append(counts)
    return found


def sent_mails(setting: Setting) -> list[str]:
    """The kinds of those that leave now."""
    before = len(setting.parts.composer.written)
    setting.service.sending.run()
    return [content.message.kind.value for content in setting.parts.composer.written[before:]]


class TestOpenings:
    """A letter that comes."""

    def test_a_letter_of_later_is_recorded_on_its_day(self, setting: Setting) -> None:
        setting.add_contract("K2")
        setting.world.load(RecordKind.PERIOD, [PeriodRow("K2", START, END, DUE, TODAY + 2 * DAY)])
        before = setting.events().count("DeclarationPeriodOpened")
        assert nights(setting, 1) == []
        assert nights(setting, 2) == [{"periods_opened": 1}]
        assert setting.events().count("DeclarationPeriodOpened") == before + 1

    def test_an_import_records_the_letters_that_came(self, setting: Setting) -> None:
        setting.add_contract("K2")
        rows = [PeriodRow("K2", START, END, DUE, TODAY), PeriodRow("K1", START, END, DUE, TODAY)]
        before = setting.events().count("DeclarationPeriodOpened")
        for _ in range(2):
            setting.service.imports.run(MemoryExport({RecordKind.PERIOD: tuple(rows)}))
        assert setting.events().count("DeclarationPeriodOpened") == before + 1
        assert nights(setting, 1) == []

    def test_a_first_load_records_none(self) -> None:
        setting = Setting()
        export = MemoryExport({RecordKind.PERIOD: (PeriodRow("K1", START, END, DUE, TODAY),)})
        for _ in range(2):
            setting.service.imports.run(export)
        assert setting.events() == []

    def test_people_read_of_it(self, setting: Setting) -> None:
        page = setting.service.news.page(setting.karim.id, setting.company.siren)
        assert [item.bulletin.event.kind for item in page.items] == ["DeclarationPeriodOpened"]
        assert page.items[0].values["due_date"] == "2026-12-31"


class TestReminders:
    """Before the due date."""

    def test_administrators_and_whoever_wrote_are_reminded_twice(self, setting: Setting) -> None:
        setting.begin(setting.karim)
        found = nights(setting, (DUE - TODAY).days + 5)
        assert found == [{"declarations_reminded": 1}] * 2
        due = [recipient for kind, recipient in setting.mails() if kind == "declaration_due"]
        assert due == [setting.claire.email.address, setting.karim.email.address] * 2

    def test_nobody_is_reminded_of_what_was_sent(self, setting: Setting) -> None:
        setting.sent()
        assert nights(setting, (DUE - TODAY).days) == []

    def test_a_letter_that_came_late_reminds_only_of_what_is_left(self, setting: Setting) -> None:
        setting.sent()
        setting.add_contract("K2")
        letter = DUE - 20 * DAY
        setting.world.load(RecordKind.PERIOD, [PeriodRow("K2", START, END, DUE, letter)])
        assert nights(setting, (DUE - TODAY).days) == [{"periods_opened": 1}, {"declarations_reminded": 1}]

    def test_who_never_signed_in_is_not_reminded(self) -> None:
        setting = Setting()
        assert nights(setting, (DUE - TODAY).days) == []
        assert setting.mails() == []

    def test_a_reminder_that_waited_too_long_is_not_sent(self, setting: Setting) -> None:
        nights(setting, (DUE - TODAY).days - 30)
        assert [kind for kind, _ in setting.mails()] == ["declaration_due"]
        setting.sent()
        assert sent_mails(setting) == ["declaration_sent"]


class TestOldDrafts:
    """Drafts that nobody writes in."""

    def test_a_draft_is_warned_of_then_removed_with_its_files(self, setting: Setting) -> None:
        draft = setting.begin(setting.karim)
        setting.upload(draft)
        assert nights(setting, 60) == [{"declarations_reminded": 1}] * 2
        assert nights(setting, 1) == [{"drafts_warned": 1}]
        warned = [recipient for kind, recipient in setting.mails() if kind == "draft_expiring"]
        assert warned == [setting.claire.email.address, setting.karim.email.address]
        assert nights(setting, 30) == []
        assert nights(setting, 1) == [{"drafts": 1}]
        assert setting.uploads(draft) == ()
        with pytest.raises(DeclarationUnknown):
            setting.save(draft)
        assert setting.events()[-1] == "DraftRemoved"

    def test_writing_in_it_keeps_it(self, setting: Setting) -> None:
        draft = setting.begin()
        nights(setting, 61)
        setting.save(draft)
        assert nights(setting, 60) == []

    def test_sending_files_for_it_keeps_it(self, setting: Setting) -> None:
        draft = setting.begin()
        nights(setting, 61)
        setting.parts.clock.advance(timedelta(hours=1))
        setting.upload(draft, came_at=setting.parts.clock.now())
        assert nights(setting, 60) == []
        assert nights(setting, 1) == [{"drafts_warned": 1}]

    def test_one_that_is_written_in_at_that_moment_stops_none_of_the_others(
        self, setting: Setting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft = setting.begin()
        nights(setting, 61)
        setting.parts.clock.advance(31 * DAY)

        def written(self: MemoryDeclarations, declaration: Declaration) -> None:  # noqa: ARG001
            raise StaleWrite

        with monkeypatch.context() as patched:
            patched.setattr(MemoryDeclarations, "remove", written)
            assert setting.service.declaration_upkeep.nightly() == {"drafts_skipped": 1}
        assert setting.kept(draft).id == draft.id
        assert setting.service.declaration_upkeep.nightly() == {"drafts": 1}

    def test_nothing_goes_without_a_warning_in_time(self, setting: Setting) -> None:
        setting.begin()
        setting.parts.clock.advance(timedelta(days=200))
        assert nights(setting, 1) == [{"drafts_warned": 1}]
        assert nights(setting, 30) == []
        assert nights(setting, 1) == [{"drafts": 1}]

    def test_what_was_sent_stays(self, setting: Setting) -> None:
        sent = setting.sent()
        nights(setting, 200)
        assert setting.kept(sent).state is DeclarationState.SENT


class TestMails:
    """What is told when the mail leaves."""

    def test_the_receipt_tells_number_and_period(self, setting: Setting) -> None:
        setting.sent()
        assert sent_mails(setting) == ["declaration_sent"]
        told = setting.parts.composer.written[-1].declaration
        assert told is not None
        assert (told.number, told.contract, told.period.start, told.due_date) == ("R2026-000001", "K1", START, DUE)

    def test_a_request_that_was_answered_meanwhile_is_not_told(self, setting: Setting) -> None:
        sent = setting.sent()
        setting.service.declaration_office.request_correction(sent.number or "", "Le montant", DUE, STAFF)
        setting.send(setting.save(setting.begin(), {**FILLED, "equipment_value": "2"}))
        assert sent_mails(setting) == ["declaration_sent", "declaration_sent"]

    def test_a_request_tells_why_and_by_when(self, setting: Setting) -> None:
        sent = setting.sent()
        setting.service.declaration_office.request_correction(sent.number or "", "Le montant", TODAY, STAFF)
        sent_mails(setting)
        told = setting.parts.composer.written[-1]
        assert told.message.kind is MessageKind.DECLARATION_CORRECTION
        assert told.declaration is not None
        assert (told.declaration.reason, told.declaration.due_date) == ("Le montant", TODAY)

    def test_a_draft_that_was_sent_meanwhile_is_not_warned_of(self, setting: Setting) -> None:
        draft = setting.filled()
        nights(setting, 61)
        setting.send(draft)
        assert "draft_expiring" not in sent_mails(setting)
