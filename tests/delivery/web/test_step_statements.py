"""What keeping a page of a claim's declaration asks of the database, however much the company has.

The session with its person; the space and the draft, read to know what the page asks; then, in the transaction, its
beginning on SQLite, the space and the draft again, and the one write. Where the page leads follows from what was kept.
"""

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.identity.links import digest
from societaire.identity.sessions import Session
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.values import SessionId
from societaire_db.database import SqlDatabase
from societaire_web import create_app
from tests.core.claims.setting import THEFT
from tests.databases import counted
from tests.delivery.web.browser import Browser, held
from tests.delivery.web.conftest import CONFIG, URL

TOKEN = "t" * 43
STATEMENTS = 6


@pytest.mark.parametrize("others", [0, 3])
def test_a_step_sends_as_many_statements_whatever_the_company_has(sqlite_database: SqlDatabase, others: int) -> None:
    parts = MemoryParts.at(NOON)
    service = Societaire.from_ports(evolve(parts.ports(), database=sqlite_database, clock=parts.clock))
    world = World(sqlite_database)
    company, person = world.company(), world.person()
    world.access(person, company)
    for number in range(others):
        world.contract(company, f"K{number}")
        claim = service.claiming.begin(person.id, company.siren, "D1")
        service.claiming.save(person.id, company.siren, claim.id, THEFT, claim.version)
        service.claiming.send(person.id, company.siren, claim.id, claim.key, {}, certified=True)
    draft = service.claiming.begin(person.id, company.siren, "D1")
    with sqlite_database.write() as unit:
        unit.sessions.add(Session(SessionId("s" * 32), digest(TOKEN), person.id, NOON, NOON, "Firefox", "192.0.2.0"))
        unit.commit()
    browser = Browser(create_app(service, CONFIG), URL)
    browser.keep(TOKEN)
    page = f"/s/{company.siren}/sinistres/brouillons/{draft.id}/damage"
    browser.get(page)
    typed = {**held(browser.form(page)), "description": THEFT["description"], "injuries": "no", "action": "next"}
    with counted(sqlite_database) as sent:
        browser.request("POST", page, data=typed)
    asked = [statement for statement in sent if not statement.startswith("BEGIN")]
    assert browser.status == 303
    assert len(asked) == STATEMENTS, "\n\n".join(asked)
    assert sum(statement.startswith("UPDATE") for statement in asked) == 1
