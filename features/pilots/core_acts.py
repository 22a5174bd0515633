"""What every group of acts on the core calls of the pilot that it is part of."""

from typing import TYPE_CHECKING

from societaire.events import Actor
from societaire.values import PersonId

if TYPE_CHECKING:
    from features.pilots.core import Browser
    from features.world import World
    from societaire.app import Societaire


class CoreActs:
    """The world of the story, who is at a browser, and who acts under a code."""

    world: "World"

    if TYPE_CHECKING:

        @property
        def service(self) -> Societaire: ...
        def browser(self, name: str) -> Browser: ...
        def _person(self, browser: str) -> PersonId: ...
        def _staff(self, code: str) -> Actor: ...
