"""Acts upon notifications, on the core."""

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import Outcome
from societaire.preferences.choices import Frequency, Topic
from societaire.values import Siren


class CoreChoiceActs(CoreActs):
    """Acts are calls of use cases."""

    def choices(self, browser: str, siren: Siren) -> Outcome:
        """What is chosen, and where it holds."""
        return outcome_of(lambda: self.service.choosing.of_person(self._person(browser), siren).companies)

    def choose(self, browser: str, siren: Siren, topic: Topic, frequency: Frequency) -> Outcome:
        """Choose."""
        return outcome_of(lambda: self.service.choosing.choose(self._person(browser), siren, {topic: frequency}))

    def choose_paper(self, browser: str, siren: Siren, *, paper: bool) -> Outcome:
        """Ask for paper, or no more."""
        return outcome_of(lambda: self.service.choosing.choose_paper(self._person(browser), siren, paper=paper))

    def verify_email(self, browser: str, siren: Siren) -> Outcome:
        """Confirm one's address."""
        return outcome_of(lambda: self.service.choosing.verify_email(self._person(browser), siren))

    def look_at_end(self, browser: str, sealed: str) -> Outcome:
        """Look at the link that ends messages."""
        assert browser
        return outcome_of(lambda: self.service.choosing.look(sealed))

    def end_messages(self, browser: str, sealed: str) -> Outcome:
        """Follow it."""
        assert browser
        return outcome_of(lambda: self.service.choosing.unsubscribe(sealed))

    def news(self, browser: str, siren: Siren) -> Outcome:
        """What happened for a company."""
        return outcome_of(lambda: self.service.news.page(self._person(browser), siren))

    def mark_news(self, browser: str, siren: Siren) -> Outcome:
        """Say that it was seen."""

        def act() -> None:
            person = self._person(browser)
            self.service.news.mark(person, siren, self.service.news.page(person, siren).latest)

        return outcome_of(act)

    # The insurer's side.

    def note_bounce(self, staff: str, person: str, reason: str) -> Outcome:
        """Note that mails come back."""
        return outcome_of(lambda: self.service.mailing.bounce(person, reason, self._staff(staff)))

    def clear_bounce(self, staff: str, person: str) -> Outcome:
        """Note that they arrive."""
        return outcome_of(lambda: self.service.mailing.clear_bounce(person, self._staff(staff)))

    def unverified(self) -> Outcome:
        """Who did not confirm their address."""
        return outcome_of(lambda: tuple(str(each.person.email) for each in self.service.mailing.unverified()))

    def pass_night(self) -> Outcome:
        """What a timer runs every night."""
        return outcome_of(self.service.mailing.nightly)
