"""Links sent by e-mail: what they open, and what they say once they are dead."""

from datetime import timedelta

import pytest
from flask import Flask

from societaire.identity.links import Purpose
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import PASSWORD, A, B, World

NEW = "Neige-de-printemps-27"
PATHS = {Purpose.ACTIVATION: "/activation", Purpose.RESET: "/mot-de-passe/nouveau"}
WHO = {Purpose.ACTIVATION: "nadia", Purpose.RESET: "alice"}


def test_activation_chooses_the_first_password_and_signs_in(browser: Browser, world: World) -> None:
    token = world.link("nadia", Purpose.ACTIVATION)
    browser.get(f"/activation/{token}")
    assert browser.path == "/activation"
    assert token not in browser.response.text
    assert browser.page.faults == []
    assert browser.page.root.one("input", id="email").attributes["value"] == "nadia@exemple.fr"
    browser.send(password=NEW)
    assert browser.path == f"/s/{A}/"


def test_coming_back_to_a_link_that_served_leads_inside(browser: Browser, world: World) -> None:
    browser.get(f"/activation/{world.link('nadia', Purpose.ACTIVATION)}")
    browser.send(password=NEW)
    for path in ("/activation", "/invitation"):
        answer = browser.request("GET", path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/"), path


def test_a_reset_signs_nobody_in_and_ends_every_session(as_: SignIn, browser: Browser, world: World) -> None:
    open_before = as_("alice")
    browser.get(f"/mot-de-passe/nouveau/{world.link('alice', Purpose.RESET)}")
    browser.send(password=NEW)
    assert browser.path == "/connexion"
    assert "Votre mot de passe est changé" in browser.page.root.text
    assert open_before.request("GET", f"/s/{A}/").status_code == 303
    browser.send(action="/connexion", email="alice@exemple.fr", password=PASSWORD)
    assert browser.status == 403
    browser.send(action="/connexion", email="alice@exemple.fr", password=NEW)
    assert browser.path == f"/s/{A}/"


def test_a_reset_lets_its_owner_in_though_strangers_exhausted_the_account(
    app: Flask, browser: Browser, world: World
) -> None:
    stranger = Browser(app, URL)
    for _ in range(6):
        stranger.sign_in("alice@exemple.fr", "wrong")
    browser.get(f"/mot-de-passe/nouveau/{world.link('alice', Purpose.RESET)}")
    browser.send(password=NEW)
    browser.send(action="/connexion", email="alice@exemple.fr", password=NEW)
    assert browser.path == f"/s/{A}/"


@pytest.mark.parametrize("purpose", list(PATHS))
def test_looking_any_number_of_times_consumes_nothing(app: Flask, world: World, purpose: Purpose) -> None:
    token = world.link(WHO[purpose], purpose)
    before = world.parts.database.tables
    for method in ("HEAD", "GET", "GET"):
        scanner = Browser(app, URL)
        response = scanner.request(method, f"{PATHS[purpose]}/{token}")
        assert (response.status_code, response.headers["Location"]) == (303, PATHS[purpose])
        assert scanner.get(PATHS[purpose]).status_code == 200
        assert scanner.cookie() == ""
    assert world.parts.database.tables is before


@pytest.mark.parametrize("purpose", list(PATHS))
def test_every_dead_link_says_what_happened_and_what_to_do(browser: Browser, world: World, purpose: Purpose) -> None:
    who, path = WHO[purpose], PATHS[purpose]
    _shows(browser, f"{path}/{'z' * 43}", 404, "Ce lien n'est pas reconnu")
    _shows(browser, f"{path}/<script>", 404, "Ce lien n'est pas reconnu")
    _shows(browser, path, 404, "Ce lien n'est pas reconnu")
    first, second = world.link(who, purpose, "a" * 43), world.link(who, purpose, "b" * 43)
    _shows(browser, f"{path}/{first}", 409, "Un lien plus récent existe")
    other = PATHS[next(p for p in PATHS if p is not purpose)]
    _shows(browser, f"{other}/{second}", 404, "Ce lien n'est pas reconnu")
    browser.get(f"{path}/{second}")
    browser.send(password=NEW)
    _shows(browser, f"{path}/{second}", 409, "Ce lien a déjà servi")
    third = world.link(who, purpose, "c" * 43)
    world.parts.clock.advance(timedelta(days=8))
    _shows(browser, f"{path}/{third}", 409, "Ce lien a expiré")


def _shows(browser: Browser, path: str, status: int, title: str) -> None:
    browser.get(path)
    assert (browser.status, browser.page.root.one("h1").text) == (status, title)
    assert browser.page.faults == []
    assert browser.page.root.all("a", href="/mot-de-passe-oublie")
    assert browser.page.root.all("a", href="/agences")


def test_a_link_that_dies_while_its_page_is_open_says_so(browser: Browser, world: World) -> None:
    browser.get(f"/mot-de-passe/nouveau/{world.link('alice', Purpose.RESET)}")
    world.parts.clock.advance(timedelta(hours=2))
    browser.send(password=NEW)
    assert (browser.status, browser.page.root.one("h1").text) == (409, "Ce lien a expiré")


@pytest.mark.parametrize("end", [".", "=", "%20", ")", ">", "%0D%0A"])
def test_what_mail_programs_add_to_a_link_is_left_out(browser: Browser, world: World, end: str) -> None:
    browser.get(f"/activation/{world.link('nadia', Purpose.ACTIVATION)}{end}")
    assert (browser.path, browser.status) == ("/activation", 200)


def test_every_advice_is_said_at_once_and_the_link_stays_good(browser: Browser, world: World) -> None:
    browser.get(f"/activation/{world.link('nadia', Purpose.ACTIVATION)}")
    browser.send(password="nouvelle")
    assert browser.status == 422
    assert browser.page.faults == []
    assert "nouvelle" not in [i.attributes.get("value") for i in browser.page.root.all("input")]
    states = {
        item.attributes["data-advice"]: item.attributes["class"]
        for item in browser.page.root.one("ul", id="password-conseils").all("li")
    }
    assert states == {
        "length": "unmet",
        "longest": "met",
        "character": "met",
        "upper": "unmet",
        "lower": "met",
        "digit": "unmet",
        "special": "unmet",
        "personal": "unmet",
        "guessable": "met",
    }
    summary = browser.page.root.one("div", id="erreurs")
    assert {a.attributes["href"] for a in summary.all("a")} == {"#password"}
    assert len(summary.all("li")) == 5
    browser.send(password=NEW)
    assert browser.path == f"/s/{A}/"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (NEW + "x" * 245, "au plus 256 caractères"),
        (NEW + "\0", "aucun caractère invisible"),
    ],
)
def test_a_rare_advice_shows_when_it_is_the_one_not_met(browser: Browser, world: World, typed: str, told: str) -> None:
    browser.get(f"/activation/{world.link('nadia', Purpose.ACTIVATION)}")
    points = browser.page.root.one("ul", id="password-conseils").all("li")
    assert not [item for item in points if told in item.text and "hidden" not in item.attributes]
    browser.send(password=typed)
    unmet = browser.page.root.one("ul", id="password-conseils").all("li", **{"class": "unmet"})
    assert [told in item.text and "hidden" not in item.attributes for item in unmet] == [True]


def test_advice_is_given_while_typing_without_hashing(browser: Browser, world: World) -> None:
    browser.get(f"/activation/{world.link('nadia', Purpose.ACTIVATION)}")
    token = browser.form().one("input", name="csrf_token").attributes["value"]
    place = browser.page.root.one("ul", id="password-conseils").attributes
    before = world.parts.hasher.hashings, world.parts.database.tables
    answers = []
    for typed in ("Nouvelle1", NEW):
        body = {"password": typed, "purpose": place["data-purpose"]}
        answer = browser.request("POST", place["data-conseils"], json=body, headers={"X-CSRFToken": token})
        answers.append((answer.json or {})["unmet"])
    assert answers == [["length", "special", "personal"], []]
    assert (world.parts.hasher.hashings, world.parts.database.tables) == before


def test_forgotten_password_answers_alike_for_known_and_unknown(browser: Browser, world: World) -> None:
    told = []
    for address in ("alice@exemple.fr", "personne@exemple.fr", "nadia@exemple.fr"):
        browser.get("/mot-de-passe-oublie")
        browser.send(email=address)
        told.append((browser.path, browser.status, browser.page.root.one("main").text))
    assert len(set(told)) == 1
    assert told[0][0] == "/mot-de-passe-oublie/demande"
    # Within five minutes of another link, none is sent.
    assert "ou lui est parvenu il y a moins de 5 minutes" in told[0][2].replace("\xa0", " ")
    assert len(world.parts.database.tables.outbox) == 3


def test_a_malformed_address_is_explained_beside_its_field(browser: Browser) -> None:
    browser.get("/mot-de-passe-oublie")
    browser.send(email="alice")
    assert browser.status == 422
    field = browser.page.root.one("input", id="email").attributes
    assert (field["aria-invalid"], field["value"], field["aria-describedby"].strip()) == (
        "true",
        "alice",
        "email-erreur",
    )


def test_a_mails_link_for_another_account_explains_itself(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    target = f"/s/{B}/?compte={world.person('bruno').id}"
    browser.get(target)
    assert (browser.status, browser.page.root.one("h1").text) == (403, "Ce lien a été envoyé à un autre compte")
    assert "Bruno" not in browser.response.text
    browser.send(action="/deconnexion")
    browser.send(action="/connexion", email="bruno@exemple.fr", password=PASSWORD)
    assert (browser.path, browser.status) == (target, 200)


def test_a_mails_link_waits_for_the_sign_in(browser: Browser, world: World) -> None:
    target = f"/s/{A}/?compte={world.person('alice').id}"
    browser.get(target)
    browser.send(action="/connexion", email="alice@exemple.fr", password="wrong")
    browser.send(action="/connexion", email="alice@exemple.fr", password=PASSWORD)
    assert (browser.path, browser.status) == (target, 200)


BAD = [
    "//evil.com",
    "///evil.com",
    "/\\evil.com",
    "\\\\evil.com",
    "/%09/evil.com",
    "/\t/evil.com",
    "/\r\n/evil.com",
    "https:evil.com",
    "http:///evil.com",
    "https://espace.assureur.example@evil.com",
    "espace.assureur.example.evil.com",
    "/%2f%2fevil.com",
    "https://espace.assureur.example/societes",
    "javascript:alert(1)",
    "/rien",
    "/deconnexion",
    "/connexion",
    "/static/style.css",
    "/activation/ttttttttttttttttttttttttttttttttttttttttttt",
    "/mot-de-passe/nouveau",
    "/societes\\",
    "/societes;x",
    "//societes",
    "/societes/../x",
    "/compte/sessions/fin-des-autres",
    "/société",
    " /societes",
    "/societes\x00",
    "?x=1",
    "",
    "/.evil.com",
    "/@evil.com",
    "evil.com/societes",
    "/" + "a" * 600,
]


@pytest.mark.parametrize("target", BAD)
def test_signing_in_never_leads_elsewhere(browser: Browser, target: str) -> None:
    browser.request("GET", "/connexion", query_string={"next": target})
    assert not browser.page.root.all("input", name="next")
    token = browser.form("/connexion").one("input", name="csrf_token").attributes["value"]
    data = {"csrf_token": token, "email": "alice@exemple.fr", "password": PASSWORD, "next": target}
    assert browser.request("POST", "/connexion", data=data).headers["Location"] == "/"
    browser.get("/compte")
    token = browser.form("/deconnexion").one("input", name="csrf_token").attributes["value"]
    data = {"csrf_token": token, "next": target}
    assert browser.request("POST", "/deconnexion", data=data).headers["Location"] == "/connexion?fin=1"


@pytest.mark.parametrize(
    "target", ["/societes", "/compte", f"/s/{A}/", f"/s/{A}/contrats?x=1", "/societes?q=b%C3%A2ti&page=2"]
)
def test_signing_in_leads_to_the_page_asked_for(browser: Browser, target: str) -> None:
    browser.get(target)
    browser.send(action="/connexion", email="alice@exemple.fr", password=PASSWORD)
    assert (browser.path, browser.status) == (target, 200)


def test_whoever_is_signed_in_goes_straight_to_the_target(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get("/connexion?next=/compte")
    assert browser.path == "/compte"


def test_a_download_asked_for_without_session_leads_to_its_company(browser: Browser, world: World) -> None:
    browser.get(f"/s/{A}/documents/{world.document('ATT-2026').id}")
    browser.send(action="/connexion", email="alice@exemple.fr", password=PASSWORD)
    assert browser.path == f"/s/{A}/"
