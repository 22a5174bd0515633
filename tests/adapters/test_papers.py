"""What the blank form and the receipts say, and to whom they can be read."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from attrs import evolve
from pypdf import PdfReader

from societaire.declarations.declaration import Way
from societaire.declarations.sheets import FormSheet
from societaire.declarations.shipped import form_named
from societaire_documents.fields import field_name
from societaire_documents.form_documents import PdfFormDocuments
from societaire_documents.layout import printable, text_width, wrapped
from societaire_wording import declaration_labels as labels
from tests.adapters import papers

DOCUMENTS = PdfFormDocuments("Mutuelle du Bâtiment")
FORMS = [
    ("contractor", "RCD"),
    ("contractor", "FLO"),
    ("contractor", "BRM"),
    ("contractor", "MRP"),
    ("project_manager", "MOE"),
]


def words(content: bytes) -> str:
    """The text of a PDF, spaces of all kinds as one."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def plain(text: str) -> str:
    return " ".join(printable(text).split())


@pytest.fixture(scope="module")
def receipt() -> str:
    return words(DOCUMENTS.receipt(papers.receipt_sheet()))


@pytest.mark.parametrize(
    "told",
    [
        "R2026-000123",
        "22 novembre 2026 à 14 h 03",
        "Éts Lefèvre & Fils, maçonnerie à l’ancienne",
        "552 000 002",
        "RCD-552000-59",
        "du 1er janvier 2025 au 31 décembre 2025",
        "Claire Lefèvre, gérante",
        "Paul Martin",
        "1 250 000,50 €",
        "Charpente",
        "douze mille (tel que saisi)",
        "Résidence « Les Œillets », bâtiment B",
        "Ossature bois sur pieux vissés.",
        "Nous avons repris l’activité de M. Durand en juin.",
        "liasse fiscale été 2025.pdf",
        "1,7 Mo",
        "12 pages",
        "L113-4",
        "droit en cas de diminution du risque",
        "L'assureur doit rappeler les dispositions du présent article",
    ],
)
def test_a_receipt_tells_what_was_sent(receipt: str, told: str) -> None:
    assert told.replace("'", "’") in receipt.replace("'", "’")


def test_a_receipt_tells_every_answer_under_its_label(receipt: str) -> None:
    form = form_named("contractor", product="RCD")
    for path in papers.TYPED:
        name = path if "." not in path else f"{path.partition('.')[0]}.{path.rpartition('.')[2]}"
        assert plain(labels.field_label(name, form.code)) in receipt, path


def test_a_receipt_tells_the_digest_of_every_file(receipt: str) -> None:
    for file in papers.receipt_sheet().files:
        assert (file.sha256 or "missing") in receipt


def test_a_receipt_of_a_scan_says_that_no_figure_was_typed() -> None:
    told = words(DOCUMENTS.receipt(papers.receipt_sheet({}, Way.SCAN)))
    assert "nos équipes saisiront les chiffres" in told
    assert "Aucun chiffre n’a été saisi" in told.replace("'", "’")


def test_a_late_declaration_says_so() -> None:
    sheet = papers.receipt_sheet()
    late = evolve(sheet, declaration=evolve(sheet.declaration, late=True))
    assert "après la date limite du 31 décembre 2026" in words(DOCUMENTS.receipt(late))


def test_a_correction_in_time_names_the_day_that_it_was_asked_for() -> None:
    asked_for = evolve(papers.receipt_sheet(), due_date=date(2027, 1, 15))
    assert "respecté : jusqu’au 15 janvier 2027" in words(DOCUMENTS.receipt(asked_for)).replace("'", "’")


def test_a_correction_says_that_it_replaces_another() -> None:
    sheet = papers.receipt_sheet()
    second = evolve(sheet, declaration=evolve(sheet.declaration, sequence=2))
    assert "2e déclaration de cette période" in words(DOCUMENTS.receipt(second))


@pytest.mark.parametrize(("code", "product"), FORMS)
def test_a_blank_form_asks_everything_by_its_path(code: str, product: str) -> None:
    sheet = papers.form_sheet(code, product)
    fields = PdfReader(BytesIO(DOCUMENTS.blank(sheet))).get_fields() or {}
    asked = {item.id for item in sheet.form.items() if not hasattr(item, "columns")}
    assert asked <= {name for name in fields if "-" not in name}
    for item in sheet.form.items():
        for column in getattr(item, "columns", ()):
            names = {field_name(f"{item.id}.0.{column.id}"), f"given-{field_name(f'{item.id}.0.{column.id}')}"}
            assert names & fields.keys(), column.id
    assert not any("." in name for name in fields)


@pytest.mark.parametrize(("code", "product"), FORMS)
def test_every_field_is_described_to_who_cannot_see_it(code: str, product: str) -> None:
    fields = PdfReader(BytesIO(DOCUMENTS.blank(papers.form_sheet(code, product)))).get_fields() or {}
    seen = {name for name in fields if name != "societaire" and not name.startswith("given-")}
    assert len(seen) > 5
    assert [name for name in seen if not fields[name].get("/TU")] == []


def test_a_blank_form_says_for_whom_it_is_and_what_was_declared_before() -> None:
    told = words(DOCUMENTS.blank(papers.form_sheet()))
    for text in (
        "Relevé de bases entreprise",
        "Éts Lefèvre & Fils",
        "552 000 002",
        "RCD-552000-59",
        "31 décembre 2026",
        "Charpente, Menuiserie",
        "Agence de Lyon, 04 72 00 00 01",
        "Déclaré en 2024 : 360 000 €",
        "Déclaré en 2024 : 721 250 €",
        "Liasse fiscale",
        "Page 1 / 5",
    ):
        assert plain(text) in told, text


@pytest.mark.parametrize(
    "make", [lambda: DOCUMENTS.blank(papers.form_sheet()), lambda: DOCUMENTS.receipt(papers.receipt_sheet())]
)
def test_a_paper_says_its_title_and_its_language(make: Callable[[], bytes]) -> None:
    reader = PdfReader(BytesIO(make()))
    root = reader.root_object
    assert str(root["/Lang"]) == "fr-FR"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) in ("true", "True")  # type: ignore[index]  # there, or this fails
    assert reader.metadata is not None
    assert len(reader.metadata.title or "") > 20
    assert len(reader.outline) > 3


def test_a_receipt_is_dated_when_it_was_sent() -> None:
    metadata = PdfReader(BytesIO(DOCUMENTS.receipt(papers.receipt_sheet()))).metadata
    assert metadata is not None
    assert metadata.creation_date == papers.SENT_AT


def test_no_paper_runs_anything() -> None:
    for content in (DOCUMENTS.blank(papers.form_sheet()), DOCUMENTS.receipt(papers.receipt_sheet())):
        assert not re.search(rb"/JavaScript|/JS\b|/Launch|/SubmitForm|/OpenAction|/AA\b", content)


def test_a_form_as_long_as_can_be_still_fits_its_pages() -> None:
    sheet = papers.form_sheet()
    many = evolve(sheet, contract=evolve(sheet.contract, activities=tuple(f"X{n:02}" for n in range(60))))
    reader = PdfReader(BytesIO(DOCUMENTS.blank(many)))
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            rectangle = [float(side) for side in annotation.get_object()["/Rect"]]
            assert 0 <= rectangle[0] < rectangle[2] <= 595.28
            assert rectangle[1] >= 45 or rectangle == [0, 0, 1, 1]
    assert isinstance(many, FormSheet)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1\u202f250\u202f000\u00a0€", "1\u00a0250\u00a0000\u00a0€"),
        ("L’Œuvre « été » — ÇÀÉ …", "L’Œuvre « été » — ÇÀÉ …"),
        ("e\u0301", "é"),
        ("Łódź Ş", "?ódz S"),
        ("日本", "??"),
        ("a\u200bb", "ab"),
    ],
)
def test_every_text_can_be_printed(text: str, printed: str) -> None:
    assert printable(text) == printed


@pytest.mark.parametrize("text", ["court", "un texte " * 40, "M" * 400, "", "a\n\nb", "a  b"])
def test_lines_never_overflow_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, "Helvetica", 9, 120)
    assert all(text_width(line, "Helvetica", 9) <= 120 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_law_stands_beside_the_signature() -> None:
    told = words(DOCUMENTS.blank(papers.form_sheet()))
    assert told.index("Signature") < told.index("Article L113-8") < told.index("Article L113-9")
    assert plain("l'indemnité est réduite en proportion du taux des primes payées") in told


def test_what_drops_down_on_a_screen_is_told_on_paper() -> None:
    told = words(DOCUMENTS.blank(papers.form_sheet("project_manager", "MOE")))
    assert plain("Travaux, au choix : Neuf ; Existant.") in told
    assert plain("Contrat collectif (CCRD), au choix : Oui ; Non.") in told
