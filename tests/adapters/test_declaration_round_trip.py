"""A declaration without problems stays so when it is written into our PDF and read back."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from attrs import evolve
from pypdf import PdfReader, PdfWriter

from societaire.declarations.checking import examine
from societaire.declarations.entries import entries_of
from societaire.declarations.examples import TERMS
from societaire.declarations.forms import Form
from societaire_documents.fields import field_name
from societaire_documents.form_documents import PdfFormDocuments
from tests.adapters.papers import form_sheet
from tests.core.declared import CONTRACTOR, PROJECT_MANAGER, SOUND, SOUND_FEES


def completed(blank: bytes, entries: Mapping[str, str]) -> bytes:
    """The form as somebody saves it, the activities of the contract being written there already."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank)))
    fields = writer.get_fields() or {}
    values: dict[str, str] = {}
    for path, text in entries.items():
        if (field := fields.get(field_name(path))) is None:
            assert fields[f"given-{field_name(path)}"]["/V"] == text
            continue
        is_button = field["/FT"] == "/Btn"
        states = [str(state) for state in field["/_States_"]] if is_button else []
        values[field_name(path)] = next((each for each in states if each.lower() == f"/{text}"), text)
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("form", "entries"), [(CONTRACTOR, SOUND), (PROJECT_MANAGER, SOUND_FEES)], ids=["contractor", "project_manager"]
)
def test_a_declaration_without_problems_stays_so_through_the_pdf(form: Form, entries: Mapping[str, str]) -> None:
    first = examine(form, entries, TERMS)
    documents = PdfFormDocuments("Mutuelle du Bâtiment")
    blank = documents.blank(evolve(form_sheet(), form=form, terms=TERMS))
    read = documents.read_back(BytesIO(completed(blank, entries_of(first.figures))))
    assert read is not None
    assert examine(form, read.entries, TERMS) == first
    assert first.findings == ()
