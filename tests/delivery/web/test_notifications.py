"""Choices, news, and the end of a topic, as pages."""

import pytest
from flask import Flask

from societaire.events import SYSTEM, DocumentPublished
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.use_cases.alert_mails import UNSUBSCRIBE
from societaire_wording import addresses
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import NOW, A, World

CHOICES = f"/s/{A}/preferences/notifications"
NEWS = f"/s/{A}/notifications"


def test_choices_are_kept_and_shown_again(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    browser.get(CHOICES)
    assert browser.page.faults == []
    browser.send(action=CHOICES, attestations="immediate", premium_notices="daily", claims="off")
    assert (browser.path, browser.status) == (CHOICES, 200)
    assert "Vos choix sont enregistrés" in browser.page.root.text
    kept = {choice.topic: choice.frequency for choice in world.parts.database.tables.choices.values()}
    assert kept == {Topic.ATTESTATIONS: Frequency.IMMEDIATE, Topic.PREMIUM_NOTICES: Frequency.DAILY}
    shown = browser.page.root.one("select", id="attestations")
    assert [option.attributes["value"] for option in shown.all("option") if "selected" in option.attributes] == [
        "immediate"
    ]


def test_a_frequency_that_does_not_exist_changes_nothing(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    browser.get(CHOICES)
    browser.send(action=CHOICES, attestations="hourly", premium_notices="", claims="")
    assert world.parts.database.tables.choices == {}


def test_paper_is_asked_for_and_given_up(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    person = world.person("alice").id
    for wanted in (True, False):
        browser.get(CHOICES)
        browser.send(action=f"{CHOICES}/papier")
        standing = world.parts.database.tables.standings[person]
        assert (standing.paper_since is not None) is wanted
        assert standing.paper_chosen_at == NOW


def test_an_address_to_confirm_is_asked_for_at_home_until_it_is(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get(f"/s/{A}/")
    assert "confirmez votre adresse" in browser.page.root.text
    browser.get(CHOICES)
    browser.send(action=f"{CHOICES}/adresse")
    assert "votre adresse e-mail est confirmée" in browser.page.root.text
    browser.get(f"/s/{A}/")
    assert "confirmez votre adresse" not in browser.page.root.text


def test_a_bounce_is_told_at_home_among_choices_and_to_administrators(as_: SignIn, world: World) -> None:
    person = world.person("alice")
    with world.parts.database.write() as unit:
        unit.standings.save(unit.standings.get(person.id).bounced(person.email, "pleine", NOW))
        unit.commit()
    browser = as_("alice")
    for path in (f"/s/{A}/", CHOICES, f"/s/{A}/preferences/acces"):
        browser.get(path)
        assert "reviennent" in browser.page.root.text, path
        assert browser.page.faults == []


def test_the_header_counts_what_is_new_until_it_is_marked(as_: SignIn, world: World) -> None:
    with world.parts.database.write() as unit:
        unit.record(DocumentPublished(A, "D", "inconnu", "attestation", 2026), SYSTEM)
        unit.commit()
    browser = as_("alice")
    browser.get(NEWS)
    assert browser.page.faults == []
    assert browser.page.root.one("span", **{"class": "fresh"}).text.strip() == "1"
    browser.send(action=f"{NEWS}/lues")
    assert browser.page.root.all("span", **{"class": "fresh"}) == []
    assert "2026" in browser.page.root.text


@pytest.fixture
def seal(world: World) -> str:
    """The seal of a mail to Alice, who asked for attestations."""
    person = world.person("alice")
    with world.parts.database.write() as unit:
        unit.choices.save([Choice(person.id, topic, Frequency.IMMEDIATE, NOW) for topic in Topic])
        unit.commit()
    return world.parts.seals.seal(UNSUBSCRIBE, f"{person.id}:{Topic.ATTESTATIONS}")


def test_the_link_of_a_mail_shows_then_ends_one_topic_for_strangers(app: Flask, world: World, seal: str) -> None:
    browser = Browser(app, URL)
    path = addresses.unsubscribe_path(seal)
    browser.get(path)
    assert browser.status == 200
    assert browser.page.faults == []
    assert str(world.person("alice").email) not in browser.page.root.text
    assert _off(world) == set()
    browser.send(action=path)
    assert "C'est fait" in browser.page.root.text
    assert _off(world) == {Topic.ATTESTATIONS}


def test_a_mail_program_ends_a_topic_by_itself(app: Flask, world: World, seal: str) -> None:
    browser = Browser(app, URL)
    answer = browser.request(
        "POST",
        addresses.unsubscribe_path(seal),
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://courrier.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 200
    assert _off(world) == {Topic.ATTESTATIONS}


def test_a_forged_link_ends_nothing(app: Flask, world: World, seal: str) -> None:
    browser = Browser(app, URL)
    for method in ("GET", "POST"):
        assert browser.request(method, addresses.unsubscribe_path(seal[:-1])).status_code == 404
    assert _off(world) == set()


def _off(world: World) -> set[Topic]:
    return {c.topic for c in world.parts.database.tables.choices.values() if c.frequency is Frequency.OFF}
