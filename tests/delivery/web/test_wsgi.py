"""The portal as a server starts it: set up from the environment alone."""

import importlib
from collections.abc import Callable
from pathlib import Path
from string import ascii_letters

import pytest

from societaire_bootstrap.compose import compose
from societaire_bootstrap.settings import load_settings
from tests.delivery.web.browser import Browser

URL = "http://127.0.0.1:8000"


@pytest.fixture
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite",
        "FILES_URL": f"file://{tmp_path}/files",
        "MAIL_URL": f"folder://{tmp_path}/mail",
        "PUBLIC_URL": URL,
        "SECRET_KEY": ascii_letters,
        "INSURER_NAME": "Mutuelle d'essai",
    }.items():
        monkeypatch.setenv(f"SOCIETAIRE_{name}", value)
    composed = compose(load_settings())
    composed.upgrade()
    composed.close()


@pytest.mark.usefixtures("_environment")
def test_the_server_finds_a_portal_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    at_exit: list[Callable[[], None]] = []
    monkeypatch.setattr("atexit.register", at_exit.append)
    module = importlib.import_module("societaire_web.wsgi")
    browser = Browser(module.application, URL)
    browser.sign_in("personne@exemple.fr", "Pluie-d-automne-42")
    assert browser.status == 403
    assert browser.page.faults == []
    assert "Mutuelle d'essai" in browser.page.root.text
    (close,) = at_exit
    close()
