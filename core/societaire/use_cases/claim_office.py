"""What the insurer's staff does with claims: list, declare on behalf, move, ask, answer (RULES H7)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from societaire.claims.call_back import CallBack
from societaire.claims.claim import (
    Claim,
    ClaimMessage,
    ClaimState,
    ClaimUnknown,
    DocumentRequest,
    Voice,
    checked_message,
)
from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.questions import Block, Question, asked
from societaire.companies.access import CompanyClosedToYou
from societaire.companies.company import Company
from societaire.errors import Invalid, Problem
from societaire.events import Actor, ClaimAssigned, ClaimDocumentRequested, ClaimMessageSent, ClaimStateChanged
from societaire.ports.claims import ClaimFilter
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.uploads.upload import Upload
from societaire.use_cases.claim_news import tell_of_claim
from societaire.use_cases.claim_reading import ADDITION, ClaimRules
from societaire.use_cases.claim_sending import ClaimSending
from societaire.values import ContactCode, Siren, day_in_paris

PORTION = 500
LONGEST_NOTE = 500


@frozen
class ClaimDossier:
    """One claim as staff sees it, with everything said, asked and sent.

    `asked` is what its declaration was asked, block by block; `call_back` the request that somebody has to answer.
    """

    claim: Claim
    company: Company
    declaration: ClaimDeclaration | None
    messages: tuple[ClaimMessage, ...]
    requests: tuple[DocumentRequest, ...]
    uploads: tuple[Upload, ...]
    asked: tuple[tuple[Block, tuple[Question, ...]], ...]
    call_back: CallBack | None


@frozen
class ClaimOffice:
    """Every act is recorded with who did it, and tells those who asked for it."""

    database: Database
    entropy: Entropy
    clock: Clock
    rules: ClaimRules
    sending: ClaimSending

    def listed(self, wanted: ClaimFilter) -> Iterator[tuple[Claim, Company]]:
        """Every claim that matches, last declared first."""
        first = 0
        while True:
            with self.database.read() as kept:
                found, total = kept.claim_register.listed(wanted, first, PORTION)
            yield from found
            first += len(found)
            if not found or first >= total:
                return

    def show(self, name: str) -> ClaimDossier:
        """The claim of that number, receipt or id; raises ClaimUnknown."""
        with self.database.read() as kept:
            claim = _known(kept, name)
            company = kept.companies.get(claim.siren)
            if company is None:
                raise ClaimUnknown()
            declaration = kept.claim_register.declaration(claim.id)
            added = kept.uploads.of_subject(claim.siren, f"{ADDITION}:{claim.id}")
            # What was sent stays with the company that sent it, wherever the contract went since.
            sent = kept.uploads.of_subject(declaration.siren, declaration.subject) if declaration else ()
            calls = kept.call_backs.of_company(claim.siren)
            return ClaimDossier(
                claim,
                company,
                declaration,
                kept.claim_exchanges.messages(claim.siren, claim.id),
                kept.claim_exchanges.requests(claim.siren, [claim.id]),
                tuple(upload for upload in (*sent, *added) if upload.is_kept or upload.is_lost),
                self._asked(declaration) if declaration else (),
                next((call for call in calls if call.claim == claim.id and call.is_open), None),
            )

    def declare(self, siren: Siren, entries: Mapping[str, str], actor: Actor) -> ClaimDeclaration:
        """Declare on behalf of a member, who told it by telephone or by letter; files are added afterwards.

        Raises CompanyClosedToYou for an unknown company, or Invalid with every answer that is missing.
        """
        now, tree = self.clock.now(), self.rules.trees.present
        draft = ClaimDeclaration(
            self.entropy.identifier(),
            siren,
            self.entropy.token(),
            tree.code,
            tree.version,
            now,
            staff=actor.code,
            entries={path: text for path, text in entries.items() if text},
            written_at=now,
        )
        with self.database.write() as unit:
            if unit.companies.get(siren) is None:
                raise CompanyClosedToYou()
            unit.claim_declarations.save(draft)
            sent = self.sending.accept(unit, evolve(draft, version=1), {}, actor)
            claim = unit.claims.get(siren, sent.id)
            if claim:
                tell_of_claim(unit, self.entropy, claim, now, open_to_all=self.rules.open_to_all)
            unit.commit()
        return self.sending.acknowledged(sent)

    def move(self, name: str, state: ClaimState, actor: Actor) -> Claim:
        """Put a claim in another state, as the table allows, and tell those who asked.

        Raises ClaimUnknown, ClaimMoved, or StaleWrite.
        """
        with self.database.write() as unit:
            former = _known(unit, name)
            moved = former.moved(state)
            unit.claims.move(moved, former.state)
            unit.record(ClaimStateChanged(moved.siren, moved.number, moved.state.value), actor)
            self._tell(unit, moved)
            unit.commit()
        return moved

    def assign(self, name: str, handler: ContactCode, actor: Actor) -> Claim:
        """Give a claim to somebody at the insurer.

        Raises ClaimUnknown, StaleWrite, or Invalid for a handler whom nobody knows.
        """
        with self.database.write() as unit:
            former = _known(unit, name)
            if unit.agencies.contact(handler) is None:
                raise Invalid([Problem("handler", "handler_unknown")])
            assigned = evolve(former, handler=handler)
            unit.claims.move(assigned, former.state)
            unit.record(ClaimAssigned(assigned.siren, assigned.id, handler), actor)
            unit.commit()
        return assigned

    def request_documents(
        self, name: str, documents: Sequence[str], note: str, due_on: date | None, actor: Actor
    ) -> Claim:
        """Ask the member for documents, due today at the earliest, and tell those who asked for news.

        Raises ClaimUnknown or Invalid.
        """
        told, now = " ".join(note.split()), self.clock.now()
        problems = []
        known = {wanted.id for wanted in self.rules.trees.present.documents}
        problems += [
            Problem.of("document", "document_kind_unknown", document=document)
            for document in documents
            if document not in known
        ]
        if len(told) > LONGEST_NOTE:
            problems.append(Problem.of("note", "reason_too_long", maximum=LONGEST_NOTE))
        if due_on and due_on < day_in_paris(now):
            problems.append(Problem("due_on", "due_in_the_past"))
        if problems:
            raise Invalid(problems)
        with self.database.write() as unit:
            claim = _known(unit, name)
            for document in dict.fromkeys(documents):
                identifier = self.entropy.identifier()
                request = DocumentRequest(identifier, claim.siren, claim.id, document, told, now, actor.code, due_on)
                unit.claim_exchanges.ask(request)
                unit.record(ClaimDocumentRequested(claim.siren, claim.id, document), actor)
            self._tell(unit, claim)
            unit.commit()
        return claim

    def say(self, name: str, text: str, actor: Actor) -> Claim:
        """Write to the member, and tell those who asked for news; raises ClaimUnknown or Invalid."""
        now, told = self.clock.now(), checked_message(text)
        with self.database.write() as unit:
            claim = _known(unit, name)
            key = self.entropy.identifier()
            unit.claim_exchanges.say(ClaimMessage(key, claim.siren, claim.id, now, Voice.INSURER, actor.code, told))
            unit.record(ClaimMessageSent(claim.siren, claim.id, key, Voice.INSURER.value), actor)
            self._tell(unit, claim)
            unit.commit()
        return claim

    def _asked(self, sent: ClaimDeclaration) -> tuple[tuple[Block, tuple[Question, ...]], ...]:
        return asked(self.rules.trees.named(sent.tree, sent.tree_version), sent.entries)

    def _tell(self, unit: UnitOfWork, claim: Claim) -> None:
        tell_of_claim(unit, self.entropy, claim, self.clock.now(), open_to_all=self.rules.open_to_all)


def _known(kept: Repositories, name: str) -> Claim:
    claim = kept.claim_register.find(name)
    if claim is None:
        raise ClaimUnknown()
    return claim
