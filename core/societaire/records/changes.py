"""What applying a set of rows did."""

from attrs import frozen

from societaire.values import Email, PersonId, Siren


@frozen
class Change:
    """A row that was added or changed, of a company whose first load was over.

    `before` is the former profile of a live access, the former state of a claim, '' for a document that was there, and
    None for what is new.
    """

    key: str
    siren: Siren
    before: str | None
    person_id: PersonId | None = None


@frozen
class EmailMove:
    """A person known by code whose address changed."""

    person_id: PersonId
    former: Email
    present: Email


@frozen
class Applied:
    """How many rows did what; `changes` of accesses, documents and claims alone, `moves` of persons."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    superseded: int = 0
    changes: tuple[Change, ...] = ()
    moves: tuple[EmailMove, ...] = ()
