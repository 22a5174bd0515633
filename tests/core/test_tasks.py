"""What waits for the person on a company's home."""

from datetime import date, timedelta

import pytest

from societaire.contracts.document import Document, DocumentKind
from societaire.contracts.tasks import TaskKind, new_attestations
from societaire.values import ContractId, ContractNumber, DocumentId, Siren, Year

TODAY = date(2026, 11, 22)


def document(kind: DocumentKind, days: int) -> Document:
    """A document published that many days ago."""
    return Document(
        DocumentId("d" * 32),
        "ATT-1",
        Siren("732829320"),
        ContractNumber("RCD-1"),
        ContractId("c" * 32),
        kind,
        Year(2026),
        "Attestation",
        TODAY - timedelta(days=days),
        file_key="k",
        file_size=1,
        file_sha256="0",
    )


@pytest.mark.parametrize(("days", "waits"), [(0, True), (30, True), (31, False), (-1, False)])
def test_an_attestation_waits_for_thirty_days(days: int, waits: bool) -> None:
    found = new_attestations([document(DocumentKind.ATTESTATION, days)], TODAY)
    assert [task.kind for task in found] == ([TaskKind.NEW_ATTESTATION] if waits else [])


def test_no_other_document_waits() -> None:
    others = [document(kind, 1) for kind in DocumentKind if kind is not DocumentKind.ATTESTATION]
    assert new_attestations(others, TODAY) == ()
