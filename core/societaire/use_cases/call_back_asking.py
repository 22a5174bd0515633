"""A call back asked for: what may be, the number at hand, and what a declaration itself asks (RULES H6)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from societaire.claims.call_back import CallBack, Slot, hours_of, slots
from societaire.claims.claim import Claim
from societaire.claims.reading import YES
from societaire.contracts.agency import Agency
from societaire.errors import Invalid, Problem
from societaire.events import Actor, CallBackAsked
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.contact_checks import ContactChecks
from societaire.ports.database import Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.use_cases.claim_news import tell_handler
from societaire.use_cases.claim_reading import ClaimRules
from societaire.values import PersonId

_PHONE = "follow_up.phone"


@frozen
class CallBackAsking:
    """What both ways to ask share: the page of a claim, and the last questions of its declaration."""

    checks: ContactChecks
    entropy: Entropy
    clock: Clock
    rules: ClaimRules

    def offered(self, kept: Repositories, claim: Claim, agency: Agency | None) -> tuple[Slot, ...]:
        """The slots of the handler's agency, else of the company's `agency`."""
        handler = kept.agencies.contact(claim.handler) if claim.handler else None
        asked = (kept.agencies.get(handler.agency) if handler else None) or agency
        works = self.rules.works_at(asked.address.postal_code if asked else None)
        return slots(hours_of(asked.hours if asked else None), self.clock.now(), works)

    def keep(self, unit: UnitOfWork, asked: CallBack, claim: Claim, actor: Actor) -> CallBack:
        """Keep a request and tell the handler; raises CallBackPending."""
        unit.call_backs.save(asked)
        unit.record(CallBackAsked(claim.siren, claim.id, asked.id), actor)
        tell_handler(unit, self.entropy, claim, MessageKind.CALL_BACK_ASKED, asked.asked_at)
        return evolve(asked, version=1)

    def as_answered(
        self, unit: UnitOfWork, claim: Claim, answers: Mapping[str, str], person_id: PersonId | None, actor: Actor
    ) -> None:
        """Ask for what a declaration wants, if it does: the answers tell when in words, hence the earliest slot.

        Raises Invalid when neither the answers nor the records give a telephone number.
        """
        if answers.get("call_back") != YES:
            return
        company = unit.companies.get(claim.siren)
        person = unit.persons.get(person_id) if person_id else None
        typed = answers.get(_PHONE, "").strip()
        # A number that was typed is the one meant: another is called only where none was.
        known = (typed,) if typed else (person and person.phone, company and company.phone)
        phone = next((number for text in known if text and (number := self.checks.phone(text))), None)
        if phone is None:
            raise Invalid([Problem(_PHONE, "phone_malformed")])
        earliest = next(iter(self.offered(unit, claim, unit.agencies.get(company.agency) if company else None)), None)
        if earliest is None:
            # No day is worked within a month: the answers tell staff all the same.
            return
        reason = " ".join(answers.get("call_back_when", "").split())
        identifier, now = self.entropy.identifier(), self.clock.now()
        asked = CallBack(identifier, claim.siren, claim.id, reason, phone, earliest, person_id, now)
        self.keep(unit, asked, claim, actor)
