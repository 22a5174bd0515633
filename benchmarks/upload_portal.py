"""The portal without what looks into files: the inspection runs in a process of its own, and is measured apart."""

from typing import BinaryIO

from attrs import evolve

from societaire.app import Societaire
from societaire.errors import Problem
from societaire.ports.inspector import Inspected
from societaire.uploads.kinds import HEAD, kind_of
from societaire_bootstrap.compose import compose
from societaire_bootstrap.settings import POLICIES, load_settings
from societaire_web import WebConfig, create_app


class FirstBytes:
    """Judges a file by its first bytes."""

    def inspect(self, content: BinaryIO) -> Inspected | Problem:
        """One page of whatever it says it is."""
        kind = kind_of(content.read(HEAD))
        return Inspected(kind, 1) if kind else Problem("file", "file_not_accepted")


def _application() -> object:
    settings = load_settings()
    ports = evolve(compose(settings).ports, inspector=FirstBytes())
    service = Societaire.from_ports(ports, settings.limits, POLICIES[settings.password_policy])
    return create_app(service, WebConfig(settings.public_url, settings.secret_key))


application = _application()
