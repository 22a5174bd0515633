"""What the home page asks of the database: six statements, however much there is to show.

The session with its person, the space (membership, switcher, agency, contact, how many news, how the person's address
does), the first contracts with how many there are, the documents; then the periods to declare (RULES E2), which
came with the declarations, and the claims begun (RULES H2), which came with the claims. A later need may raise the
number, with its reason here.
"""

from datetime import timedelta

import pytest
from attrs import evolve
from flask import Flask

from societaire.app import Societaire
from societaire.identity.links import digest
from societaire.identity.sessions import Session
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.values import SessionId, Siren
from societaire_db.database import SqlDatabase
from societaire_web import create_app
from tests.databases import counted
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import CONFIG, URL

# The frame, contracts, documents, periods, drafts of claims, documents asked for claims, how mails are received.
STATEMENTS = 7
TOKEN = "t" * 43


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest) -> SqlDatabase:
    """Each real database, empty."""
    database: SqlDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture
def app(kept: SqlDatabase) -> Flask:
    """The portal over that database."""
    parts = MemoryParts.at(NOON)
    return create_app(Societaire.from_ports(evolve(parts.ports(), database=kept, clock=parts.clock)), CONFIG)


def _fill(kept: SqlDatabase, companies: int, contracts: int, documents: int) -> Siren:
    """Somebody signed in, who was on that home page a moment ago: neither the session nor the visit is written."""
    world = World(kept)
    person = world.person()
    first = world.company(1, "Maçonnerie 1")
    for number in range(1, companies + 1):
        world.access(person, world.company(number, f"Maçonnerie {number}"))
    for number in range(contracts):
        contract = world.contract(first, f"K{number}")
        for year in range(documents):
            world.document(contract, f"D{number}-{year}", 2026 - year)
    session = Session(SessionId("s" * 32), digest(TOKEN), person.id, NOON, NOON, "Firefox", "192.0.2.0")
    with kept.write() as unit:
        unit.sessions.add(session)
        unit.visits.record(person.id, first.siren, NOON - timedelta(minutes=1))
        unit.commit()
    return first.siren


def _sent(app: Flask, kept: SqlDatabase, siren: Siren) -> list[str]:
    browser = Browser(app, URL)
    browser.keep(TOKEN)
    browser.get(f"/s/{siren}/")
    with counted(kept) as sent:
        browser.get(f"/s/{siren}/")
    assert browser.status == 200
    assert "Maçonnerie 1" in browser.response.text
    return sent


@pytest.mark.parametrize(("companies", "contracts", "documents"), [(1, 0, 0), (1, 1, 1), (6, 12, 3)])
def test_the_home_page_sends_as_many_statements_whatever_it_shows(
    app: Flask, kept: SqlDatabase, companies: int, contracts: int, documents: int
) -> None:
    sent = _sent(app, kept, _fill(kept, companies, contracts, documents))
    assert len(sent) == STATEMENTS, "\n\n".join(sent)


def test_none_of_them_writes(app: Flask, kept: SqlDatabase) -> None:
    sent = _sent(app, kept, _fill(kept, companies=2, contracts=3, documents=2))
    assert all(statement.lstrip().startswith("SELECT") for statement in sent)


def test_a_first_visit_is_written_on_top(app: Flask, kept: SqlDatabase) -> None:
    siren = _fill(kept, companies=2, contracts=1, documents=1)
    browser = Browser(app, URL)
    browser.keep(TOKEN)
    with kept.write() as unit:
        session = unit.sessions.with_person(digest(TOKEN))
        assert session
        unit.visits.record(session[1].id, siren, NOON - timedelta(hours=1))
        unit.commit()
    with counted(kept) as sent:
        browser.get(f"/s/{siren}/")
    assert sum(statement.startswith("UPDATE accesses") for statement in sent) == 1
