"""A company with somebody who is signed in, made by the library itself, and what their browser shows to be let in."""

import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from attrs import evolve, frozen

from societaire.app import Societaire
from societaire.companies.company import Company
from societaire.identity.passwords import normal_password
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Client
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import World
from societaire_db.database import SqlDatabase
from societaire_db.migrate import upgrade

_PASSWORD = "Pluie-d-automne-42"


@frozen
class Now:
    """The clock of the machine."""

    def now(self) -> datetime:
        """In UTC."""
        return datetime.now(UTC)


@frozen
class Member:
    """The administrator of a company, and the token of their session."""

    service: Societaire
    world: World
    company: Company
    person: Person
    token: str


@contextmanager
def member(url: str) -> Iterator[Member]:
    """In new tables."""
    upgrade(url)
    clock = Now()
    database = SqlDatabase(url, clock)
    parts = MemoryParts.at(clock.now())
    service = Societaire.from_ports(evolve(parts.ports(), database=database, clock=clock))
    world = World(database)
    company, person = world.company(), world.person()
    world.access(person, company)
    with database.write() as unit:
        unit.persons.save_credential(Credential(person.id, parts.hasher.hash(normal_password(_PASSWORD)), clock.now()))
        unit.commit()
    session = service.signing_in.sign_in(str(person.email), _PASSWORD, Client())
    yield Member(service, world, company, person, session.token)
    database.dispose()


def shown(port: int, token: str, siren: object) -> Mapping[str, str]:
    """The headers of a browser that was there before."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    cookie = f"societaire={token}"
    page = f"/s/{siren}/preferences/coordonnees"
    line.request("GET", page, headers={"Host": "127.0.0.1", "Cookie": cookie})
    answer = line.getresponse()
    text, forms = answer.read().decode(), answer.getheader("Set-Cookie", "").partition(";")[0]
    line.close()
    found = re.search(r'<main.*?name="csrf_token" value="([^"]+)"', text, re.DOTALL)
    assert found, text[:2000]
    return {"Host": "127.0.0.1", "Cookie": f"{cookie}; {forms}", "X-CSRFToken": found[1]}
