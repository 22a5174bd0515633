"""The portal for a WSGI server, set up from the environment: `societaire_web.wsgi:application`."""

import atexit

from flask import Flask

from societaire_bootstrap.compose import compose
from societaire_bootstrap.settings import load_settings
from societaire_web.application import create_app
from societaire_web.config import WebConfig


def create() -> Flask:
    """The portal over everything that the settings name; closed when the process ends."""
    settings = load_settings()
    composed = compose(settings)
    atexit.register(composed.close)
    config = WebConfig(
        public_url=settings.public_url,
        secret_key=settings.secret_key,
        secret_key_fallbacks=settings.secret_key_fallbacks,
        insurer_name=settings.insurer_name,
        accel_prefix=settings.accel_prefix,
        trusted_proxies=settings.trusted_proxies,
    )
    return create_app(composed.service, config)


application = create()
