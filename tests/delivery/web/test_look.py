"""What stands around the pages: help, agencies, the numbers to call, the developers' page, typography."""

import re

from attrs import evolve
from flask import Flask

from societaire_web import create_app
from societaire_web.config import WebConfig
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import SignIn
from tests.delivery.web.world import A, World, identifier

LOCAL = "http://127.0.0.1:8000"


def test_help_is_for_everybody_and_leads_to_pages(browser: Browser) -> None:
    browser.get("/aide")
    assert (browser.status, browser.page.faults) == (200, [])
    questions = browser.page.root.all("article")
    assert len(questions) > 15
    assert all("id" in question.attributes for question in questions)
    paths = {a.attributes["href"].partition("#")[0] for a in browser.page.root.one("main").all("a")} - {""}
    for path in paths:
        assert browser.get(path).status_code == 200, path


def test_help_inside_a_company_names_its_agency(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get(f"/s/{A}/aide")
    assert browser.page.faults == []
    main = browser.page.root.one("main")
    assert main.all("a", href="tel:0465712375")
    assert main.all("a", href=f"/s/{A}/contrats")
    assert main.all("a", href=f"/s/{A}/sinistres")
    assert "pas encore" not in main.text
    assert [a.text for a in browser.page.root.all("a", **{"aria-current": "page"})] == ["Aide"]


def test_what_does_not_exist_in_ones_company_tells_the_agencys_number(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get(f"/s/{A}/contrats/{identifier('no', 7)}")
    assert browser.status == 404
    assert browser.page.root.one("main").all("a", href="tel:0465712375")


def test_an_attestation_that_has_just_come_is_what_to_do(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    assert "Rien ne vous attend" in browser.page.root.one("main").text
    with world.parts.database.write() as unit:
        today = world.parts.clock.now().date()
        unit.tables.documents["ATT-2026"] = evolve(world.document("ATT-2026"), published_on=today)
        unit.commit()
    browser.get(f"/s/{A}/")
    (task,) = browser.page.root.all("li", **{"class": "task"})
    assert "Votre attestation 2026 est arrivée" in task.text
    assert task.one("a").attributes["href"].endswith(world.document("ATT-2026").id)


def test_the_kit_is_there_for_developers_alone(browser: Browser, world: World) -> None:
    assert browser.get("/kit").status_code == 404
    local = Browser(create_app(world.service, WebConfig(LOCAL, "k" * 48)), LOCAL)
    local.get("/kit")
    assert (local.status, local.page.faults) == (200, [])


def test_texts_of_templates_have_unbreakable_spaces(app: Flask, browser: Browser) -> None:
    with app.app_context():
        made = app.jinja_env.from_string('Référence : {{ 1 if x else 2 }} « {{ "a ; b" }} » aujourd\'hui').render(x=1)
    assert made == "Référence\u00a0: 1 «\u00a0a ; b\u00a0» aujourd\u2019hui"
    browser.get("/rien")
    assert re.search("Référence\u00a0:", browser.response.text)
