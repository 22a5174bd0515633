"""Forms on paper, on memory adapters: blank, read when they come back, refused when they are another's (RULES E3)."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from attrs import evolve

from societaire.declarations.declaration import Declaration, DeclarationState, DraftChanged, Way
from societaire.declarations.sheets import FormMarks
from societaire.errors import Invalid
from societaire.testing.conformance_world import NOON
from societaire.testing.form_documents import MemoryFormDocuments
from societaire.uploads.upload import FORM_SLOT
from societaire.values import ContractNumber, Siren
from tests.core.declarations_setting import START, Setting

TYPED = {"equipment_value": "125 000", "period_start": "01/01/2025", "unknown": "5"}


@pytest.fixture
def setting() -> Setting:
    return Setting()


def marks(setting: Setting) -> FormMarks:
    return FormMarks("contractor", 1, setting.contract.number, START, setting.company.siren)


def given(setting: Setting, of: FormMarks, typed: Mapping[str, str] = TYPED) -> Declaration:
    """A draft to which that form was sent."""
    draft = setting.begin(way=Way.SCAN)
    content = MemoryFormDocuments().completed(of, typed)
    stored = setting.parts.files.save(setting.company.file_owner, BytesIO(content))
    setting.upload(draft, FORM_SLOT, stored.sha256)
    return draft


def test_the_blank_form_is_recognised_when_it_comes_back(setting: Setting) -> None:
    papers, place = setting.service.declaration_papers, setting.place
    blank = papers.blank(setting.claire.id, setting.company.siren, *place)
    read = MemoryFormDocuments().read_back(BytesIO(blank))
    assert read is not None
    assert read.marks == marks(setting)


def test_what_was_typed_is_taken_as_if_typed_here_and_waits_to_be_read_again(setting: Setting) -> None:
    draft = given(setting, marks(setting))
    papers, siren = setting.service.declaration_papers, setting.company.siren
    returned = papers.returned(setting.claire.id, siren, draft.id)
    assert returned is not None
    assert returned.problem is None
    taken = papers.take_back(setting.claire.id, siren, draft.id, draft.version)
    assert taken is not None
    assert (taken.way, taken.state) == (Way.FORM_FILE, DeclarationState.DRAFT)
    assert taken.entries == {"equipment_value": "125 000", "period_start": "01/01/2025"}


def test_any_other_file_is_no_form_of_ours(setting: Setting) -> None:
    draft = setting.begin(way=Way.SCAN)
    stored = setting.parts.files.save(setting.company.file_owner, BytesIO(b"%PDF-1.4 scan %%EOF"))
    setting.upload(draft, FORM_SLOT, stored.sha256)
    papers, siren = setting.service.declaration_papers, setting.company.siren
    assert papers.returned(setting.claire.id, siren, draft.id) is None
    assert papers.take_back(setting.claire.id, siren, draft.id, draft.version) is None


def test_somebody_who_wrote_meanwhile_loses_nothing(setting: Setting) -> None:
    draft = given(setting, marks(setting))
    setting.save(draft, {"equipment_value": "1"}, setting.karim)
    with pytest.raises(DraftChanged) as refused:
        setting.service.declaration_papers.take_back(setting.claire.id, setting.company.siren, draft.id, draft.version)
    assert (refused.value.values["by"], refused.value.values["at"]) == (setting.karim.full_name, NOON.isoformat())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"siren": Siren("552100554")}, "form_of_another_company"),
        ({"contract": ContractNumber("K9")}, "form_of_another_contract"),
        ({"start": date(2024, 1, 1)}, "form_of_another_period"),
        ({"form": "project_manager"}, "form_of_another_kind"),
        ({"version": 9}, "form_of_another_kind"),
    ],
)
def test_a_form_of_something_else_is_neither_taken_nor_sent(
    setting: Setting, change: dict[str, object], code: str
) -> None:
    draft = given(setting, evolve(marks(setting), **change))  # type: ignore[arg-type]  # any mark
    with pytest.raises(Invalid) as taken:
        setting.service.declaration_papers.take_back(setting.claire.id, setting.company.siren, draft.id, draft.version)
    with pytest.raises(Invalid) as sent:
        setting.send(draft)
    assert [[one.code for one in each.value.problems] for each in (taken, sent)] == [[code], [code]]
    assert setting.kept(draft).is_open
