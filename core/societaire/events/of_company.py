"""What happened to a company: its accesses, its details, its documents and claims."""

from attrs import frozen

from societaire.values import PersonId, Siren


@frozen
class CompanyEvent:
    """Something that concerns a company."""

    siren: Siren

    @property
    def stream(self) -> str:
        """The chain that the event belongs to."""
        return f"company:{self.siren}"


@frozen
class AccessGranted(CompanyEvent):
    """A person got access to the company."""

    person_id: PersonId
    profile: str


@frozen
class AccessRemoved(CompanyEvent):
    """A person lost access to the company."""

    person_id: PersonId


@frozen
class AccessProfileChanged(CompanyEvent):
    """A person's profile in the company changed."""

    person_id: PersonId
    profile: str


@frozen
class AccessRestored(CompanyEvent):
    """An access that had been removed was opened again."""

    person_id: PersonId
    profile: str


@frozen
class AccessRelabelled(CompanyEvent):
    """What the company says of a person in its list changed."""

    person_id: PersonId


@frozen
class AccessesConfirmed(CompanyEvent):
    """An administrator said that so many accesses are right; `person_id` names the one when it was confirmed alone."""

    count: int
    person_id: PersonId | None = None


@frozen
class AccessReviewAsked(CompanyEvent):
    """Administrators were asked to read their list again, by the nightly round or by staff."""


@frozen
class InvitationSent(CompanyEvent):
    """Somebody was invited, or invited again by a new link that replaces the one before."""

    invitation: str
    again: bool = False


@frozen
class InvitationRevoked(CompanyEvent):
    """An invitation was taken back, or lost its object."""

    invitation: str


@frozen
class InvitationAccepted(CompanyEvent):
    """Whoever reads the invited mailbox accepted; AccessGranted comes with it."""

    invitation: str
    person_id: PersonId


@frozen
class MailboxAllowed(CompanyEvent):
    """Staff let the company use a shared mailbox."""


@frozen
class CompanyDetailsChanged(CompanyEvent):
    """The company gave another telephone number or e-mail address; `fields` names which."""

    fields: tuple[str, ...]


@frozen
class AddressRequested(CompanyEvent):
    """The company asked for another postal address."""

    request: str


@frozen
class AddressWithdrawn(CompanyEvent):
    """The company took its request back."""

    request: str


@frozen
class AddressApproved(CompanyEvent):
    """The insurer took the new address; a ContractAddressChanged comes with it for every contract."""

    request: str


@frozen
class AddressRefused(CompanyEvent):
    """The insurer did not take the new address; the request holds why."""

    request: str


@frozen
class ContractAddressChanged(CompanyEvent):
    """A contract took the company's new address."""

    contract: str


@frozen
class DocumentPublished(CompanyEvent):
    """A document of a contract became available; `kind` is that of the document."""

    document: str
    contract: str
    kind: str
    year: int


@frozen
class ClaimStateChanged(CompanyEvent):
    """The insurer's records moved a claim to another state."""

    claim: str
    state: str
