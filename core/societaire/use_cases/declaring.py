"""Declaring the bases of a contract: the desk of a period, its draft, what the rules find in it (RULES E)."""

from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.companies.access import Profile
from societaire.companies.policy import Action
from societaire.contracts.space import Space
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import (
    Declaration,
    DeclarationState,
    FormNotOffered,
    Way,
)
from societaire.declarations.entries import initial_entries
from societaire.declarations.findings import Finding
from societaire.declarations.periods import PeriodNotOpen
from societaire.declarations.shipped import Forms
from societaire.declarations.standing import PeriodStanding
from societaire.events import DeclarationPrepared, DraftRemoved, person_actor
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.entropy import Entropy
from societaire.ports.identity import StaleWrite
from societaire.uploads.upload import lost_files
from societaire.use_cases.declaration_drafts import check_measure, check_version, new_draft, open_draft, remove_draft
from societaire.use_cases.declaration_findings import findings_of, refuse_blocked
from societaire.use_cases.declaration_history import DeclarationHistories, DeclarationHistory
from societaire.use_cases.declaration_news import message_of, people_of
from societaire.use_cases.declaration_reading import (
    DeclarationDesk,
    dossier_of,
    form_for,
    offers,
    terms_of,
    uploads_of,
    visible_period,
)
from societaire.use_cases.declaration_receipts import DeclarationReceipts
from societaire.use_cases.declaration_sending import DeclarationSending, SendRequest
from societaire.use_cases.doorway import Doorway
from societaire.use_cases.names import full_names
from societaire.values import ContractId, PersonId, Siren, day_in_paris


@frozen
class Declaring:
    """What a member does with a period: both profiles may (RULES C9), one draft at a time for the whole company."""

    database: Database
    entropy: Entropy
    clock: Clock
    forms: Forms
    sending: DeclarationSending
    receipts: DeclarationReceipts
    histories: DeclarationHistories
    second_signature: bool = False

    def desk(self, person_id: PersonId, siren: Siren, contract_id: ContractId, start: date) -> DeclarationDesk:
        """The hub of a period; raises CompanyClosedToYou, ContractUnknown, or PeriodUnknown (RULES E1)."""
        today = day_in_paris(self.clock.now())
        with self.database.read() as kept:
            space = self._enter(kept, person_id, siren)
            contract, period = visible_period(kept, siren, contract_id, start, today)
            made = [one for one in kept.declarations.of_contract(siren, contract_id) if one.start == start]
            bases = kept.declared_bases.of_contract(siren, contract_id)
            draft = next((one for one in made if one.is_open), None)
            submissions = tuple(one for one in reversed(made) if not one.is_open)
            uploads = uploads_of(kept, draft) if draft else ()
            return DeclarationDesk(
                space,
                contract,
                period,
                PeriodStanding.of(period, made[-1] if made else None, period.year in bases),
                form := form_for(contract, self.forms, period),
                offers(contract, period, Way.ONLINE, form),
                draft,
                submissions,
                uploads,
                lost_files(uploads_of(kept, submissions[0]), uploads) if submissions else (),
                terms_of(contract, period, bases),
                self._may_certify(space),
                self.second_signature,
                full_names(
                    kept, (one for declaration in made for one in (declaration.written_by, declaration.sent_by))
                ),
            )

    def begin(self, person_id: PersonId, siren: Siren, contract_id: ContractId, start: date, way: Way) -> Declaration:
        """The period's draft, begun or turned to that way; a correction begins with what was sent.

        Raises CompanyClosedToYou, ContractUnknown, PeriodUnknown, FormNotOffered (RULES E4), or PeriodNotOpen when
        nothing is to be declared any more.
        """
        try:
            return self._begin(person_id, siren, contract_id, start, way)
        except StaleWrite:
            # A colleague, or the same click twice, began at the same moment: theirs is the draft.
            return self._begin(person_id, siren, contract_id, start, way)

    def save(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        entries: Mapping[str, str],
        version: int,
        reasons: Mapping[str, str] | None = None,
    ) -> Declaration:
        """Keep the texts of a draft as typed, wrong ones included; reasons too unless None.

        Saving again what is kept already changes nothing. Raises CompanyClosedToYou, DeclarationUnknown,
        DeclarationMoved once it was sent, Invalid when a text is beyond measure, DraftChanged (by, at, version) when
        somebody wrote since that version: theirs stays.
        """
        check_measure(entries, reasons or {})
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            draft = open_draft(unit, siren, declaration_id)
            wanted = draft.reasons if reasons is None else {key: text for key, text in reasons.items() if text.strip()}
            if dict(draft.entries) == dict(entries) and dict(draft.reasons) == dict(wanted):
                return draft
            check_version(unit, draft, version)
            written = draft.written(dict(entries), dict(wanted), person_id, self.clock.now())
            unit.declarations.save(written)
            unit.commit()
        return evolve(written, version=draft.version + 1)

    def findings(self, person_id: PersonId, siren: Siren, declaration_id: str) -> tuple[Finding, ...]:
        """Everything the rules find, in its texts and among its files; raises as `save`."""
        with self.database.read() as kept:
            self._enter(kept, person_id, siren)
            return findings_of(dossier_of(kept, siren, declaration_id, self.forms))

    def prepare(self, person_id: PersonId, siren: Siren, declaration_id: str, version: int) -> Declaration:
        """Leave a draft to an administrator, who is told, where the insurer wants a second signature.

        Raises CompanyClosedToYou, DeclarationUnknown, DeclarationMoved, DraftChanged, or Invalid with what blocks.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            dossier = dossier_of(unit, siren, declaration_id, self.forms)
            check_version(unit, dossier.declaration, version)
            prepared = dossier.declaration.moved(DeclarationState.PREPARED)
            refuse_blocked(findings_of(dossier), prepared.reasons)
            unit.declarations.save(prepared)
            unit.record(DeclarationPrepared(siren, prepared.id, prepared.contract), person_actor(person_id))
            kind, people = MessageKind.DECLARATION_PREPARED, people_of(unit, siren)
            unit.outbox.add(
                [message_of(prepared, kind, one, now, self.entropy) for one in people if one.id != person_id]
            )
            unit.commit()
        return evolve(prepared, version=prepared.version + 1)

    def abandon(self, person_id: PersonId, siren: Siren, declaration_id: str, version: int) -> None:
        """Forget a draft, its files with the next nightly round; raises as `prepare`, Invalid apart."""
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            draft = open_draft(unit, siren, declaration_id)
            check_version(unit, draft, version)
            remove_draft(unit, draft)
            unit.record(DraftRemoved(siren, draft.id, draft.contract), person_actor(person_id))
            unit.commit()

    def send(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        key: str,
        expected_files: Mapping[str, str],
        certification: Certification,
        version: int | None = None,
    ) -> Declaration:
        """Send a draft, exactly once: the same key gives the same number and receipt.

        `expected_files` are SHA-256 by upload, of every kept file that the person saw. Raises as DeclarationSending.
        """
        self.sending.send(SendRequest(person_id, siren, declaration_id, key, expected_files, certification, version))
        return self.receipts.acknowledged(siren, declaration_id)

    def receipt(self, person_id: PersonId, siren: Siren, declaration_id: str, client: Client | None = None) -> BinaryIO:
        """See DeclarationReceipts."""
        return self.receipts.open(person_id, siren, declaration_id, client)

    def history(self, person_id: PersonId, siren: Siren, contract_id: ContractId) -> DeclarationHistory:
        """See DeclarationHistories."""
        return self.histories.of_contract(person_id, siren, contract_id)

    def _begin(self, person_id: PersonId, siren: Siren, contract_id: ContractId, start: date, way: Way) -> Declaration:
        now = self.clock.now()
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            contract, period = visible_period(unit, siren, contract_id, start, day_in_paris(now))
            form = form_for(contract, self.forms, period)
            if not offers(contract, period, way, form):
                raise FormNotOffered(contract=contract.number)
            made = [one for one in unit.declarations.of_contract(siren, contract_id) if one.start == start]
            last = made[-1] if made else None
            bases = unit.declared_bases.of_contract(siren, contract_id)
            if not PeriodStanding.of(period, last, period.year in bases).is_to_do:
                raise PeriodNotOpen(contract=contract.number)
            if last and last.is_open and last.way is way:
                return last
            draft = last if last and last.is_open else new_draft(contract, start, last, self.entropy)
            if form and way is not Way.SCAN and not draft.entries:
                draft = evolve(draft, entries=initial_entries(form, terms_of(contract, period, bases)))
            draft = evolve(
                draft,
                way=way,
                form=form.code if form else None,
                form_version=form.version if form else 0,
                state=DeclarationState.DRAFT,
                written_by=person_id,
                written_at=now,
            )
            unit.declarations.save(draft)
            unit.commit()
        return evolve(draft, version=draft.version + 1)

    def _enter(self, kept: Repositories, person_id: PersonId, siren: Siren) -> Space:
        return Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DECLARE_BASES)

    def _may_certify(self, space: Space) -> bool:
        return not self.second_signature or space.membership.access.profile is Profile.ADMINISTRATOR
