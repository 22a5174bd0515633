"""A call back asked for: what may be, the number at hand, and what a declaration itself asks (RULES H6)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from societaire.claims.call_back import LONGEST_REASON, CallBack, Slot, hours_of, slots
from societaire.claims.claim import Claim
from societaire.claims.reading import YES
from societaire.contracts.agency import Agency
from societaire.errors import Problem
from societaire.events import Actor, CallBackAsked
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.contact_checks import ContactChecks
from societaire.ports.database import Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.use_cases.claim_news import tell_handler
from societaire.use_cases.claim_reading import ClaimRules
from societaire.values import PersonId, Siren

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

    def problems(
        self, kept: Repositories, siren: Siren, answers: Mapping[str, str], person_id: PersonId | None
    ) -> tuple[Problem, ...]:
        """What keeps a call that a declaration wants from being asked for: no number, typed or of the records."""
        if answers.get("call_back") != YES or self._number(kept, siren, answers, person_id):
            return ()
        return (Problem(_PHONE, "phone_malformed" if answers.get(_PHONE, "").strip() else "phone_missing"),)

    def as_answered(
        self, unit: UnitOfWork, claim: Claim, answers: Mapping[str, str], person_id: PersonId | None, actor: Actor
    ) -> None:
        """Ask for what a declaration without such problems wants: it tells when in words, hence the earliest slot.

        Where no day is worked within a month there is no slot, and no request: staff reads the answers all the same.
        """
        if answers.get("call_back") != YES:
            return
        company = unit.companies.get(claim.siren)
        phone = self._number(unit, claim.siren, answers, person_id)
        earliest = next(iter(self.offered(unit, claim, unit.agencies.get(company.agency) if company else None)), None)
        if phone is None or earliest is None:
            return
        reason = " ".join(answers.get("call_back_when", "").split())[:LONGEST_REASON]
        identifier, now = self.entropy.identifier(), self.clock.now()
        asked = CallBack(identifier, claim.siren, claim.id, reason, phone, earliest, person_id, now)
        self.keep(unit, asked, claim, actor)

    def _number(
        self, kept: Repositories, siren: Siren, answers: Mapping[str, str], person_id: PersonId | None
    ) -> str | None:
        # A number that was typed is the one meant: another is called only where none was.
        typed = answers.get(_PHONE, "").strip()
        if typed:
            return self.checks.phone(typed)
        company, person = kept.companies.get(siren), kept.persons.get(person_id) if person_id else None
        known = (person and person.phone, company and company.phone)
        return next((number for text in known if text and (number := self.checks.phone(text))), None)
