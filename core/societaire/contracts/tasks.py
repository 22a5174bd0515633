"""What waits for the person on a company's home, first things first."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from attrs import frozen

from societaire.contracts.document import Document, DocumentKind

NEW_FOR = timedelta(days=30)


class TaskKind(StrEnum):
    """One way of waiting; each has its own words on the page."""

    NEW_ATTESTATION = "new_attestation"


@frozen
class Task:
    """Something to do, with the document that it is about."""

    kind: TaskKind
    document: Document


def new_attestations(documents: Iterable[Document], today: date) -> tuple[Task, ...]:
    """The attestations that came in the last thirty days, to be fetched (RULES D2)."""
    return tuple(
        Task(TaskKind.NEW_ATTESTATION, document)
        for document in documents
        if document.kind is DocumentKind.ATTESTATION and today - NEW_FOR <= document.published_on <= today
    )
