"""What the core needs to keep passwords and to refuse common ones."""

from typing import Protocol


class PasswordHasher(Protocol):
    """Keeps passwords in a form that tells nothing; passwords are given in their normal form (`normal_password`).

    Hashing is costly on purpose: at most a few run at once on a machine.
    """

    def hash(self, password: str) -> str:
        """The encoded form to keep, different each time; raises `Busy` when every slot is taken."""

    def verify(self, encoded: str | None, password: str) -> bool:
        """Whether the password is the one kept.

        None, for a person who is unknown or has no password yet, takes the same time as a wrong password and is never
        true; so does an encoded form that can't be read. Raises `Busy` when every slot is taken.
        """

    def outdated(self, encoded: str) -> bool:
        """Whether the encoded form should be made anew with the present parameters; costs nothing."""


class GuessablePasswords(Protocol):
    """The passwords that anybody would try first."""

    def knows(self, password: str) -> bool:
        """Whether the password is common, or made of common words in a usual way."""
