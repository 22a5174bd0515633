"""A file refused by the antivirus once its declaration is sent: who is told, and what is shown (RULES E6)."""

from io import BytesIO

import pytest

from societaire.declarations.declaration import Declaration
from societaire.identity.person import Person
from societaire.testing.scanner import EICAR
from societaire.uploads.upload import FREE_SLOT, UploadState
from societaire.use_cases.declaration_reading import DeclarationDesk
from tests.core.declarations_setting import STAFF, Setting

INFECTED = b"%PDF-1.7\n" + EICAR + b"%%EOF\n"


@pytest.fixture
def setting() -> Setting:
    return Setting()


def _sent(setting: Setting, who: Person) -> Declaration:
    draft = setting.save(setting.begin(who), who=who)
    place = (who.id, setting.company.siren, draft.subject, FREE_SLOT, "bilan.pdf")
    setting.service.uploading.receive_whole(*place, BytesIO(INFECTED), len(INFECTED))
    return setting.send(draft, who)


def _scan(setting: Setting) -> None:
    setting.service.upload_checks.scan_waiting()


def _desk(setting: Setting) -> DeclarationDesk:
    return setting.service.declaring.desk(setting.claire.id, setting.company.siren, *setting.place)


def _told(setting: Setting) -> list[str]:
    return sorted(address for kind, address in setting.mails() if kind == "declaration_file_refused")


def test_the_sender_and_the_administrators_are_told(setting: Setting) -> None:
    sent = _sent(setting, setting.karim)
    _scan(setting)
    assert _told(setting) == sorted([setting.claire.email.address, setting.karim.email.address])
    page = setting.service.news.page(setting.claire.id, setting.company.siren)
    assert "DeclarationFileRefused" in [item.bulletin.event.kind for item in page.items]
    line = list(setting.service.change_feed.since(""))[-1].values
    assert (line["kind"], line["document"], line["reason"]) == ("declaration_file_refused", "free", "file_infected")
    assert line["declaration"]["number"] == sent.number


def test_the_page_of_the_period_names_it(setting: Setting) -> None:
    _sent(setting, setting.claire)
    assert _desk(setting).lost == ()
    _scan(setting)
    assert [(one.name, one.state) for one in _desk(setting).lost] == [("bilan.pdf", UploadState.REFUSED)]


def test_what_was_refused_before_sending_stays_with_the_draft(setting: Setting) -> None:
    draft = setting.filled()
    place = (setting.claire.id, setting.company.siren, draft.subject, FREE_SLOT, "bilan.pdf")
    setting.service.uploading.receive_whole(*place, BytesIO(INFECTED), len(INFECTED))
    _scan(setting)
    setting.send(draft)
    assert _told(setting) == []
    assert _desk(setting).lost == ()


def test_a_mail_that_waited_until_the_insurer_took_the_declaration_is_not_sent(setting: Setting) -> None:
    sent = _sent(setting, setting.claire)
    _scan(setting)
    setting.service.declaration_office.validate(sent.number or "", STAFF)
    setting.service.sending.run()
    assert "declaration_file_refused" not in [one.message.kind.value for one in setting.parts.composer.written]
