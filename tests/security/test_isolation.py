"""Whatever is asked, another company's things are as if they did not exist (SECURITY 7, T2)."""

from tests.security.enumerator import Enumerator
from tests.security.figures import publish
from tests.security.rights import Rights
from tests.security.world import build


def test_foreign_identifiers_are_answered_like_random_ones_and_own_ones_open() -> None:
    world = build()
    tried = Enumerator(world, world.app, Rights.load())
    tried.run()
    publish("isolation", tried.figures)
    assert [str(fault) for fault in tried.faults] == []
    assert tried.caller.header_faults == []
