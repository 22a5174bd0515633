"""What a scenario may do and see, in the words of the business; each pilot does it at its own level."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from attrs import frozen

from societaire.companies.access import Profile
from societaire.contracts.document import DocumentKind
from societaire.identity.links import Purpose
from societaire.records.rows import DocumentRow
from societaire.testing.export import MemoryExport
from societaire.values import ContractId, DocumentId, Siren, Year


@frozen
class Coded:
    """Something that the core knows by its code, and people by its label."""

    code: str
    label: str


Fact = str | date | Decimal | Coded
"""What somebody may be shown."""


@frozen
class File:
    """What a download gave."""

    content: bytes
    media_type: str
    name: str


class Outcome(Protocol):
    """What an act led to, as whoever acted is told."""

    @property
    def is_refused(self) -> bool: ...
    @property
    def asks_sign_in(self) -> bool: ...
    @property
    def file(self) -> File | None: ...
    @property
    def counts(self) -> Mapping[str, int]: ...

    def tells(self, code: str, **values: str | int) -> bool:
        """Whether the reason of that code is told, with those values."""

    def position(self, fact: Fact) -> int | None:
        """Where a fact is shown, counted from the beginning; None if it is not."""

    def same_as(self, other: "Outcome") -> bool:
        """Whether both tell the same."""


class SigningInPilot(Protocol):
    """Acts of somebody at a browser, named by `browser`, who may sign in."""

    def sign_in(self, browser: str, address: str, password: str) -> Outcome: ...
    def sign_out(self, browser: str) -> Outcome: ...
    def is_signed_in(self, browser: str) -> bool: ...
    def end_other_sessions(self, browser: str) -> Outcome: ...
    def end_session_of(self, browser: str, other: str) -> Outcome: ...


class PasswordPilot(Protocol):
    """Acts upon passwords."""

    def ask_help(self, browser: str, address: str) -> Outcome: ...
    def look(self, browser: str, token: str, purpose: Purpose) -> Outcome: ...
    def try_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome: ...
    def choose_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome: ...
    def change_password(self, browser: str, present: str, password: str) -> Outcome: ...


class MemberPilot(Protocol):
    """Acts of a member in their space."""

    def companies(self, browser: str, text: str = "") -> Outcome: ...
    def open_company(self, browser: str, siren: Siren) -> Outcome: ...
    def contracts(self, browser: str, siren: Siren) -> Outcome: ...
    def contract(
        self,
        browser: str,
        siren: Siren,
        contract: ContractId,
        kind: DocumentKind | None = None,
        year: Year | None = None,
    ) -> Outcome: ...
    def download(self, browser: str, siren: Siren, document: DocumentId) -> Outcome: ...
    def download_latest(self, browser: str, siren: Siren, contract: ContractId) -> Outcome: ...
    def download_all(self, browser: str, siren: Siren, contract: ContractId, years: Sequence[Year]) -> Outcome: ...
    def agencies(self, browser: str) -> Outcome: ...


class StaffPilot(Protocol):
    """Acts of the insurer's staff; `staff` is the code under which they act."""

    def invite(self, staff: str, person: str) -> Outcome: ...
    def invite_company(self, staff: str, siren: Siren) -> Outcome: ...
    def end_sessions(self, staff: str, person: str) -> Outcome: ...
    def attach(self, staff: str, person: str, siren: Siren, profile: Profile) -> Outcome: ...
    def detach(self, staff: str, person: str, siren: Siren) -> Outcome: ...
    def publish(self, staff: str, row: DocumentRow, content: bytes) -> Outcome: ...
    def published(self, number: str) -> Outcome: ...
    def import_export(self, export: MemoryExport, *, dry_run: bool = False, strict: bool = False) -> Outcome: ...


class Pilot(SigningInPilot, PasswordPilot, MemberPilot, StaffPilot, Protocol):
    """Everything that a scenario may do, and who has access to what."""

    def profile(self, person: str, siren: Siren) -> Profile | None:
        """The profile of a person (by code) in a company as far as this level shows it; None without access."""
