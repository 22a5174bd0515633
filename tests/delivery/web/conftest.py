"""The portal over a world in memory."""

from collections.abc import Callable
from functools import cache

import pytest
from flask import Flask

from societaire_web import WebConfig, create_app
from societaire_web.context import KEY
from tests.delivery.web.browser import Browser
from tests.delivery.web.world import PASSWORD, World, build

URL = "https://espace.assureur.example"
CONFIG = WebConfig(public_url=URL, secret_key="k" * 48, insurer_name="Mutuelle d'essai")

SignIn = Callable[..., Browser]


@pytest.fixture
def world() -> World:
    """Fresh for each test."""
    return build()


@cache
def _portal() -> Flask:
    return create_app(build().service, CONFIG)


@pytest.fixture
def app(world: World) -> Flask:
    """The portal, put together once for all tests, which takes longest; each brings its own world."""
    app = _portal()
    app.extensions[KEY] = (world.service, CONFIG)
    return app


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A stranger's browser."""
    return Browser(app, URL)


@pytest.fixture
def as_(app: Flask, world: World) -> SignIn:
    """Sign somebody in by first name, in a browser of their own."""

    def sign_in(name: str) -> Browser:
        browser = Browser(app, URL)
        browser.sign_in(world.person(name).email.address, PASSWORD)
        return browser

    return sign_in
