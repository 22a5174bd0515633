"""What time brings to claims: the end of old drafts, after their people were warned (RULES, table of durations)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from societaire.claims.claim import is_visible
from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.access import Profile
from societaire.events import SYSTEM, ClaimDraftRemoved
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.settings import Limits

_PORTION = 200


@frozen
class ClaimUpkeep:
    """What a timer runs every night; run twice, it does nothing the second time."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits
    open_to_all: bool = False

    def nightly(self) -> Mapping[str, int]:
        """Returns how many claim_drafts_warned and claim_drafts removed; none left out."""
        now = self.clock.now()
        counts = {"claim_drafts_warned": self._warn(now), "claim_drafts": self._remove(now)}
        return {kind: count for kind, count in counts.items() if count}

    def _warn(self, now: datetime) -> int:
        warned = 0
        while True:
            with self.database.write() as unit:
                old = unit.claim_register.stale(now - self.limits.draft_warning, None, _PORTION)
                for draft in old:
                    unit.outbox.add(self._messages(unit, draft, now))
                    unit.claim_register.note_warning(draft, now)
                unit.commit()
            warned += len(old)
            if len(old) < _PORTION:
                return warned

    def _messages(self, unit: UnitOfWork, draft: ClaimDeclaration, now: datetime) -> list[Message]:
        """To whoever wrote last, and to the administrators."""
        return [
            Message(
                self.entropy.identifier(),
                MessageKind.CLAIM_DRAFT_EXPIRING,
                person.email,
                now,
                now,
                person.id,
                draft.siren,
                (("draft", draft.id),),
            )
            for access, person in unit.accesses.of_company(draft.siren)
            if access.is_live
            and (access.profile is Profile.ADMINISTRATOR or person.id == draft.written_by)
            and is_visible(draft.cause, draft.owners, access, self.open_to_all)
        ]

    def _remove(self, now: datetime) -> int:
        """Drafts whose people were warned early enough, with their files."""
        notice = self.limits.draft_life - self.limits.draft_warning
        removed = 0
        while True:
            with self.database.write() as unit:
                old = unit.claim_register.stale(now - self.limits.draft_life, now - notice, _PORTION)
                for draft in old:
                    remove_claim_draft(unit, draft)
                    unit.record(ClaimDraftRemoved(draft.siren, draft.id), SYSTEM)
                unit.commit()
            removed += len(old)
            if len(old) < _PORTION:
                return removed


def remove_claim_draft(unit: UnitOfWork, draft: ClaimDeclaration) -> None:
    """Forget a draft and its files, whose contents go with the next nightly round; raises StaleWrite."""
    for upload in unit.uploads.of_subject(draft.siren, draft.subject):
        unit.uploads.remove(upload)
    unit.claim_declarations.remove(draft)
