"""The portal over a world in memory."""

from collections.abc import Callable

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from societaire_web import WebConfig, create_app
from tests.delivery.web.browser import Browser
from tests.delivery.web.world import PASSWORD, World, build

URL = "https://espace.assureur.example"
CONFIG = WebConfig(public_url=URL, secret_key="k" * 48, insurer_name="Mutuelle d'essai")

SignIn = Callable[..., Browser]


@pytest.fixture
def world() -> World:
    """Fresh for each test."""
    return build()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for all tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(world: World, compiled: FileSystemBytecodeCache) -> Flask:
    """The portal."""
    app = create_app(world.service, CONFIG)
    app.jinja_env.bytecode_cache = compiled
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
