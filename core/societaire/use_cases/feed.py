"""The change feed: what the insurer's own records must learn, in order, resumable (docs/change-feed.md)."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from societaire.companies.company import Address, Company
from societaire.declarations.shipped import Forms
from societaire.errors import Invalid, Problem
from societaire.identity.person import Person
from societaire.ports.database import Database, Repositories
from societaire.ports.feed import NumberedEvent
from societaire.preferences.address_request import AddressRequest
from societaire.use_cases.declaration_export import declaration_line
from societaire.use_cases.feed_kinds import AS_THEY_ARE, KINDS
from societaire.values import PersonId, Siren

VERSION = 1
"""Of the lines' schema: raised when a line changes in a way that a reader could stumble over."""
_PREFIX = "f1:"
_PAGE = 500
_PORTION = 10_000


@frozen
class FeedLine:
    """One line: where to go on from after it, and what it holds, ready to be written as JSON."""

    cursor: str
    values: Mapping[str, Any]


@frozen
class ChangeFeed:
    """Lines from a cursor on; at least once, in an order that stays the same for whoever reads again."""

    database: Database
    forms: Forms

    def since(self, cursor: str, most: int | None = None) -> Iterator[FeedLine]:
        """At most `most` lines after the one of that cursor ('': from the beginning).

        Raises Invalid when the cursor is none of ours, or further than the events that are there (a restored backup):
        nothing is skipped silently.
        """
        self._number()
        place = _place(cursor)
        with self.database.read() as kept:
            if place > kept.feed.last():
                raise Invalid([Problem("since", "cursor_ahead")])
        return self._lines(place, most)

    def _lines(self, place: int, most: int | None) -> Iterator[FeedLine]:
        told = 0
        while most is None or told < most:
            with self.database.read() as kept:
                found = kept.feed.after(place, _PAGE)
                reading = _Reading(kept, self.forms)
                lines = [reading.line(one) for one in found if one.event.kind in KINDS]
            for line in lines if most is None else lines[: most - told]:
                told += 1
                yield line
            if len(found) < _PAGE:
                return
            place = found[-1].number

    def _number(self) -> None:
        while True:
            with self.database.write() as unit:
                done = unit.feed.number(_PORTION)
                unit.commit()
            if done < _PORTION:
                return


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"{_PREFIX}{place}".encode()).decode().rstrip("=")


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    number = text.removeprefix(_PREFIX)
    if not text.startswith(_PREFIX) or not number.isdigit() or len(number) > 18 or _cursor(int(number)) != cursor:
        raise Invalid([Problem("since", "cursor_unknown")])
    return int(number)


@define
class _Reading:
    """One page: events hold no personal text, so what they speak of is looked up, each thing once."""

    kept: Repositories
    forms: Forms
    _persons: dict[str, Person | None] = field(factory=dict, init=False)
    _companies: dict[str, Company | None] = field(factory=dict, init=False)

    def line(self, one: NumberedEvent) -> FeedLine:
        """The line of an event."""
        event, cursor = one.event, _cursor(one.number)
        data = json.loads(event.values)
        line: dict[str, Any] = {
            "v": VERSION,
            "cursor": cursor,
            "kind": KINDS[event.kind],
            "at": event.at.isoformat(),
            "actor": {"kind": event.actor.kind.value, "code": event.actor.code},
        }
        if "siren" in data:
            line["company"] = self._company(data["siren"])
        if "person_id" in data:
            line["person"] = self._person(data["person_id"])
        if "request" in data:
            line["request"] = self._request(data["request"])
        if "declaration" in data:
            line["declaration"] = declaration_line(self.kept, Siren(data["siren"]), data["declaration"], self.forms)
        if "claim" in data:
            line["claim"] = self._claim(data["claim"])
        line.update({name: data[name] for name in AS_THEY_ARE if name in data})
        return FeedLine(cursor, line)

    def _company(self, siren: str) -> dict[str, Any]:
        if siren not in self._companies:
            self._companies[siren] = self.kept.companies.get(Siren(siren))
        company = self._companies[siren]
        if company is None:
            return {"siren": siren}
        return {
            "siren": siren,
            "name": company.name,
            "phone": company.phone,
            "email": company.email,
            "address": _parts(company.address),
        }

    def _person(self, identifier: str) -> dict[str, Any]:
        if identifier not in self._persons:
            self._persons[identifier] = self.kept.persons.get(PersonId(identifier))
        person = self._persons[identifier]
        if person is None:
            return {"id": identifier}
        return {
            "id": identifier,
            "code": person.code,
            "email": str(person.email),
            "first_name": person.first_name,
            "last_name": person.last_name,
        }

    def _claim(self, name: str) -> dict[str, Any]:
        claim = self.kept.claim_register.find(name)
        if claim is None:
            return {"id": name}
        return {
            "id": claim.id,
            "number": claim.number,
            "receipt": claim.receipt,
            "cause": claim.cause,
            "state": claim.state.value,
            "contract": claim.contract,
            "occurred_on": claim.occurred_on.isoformat(),
            "declared_on": claim.declared_on.isoformat(),
            "handler": claim.handler,
        }

    def _request(self, identifier: str) -> dict[str, Any]:
        request: AddressRequest | None = self.kept.address_requests.get(identifier)
        if request is None:
            return {"id": identifier}
        return {
            "id": identifier,
            "state": request.state.value,
            "former": _parts(request.former),
            "wanted": _parts(request.wanted),
            "to_check": list(request.flags),
            "reason": request.reason,
        }


def _parts(address: Address) -> dict[str, str | None]:
    return {"street": address.street, "postal_code": address.postal_code, "city": address.city}
