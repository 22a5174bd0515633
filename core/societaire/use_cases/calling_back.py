"""Asking to be called back about a claim, and what staff does with it (RULES H6)."""

from datetime import date, time

from attrs import evolve, frozen

from societaire.claims.call_back import (
    CallBack,
    CallBackPending,
    CallBackState,
    CallBackUnknown,
    Slot,
    checked_request,
)
from societaire.claims.claim import Claim, ClaimClosed
from societaire.companies.company import Company
from societaire.companies.policy import Action
from societaire.contracts.space import Space
from societaire.errors import Invalid, Problem
from societaire.events import Actor, CallBackEnded, CallBackPlanned, person_actor
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.use_cases.call_back_asking import CallBackAsking
from societaire.use_cases.claim_news import tell_person
from societaire.use_cases.claim_reading import ClaimRules, enter, visible_claim
from societaire.values import PersonId, Siren


@frozen
class CallBackDesk:
    """What may be asked for: the slots of the agency, the number at hand, the request that is open already."""

    space: Space
    claim: Claim
    offered: tuple[Slot, ...]
    phone: str
    pending: CallBack | None


@frozen
class CallingBack:
    """One open request a claim: asked, perhaps planned, then done, missed or withdrawn."""

    database: Database
    asking: CallBackAsking
    entropy: Entropy
    clock: Clock
    rules: ClaimRules

    def desk(self, person_id: PersonId, siren: Siren, claim_id: str) -> CallBackDesk:
        """What the page of a request shows; raises CompanyClosedToYou or ClaimUnknown."""
        with self.database.read() as kept:
            space, claim = self._enter(kept, person_id, siren, claim_id)
            person = kept.persons.get(person_id)
            held = kept.call_backs.of_company(siren)
            offered = self.asking.offered(kept, claim, space.agency)
        pending = next((one for one in held if one.claim == claim_id and one.is_open), None)
        phone = (person.phone if person else None) or space.company.phone or ""
        return CallBackDesk(space, claim, offered, phone, pending)

    def ask(
        self, person_id: PersonId, siren: Siren, claim_id: str, reason: str, phone: str, slot_name: str
    ) -> CallBack:
        """Ask to be called back.

        Raises CompanyClosedToYou, ClaimUnknown, ClaimClosed, CallBackPending, or Invalid with every problem.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            space, claim = self._enter(unit, person_id, siren, claim_id)
            if not claim.is_open:
                raise ClaimClosed()
            if any(one.claim == claim_id and one.is_open for one in unit.call_backs.of_company(siren)):
                raise CallBackPending()
            offered = self.asking.offered(unit, claim, space.agency)
            told, number, slot = checked_request(reason, self.asking.checks.phone(phone), slot_name, offered)
            asked = CallBack(self.entropy.identifier(), siren, claim_id, told, number, slot, person_id, now)
            asked = self.asking.keep(unit, asked, claim, person_actor(person_id))
            unit.commit()
        return asked

    def withdraw(self, person_id: PersonId, siren: Siren, claim_id: str, call_back_id: str) -> None:
        """Take a request back; raises CompanyClosedToYou, ClaimUnknown, CallBackUnknown, or CallBackMoved."""
        with self.database.write() as unit:
            self._enter(unit, person_id, siren, claim_id)
            held = unit.call_backs.find(call_back_id)
            if held is None or (held.siren, held.claim) != (siren, claim_id):
                raise CallBackUnknown()
            self._end(unit, held, CallBackState.WITHDRAWN, person_id, person_actor(person_id))
            unit.commit()

    def waiting(self) -> tuple[tuple[CallBack, Claim, Company], ...]:
        """What staff has to do, soonest first."""
        with self.database.read() as kept:
            return kept.call_backs.waiting()

    def plan(self, call_back_id: str, day: date, start: time, end: time, actor: Actor) -> CallBack:
        """Say when the call will come, and tell whoever asked; raises CallBackUnknown, CallBackMoved, or Invalid."""
        now = self.clock.now()
        slot = Slot(day, start, end)
        if end <= start or slot.starts_at < now:
            raise Invalid([Problem("slot", "slot_past")])
        with self.database.write() as unit:
            held = _known(unit, call_back_id)
            planned = held.moved(CallBackState.PLANNED, actor.code, now, slot)
            unit.call_backs.save(planned)
            unit.record(CallBackPlanned(held.siren, held.claim, held.id), actor)
            claim = unit.claims.get(held.siren, held.claim)
            if claim and held.asked_by:
                tell_person(unit, self.entropy, claim, held.asked_by, MessageKind.CALL_BACK_PLANNED, now)
            unit.commit()
        return evolve(planned, version=planned.version + 1)

    def end(self, call_back_id: str, *, reached: bool, actor: Actor) -> CallBack:
        """Say that the call was made, or that nobody answered; raises CallBackUnknown or CallBackMoved."""
        with self.database.write() as unit:
            held = _known(unit, call_back_id)
            state = CallBackState.DONE if reached else CallBackState.MISSED
            ended = self._end(unit, held, state, actor.code, actor)
            claim = unit.claims.get(held.siren, held.claim)
            if claim and held.asked_by and not reached:
                now = self.clock.now()
                tell_person(unit, self.entropy, claim, held.asked_by, MessageKind.CALL_BACK_MISSED, now)
            unit.commit()
        return ended

    def _end(self, unit: UnitOfWork, held: CallBack, state: CallBackState, by: str, actor: Actor) -> CallBack:
        ended = held.moved(state, by, self.clock.now())
        unit.call_backs.save(ended)
        unit.record(CallBackEnded(held.siren, held.claim, held.id, state.value), actor)
        return evolve(ended, version=ended.version + 1)

    def _enter(self, kept: Repositories, person_id: PersonId, siren: Siren, claim_id: str) -> tuple[Space, Claim]:
        space = enter(self.database, self.clock, kept, person_id, siren, Action.ASK_CALL_BACK)
        return space, visible_claim(kept, self.rules, space, siren, claim_id)


def _known(unit: UnitOfWork, call_back_id: str) -> CallBack:
    held = unit.call_backs.find(call_back_id)
    if held is None:
        raise CallBackUnknown()
    return held
