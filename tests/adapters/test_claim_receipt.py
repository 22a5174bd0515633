"""The receipt of a claim: every answer under its question, codes in words, files with their digests."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from societaire.claims.declaring import ClaimDeclaration, DraftState, SentFile
from societaire.claims.sheets import ClaimSheet
from societaire.claims.tree import CONSTRUCTION
from societaire_documents.claim_documents import PdfClaimDocuments
from tests.adapters import papers

ENTRIES = {
    "cause": "D1",
    "danger": "no",
    "known_on": "21/11/2026",
    "theft_place.street": "ZA des Chênes",
    "theft_place.postal_code": "69003",
    "theft_place.city": "L’Haÿ-les-Roses",
    "complaint": "no",
    "description": "Deux perceuses et un laser ont disparu.\nLe conteneur était fermé.",
    "objects.0.label": "Laser rotatif",
    "objects.0.value": "1 250,50",
    "objects.0.bought_on": "2024-03-05",
    "preferred_channel": "mail",
}


def sheet() -> ClaimSheet:
    sent = ClaimDeclaration(
        "c" * 32, papers.SIREN, "k" * 32, CONSTRUCTION.code, CONSTRUCTION.version, papers.SENT_AT, entries=ENTRIES,
        later=frozenset({"photographs"}), state=DraftState.SENT, receipt="S2026-000042", sent_at=papers.SENT_AT,
        files=(SentFile("u", "invoices", "facture été.pdf", 2048, "ab" * 32),),
    )  # fmt: skip
    return ClaimSheet(sent, CONSTRUCTION, papers.COMPANY, papers.contract("MRP"), papers.AGENCY, "Claire Lefèvre")


@pytest.fixture(scope="module")
def told() -> str:
    content = PdfClaimDocuments("Mutuelle du Bâtiment").receipt(sheet())
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.parametrize(
    "text",
    [
        "S2026-000042",
        "22 novembre 2026 à 14 h 03",
        "Vol ou tentative de vol",
        "RCD-552000-59",
        "Claire Lefèvre",
        "Agence de Lyon",
        "21/11/2026",
        "ZA des Chênes",
        "L’Haÿ-les-Roses",
        "Deux perceuses et un laser ont disparu.",
        "Le conteneur était fermé.",
        "Laser rotatif",
        "1 250,50",
        "05/03/2024",
        "facture été.pdf",
        "2 Ko",
        "ab" * 32,
        "À transmettre plus tard : Photographies",
    ],
)
def test_a_receipt_of_a_claim_tells_what_was_sent(told: str, text: str) -> None:
    assert text in told


def test_the_same_claim_gives_the_same_bytes() -> None:
    documents = PdfClaimDocuments("Mutuelle du Bâtiment")
    assert documents.receipt(sheet()) == documents.receipt(sheet())
