"""Somebody chooses what to be told of, is told once a day, reads it, and ends it from the mail, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from societaire.contracts.document import DocumentKind
from tests.browser.life import publish
from tests.browser.machine import Visits
from tests.browser.portal import REMOVED, SINGLE, Portal
from tests.browser.test_states import violations

TOPICS = ("Attestations d’assurance", "Appels de cotisations")


@pytest.mark.parametrize(
    ("who", "siren", "contract", "scripts"),
    [(REMOVED, "314000076", "RCD-314000-97", True), (SINGLE, "980000020", "FLO-980000-51", False)],
)
def test_what_is_asked_for_comes_once_a_day_is_read_and_is_ended(
    visits: Visits, portal: Portal, who: str, siren: str, contract: str, scripts: bool
) -> None:
    context = visits.context(who, java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    _choose(page, f"{portal.url}/s/{siren}/", look=scripts)
    publish(portal, f"ATT-JOUR-{siren}", DocumentKind.ATTESTATION, "attestation-*.pdf", contract)
    portal.composition.service.mailing.nightly()
    portal.deliver()
    page.goto(portal.mailed_link(who, f"s/{siren}/contrats"))
    expect(page.get_by_role("link", name=f"Document ATT-JOUR-{siren}")).to_be_visible()
    _read_news(page, look=scripts)
    stranger = visits.context(None, java_script_enabled=scripts)
    _end(stranger.new_page(), portal.mailed_link(who, "desinscription"), who, look=scripts)
    stranger.close()
    page.goto(f"{portal.url}/s/{siren}/preferences/notifications")
    for topic in TOPICS:
        expect(page.get_by_label(topic)).to_have_value("off")
    context.close()


def _choose(page: Page, home: str, *, look: bool) -> None:
    page.goto(home)
    page.get_by_role("navigation", name="Menu de la société").get_by_role("link", name="Mes préférences").click()
    page.get_by_role("link", name="Notifications", exact=True).click()
    for topic in TOPICS:
        page.get_by_label(topic).select_option("Une fois par jour")
    page.get_by_role("button", name="Enregistrer mes choix").click()
    expect(page.get_by_role("status")).to_contain_text("Vos choix sont enregistrés")
    for topic in TOPICS:
        expect(page.get_by_label(topic)).to_have_value("daily")
        expect(page.get_by_label(topic)).to_have_accessible_description(re.compile("Depuis le "))
    _look(page, look=look)


def _read_news(page: Page, *, look: bool) -> None:
    bell = page.get_by_role("banner").get_by_role("link", name="Ce qui s’est passé")
    expect(bell).to_contain_text("à lire")
    bell.click()
    expect(page.get_by_text("nouveau", exact=True).first).to_be_visible()
    _look(page, look=look)
    page.get_by_role("button", name="Tout marquer comme vu").click()
    expect(page.get_by_role("status")).to_contain_text("Tout est marqué comme vu")
    expect(page.get_by_text("nouveau", exact=True)).to_have_count(0)
    expect(bell).not_to_contain_text("à lire")
    _look(page, look=look)


def _end(page: Page, link: str, who: str, *, look: bool) -> None:
    # Programs that look at links beforehand end nothing.
    for _ in range(2):
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Ne plus recevoir ces messages")
    assert who not in page.content()
    _look(page, look=look)
    page.get_by_role("button", name="Ne plus les recevoir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est fait")
    _look(page, look=look)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous ne recevez plus ces messages")


def _look(page: Page, *, look: bool) -> None:
    page.wait_for_load_state("networkidle")
    if look:
        assert violations(page) == []
