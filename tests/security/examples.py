"""What to send to a route that wants more than identifiers, for it to succeed."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from societaire.identity.links import Purpose
from tests.delivery.web.world import PASSWORD
from tests.security.world import LIVE_SECRET

ANOTHER = "Neige-de-printemps-43"


@frozen
class Example:
    """Fields, what the browser's signed cookie holds, whatever else the request carries, and the status deserved."""

    fields: Mapping[str, str] = field(factory=dict)
    kept: Mapping[str, str] = field(factory=dict)
    options: Mapping[str, Any] = field(factory=dict)
    statuses: tuple[int, ...] = (200, 303)


NOTHING = Example()
_ACTIVATION = {Purpose.ACTIVATION.value: LIVE_SECRET[::-1]}
_RESET = {Purpose.RESET.value: LIVE_SECRET}
EXAMPLES = {
    "GET /static/<path:filename>": Example({"v": "1"}),
    # To strangers there is no such page, and nothing is counted here.
    "GET /metrics": Example(statuses=(404,)),
    "POST /connexion": Example({"email": "alice@exemple.fr", "password": PASSWORD}),
    "POST /mot-de-passe-oublie": Example({"email": "nobody@exemple.fr"}),
    "POST /mot-de-passe/conseils": Example(
        kept=_ACTIVATION, options={"json": {"password": "court", "purpose": Purpose.ACTIVATION.value}}
    ),
    "GET /activation": Example(kept=_ACTIVATION),
    "POST /activation": Example({"password": ANOTHER}, _ACTIVATION),
    "GET /mot-de-passe/nouveau": Example(kept=_RESET),
    "POST /mot-de-passe/nouveau": Example({"password": ANOTHER}, _RESET),
    "POST /compte/mot-de-passe": Example({"present": PASSWORD, "password": ANOTHER}),
}
