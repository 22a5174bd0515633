"""Acts upon accesses, on the core."""

from collections.abc import Iterable

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import CoreOutcome, outcome_of
from features.pilots.pilot import File, Newcomer, Outcome
from societaire.companies.invitation import Invitation
from societaire.identity.person import Person
from societaire.values import Email, PersonId, Siren


class CoreAccessActs(CoreActs):
    """Acts are calls of use cases."""

    # The member's side.

    def accesses(self, browser: str, siren: Siren) -> Outcome:
        """The list, and whom to call."""

        def act() -> object:
            found = self.service.accesses.listing(self._person(browser), siren)
            return found.members, found.space.agency

        return outcome_of(act)

    def take_accesses(self, browser: str, siren: Siren) -> Outcome:
        """The list as a file."""
        from societaire_web.sheets import sheet
        from societaire_wording.access_sheet import HEADINGS, cells

        members = self.service.accesses.listing(self._person(browser), siren).members
        return CoreOutcome(file=File(sheet(HEADINGS, map(cells, members)), "text/csv", f"acces-{siren}.csv"))

    def access_history(self, browser: str, siren: Siren) -> Outcome:
        """What happened."""

        def act() -> object:
            from societaire_wording.access_history import told

            _, happenings = self.service.accesses.history(self._person(browser), siren)
            return tuple(told(one.kind, one.actor, one.actor_name, one.about, one.values) for one in happenings)

        return outcome_of(act)

    def invite_newcomer(self, browser: str, siren: Siren, newcomer: Newcomer) -> Outcome:
        """Invite."""

        def act() -> object:
            names = newcomer.last_name, newcomer.first_name, newcomer.address
            self.service.inviting.invite(self._person(browser), siren, *names)
            return newcomer.address

        return outcome_of(act)

    def renew_invitation(self, browser: str, siren: Siren, address: str) -> Outcome:
        """Send again."""
        return outcome_of(
            lambda: self.service.inviting.renew(self._person(browser), siren, self.invitation(siren, address).id)
        )

    def revoke_invitation(self, browser: str, siren: Siren, address: str) -> Outcome:
        """Take back."""
        return outcome_of(
            lambda: self.service.inviting.revoke(self._person(browser), siren, self.invitation(siren, address).id)
        )

    def accept_invitation(self, browser: str, token: str, password: str) -> Outcome:
        """Accept, as whoever is signed in at the browser, if anybody."""
        here = self.browser(browser)

        def act() -> None:
            visitor = self._person(browser) if here.token else None
            accepted = self.service.accepting.accept(token, password, here.client, visitor)
            if accepted.signed_in:
                here.token = accepted.signed_in.token

        return outcome_of(act)

    def relabel(self, browser: str, siren: Siren, address: str, label: str) -> Outcome:
        """Say what somebody does."""
        return outcome_of(
            lambda: self.service.accesses.relabel(self._person(browser), siren, self.whose(address), label)
        )

    def prepare_removal(self, browser: str, siren: Siren, address: str) -> Outcome:
        """Look at what a removal does."""
        return outcome_of(lambda: self.service.accesses.member(self._person(browser), siren, self.whose(address)))

    def remove_access(self, browser: str, siren: Siren, address: str) -> Outcome:
        """Remove, once looked at."""

        def act() -> object:
            _, member = self.service.accesses.member(self._person(browser), siren, self.whose(address))
            return self.service.accesses.remove(self._person(browser), siren, member.person.id, member.access.version)

        return outcome_of(act)

    def restore_access(self, browser: str, siren: Siren, address: str) -> Outcome:
        """Open again."""
        return outcome_of(lambda: self.service.accesses.restore(self._person(browser), siren, self.whose(address)))

    def confirm_accesses(self, browser: str, siren: Siren, address: str | None = None) -> Outcome:
        """Say that the list, or one line, is right."""
        whose = self.whose(address) if address else None
        return outcome_of(lambda: self.service.accesses.confirm(self._person(browser), siren, whose))

    # The insurer's side.

    def allow_mailbox(self, staff: str, siren: Siren, address: str) -> Outcome:
        """Let a shared mailbox in."""
        return outcome_of(lambda: self.service.access_office.allow(siren, address, self._staff(staff)))

    def give_back(self, staff: str, siren: Siren, person: str) -> Outcome:
        """Open a removed access again."""
        return outcome_of(lambda: self.service.access_office.restore(siren, person, self._staff(staff)))

    def replace_administrator(self, staff: str, siren: Siren, old: str, new: str) -> Outcome:
        """Give an administration to another."""
        return outcome_of(lambda: self.service.access_office.replace_administrator(siren, old, new, self._staff(staff)))

    def change_email(self, staff: str, person: str, address: str) -> Outcome:
        """Give a person another address."""
        return outcome_of(lambda: self.service.people.change_email(person, address, self._staff(staff)))

    def role_mailboxes(self) -> Outcome:
        """The shared mailboxes that nobody allowed."""
        return outcome_of(lambda: tuple(str(line.person.email) for line in self.service.access_office.role_mailboxes()))

    def overdue_reviews(self) -> Outcome:
        """The companies that have not reviewed their list."""
        return outcome_of(lambda: tuple(each.name for each in self.service.access_office.reviews_due()))

    def ask_reviews(self, staff: str) -> Outcome:
        """Ask for the reviews that are due."""
        return outcome_of(lambda: self.service.access_office.ask_reviews(self._staff(staff)))

    # Who and what the story names.

    def whose(self, address: str) -> PersonId:
        """The id of the person of an address."""
        return next(each.id for each in self._persons() if each.email == Email(address))

    def invitation(self, siren: Siren, address: str) -> Invitation:
        """The invitation of an address that is still pending."""
        held = self.world.parts.database.tables.invitations.values()
        return next(each for each in held if each.siren == siren and each.is_pending and each.email == Email(address))

    def _persons(self) -> Iterable[Person]:
        return self.world.parts.database.tables.persons.values()
