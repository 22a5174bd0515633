"""What time brings to declarations: openings, reminders before the due date, the end of old drafts (RULES E1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from attrs import frozen

from societaire.declarations.declaration import Declaration
from societaire.declarations.standing import PeriodStanding
from societaire.events import SYSTEM, DraftRemoved
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.settings import Limits
from societaire.use_cases.declaration_drafts import remove_draft
from societaire.use_cases.declaration_news import announce_all, message_of, people_of
from societaire.use_cases.portions import PORTION, Done, check_still, one_by_one
from societaire.values import Email, day_in_paris


@frozen
class DeclarationUpkeep:
    """What a timer runs every night; run twice, it does nothing the second time."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def nightly(self) -> Mapping[str, int]:
        """Returns how many of each kind, none left out.

        periods_opened, declarations_reminded, drafts_warned, drafts removed, drafts_skipped.
        """
        now = self.clock.now()
        counts = {
            "periods_opened": announce_all(self.database, day_in_paris(now)),
            "declarations_reminded": self._remind(now),
        }
        warned, removed = self._warn(now), self._remove(now)
        counts |= {
            "drafts_warned": warned.count,
            "drafts": removed.count,
            "drafts_skipped": warned.skipped + removed.skipped,
        }
        return {kind: count for kind, count in counts.items() if count}

    def _remind(self, now: datetime) -> int:
        """One reminder for each period at each distance, the nearest alone when several have come."""
        reminded = 0
        for distance in sorted((self.limits.declaration_last_reminder, self.limits.declaration_reminder)):
            with self.database.read() as kept:
                near = kept.periods.to_remind(day_in_paris(now), distance.days)
            for standing in near:
                with self.database.write() as unit:
                    reminded += self._remind_of(unit, standing, distance, now)
                    unit.periods.note(standing.period, reminded_ahead=distance.days)
                    unit.commit()
        return reminded

    def _remind_of(self, unit: UnitOfWork, standing: PeriodStanding, distance: timedelta, now: datetime) -> int:
        """Whether anybody is reminded: not of a letter that came when the due date was as near already."""
        period = standing.period
        if period.letter_date is None or period.letter_date > period.due_date - distance:
            return 0
        draft = unit.declarations.get(period.siren, standing.declaration_id) if standing.declaration_id else None
        values = (("contract_id", period.contract_id), ("start", period.covered.start.isoformat()))
        messages = [
            Message(
                *(self.entropy.identifier(), MessageKind.DECLARATION_DUE, person.email, now, now),
                *(person.id, period.siren, values),
            )
            for person in people_of(unit, period.siren, draft.written_by if draft else None)
            if _can_sign_in(unit, person.email)
        ]
        unit.outbox.add(messages)
        return int(bool(messages))

    def _warn(self, now: datetime) -> Done:
        """The writer and the administrators of a draft that nobody wrote in for long."""

        def warn(draft: Declaration) -> None:
            with self.database.write() as unit:
                people = people_of(unit, draft.siren, draft.written_by)
                unit.outbox.add(
                    [message_of(draft, MessageKind.DRAFT_EXPIRING, one, now, self.entropy) for one in people]
                )
                unit.declaration_register.note_warning(draft, now)
                unit.commit()

        return one_by_one(lambda: self._stale(now - self.limits.draft_warning, None), warn)

    def _remove(self, now: datetime) -> Done:
        """Drafts whose people were warned early enough, with their files."""
        before, notice = now - self.limits.draft_life, self.limits.draft_life - self.limits.draft_warning

        def remove(draft: Declaration) -> None:
            with self.database.write() as unit:
                check_still(unit.uploads.of_subject(draft.siren, draft.subject), before)
                remove_draft(unit, draft)
                unit.record(DraftRemoved(draft.siren, draft.id, draft.contract), SYSTEM)
                unit.commit()

        return one_by_one(lambda: self._stale(before, now - notice), remove)

    def _stale(self, before: datetime, warned_before: datetime | None) -> Sequence[Declaration]:
        with self.database.read() as kept:
            return kept.declaration_register.stale(before, warned_before, PORTION)


def _can_sign_in(unit: UnitOfWork, email: Email) -> bool:
    """Nobody is reminded who never chose a password: nothing of theirs waits."""
    found = unit.persons.by_email(email)
    return found is not None and found[1] is not None
