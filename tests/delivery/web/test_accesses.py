""" "Les accès" and the page of an invitation: what only pages can get wrong."""

import pytest
from flask import Flask

from societaire.identity.links import Purpose
from societaire.identity.sessions import Client
from societaire.values import Email
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import PASSWORD, A, World

LIST = f"/s/{A}/preferences/acces"
NEW = {"last_name": "Absent", "first_name": "Paul", "email": "paul.absent@exemple.fr", "label": "Comptable"}


@pytest.fixture
def administrator(as_: SignIn) -> Browser:
    """Somebody who leads the company."""
    return as_("alice")


def _invited(world: World, administrator: Browser) -> str:
    administrator.get(f"{LIST}/ajouter")
    administrator.send(action=f"{LIST}/ajouter", **NEW)
    world.service.sending.run()
    return world.parts.composer.tokens(Email(NEW["email"]), Purpose.INVITATION)[-1]


def test_opening_an_invitation_takes_its_token_away_and_consumes_nothing(
    world: World, administrator: Browser, app: Flask
) -> None:
    token = _invited(world, administrator)
    browser = Browser(app, URL)
    assert browser.request("GET", f"/invitation/{token}.").headers["Location"] == "/invitation"
    for _ in range(2):
        browser.get("/invitation")
        assert (browser.status, token in browser.response.text) == (200, False)
    assert browser.response.headers["Referrer-Policy"] == "same-origin"


def test_a_new_address_enters_with_its_password(world: World, administrator: Browser, app: Flask) -> None:
    browser = Browser(app, URL)
    browser.get(f"/invitation/{_invited(world, administrator)}")
    browser.send(action="/invitation", password=PASSWORD)
    assert browser.path == f"/s/{A}/"
    assert "L\u2019invitation est acceptée" in browser.response.text


def test_somebody_else_who_is_signed_in_is_told_so(world: World, administrator: Browser) -> None:
    administrator.get(f"/invitation/{_invited(world, administrator)}")
    assert administrator.status == 403
    assert "Me déconnecter de" in administrator.response.text
    assert NEW["email"] not in administrator.response.text


def test_what_was_typed_stays_when_it_is_refused(administrator: Browser) -> None:
    administrator.get(f"{LIST}/ajouter")
    administrator.send(action=f"{LIST}/ajouter", **{**NEW, "email": "contact@exemple.fr"})
    assert administrator.status == 422
    assert 'value="Absent"' in administrator.response.text
    assert "adresse nominative" in administrator.response.text


def test_a_removal_confirmed_on_an_access_that_changed_meanwhile_is_refused(
    world: World, administrator: Browser, app: Flask
) -> None:
    browser = Browser(app, URL)
    browser.get(f"/invitation/{_invited(world, administrator)}")
    browser.send(action="/invitation", password=PASSWORD)
    member = next(p for p in world.parts.database.tables.persons.values() if p.email == Email(NEW["email"]))
    last_word = f"{LIST}/{member.id}/retrait/confirmation"
    administrator.get(last_word)
    world.service.accesses.relabel(world.person("alice").id, A, member.id, "Gérant de travaux")
    administrator.send(action=last_word)
    assert administrator.status == 409
    browser.get(f"/s/{A}/")
    assert browser.status == 200
    administrator.get(last_word)
    administrator.send(action=last_word)
    browser.get(f"/s/{A}/")
    assert browser.status == 404


@pytest.mark.parametrize("version", ["", "-1", "x", "1" * 30, "\u0661"])
def test_a_removal_that_confirms_nothing_is_refused(world: World, administrator: Browser, version: str) -> None:
    token = _invited(world, administrator)
    world.service.accepting.accept(token, PASSWORD, Client())
    member = next(p for p in world.parts.database.tables.persons.values() if p.email == Email(NEW["email"]))
    last_word = f"{LIST}/{member.id}/retrait/confirmation"
    administrator.get(last_word)
    administrator.send(action=last_word, version=version)
    assert administrator.status == 409


def test_the_list_is_a_file_to_keep(administrator: Browser) -> None:
    response = administrator.get(f"/s/{A}/preferences/acces.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="acces-{A}.csv"')
    assert response.data.startswith(b"\xef\xbb\xbfNom;")
