"""Every maker of a declaration's papers, under the same tests."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from societaire.declarations.sheets import FormSheet, ReceiptSheet
from societaire.ports.form_documents import FormDocuments
from societaire.testing.conformance_form_documents import FormDocumentsConformance
from societaire.testing.form_documents import MemoryFormDocuments
from societaire_documents.fields import field_name
from societaire_documents.form_documents import PdfFormDocuments
from tests.adapters import hostile, papers


class _Papers(FormDocumentsConformance):
    @pytest.fixture
    def form_sheet(self) -> FormSheet:
        return papers.form_sheet()

    @pytest.fixture
    def receipt_sheet(self) -> ReceiptSheet:
        return papers.receipt_sheet()

    @pytest.fixture
    def pages(self) -> tuple[bytes, ...]:
        heic = (hostile.SAMPLES / "photo.heic").read_bytes()
        return hostile.pdf(), hostile.picture("JPEG"), hostile.picture("PNG", "RGBA"), heic


class TestMemoryFormDocuments(_Papers):
    @pytest.fixture
    def documents(self) -> FormDocuments:
        return MemoryFormDocuments()

    def completed(self, documents: FormDocuments, sheet: FormSheet, entries: Mapping[str, str]) -> bytes:
        assert isinstance(documents, MemoryFormDocuments)
        return documents.completed(sheet.marks, entries)


def typed(form: bytes, entries: Mapping[str, str]) -> bytes:
    """A form as a program of somebody's computer saves it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form)))
    fields = writer.get_fields() or {}
    values: dict[str, str] = {}
    for path, text in entries.items():
        field = fields[field_name(path)]
        button = field.get("/FT") == "/Btn"
        states = field.get("/_States_", [])
        state = next((each for each in states if each.lower() == f"/{text}"), "/Off")
        values[field_name(path)] = str(state) if button else text
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


class TestPdfFormDocuments(_Papers):
    @pytest.fixture
    def documents(self) -> FormDocuments:
        return PdfFormDocuments("Mutuelle du Bâtiment")

    def completed(self, documents: FormDocuments, sheet: FormSheet, entries: Mapping[str, str]) -> bytes:
        return typed(documents.blank(sheet), entries)

    def test_a_form_whose_hidden_fields_were_dropped_is_still_recognised(
        self, documents: FormDocuments, form_sheet: FormSheet
    ) -> None:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(documents.blank(form_sheet))))
        form = writer.root_object["/AcroForm"]
        fields = form["/Fields"]  # type: ignore[index]  # a form has fields
        kept = [field for field in fields if field.get_object().get("/T") != "societaire"]
        fields.clear()
        fields.extend(kept)
        form[NameObject("/Fields")] = fields  # type: ignore[index]  # likewise
        held = BytesIO()
        writer.write(held)
        read = documents.read_back(held)
        assert read is not None
        assert read.marks == form_sheet.marks
