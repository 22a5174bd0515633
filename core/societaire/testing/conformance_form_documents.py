"""What any maker of a declaration's papers must do."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from attrs import evolve

from societaire.declarations.sheets import FormSheet, ReceiptSheet
from societaire.ports.form_documents import FormDocuments, PageUnreadable

_TYPED = {
    "turnover_total": "1 250 000,50",
    "activities.0.amount": "800 000",
    "technique_description": "Été à L’Haÿ,\nsur pieux.",
    "noncurrent_technique": "yes",
    "general_contractor": "yes",
}


class FormDocumentsConformance:
    """`documents` is what is tried, with the sheets of any contract; `completed` types into a blank form."""

    @pytest.fixture
    def documents(self) -> FormDocuments:
        """Any."""
        raise NotImplementedError

    @pytest.fixture
    def form_sheet(self) -> FormSheet:
        """Of the form `contractor`."""
        raise NotImplementedError

    @pytest.fixture
    def receipt_sheet(self) -> ReceiptSheet:
        """Of a declaration that was sent."""
        raise NotImplementedError

    @pytest.fixture
    def pages(self) -> tuple[bytes, ...]:
        """Files of accepted kinds, the first a PDF."""
        raise NotImplementedError

    def completed(self, documents: FormDocuments, sheet: FormSheet, entries: Mapping[str, str]) -> bytes:
        """The blank form of a sheet, with these texts typed into its fields by path."""
        raise NotImplementedError

    def test_a_blank_form_is_recognised(self, documents: FormDocuments, form_sheet: FormSheet) -> None:
        read = documents.read_back(BytesIO(documents.blank(form_sheet)))
        assert read is not None
        assert read.marks == form_sheet.marks

    def test_what_was_typed_comes_back(self, documents: FormDocuments, form_sheet: FormSheet) -> None:
        read = documents.read_back(BytesIO(self.completed(documents, form_sheet, _TYPED)))
        assert read is not None
        assert {path: read.entries[path] for path in _TYPED} == _TYPED

    def test_what_was_left_empty_does_not(self, documents: FormDocuments, form_sheet: FormSheet) -> None:
        read = documents.read_back(BytesIO(self.completed(documents, form_sheet, {"trading": "  ", "abroad": ""})))
        assert read is not None
        assert not {"trading", "abroad"} & read.entries.keys()
        assert not any(path.startswith("activities.") for path in read.entries)

    def test_forms_of_two_periods_are_told_apart(self, documents: FormDocuments, form_sheet: FormSheet) -> None:
        covered = form_sheet.period.covered
        earlier = evolve(covered, start=covered.start.replace(year=covered.start.year - 1))
        other = evolve(form_sheet, period=evolve(form_sheet.period, covered=earlier))
        read = documents.read_back(BytesIO(documents.blank(other)))
        assert read is not None
        assert read.marks != form_sheet.marks

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"societaire", b"\x89PNG\r\n\x1a\n"])
    def test_another_file_is_none_of_ours(self, documents: FormDocuments, content: bytes) -> None:
        assert documents.read_back(BytesIO(content)) is None

    def test_a_receipt_is_none_either(self, documents: FormDocuments, receipt_sheet: ReceiptSheet) -> None:
        assert documents.read_back(BytesIO(documents.receipt(receipt_sheet))) is None

    def test_a_receipt_is_a_pdf_always_the_same(self, documents: FormDocuments, receipt_sheet: ReceiptSheet) -> None:
        receipt = documents.receipt(receipt_sheet)
        assert receipt.startswith(b"%PDF-")
        assert receipt == documents.receipt(receipt_sheet)

    def test_another_answer_is_another_receipt(self, documents: FormDocuments, receipt_sheet: ReceiptSheet) -> None:
        sent = receipt_sheet.declaration
        other = evolve(receipt_sheet, declaration=evolve(sent, entries={**sent.entries, "turnover_total": "7"}))
        assert documents.receipt(receipt_sheet) != documents.receipt(other)

    def test_pages_become_one_file(self, documents: FormDocuments, pages: tuple[bytes, ...]) -> None:
        with documents.merge([BytesIO(page) for page in pages]) as joined:
            assert joined.read(5) == b"%PDF-"

    def test_a_single_pdf_stays_as_it_is(self, documents: FormDocuments, pages: tuple[bytes, ...]) -> None:
        with documents.merge([BytesIO(pages[0])]) as joined:
            assert joined.read() == pages[0]

    def test_a_page_that_cannot_be_read_is_named(self, documents: FormDocuments, pages: tuple[bytes, ...]) -> None:
        with pytest.raises(PageUnreadable) as raised:
            documents.merge([BytesIO(pages[0]), BytesIO(b"nothing of the kind")])
        assert raised.value.values["page"] == 2

    def test_without_pages_there_is_nothing_to_merge(self, documents: FormDocuments) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            documents.merge([])
