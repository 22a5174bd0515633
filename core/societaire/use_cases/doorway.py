"""The one door to a company's space: every request passes it, so that a removed access ends at once."""

from datetime import timedelta

from attrs import frozen

from societaire.companies.access import CompanyClosedToYou
from societaire.companies.policy import Action, authorize
from societaire.contracts.space import Space
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.identity import DatabaseBusy
from societaire.values import PersonId, Siren

SWITCHER_SIZE = 8
NOTE_VISIT_EVERY = timedelta(minutes=10)


@frozen
class Doorway:
    """Lets a person into a company's space, or answers as if there were none."""

    database: Database
    clock: Clock

    def enter(self, kept: Repositories, person_id: PersonId, siren: Siren, action: Action) -> Space:
        """The space, when the person's live access allows the action.

        Raises CompanyClosedToYou, whether the company exists or not, or ProfileTooLow.
        """
        space = kept.accesses.space(person_id, siren, SWITCHER_SIZE)
        if space is None:
            raise CompanyClosedToYou()
        authorize(space.membership.access, action)
        return space

    def note_visit(self, space: Space) -> None:
        """Remember which company the person was last in (RULES B1), at most every ten minutes for the same one."""
        now = self.clock.now()
        access = space.membership.access
        others = [membership.access.visited_at for membership in space.switcher.recent]
        latest = access.visited_at is not None and all(o is None or o < access.visited_at for o in others)
        if latest and access.visited_at is not None and now - access.visited_at < NOTE_VISIT_EVERY:
            return
        try:
            with self.database.write() as unit:
                unit.visits.record(access.person_id, access.siren, now)
                unit.commit()
        except DatabaseBusy:
            # Only the order of a list is at stake: the page goes on, the next visit will be noted.
            return
