"""Sessions: theirs to see, ours to end."""

from datetime import timedelta

from flask import Flask

from tests.delivery.web.browser import Browser, held
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import PASSWORD, A, B, World, identifier


def replay(app: Flask, value: str) -> int:
    """What a copy of the cookie opens."""
    thief = Browser(app, URL)
    thief.keep(value)
    return thief.request("GET", f"/s/{A}/").status_code


def test_signing_out_ends_the_session_for_every_copy(app: Flask, as_: SignIn) -> None:
    browser = as_("alice")
    stolen = browser.cookie()
    assert replay(app, stolen) == 200
    browser.send(action="/deconnexion")
    assert browser.path.startswith("/connexion")
    assert replay(app, stolen) == 303
    assert browser.cookie() == ""


def test_signing_out_clears_what_the_browser_kept(as_: SignIn) -> None:
    browser = as_("alice")
    form = browser.form("/deconnexion").one("input", name="csrf_token").attributes["value"]
    response = browser.request("POST", "/deconnexion", data={"csrf_token": form})
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_asking_to_sign_out_without_the_form_does_nothing(app: Flask, as_: SignIn) -> None:
    browser = as_("alice")
    assert browser.request("GET", "/deconnexion").status_code == 405
    assert replay(app, browser.cookie()) == 200


def test_a_form_that_outlived_its_session_asks_to_sign_in_and_changes_nothing(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    path = f"/s/{A}/preferences/coordonnees"
    browser.get(path)
    stale = {**held(browser.form(path)), "phone": "04 72 00 00 09"}
    browser.send(action="/deconnexion")
    answer = browser.request("POST", path, data=stale)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/connexion?next={path}")
    browser.get(answer.headers["Location"])
    assert "Votre session est terminée" in browser.page.root.text
    assert world.parts.database.tables.companies[A].phone is None


def test_a_made_up_or_earlier_token_is_never_taken_up(app: Flask, browser: Browser) -> None:
    browser.keep("made-up")
    browser.sign_in("alice@exemple.fr", PASSWORD)
    first = browser.cookie()
    assert first not in ("", "made-up")
    browser.request("GET", "/mot-de-passe-oublie")
    fields = {"csrf_token": browser.form("/mot-de-passe-oublie").one("input", name="csrf_token").attributes["value"]}
    browser.request("POST", "/connexion", data={**fields, "email": "alice@exemple.fr", "password": PASSWORD})
    assert browser.cookie() not in ("", first)
    assert replay(app, first) == 303


def test_a_session_ends_after_half_an_hour_of_silence(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    world.parts.clock.advance(timedelta(minutes=29))
    assert browser.request("GET", f"/s/{A}/").status_code == 200
    world.parts.clock.advance(timedelta(minutes=31))
    assert browser.get(f"/s/{A}/contrats").status_code == 200
    assert browser.path == f"/connexion?next=/s/{A}/contrats"
    assert "Votre session est terminée" in browser.page.root.text
    browser.send(action="/connexion", email="alice@exemple.fr", password=PASSWORD)
    assert browser.path == f"/s/{A}/contrats"


def test_a_session_ends_after_eight_hours_whatever_is_done(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    for _ in range(95):
        world.parts.clock.advance(timedelta(minutes=5))
        assert browser.request("GET", "/societes").status_code == 200
    world.parts.clock.advance(timedelta(minutes=5))
    assert browser.request("GET", "/societes").status_code == 303


def test_what_a_script_asks_does_not_prolong(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    browser.get("/compte")
    form = browser.form("/deconnexion").one("input", name="csrf_token").attributes["value"]
    statuses = []
    for _ in range(2):
        world.parts.clock.advance(timedelta(minutes=20))
        answer = browser.request(
            "POST", "/mot-de-passe/conseils", json={"password": "x", "purpose": ""}, headers={"X-CSRFToken": form}
        )
        statuses.append(answer.status_code)
    assert statuses == [200, 303]


def test_a_removed_access_ends_at_the_next_request_and_only_there(as_: SignIn, world: World) -> None:
    browser = as_("claire")
    document = world.document("ATT-2026").id
    assert browser.request("GET", f"/s/{A}/documents/{document}").status_code == 200
    with world.parts.database.write() as unit:
        access = unit.accesses.get(world.person("claire").id, A)
        assert access
        unit.accesses.save(access.removed(world.parts.clock.now()))
        unit.commit()
    assert browser.request("GET", f"/s/{A}/documents/{document}").status_code == 404
    assert browser.request("GET", f"/s/{A}/").status_code == 404
    assert browser.request("GET", f"/s/{B}/").status_code == 200


def test_sessions_are_listed_and_ended_one_by_one(app: Flask, as_: SignIn) -> None:
    here, there = as_("alice"), Browser(app, URL, {"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    there.sign_in("alice@exemple.fr", PASSWORD)
    here.get("/compte")
    assert "Safari, iPhone" in here.page.root.text
    assert "127.0.0.0" in here.page.root.text
    (end,) = [
        form
        for form in here.page.root.all("form")
        if "/fin" in form.attributes["action"] and "autres" not in form.attributes["action"]
    ]
    here.send(action=end.attributes["action"])
    assert here.path == "/compte"
    assert "La session est terminée." in here.page.root.text
    assert there.request("GET", f"/s/{A}/").status_code == 303
    assert here.request("GET", f"/s/{A}/").status_code == 200


def test_all_other_sessions_end_at_once(as_: SignIn) -> None:
    first, second, here = as_("alice"), as_("alice"), as_("alice")
    here.get("/compte")
    here.send(action="/compte/sessions/fin-des-autres")
    assert [b.request("GET", "/societes").status_code for b in (first, second, here)] == [303, 303, 200]


def test_somebody_elses_session_is_not_found(as_: SignIn, world: World) -> None:
    other, browser = as_("bruno"), as_("alice")
    (theirs,) = [s.id for s in world.parts.database.tables.sessions.values() if s.person_id == world.person("bruno").id]
    browser.get("/compte")
    form = browser.form("/deconnexion").one("input", name="csrf_token").attributes["value"]
    answers = [
        browser.request("POST", f"/compte/sessions/{one}/fin", data={"csrf_token": form}).status_code
        for one in (theirs, identifier("no", 9))
    ]
    assert answers == [404, 404]
    assert other.request("GET", f"/s/{B}/").status_code == 200


def test_a_known_browser_is_remembered_through_sign_out(as_: SignIn) -> None:
    browser = as_("alice")
    device = browser.cookie("__Host-societaire-appareil")
    browser.send(action="/deconnexion")
    browser.sign_in("alice@exemple.fr", PASSWORD)
    assert browser.cookie("__Host-societaire-appareil") == device != ""


def test_a_stranger_cannot_shut_a_known_browser_out(app: Flask, as_: SignIn) -> None:
    browser, stranger = as_("alice"), Browser(app, URL)
    for _ in range(6):
        stranger.sign_in("alice@exemple.fr", "wrong")
    assert stranger.status == 429
    assert int(stranger.response.headers["Retry-After"]) > 0
    assert stranger.page.faults == []
    browser.send(action="/deconnexion")
    browser.sign_in("alice@exemple.fr", PASSWORD)
    assert browser.path == f"/s/{A}/"


def test_when_every_processor_is_taken_the_form_says_when_to_come_back(browser: Browser, world: World) -> None:
    world.parts.hasher.busy = True
    browser.sign_in("alice@exemple.fr", PASSWORD)
    assert (browser.status, browser.response.headers["Retry-After"]) == (503, "2")
    world.parts.hasher.busy = False
    browser.send(action="/connexion", password=PASSWORD)
    assert browser.path == f"/s/{A}/"
