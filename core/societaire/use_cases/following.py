"""Following claims: the list, one claim with all that was said and sent, and what a member adds (RULES H4, H5, H7)."""

from collections.abc import Iterable

from attrs import frozen

from societaire.claims.claim import (
    Claim,
    ClaimClosed,
    ClaimMessage,
    ClaimMoved,
    DocumentRequest,
    Voice,
    checked_message,
    is_visible,
)
from societaire.companies.access import Access
from societaire.companies.policy import Action
from societaire.events import ClaimMessageSent, ClaimReopeningAsked, person_actor
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.entropy import Entropy
from societaire.ports.identity import StaleWrite
from societaire.use_cases.claim_additions import tell_of_additions
from societaire.use_cases.claim_news import tell_handler
from societaire.use_cases.claim_reading import ADDITION, ClaimRules, enter, understood, visible_claim, writers_of
from societaire.use_cases.claim_views import (
    PAGE_SIZE,
    AwaitingClaim,
    ClaimFile,
    ClaimFilters,
    ClaimLine,
    ClaimList,
    awaited,
    is_wanted,
)
from societaire.use_cases.names import full_name
from societaire.values import ContactCode, PersonId, Siren


@frozen
class Following:
    """Both profiles follow; sensitive claims are for administrators and for whoever declared."""

    database: Database
    entropy: Entropy
    clock: Clock
    rules: ClaimRules

    def of_company(self, person_id: PersonId, siren: Siren, wanted: ClaimFilters, page: int = 1) -> ClaimList:
        """A page of the claims, last declared first, 1 the first page; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = enter(self.database, self.clock, kept, person_id, siren, Action.CONSULT)
            access, open_to_all = space.membership.access, self.rules.open_to_all
            held = [
                claim
                for claim in kept.claims.of_company(siren)
                if is_visible(claim.cause, claim.owners, access, open_to_all)
            ]
            found = [claim for claim in held if is_wanted(claim, wanted)]
            shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
            drafts = tuple(
                draft
                for draft in kept.claim_declarations.drafts(siren)
                if is_visible(draft.cause, draft.owners, access, open_to_all)
            )
            lines = self._lines(kept, siren, shown)
            writers = writers_of(kept, drafts)
        return ClaimList(space, lines, len(found), len(held), page, drafts, writers)

    def show(self, person_id: PersonId, siren: Siren, claim_id: str) -> ClaimFile:
        """One claim; raises CompanyClosedToYou or ClaimUnknown."""
        now = self.clock.now()
        with self.database.read() as kept:
            space = enter(self.database, self.clock, kept, person_id, siren, Action.CONSULT)
            claim = visible_claim(kept, self.rules, space, siren, claim_id)
            declaration = kept.claim_declarations.get(siren, claim_id)
            contract = kept.contracts.by_number(claim.contract) if claim.contract else None
            messages = kept.claim_exchanges.messages(siren, claim_id)
            agency = kept.agencies.get(contract.agency) if contract and contract.agency else None
            return ClaimFile(
                space,
                claim,
                contract,
                kept.agencies.contact(claim.handler) if claim.handler else None,
                agency or space.agency,
                declaration,
                understood(self.rules, declaration, (), (), now) if declaration else None,
                messages,
                kept.claim_exchanges.requests(siren, [claim_id]),
                kept.uploads.of_subject(siren, declaration.subject) if declaration else (),
                kept.uploads.of_subject(siren, f"{ADDITION}:{claim_id}"),
                tuple(one for one in kept.call_backs.of_company(siren) if one.claim == claim_id),
                _names(kept, messages),
            )

    def say(self, person_id: PersonId, siren: Siren, claim_id: str, text: str, key: str) -> None:
        """Write to whoever handles the claim; the same words under the same key are said once.

        Raises CompanyClosedToYou, ClaimUnknown, Invalid, or ClaimClosed: a closed claim is asked to reopen.
        """
        self._say(person_id, siren, claim_id, text, key, reopening=False)

    def ask_reopening(self, person_id: PersonId, siren: Siren, claim_id: str, text: str, key: str) -> None:
        """Ask for a closed claim to be opened again, and why; raises as `say`, or ClaimMoved for an open one."""
        self._say(person_id, siren, claim_id, text, key, reopening=True)

    def note_files(self, person_id: PersonId, siren: Siren, claim_id: str) -> int:
        """Tell the handler at once of the files that were added, if nobody did yet; returns how many.

        Raises CompanyClosedToYou or ClaimUnknown.
        """
        try:
            with self.database.write() as unit:
                space = enter(self.database, self.clock, unit, person_id, siren, Action.DECLARE_CLAIM)
                claim = visible_claim(unit, self.rules, space, siren, claim_id)
                count = tell_of_additions(unit, self.entropy, siren, claim, self.clock.now())
                unit.commit()
        except StaleWrite:
            # The antivirus settled one of them at the same moment: the worker tells of them in a while.
            return 0
        return count

    def _say(self, person_id: PersonId, siren: Siren, claim_id: str, text: str, key: str, *, reopening: bool) -> None:
        now, told = self.clock.now(), checked_message(text)
        with self.database.write() as unit:
            space = enter(self.database, self.clock, unit, person_id, siren, Action.DECLARE_CLAIM)
            claim = visible_claim(unit, self.rules, space, siren, claim_id)
            held = next((one for one in unit.claim_exchanges.messages(siren, claim_id) if one.id == key), None)
            if held and (held.text, held.author) == (told, person_id):
                return
            # Two tabs of one page have the same key: what is said in the second is another message.
            key = self.entropy.identifier() if held else key
            if reopening and claim.is_open:
                raise ClaimMoved(state=claim.state.value)
            if not reopening and not claim.is_open:
                raise ClaimClosed()
            message = ClaimMessage(key, siren, claim_id, now, Voice.MEMBER, person_id, told, reopening)
            unit.claim_exchanges.say(message)
            event = (
                ClaimReopeningAsked(siren, claim_id, key)
                if reopening
                else ClaimMessageSent(siren, claim_id, key, Voice.MEMBER.value)
            )
            unit.record(event, person_actor(person_id))
            tell_handler(unit, self.entropy, claim, MessageKind.CLAIM_ADDED_TO, now)
            unit.commit()

    def _lines(self, kept: Repositories, siren: Siren, claims: list[Claim]) -> tuple[ClaimLine, ...]:
        contracts = {contract.number: contract for contract in kept.contracts.of_company(siren)} if claims else {}
        ids = [claim.id for claim in claims]
        requests = kept.claim_exchanges.requests(siren, ids) if ids else ()
        calls = kept.call_backs.of_company(siren) if ids else ()
        handlers = {code: kept.agencies.contact(code) for claim in claims if (code := claim.handler)}
        return tuple(
            ClaimLine(
                claim,
                contracts.get(claim.contract) if claim.contract else None,
                handlers.get(claim.handler) if claim.handler else None,
                _awaited(kept, claim, requests),
                next((one for one in calls if one.claim == claim.id and one.is_open), None),
            )
            for claim in claims
        )


def expecting(kept: Repositories, siren: Siren, access: Access, *, open_to_all: bool) -> tuple[AwaitingClaim, ...]:
    """The open claims that wait for documents of the company, of those that whoever has that access may see."""
    requests = kept.claim_exchanges.requests(siren)
    claims = kept.claims.of_company(siren) if requests else ()
    found = (
        AwaitingClaim(claim, _awaited(kept, claim, requests))
        for claim in claims
        if claim.is_open and is_visible(claim.cause, claim.owners, access, open_to_all)
    )
    return tuple(one for one in found if one.awaited)


def _awaited(kept: Repositories, claim: Claim, requests: Iterable[DocumentRequest]) -> tuple[DocumentRequest, ...]:
    own = [one for one in requests if one.claim == claim.id]
    return awaited(own, kept.uploads.of_subject(claim.siren, f"{ADDITION}:{claim.id}")) if own else ()


def _names(kept: Repositories, messages: Iterable[ClaimMessage]) -> dict[str, str]:
    found: dict[str, str] = {}
    for message in messages:
        if message.author in found:
            continue
        if message.voice is Voice.MEMBER:
            found[message.author] = full_name(kept, PersonId(message.author))
        else:
            contact = kept.agencies.contact(ContactCode(message.author))
            found[message.author] = contact.full_name if contact else ""
    return found
