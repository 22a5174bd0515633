"""What happened to a person alone."""

from attrs import frozen

from societaire.values import PersonId


@frozen
class PersonEvent:
    """Something that concerns a person alone."""

    person_id: PersonId

    @property
    def stream(self) -> str:
        """The chain that the event belongs to."""
        return f"person:{self.person_id}"


@frozen
class PersonInvited(PersonEvent):
    """An activation link was asked for the person."""


@frozen
class PersonActivated(PersonEvent):
    """The person chose their first password."""


@frozen
class PasswordReset(PersonEvent):
    """The password was changed by a link sent by e-mail."""


@frozen
class PasswordChanged(PersonEvent):
    """The signed-in person changed their password."""


@frozen
class SessionsEnded(PersonEvent):
    """Sessions were ended by their owner or by staff; `count` of them."""

    count: int


@frozen
class EmailChanged(PersonEvent):
    """The insurer changed the address that the person signs in with."""


@frozen
class NotificationChosen(PersonEvent):
    """The person chose how often they are told of a topic; `way` is `page`, or `link` for the one in a mail."""

    topic: str
    frequency: str
    way: str


@frozen
class PaperChosen(PersonEvent):
    """The person asked for paper, or for no more paper."""

    paper: bool


@frozen
class EmailVerified(PersonEvent):
    """The person confirmed that their address is still theirs."""


@frozen
class EmailBounced(PersonEvent):
    """Staff noted that mails to the person's address come back."""


@frozen
class EmailReached(PersonEvent):
    """Staff noted that the person's address works again."""
