"""Everything that can happen to the accesses of a company, in any order: what must hold whatever happens."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from societaire.companies.access import Access, Profile
from societaire.errors import SocietaireError
from societaire.events import Actor, ActorKind, is_intact
from societaire.identity.links import Purpose
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind
from societaire.records.rows import AccessRow, RecordKind
from societaire.testing.assembly import memory_service
from societaire.testing.conformance_world import NOON, World
from societaire.testing.export import MemoryExport
from societaire.values import Email, PersonId

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
PASSWORD = "Violon-Rouge 58"
KNOWN = st.integers(1, 4)
ADDRESSES = st.sampled_from([f"p{number}@martin.example" for number in range(1, 5)] + ["paul@martin.example"])
PROFILES = st.sampled_from(Profile)


class Accesses(RuleBasedStateMachine):
    """One company, four persons known to the insurer, one that is not."""

    @initialize()
    def found(self) -> None:
        self.service, self.parts = memory_service(NOON)
        self.world = World(self.parts.database)
        self.siren = self.world.company().siren
        self.people = {n: self.world.person(n, f"Nom{n}", f"P{n}") for n in range(1, 5)}
        self.world.access(self.people[1], self.world.company(), Profile.ADMINISTRATOR)
        # Whom the insurer made administrator, and has not unmade since.
        self.crowned = {self.people[1].id}
        self.read = 0

    # The company's own side: whoever tries, allowed or not.

    @rule(who=KNOWN, address=ADDRESSES)
    def invite(self, who: int, address: str) -> None:
        self._try(lambda: self.service.inviting.invite(self._id(who), self.siren, "Nom", "Prénom", address))

    @rule(who=KNOWN, address=ADDRESSES, again=st.booleans())
    def renew_or_revoke(self, who: int, address: str, again: bool) -> None:
        act = self.service.inviting.renew if again else self.service.inviting.revoke
        for invitation in self.parts.database.tables.invitations.values():
            if invitation.email == Email(address):
                self._try(partial(act, self._id(who), self.siren, invitation.id))

    @rule(address=ADDRESSES, which=st.integers(0, 3))
    def accept(self, address: str, which: int) -> None:
        tokens = self.parts.composer.tokens(Email(address), Purpose.INVITATION)
        if which < len(tokens):
            before = self._profiles()
            self._try(lambda: self.service.accepting.accept(tokens[-1 - which], PASSWORD, Client()))
            self._rises_at_most_to(Profile.COLLABORATOR, before)

    @rule(who=KNOWN, whom=KNOWN)
    def remove(self, who: int, whom: int) -> None:
        access = self._access(self._id(whom))
        ended = self._try(
            lambda: self.service.accesses.remove(
                self._id(who), self.siren, self._id(whom), access.version if access else 0
            )
        )
        assert not (ended and access and access.profile is Profile.ADMINISTRATOR)

    @rule(who=KNOWN, whom=KNOWN)
    def restore(self, who: int, whom: int) -> None:
        before = self._profiles()
        self._try(lambda: self.service.accesses.restore(self._id(who), self.siren, self._id(whom)))
        self._rises_at_most_to(Profile.COLLABORATOR, before)

    @rule(who=KNOWN)
    def confirm(self, who: int) -> None:
        before = self._profiles()
        self._try(lambda: self.service.accesses.confirm(self._id(who), self.siren))
        assert self._profiles() == before

    # The insurer's side.

    @rule(whom=KNOWN, profile=PROFILES)
    def attach(self, whom: int, profile: Profile) -> None:
        if self._try(lambda: self.service.companies.attach(f"P{whom}", self.siren, profile, STAFF)):
            self._crown(whom, profile)

    @rule(whom=KNOWN)
    def detach(self, whom: int) -> None:
        if self._try(lambda: self.service.companies.detach(f"P{whom}", self.siren, STAFF)):
            self.crowned.discard(self._id(whom))

    @rule(whom=KNOWN)
    def give_back(self, whom: int) -> None:
        former = self._access(self._id(whom))
        if self._try(lambda: self.service.access_office.restore(self.siren, f"P{whom}", STAFF)) and former:
            self._crown(whom, former.profile)

    @rule(old=KNOWN, new=KNOWN)
    def replace(self, old: int, new: int) -> None:
        if self._try(lambda: self.service.access_office.replace_administrator(self.siren, f"P{old}", f"P{new}", STAFF)):
            self.crowned.discard(self._id(old))
            self._crown(new, Profile.ADMINISTRATOR)

    @rule(whom=KNOWN, profile=PROFILES)
    def bring_in(self, whom: int, profile: Profile) -> None:
        before = self._access(self._id(whom))
        rows = {RecordKind.ACCESS: (AccessRow(f"P{whom}", str(self.siren), profile),)}
        self.service.imports.run(MemoryExport(rows, {}))
        now = self._access(self._id(whom))
        if before and before.changed_in_portal:
            assert now
            assert (now.state, now.profile) == (before.state, before.profile)
        elif now and now.is_live and now.profile is profile:
            self._crown(whom, profile)

    # Time and mails.

    @rule(days=st.sampled_from([0, 1, 8, 31, 92]))
    def wait(self, days: int) -> None:
        self.parts.clock.advance(timedelta(days=days, minutes=6))
        self.service.access_office.ask_reviews()

    @rule()
    def deliver(self) -> None:
        live = {p.email for p in self.parts.database.tables.persons.values() if self._is_live(p.id)}
        while self.service.sending.run().messages:
            pass
        for content in self.parts.composer.written[self.read :]:
            message = content.message
            if message.kind is MessageKind.COMPANY_DETACHED:
                assert message.recipient not in live
            elif message.siren and message.kind is not MessageKind.INVITATION:
                assert message.recipient in live, message
        self.read = len(self.parts.composer.written)

    # What must hold.

    @invariant()
    def the_last_administrator_never_vanishes(self) -> None:
        if hasattr(self, "siren"):
            assert any(each.is_live and each.profile is Profile.ADMINISTRATOR for each in self._accesses())

    @invariant()
    def nobody_leads_whom_the_insurer_did_not_make_lead(self) -> None:
        if hasattr(self, "siren"):
            leading = {
                each.person_id for each in self._accesses() if each.is_live and each.profile is Profile.ADMINISTRATOR
            }
            assert leading <= self.crowned

    @invariant()
    def whoever_was_removed_is_out(self) -> None:
        if hasattr(self, "siren"):
            for each in self._accesses():
                entered = self._try(partial(self.service.companies.space, each.person_id, self.siren))
                assert entered is each.is_live

    @precondition(lambda self: hasattr(self, "siren"))
    @invariant()
    def the_chain_of_events_is_whole(self) -> None:
        assert is_intact(self.parts.database.tables.events.get(f"company:{self.siren}", ()))

    # Looking.

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except SocietaireError:
            return False
        return True

    def _crown(self, whom: int, profile: Profile) -> None:
        if profile is Profile.ADMINISTRATOR:
            self.crowned.add(self._id(whom))
        else:
            self.crowned.discard(self._id(whom))

    def _rises_at_most_to(self, most: Profile, before: dict[PersonId, Profile]) -> None:
        for person_id, profile in self._profiles().items():
            assert profile in (most, before.get(person_id))

    def _profiles(self) -> dict[PersonId, Profile]:
        return {each.person_id: each.profile for each in self._accesses() if each.is_live}

    def _accesses(self) -> list[Access]:
        return [each for each in self.parts.database.tables.accesses.values() if each.siren == self.siren]

    def _access(self, person_id: PersonId) -> Access | None:
        return self.parts.database.tables.accesses.get((person_id, self.siren))

    def _is_live(self, person_id: PersonId) -> bool:
        access = self._access(person_id)
        return access is not None and access.is_live

    def _id(self, number: int) -> PersonId:
        return self.people[number].id


TestAccesses = Accesses.TestCase
TestAccesses.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
