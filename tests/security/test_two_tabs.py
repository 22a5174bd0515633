"""One person, two companies, two tabs: nothing done in one touches the other (SECURITY 7, T7)."""

from itertools import permutations
from typing import Any

import pytest

from societaire.values import Siren
from societaire_web.gate import SAFE_METHODS
from tests.delivery.web.markup import Page
from tests.security.crawl import crawl
from tests.security.enumerator import mixes, refusal
from tests.security.examples import EXAMPLES, NOTHING, Example
from tests.security.planted import SOUND, plant
from tests.security.rights import Kind, Rights, Route
from tests.security.visits import Caller
from tests.security.world import OF_BOTH, SIRENS, World, build

TABS = list(permutations("AB", 2))


@pytest.fixture(scope="module")
def world() -> World:
    """One for all: whatever is tried is undone."""
    return build()


@pytest.fixture(scope="module")
def caller(world: World) -> Caller:
    """The portal, with company forms of the test's own besides its own."""
    app = world.another_app()
    plant(app, *SOUND)
    return Caller(world, app)


def _given(example: Example) -> dict[str, Any]:
    return {"headers": example.headers, **example.options}


def _forms() -> list[Route]:
    everything = [*Rights.load().routes, *(planted.route for planted in SOUND)]
    return [r for r in everything if r.method not in SAFE_METHODS and Kind.COMPANY in r.parameters.values()]


def _rows(world: World, siren: Siren) -> list[object]:
    tables = world.parts.database.tables._tables()
    return [row for table in tables.values() for row in table.values() if getattr(row, "siren", None) == siren]


@pytest.mark.parametrize(("tab", "other"), TABS)
def test_a_form_of_one_company_is_refused_in_the_other(caller: Caller, tab: str, other: str) -> None:
    before = caller.world.keep()
    for route in _forms():
        labels = dict.fromkeys(route.identifiers, other)
        answer = caller.call(OF_BOTH, route, labels, token=caller.token(str(SIRENS[tab])))
        assert (answer.status, caller.world.changes(before)) == (400, []), route


@pytest.mark.parametrize(("tab", "other"), TABS)
def test_a_form_that_names_a_thing_of_the_other_company_is_refused(caller: Caller, tab: str, other: str) -> None:
    before, tried = caller.world.keep(), 0
    for route in _forms():
        company = next(name for name, kind in route.parameters.items() if kind is Kind.COMPANY)
        for labels in mixes(route, OF_BOTH):
            if labels[company] == other and tab in labels.values():
                tried += 1
                example = EXAMPLES.get(str(route), NOTHING)
                answer = caller.call(OF_BOTH, route, labels, fields=example.fields, **_given(example))
                wanted = refusal(route, OF_BOTH, labels)
                assert (answer.status, caller.world.changes(before)) == (wanted, []), route
    assert tried


@pytest.mark.parametrize(("tab", "other"), TABS)
def test_a_form_changes_the_company_of_its_address_alone(caller: Caller, tab: str, other: str) -> None:
    world = caller.world
    before = world.keep()
    for route in _forms():
        example = EXAMPLES.get(str(route), NOTHING)
        start = before.without(example.without)
        world.restore(start)
        kept, labels = _rows(world, SIRENS[other]), dict.fromkeys(route.identifiers, tab)
        answer = caller.call(OF_BOTH, route, labels, fields=example.fields, kept=example.kept, **_given(example))
        if answer.status != 403:
            assert world.changes(start), route
        assert _rows(world, SIRENS[other]) == kept, route
    world.restore(before)


@pytest.mark.parametrize(("tab", "other"), TABS)
def test_pages_of_one_company_are_the_same_whatever_was_done_in_the_other(caller: Caller, tab: str, other: str) -> None:
    before, paths = caller.world.keep(), (f"/s/{SIRENS[tab]}/", f"/s/{SIRENS[tab]}/contrats")
    first = [caller.send(OF_BOTH, "GET", path).masked() for path in paths]
    crawl(caller, OF_BOTH, f"/s/{SIRENS[other]}/", most=40)
    assert [caller.send(OF_BOTH, "GET", path).masked() for path in paths] == first
    caller.world.restore(before)


@pytest.mark.parametrize(("tab", "other"), TABS)
def test_pages_of_one_company_lead_to_the_home_of_the_other_at_most(caller: Caller, tab: str, other: str) -> None:
    before = caller.world.keep()
    pages = crawl(caller, OF_BOTH, f"/s/{SIRENS[tab]}/", within=f"/s/{SIRENS[tab]}/")
    assert len(pages) > 5
    for path, answer in pages.items():
        if answer.header("Content-Type").startswith("text/html"):
            root = Page.of(answer.text).root
            targets = [a.attributes.get("href", "") for a in root.all("a")]
            assert {t for t in targets if t.startswith(f"/s/{SIRENS[other]}")} <= {f"/s/{SIRENS[other]}/"}, path
            assert not [f for f in root.all("form") if str(SIRENS[other]) in f.attributes.get("action", "")], path
    caller.world.restore(before)
