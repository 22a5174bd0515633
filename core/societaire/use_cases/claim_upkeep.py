"""What time brings to claims: the end of old drafts, after their people were warned (RULES, table of durations)."""

from collections.abc import Mapping, Sequence
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
from societaire.use_cases.portions import PORTION, Done, check_still, one_by_one


@frozen
class ClaimUpkeep:
    """What a timer runs every night; run twice, it does nothing the second time."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits
    open_to_all: bool = False

    def nightly(self) -> Mapping[str, int]:
        """Returns how many claim_drafts_warned, claim_drafts removed and claim_drafts_skipped; none left out."""
        now = self.clock.now()
        warned, removed = self._warn(now), self._remove(now)
        counts = {
            "claim_drafts_warned": warned.count,
            "claim_drafts": removed.count,
            "claim_drafts_skipped": warned.skipped + removed.skipped,
        }
        return {kind: count for kind, count in counts.items() if count}

    def _warn(self, now: datetime) -> Done:
        def warn(draft: ClaimDeclaration) -> None:
            with self.database.write() as unit:
                unit.outbox.add(self._messages(unit, draft, now))
                unit.claim_register.note_warning(draft, now)
                unit.commit()

        return one_by_one(lambda: self._stale(now - self.limits.draft_warning, None), warn)

    def _stale(self, before: datetime, warned_before: datetime | None) -> Sequence[ClaimDeclaration]:
        with self.database.read() as kept:
            return kept.claim_register.stale(before, warned_before, PORTION)

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

    def _remove(self, now: datetime) -> Done:
        """Drafts whose people were warned early enough, with their files."""
        before, notice = now - self.limits.draft_life, self.limits.draft_life - self.limits.draft_warning

        def remove(draft: ClaimDeclaration) -> None:
            with self.database.write() as unit:
                check_still(unit.uploads.of_subject(draft.siren, draft.subject), before)
                remove_claim_draft(unit, draft)
                unit.record(ClaimDraftRemoved(draft.siren, draft.id), SYSTEM)
                unit.commit()

        return one_by_one(lambda: self._stale(before, now - notice), remove)


def remove_claim_draft(unit: UnitOfWork, draft: ClaimDeclaration) -> None:
    """Forget a draft and its files, whose contents go with the next nightly round; raises StaleWrite."""
    for upload in unit.uploads.of_subject(draft.siren, draft.subject):
        unit.uploads.remove(upload)
    unit.claim_declarations.remove(draft)
