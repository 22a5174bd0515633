"""Who acted."""

from enum import StrEnum

from attrs import frozen

from societaire.values import PersonId


class ActorKind(StrEnum):
    """Who acted: a signed-in person, a registered staff member, or the software itself (imports, workers)."""

    PERSON = "person"
    STAFF = "staff"
    SYSTEM = "system"


@frozen
class Actor:
    """Who did it; `system_user` is the operating system's user behind a command."""

    kind: ActorKind
    code: str = ""
    system_user: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)


def person_actor(person_id: PersonId) -> Actor:
    """A person acting in the portal."""
    return Actor(ActorKind.PERSON, person_id)
