"""What a person asks to be told of, and how they are written to (RULES C6, F3, F4)."""

from collections.abc import Mapping

from attrs import frozen

from societaire.companies.policy import ALLOWED, Action
from societaire.contracts.space import Space
from societaire.errors import NotFound
from societaire.events import EmailVerified, NotificationChosen, PaperChosen, person_actor
from societaire.identity.person import Person
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.seals import Seals
from societaire.preferences.choices import Choice, Frequency, Topic, changed, chosen
from societaire.preferences.standing import Standing
from societaire.settings import Limits
from societaire.use_cases.alert_mails import EVERYTHING_DAILY, UNSUBSCRIBE
from societaire.use_cases.doorway import Doorway
from societaire.values import PersonId, Siren

NAMED = 50
"""Companies that the page names."""


class UnsubscribeUnknown(NotFound):
    """No mail ever held that link."""

    code = "unsubscribe_unknown"


@frozen
class Preferences:
    """A person's choices, for all their companies: `companies` names the first of the `total`."""

    space: Space
    person: Person
    choices: Mapping[Topic, Choice]
    standing: Standing
    companies: tuple[str, ...]
    total: int
    must_verify: bool

    @property
    def is_bounced(self) -> bool:
        """Whether mails to the person come back."""
        return self.standing.is_bounced(self.person.email)


@frozen
class AddressState:
    """What a person must be told of their address wherever they come in."""

    is_bounced: bool
    must_verify: bool


@frozen
class Unsubscription:
    """What the link of a mail ends: `topic` is None for everything sent once a day; `ended` is what was on."""

    person: Person
    topic: Topic | None
    ended: tuple[Topic, ...]


@frozen
class Choosing:
    """A person's own choices; nobody else makes them, and they hold for every company of theirs (RULES F4)."""

    database: Database
    seals: Seals
    clock: Clock
    limits: Limits

    def of_person(self, person_id: PersonId, siren: Siren) -> Preferences:
        """The choices, seen from a company; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.CHOOSE_NOTIFICATIONS)
            person = kept.persons.get(person_id)
            memberships, total = kept.accesses.memberships(person_id, "", 0, NAMED)
            standing = kept.standings.get(person_id)
            choices = chosen(kept.choices.of_person(person_id), person_id)
        assert person is not None  # noqa: S101 - an access is a person's
        must_verify = standing.must_verify(person.email, self.clock.now(), self.limits)
        names = tuple(membership.company.name for membership in memberships)
        return Preferences(space, person, choices, standing, names, total, must_verify)

    def address(self, person: Person, space: Space) -> AddressState:
        """Whether the address of a person in a space of theirs works, and whether they are to confirm it."""
        must_verify = space.standing.must_verify(person.email, self.clock.now(), self.limits)
        return AddressState(space.standing.is_bounced(person.email), must_verify)

    def bounced(self, person_id: PersonId, siren: Siren) -> tuple[Person, ...]:
        """Whose mails come back, for those who manage the company's accesses; nobody for others."""
        with self.database.read() as kept:
            access = kept.accesses.get(person_id, siren)
            if access is None or not access.is_live or access.profile not in ALLOWED[Action.MANAGE_ACCESSES]:
                return ()
            return tuple(person for person, _ in kept.standings.bounced(siren))

    def choose(self, person_id: PersonId, siren: Siren, wanted: Mapping[Topic, Frequency]) -> None:
        """Keep what differs, dated; topics that are not named stay as they are. Raises CompanyClosedToYou."""
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            self._choose(unit, person_id, wanted, "page")
            unit.commit()

    def choose_paper(self, person_id: PersonId, siren: Siren, *, paper: bool) -> None:
        """Ask for paper, or for no more paper (L111-10 C. ass.); raises CompanyClosedToYou."""
        now = self.clock.now()
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            standing = unit.standings.get(person_id)
            if paper is not (standing.paper_since is not None):
                unit.standings.save(standing.on_paper(now) if paper else standing.paperless(now))
                unit.record(PaperChosen(person_id, paper), person_actor(person_id))
                unit.commit()

    def verify_email(self, person_id: PersonId, siren: Siren) -> None:
        """Confirm that the address is still one's own (L111-10 C. ass.); raises CompanyClosedToYou."""
        now = self.clock.now()
        with self.database.write() as unit:
            self._enter(unit, person_id, siren)
            person = unit.persons.get(person_id)
            standing = unit.standings.get(person_id)
            if person is not None and standing.must_verify(person.email, now, self.limits):
                unit.standings.save(standing.verified(person.email, now))
                unit.record(EmailVerified(person_id), person_actor(person_id))
                unit.commit()

    def look(self, sealed: str) -> Unsubscription:
        """What the link of a mail would end; nothing changes. Raises UnsubscribeUnknown."""
        with self.database.read() as kept:
            person_id, scope = self._opened(sealed)
            person = kept.persons.get(person_id)
            if person is None:
                raise UnsubscribeUnknown()
            choices = chosen(kept.choices.of_person(person_id), person_id)
        topic = None if scope == EVERYTHING_DAILY else Topic(scope)
        return Unsubscription(person, topic, tuple(each for each in Topic if _is_ended(choices[each], topic)))

    def unsubscribe(self, sealed: str) -> Unsubscription:
        """End what the link names, and nothing else; a second time ends nothing more. Raises UnsubscribeUnknown."""
        ended = self.look(sealed)
        with self.database.write() as unit:
            self._choose(unit, ended.person.id, dict.fromkeys(ended.ended, Frequency.OFF), "link")
            unit.commit()
        return ended

    def _enter(self, unit: UnitOfWork, person_id: PersonId, siren: Siren) -> None:
        Doorway(self.database, self.clock).enter(unit, person_id, siren, Action.CHOOSE_NOTIFICATIONS)

    def _choose(self, unit: UnitOfWork, person_id: PersonId, wanted: Mapping[Topic, Frequency], way: str) -> None:
        present = chosen(unit.choices.of_person(person_id), person_id)
        choices = changed(present, wanted, self.clock.now())
        unit.choices.save(choices)
        for choice in choices:
            event = NotificationChosen(person_id, choice.topic, choice.frequency, way)
            unit.record(event, person_actor(person_id))

    def _opened(self, sealed: str) -> tuple[PersonId, str]:
        text = self.seals.open(UNSUBSCRIBE, sealed)
        person_id, _, scope = (text or "").partition(":")
        if scope not in (*Topic, EVERYTHING_DAILY):
            raise UnsubscribeUnknown()
        return PersonId(person_id), scope


def _is_ended(choice: Choice, topic: Topic | None) -> bool:
    if topic is None:
        return choice.frequency is Frequency.DAILY
    return choice.topic is topic and choice.frequency is not Frequency.OFF
