"""The portal's table of rights, read and compared with its addresses."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from attrs import evolve, field, frozen
from flask import Flask
from werkzeug.routing import BaseConverter, PathConverter, Rule, UnicodeConverter

import societaire_web
from societaire_web.addresses import DayConverter, IdentifierConverter, PageConverter, SirenConverter
from societaire_web.gate import SAFE_METHODS, is_public

TABLE = Path(societaire_web.__file__).with_name("rights.toml")


class Who(StrEnum):
    """For whom an address is made."""

    PUBLIC = "public"
    PERSON = "person"
    COLLABORATOR = "collaborator"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    """What a part of an address, or a field, names."""

    COMPANY = "company"
    CONTRACT = "contract"
    DOCUMENT = "document"
    COLLABORATOR = "collaborator"
    FORMER = "former"
    INVITATION = "invitation"
    ADDRESS_REQUEST = "address_request"
    PERIOD = "period"
    DECLARATION = "declaration"
    SUBMISSION = "submission"
    DRAFT_KEY = "draft_key"
    UPLOAD = "upload"
    SENT_FILE = "sent_file"
    PHOTOGRAPH = "photograph"
    CLAIM = "claim"
    CLAIM_DRAFT = "claim_draft"
    CLAIM_KEY = "claim_key"
    CALL_BACK = "call_back"
    PAGE = "page"
    SESSION = "session"
    PERSON = "person"
    SECRET = "secret"
    SEAL = "seal"
    FILE = "file"
    TEXT = "text"


IN_A_COMPANY = frozenset(
    {
        Kind.CONTRACT,
        Kind.DOCUMENT,
        Kind.COLLABORATOR,
        Kind.FORMER,
        Kind.INVITATION,
        Kind.ADDRESS_REQUEST,
        Kind.DECLARATION,
        Kind.SUBMISSION,
        Kind.DRAFT_KEY,
        Kind.UPLOAD,
        Kind.SENT_FILE,
        Kind.PHOTOGRAPH,
        Kind.CLAIM,
        Kind.CLAIM_DRAFT,
        Kind.CLAIM_KEY,
        Kind.CALL_BACK,
    }
)
OF_A_COMPANY = IN_A_COMPANY | {Kind.COMPANY, Kind.PERIOD}
IDENTIFIERS = OF_A_COMPANY | {Kind.SESSION, Kind.PERSON, Kind.SECRET, Kind.SEAL}
_CONVERTERS: dict[type[BaseConverter], frozenset[Kind]] = {
    SirenConverter: frozenset({Kind.COMPANY}),
    IdentifierConverter: IN_A_COMPANY | {Kind.SESSION, Kind.PERSON},
    DayConverter: frozenset({Kind.PERIOD}),
    PageConverter: frozenset({Kind.PAGE}),
    PathConverter: frozenset({Kind.FILE}),
    # Mail programs add signs to a link: its token takes any text, and means nothing until it is looked up.
    UnicodeConverter: frozenset({Kind.SECRET, Kind.SEAL}),
}


def _kinds(given: Mapping[str, str]) -> dict[str, Kind]:
    return {name: Kind(kind) for name, kind in given.items()}


@frozen
class Route:
    """One line of the table."""

    rule: str
    method: str
    who: Who = field(converter=Who)
    parameters: dict[str, Kind] = field(converter=_kinds, factory=dict)
    fields: dict[str, Kind] = field(converter=_kinds, factory=dict)
    changes: bool = False
    local: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"

    @property
    def identifiers(self) -> dict[str, Kind]:
        """The parameters and fields that name something."""
        return {name: kind for name, kind in (self.parameters | self.fields).items() if kind in IDENTIFIERS}


@frozen
class Rights:
    """The whole table; `everywhere` holds the fields that are read whatever the address."""

    routes: tuple[Route, ...]
    everywhere: dict[str, Kind]

    @classmethod
    def load(cls, path: Path = TABLE, *, local: bool = False) -> Self:
        """Read the table, what only a developer's portal has included when `local`; an unknown word is an error."""
        everything = cls.of(tomllib.loads(path.read_text(encoding="utf-8")))
        return evolve(everything, routes=tuple(route for route in everything.routes if local or not route.local))

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """From its parsed text."""
        return cls(tuple(Route(**given) for given in values["routes"]), _kinds(values["everywhere"]))

    def faults(self, app: Flask) -> list[str]:
        """What does not hold together: in the table, or between it and the portal's addresses."""
        rules = {(rule.rule, method): rule for rule in app.url_map.iter_rules() for method in _methods(rule)}
        listed = Counter((route.rule, route.method) for route in self.routes)
        faults = [f"{method} {rule}: no entry" for rule, method in rules.keys() - listed.keys()]
        faults += [f"{method} {rule}: no such route" for rule, method in listed.keys() - rules.keys()]
        faults += [f"{method} {rule}: {count} entries" for (rule, method), count in listed.items() if count > 1]
        for route in self.routes:
            faults += [f"{route}: {fault}" for fault in _contradictions(route)]
            if rule := rules.get((route.rule, route.method)):
                faults += [f"{route}: {fault}" for fault in _mismatches(route, rule, app)]
        return sorted(faults)


def _methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def _contradictions(route: Route) -> Iterator[str]:
    in_company = Kind.COMPANY in route.parameters.values()
    if route.changes and route.method in SAFE_METHODS:
        yield "changes what is kept with a safe method"
    if in_company is not (route.who in (Who.COLLABORATOR, Who.ADMINISTRATOR)):
        yield f"{route.who}, and the company is {'' if in_company else 'not '}in its address"
    if not in_company and OF_A_COMPANY & set(route.identifiers.values()):
        yield "names something of a company outside a company's address"


def _mismatches(route: Route, rule: Rule, app: Flask) -> Iterator[str]:
    if set(route.parameters) != set(rule.arguments):
        yield f"names {sorted(route.parameters)}, the address holds {sorted(rule.arguments)}"
    for name, converter in rule._converters.items():
        # By the exact class: an integer that can be counted, or a text that can be anything, is none of ours.
        if route.parameters.get(name) not in _CONVERTERS.get(type(converter), frozenset()):
            yield f"{name} is {route.parameters.get(name, 'nothing')} by {type(converter).__name__}"
    with app.app_context():
        if is_public(rule.endpoint) is not (route.who is Who.PUBLIC):
            yield f"{route.who} in the table, the gate says otherwise"
