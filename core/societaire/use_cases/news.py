"""What happened for a company, as its people read it: the notification centre."""

import json
from collections.abc import Iterator, Mapping

from attrs import frozen

from societaire.companies.policy import Action
from societaire.contracts.contract import Contract
from societaire.contracts.space import Space
from societaire.events import ActorKind
from societaire.ports.bulletins import Bulletin
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.use_cases.doorway import Doorway
from societaire.values import ContractNumber, PersonId, Siren

PAGE_SIZE = 20


@frozen
class Item:
    """An event with what its sentence needs: its values, the names behind its ids, and the contract that it names."""

    bulletin: Bulletin
    values: Mapping[str, str]
    person: str | None
    author: str | None
    contract: Contract | None


@frozen
class NewsPage:
    """A page of news; `latest` is the place that says, once marked, that everything shown was seen."""

    space: Space
    items: tuple[Item, ...]
    page: int
    pages: int
    latest: int


@frozen
class News:
    """Read from the event log: nothing is kept but how far each person has read."""

    database: Database
    clock: Clock

    def page(self, person_id: PersonId, siren: Siren, page: int = 1) -> NewsPage:
        """A page, what is new first; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.CONSULT)
            found, total = kept.bulletins.page(person_id, siren, (page - 1) * PAGE_SIZE, PAGE_SIZE)
            items = tuple(_items(kept, siren, found))
        latest = max((bulletin.event.position for bulletin in found), default=0)
        return NewsPage(space, items, page, -(-total // PAGE_SIZE) or 1, latest)

    def mark(self, person_id: PersonId, siren: Siren, position: int) -> None:
        """Everything up to there was seen; raises CompanyClosedToYou."""
        with self.database.write() as unit:
            Doorway(self.database, self.clock).enter(unit, person_id, siren, Action.CONSULT)
            end = unit.events.end(f"company:{siren}")
            unit.bulletins.mark(person_id, siren, min(position, end[0] if end else 0))
            unit.commit()


def _items(kept: Repositories, siren: Siren, found: tuple[Bulletin, ...]) -> Iterator[Item]:
    read = [(bulletin, json.loads(bulletin.event.values)) for bulletin in found]
    named = {values[name] for _, values in read for name in ("person_id",) if values.get(name)}
    named |= {b.event.actor.code for b, _ in read if b.event.actor.kind is ActorKind.PERSON}
    names = {person_id: kept.persons.get(PersonId(person_id)) for person_id in sorted(named)}
    contracts: dict[ContractNumber, Contract] = {}
    if any("contract" in values for _, values in read):
        contracts = {contract.number: contract for contract in kept.contracts.of_company(siren)}
    for bulletin, values in read:
        person, author = names.get(values.get("person_id")), names.get(bulletin.event.actor.code)
        yield Item(
            bulletin,
            {name: str(value) for name, value in values.items()},
            person.full_name if person else None,
            author.full_name if author else None,
            contracts.get(ContractNumber(values.get("contract", ""))),
        )
