"""The person's own account."""

from tests.delivery.web.conftest import SignIn
from tests.delivery.web.world import PASSWORD, World

NEW = "Neige-de-printemps-27"


def test_changing_the_password_ends_other_sessions_and_renews_this_one(as_: SignIn) -> None:
    other, browser = as_("alice"), as_("alice")
    before = browser.cookie()
    browser.get("/compte")
    browser.send(action="/compte/mot-de-passe", present=PASSWORD, password=NEW)
    assert (browser.path, browser.status) == ("/compte", 200)
    assert "Votre mot de passe est changé" in browser.page.root.text
    assert browser.cookie() not in ("", before)
    assert other.request("GET", "/compte").status_code == 303


def test_the_present_password_is_wanted(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    before = dict(world.parts.database.tables.credentials)
    browser.get("/compte")
    browser.send(action="/compte/mot-de-passe", present="wrong", password=NEW)
    assert browser.status == 422
    assert browser.page.faults == []
    assert browser.page.root.one("input", id="present").attributes["aria-invalid"] == "true"
    assert browser.page.root.one("div", id="erreurs").all("a", href="#present")
    assert world.parts.database.tables.credentials == before


def test_a_weak_password_is_explained_point_by_point(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get("/compte")
    browser.send(action="/compte/mot-de-passe", present=PASSWORD, password="Alice-1980")
    assert browser.status == 422
    unmet = browser.page.root.one("ul", id="password-conseils").all("li", **{"class": "unmet"})
    assert [item.attributes["data-advice"] for item in unmet] == ["length", "personal"]


def test_guesses_of_the_present_password_are_slowed(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get("/compte")
    for _ in range(6):
        browser.send(action="/compte/mot-de-passe", present="wrong", password=NEW)
    assert browser.status == 429
    assert browser.page.faults == []


def test_password_fields_work_with_password_programs(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get("/compte")
    form = browser.form("/compte/mot-de-passe")
    fields = {i.attributes["name"]: i.attributes for i in form.all("input") if "name" in i.attributes}
    assert form.one("input", id="email").attributes["autocomplete"] == "username"
    assert fields["present"]["autocomplete"] == "current-password"
    assert fields["password"]["autocomplete"] == "new-password"
    assert {fields[name]["type"] for name in ("present", "password")} == {"password"}
    assert not [name for name in fields if "maxlength" in fields[name]]


def test_fields_that_no_form_has_are_ignored(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    before = world.person("alice")
    browser.get("/compte")
    extra = {
        "role": "administrator",
        "siren": "404833048",
        "person_id": "x",
        "is_admin": "1",
        "email": "evil@exemple.fr",
    }
    browser.send(action="/compte/mot-de-passe", present=PASSWORD, password=NEW, **extra)
    assert browser.path == "/compte"
    assert world.person("alice") == before
