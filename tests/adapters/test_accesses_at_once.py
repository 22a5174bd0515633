"""Two who act upon a company's accesses at the same instant, on real databases (RULES C8)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.companies.access import LastAdministrator
from societaire.companies.company import Company
from societaire.events import Actor, ActorKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World, person_id
from societaire_db.database import SqlDatabase

STAFF = Actor(ActorKind.STAFF, "C1", "agent")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> SqlDatabase:
    """Each real one."""
    database: SqlDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture
def company(database: SqlDatabase) -> Company:
    """A company with two administrators."""
    world = World(database)
    company: Company = world.company()
    for number in (1, 2):
        world.access(world.person(number, code=f"P{number}"), company)
    return company


@pytest.fixture
def service(database: SqlDatabase) -> Societaire:
    return Societaire.from_ports(evolve(MemoryParts.at(NOON).ports(), database=database))


@pytest.mark.parametrize(
    "act",
    [
        lambda service, siren: service.companies.detach("P2", siren, STAFF),
        lambda service, siren: service.access_office.replace_administrator(siren, "P2", "P1", STAFF),
    ],
    ids=["detached", "replaced by who leaves"],
)
def test_the_second_of_two_removals_sees_the_first(
    database: SqlDatabase, service: Societaire, company: Company, act: Callable[[Societaire, object], object]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.write() as unit:
            leaving = next(access for access, person in unit.accesses.of_company(company.siren) if person.code == "P1")
            second = pool.submit(act, service, company.siren)
            with pytest.raises(TimeoutError):
                second.result(0.5)
            unit.accesses.save(leaving.removed(NOON))
            unit.commit()
        error = second.exception(30)
    live = _live(database, company)
    assert live
    assert isinstance(error, LastAdministrator) or (error is None and live == {person_id(1)})


def _live(database: SqlDatabase, company: Company) -> set[str]:
    with database.read() as kept:
        return {person.id for access, person in kept.accesses.of_company(company.siren) if access.is_live}
