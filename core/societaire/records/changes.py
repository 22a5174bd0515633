"""What applying a set of rows did."""

from attrs import frozen

from societaire.values import Email, PersonId, Siren


@frozen
class Change:
    """What somebody waits for: a new document, an access or a claim's state, new or changed.

    Of companies whose first load was over only. `before` is the former profile of an access that was live, or the
    former state of a claim; None for what is new.
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
    """How many rows did what, and what is worth telling."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    superseded: int = 0
    changes: tuple[Change, ...] = ()
    moves: tuple[EmailMove, ...] = ()
