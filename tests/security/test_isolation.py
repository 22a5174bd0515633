"""Whatever is asked, another company's things are as if they did not exist (SECURITY 7, T2)."""

import pytest

from tests.security.enumerator import Enumerator
from tests.security.figures import publish
from tests.security.rights import Kind, Rights
from tests.security.visits import Caller, address, named
from tests.security.world import ADMIN_OF_A, build


def test_foreign_identifiers_are_answered_like_random_ones_and_own_ones_open() -> None:
    world = build()
    tried = Enumerator(world, world.app, Rights.load())
    tried.run()
    publish("isolation", tried.figures)
    assert [str(fault) for fault in tried.faults] == []
    assert tried.caller.header_faults == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_method_that_is_not_there_is_refused_alike_for_everything(method: str) -> None:
    world = build()
    caller, before = Caller(world, world.app), world.keep()
    routes = Rights.load().routes
    taken = {route.rule for route in routes if route.method == method}
    for route in (route for route in routes if Kind.COMPANY in route.parameters.values() and route.rule not in taken):
        answers = []
        for label in ("A", "B", "random"):
            labels = dict.fromkeys(route.identifiers, label)
            chosen = {name: world.value(ADMIN_OF_A, kind, label) for name, kind in route.identifiers.items()}
            answer = caller.send(ADMIN_OF_A, method, address(route, chosen), token=caller.token())
            answers.append(answer.masked(named(world, ADMIN_OF_A, route, labels)))
        assert {answer.status for answer in answers} == {405}, route
        assert answers[0] == answers[1] == answers[2], route
    assert world.changes(before) == []
    assert caller.header_faults == []
