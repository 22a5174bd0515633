"""What the portal's home template needs, for those who render it without the portal."""

from collections.abc import Callable
from pathlib import Path
from threading import local
from types import SimpleNamespace
from typing import Any

from flask import Flask
from jinja2 import Environment

import societaire_web
from societaire.use_cases.choosing import AddressState
from societaire.use_cases.companies import Home
from societaire_web import words
from societaire_web.addresses import DayConverter, IdentifierConverter, PageConverter, Paths, SirenConverter
from societaire_web.application import AREAS
from societaire_web.forms import Submission

TEMPLATES = Path(societaire_web.__file__).parent / "templates"
PAGE = "societe.html"
INSURER = "Mutuelle d'essai"
FORM_TOKEN = "t" * 90
NONCE = "n" * 22


def fill(environment: Environment) -> None:
    """Give an environment the portal's filters and functions: all plain ones, but those of its forms."""
    stub: Any = SimpleNamespace(
        jinja_env=environment, extensions={"paths": _paths()}, context_processor=lambda found: found
    )
    words.register(stub)
    environment.globals.update(
        form_token=lambda _siren="": FORM_TOKEN,
        nonce=lambda: NONCE,
        get_flashed_messages=list,
        submission_now=lambda: _NOTHING_SENT,
        request=REQUEST,
    )


class Asking(local):
    """What templates ask of the request, in the thread that answers it."""

    path = ""
    endpoint = "companies.home"


REQUEST = Asking()


def context(space: Any, contracts: Any, total: int, documents: Any, me: Any, path: str) -> dict[str, Any]:
    """What the portal gives to the template for a request of `path`, by people of whose address nothing is known."""
    REQUEST.path = path
    return {
        "home": Home(space, contracts, total, documents),
        "space": space,
        "me": me,
        "insurer": INSURER,
        "submission": _NOTHING_SENT,
        "mails": AddressState(is_bounced=False, must_verify=not space.standing),
        "public_url": "http://127.0.0.1",
    }


_NOTHING_SENT = Submission()


def _paths() -> Callable[..., str]:
    """The portal's own table of paths."""
    app = Flask("societaire_web")
    app.url_map.converters.update(siren=SirenConverter, hex=IdentifierConverter, day=DayConverter, page=PageConverter)
    for area in AREAS:
        app.register_blueprint(area.pages)
    return Paths(app.url_map, "v" * 12)
