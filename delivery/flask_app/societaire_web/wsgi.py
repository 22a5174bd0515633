"""The portal for a WSGI server, set up from the environment: `societaire_web.wsgi:application`."""

import atexit
from functools import partial

from flask import Flask

from societaire_bootstrap import logs
from societaire_bootstrap.compose import Composition, compose
from societaire_bootstrap.metrics import Metrics
from societaire_bootstrap.settings import load_settings
from societaire_web.application import create_app
from societaire_web.config import WebConfig
from societaire_web.operations import Operations, Readiness


def create() -> Flask:
    """The portal over everything that the settings name; closed when the process ends."""
    settings = load_settings()
    logs.start_logs(settings)
    counts = Metrics()
    composed = compose(settings, hashing_refused=counts.hashing_refused)
    counts.waiting = composed.waiting
    atexit.register(partial(_ended, composed))
    config = WebConfig(
        public_url=settings.public_url,
        secret_key=settings.secret_key,
        secret_key_fallbacks=settings.secret_key_fallbacks,
        insurer_name=settings.insurer_name,
        accel_prefix=settings.accel_prefix,
        trusted_proxies=settings.trusted_proxies,
    )
    operations = Operations(counts, Readiness(composed.readiness), settings.metrics_token)
    return create_app(composed.service, config, operations)


def _ended(composed: Composition) -> None:
    composed.close()
    logs.stop_logs()


application = create()
