"""The person behind one e-mail address, whatever the number of their companies (RULES B1)."""

from datetime import date, datetime

from attrs import frozen

from societaire.values import Email, PersonId


@frozen
class Person:
    """Somebody who may sign in; `code` is the insurer's own, absent for whoever the insurer did not record.

    `version` is how often it was written: 0 until it is kept.
    """

    id: PersonId
    email: Email
    last_name: str
    first_name: str
    code: str | None = None
    civility: str | None = None
    birth_date: date | None = None
    phone: str | None = None
    version: int = 0

    @property
    def full_name(self) -> str:
        """First name then last name, as a letter would write them."""
        return f"{self.first_name} {self.last_name}"


@frozen
class Credential:
    """The password that a person chose, hashed; without one they are not yet activated (RULES A1)."""

    person_id: PersonId
    password_hash: str
    changed_at: datetime
