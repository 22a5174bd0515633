"""What any database must do with the news of a company."""

from datetime import timedelta

from attrs import evolve

from societaire.companies.access import AccessState, Profile
from societaire.companies.company import Company
from societaire.contracts.document import DocumentKind
from societaire.events import SYSTEM, AccessGranted, ClaimFileRefused, DocumentPublished, MailboxAllowed, person_actor
from societaire.identity.person import Person
from societaire.ports.database import Database
from societaire.testing.conformance_world import NOON, DatabaseConformance, World

HOUR = timedelta(hours=1)


class BulletinsConformance(DatabaseConformance):
    """News of a company."""

    def test_what_is_new_comes_first_and_is_counted(self, database: Database, world: World) -> None:
        company, person, other = world.company(), world.person(1), world.person(2)
        for each in (person, other):
            world.access(each, company)
        happened = [
            (DocumentPublished(company.siren, "D1", "K1", DocumentKind.ATTESTATION, 2026), SYSTEM),
            (MailboxAllowed(company.siren), SYSTEM),
            (AccessGranted(company.siren, other.id, Profile.COLLABORATOR), person_actor(person.id)),
            (DocumentPublished(company.siren, "D2", "K1", DocumentKind.ATTESTATION, 2026), SYSTEM),
        ]
        with database.write() as unit:
            for event, actor in happened:
                unit.record(event, actor)
            unit.commit()
        assert self._page(database, person, company) == ([(4, True), (1, True), (3, False)], 3, 2)
        assert self._page(database, other, company) == ([(4, True), (3, True), (1, True)], 3, 3)
        with database.write() as unit:
            unit.bulletins.mark(person.id, company.siren, 1)
            unit.bulletins.mark(other.id, company.siren, 4)
            unit.bulletins.mark(other.id, company.siren, 2)
            unit.commit()
        assert self._page(database, person, company) == ([(4, True), (3, False), (1, False)], 3, 1)
        assert self._page(database, other, company) == ([(4, False), (3, False), (1, False)], 3, 0)
        with database.read() as kept:
            assert [b.event.position for b in kept.bulletins.page(person.id, company.siren, 1, 1)[0]] == [3]

    def test_nothing_is_told_without_a_live_access(self, database: Database, world: World) -> None:
        company, person, stranger = world.company(), world.person(1), world.person(2)
        access = world.access(person, company)
        with database.write() as unit:
            unit.record(DocumentPublished(company.siren, "D1", "K1", DocumentKind.ATTESTATION, 2026), SYSTEM)
            unit.accesses.save(evolve(access, state=AccessState.REMOVED, removed_at=NOON))
            unit.commit()
        with database.read() as kept:
            assert kept.bulletins.page(person.id, company.siren, 0, 10) == ((), 0)
            assert kept.bulletins.page(stranger.id, company.siren, 0, 10) == ((), 0)

    def test_what_came_before_the_access_is_not_new(self, database: Database, world: World) -> None:
        company, person = world.company(), world.person(1)
        with database.write() as unit:
            unit.record(DocumentPublished(company.siren, "D1", "K1", DocumentKind.ATTESTATION, 2026), SYSTEM)
            unit.commit()
        access = world.access(person, company)
        with database.write() as unit:
            unit.accesses.save(evolve(access, granted_at=NOON + HOUR))
            unit.commit()
        assert self._page(database, person, company) == ([(1, False)], 1, 0)

    def test_what_is_reserved_is_told_to_administrators_and_to_those_whom_it_names(
        self, database: Database, world: World
    ) -> None:
        company, administrator, named, other = world.company(), *(world.person(number) for number in (1, 2, 3))
        world.access(administrator, company)
        for person in (named, other):
            world.access(person, company, Profile.COLLABORATOR)
        with database.write() as unit:
            of_claim = ("c" * 32, "D2026-000001", "d" * 32, "photographs", "file_infected")
            unit.record(ClaimFileRefused(company.siren, *of_claim, (named.id,)), SYSTEM)
            unit.record(DocumentPublished(company.siren, "D1", "K1", DocumentKind.ATTESTATION, 2026), SYSTEM)
            unit.commit()
        for person in (administrator, named):
            assert self._page(database, person, company) == ([(2, True), (1, True)], 2, 2)
        assert self._page(database, other, company) == ([(2, True)], 1, 1)

    def _page(self, database: Database, person: Person, company: Company) -> tuple[list[tuple[int, bool]], int, int]:
        """Places and novelty of the first page, how many in all, and what every page says is new."""
        with database.read() as kept:
            found, total = kept.bulletins.page(person.id, company.siren, 0, 10)
            space = kept.accesses.space(person.id, company.siren, 8)
        assert space is not None
        return [(bulletin.event.position, bulletin.is_new) for bulletin in found], total, space.news
