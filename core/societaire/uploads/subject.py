"""What files are sent for: a declaration, a claim, and the places that it has for them."""

from attrs import frozen

from societaire.companies.policy import Action
from societaire.errors import Conflict, NotFound
from societaire.values import PersonId


class SubjectUnknown(NotFound):
    """The company has nothing of that name that files could be sent for; another company's answers the same."""

    code = "subject_unknown"


class SubjectClosed(Conflict):
    """What the files are for takes none any more: it was sent, or given up."""

    code = "subject_closed"


@frozen
class Subject:
    """A kind and the identifier that the kind knows it by, written `declaration:<id>`."""

    kind: str
    id: str

    @classmethod
    def named(cls, text: str) -> "Subject":
        """Read what `str` writes; raises SubjectUnknown."""
        kind, separator, id_ = text.partition(":")
        if not (kind and separator and id_):
            raise SubjectUnknown()
        return cls(kind, id_)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@frozen
class SubjectDesk:
    """What a subject takes now: into which slots, from whom (`action` of the table of profiles), and whether still.

    Where it `keeps`, what has come is part of the file: nobody takes it back. A `sensitive` one is for administrators
    and for its `owners` alone.
    """

    slots: frozenset[str]
    action: Action
    is_open: bool = True
    keeps: bool = False
    sensitive: bool = False
    owners: tuple[PersonId | None, ...] = ()
