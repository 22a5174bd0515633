"""How a person can be written to: by e-mail or on paper, whether the address works and is still theirs."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.settings import Limits
from societaire.values import Email, PersonId


@frozen
class Standing:
    """What is known of a person's address beside the address itself.

    Proofs and failures are of one address: another one has neither. `paper_since` is when the person last asked for
    paper, None while exchanges are paperless (L111-10 C. ass.); `paper_chosen_at` when they last chose either way.
    """

    person_id: PersonId
    paper_since: datetime | None = None
    paper_chosen_at: datetime | None = None
    verified_email: Email | None = None
    verified_at: datetime | None = None
    asked_at: datetime | None = None
    bounced_email: Email | None = None
    bounced_at: datetime | None = None
    bounce_reason: str = ""

    def is_bounced(self, email: Email) -> bool:
        """Whether mails to that address come back."""
        return self.bounced_email == email

    def verified(self, email: Email, now: datetime) -> "Standing":
        """The person said, signed in, that the address is theirs."""
        return evolve(self, verified_email=email, verified_at=now, asked_at=None)

    def is_verified_since(self, email: Email, moment: datetime) -> bool:
        """Whether the person said so of that address at that moment or later."""
        return self.verified_email == email and self.verified_at is not None and self.verified_at >= moment

    def bounced(self, email: Email, reason: str, now: datetime) -> "Standing":
        """Mails to the address came back."""
        return evolve(self, bounced_email=email, bounced_at=now, bounce_reason=reason)

    def reached(self) -> "Standing":
        """Whatever came back is settled."""
        return evolve(self, bounced_email=None, bounced_at=None, bounce_reason="")

    def on_paper(self, now: datetime) -> "Standing":
        """The person wants paper from now on."""
        return evolve(self, paper_since=now, paper_chosen_at=now)

    def paperless(self, now: datetime) -> "Standing":
        """The person wants no more paper."""
        return evolve(self, paper_since=None, paper_chosen_at=now)

    def must_verify(self, email: Email, now: datetime, limits: Limits) -> bool:
        """Whether the yearly verification of the address is due (L111-10 C. ass.)."""
        if self.verified_email != email or self.verified_at is None:
            return True
        return now - self.verified_at >= limits.email_verification
