"""What members come for, done in a real browser, with its scripts and without."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.machine import Visits, sign_in
from tests.browser.portal import FORGETFUL, NEWCOMERS, SEVERAL, SINGLE, Portal
from tests.browser.states import MOREAU

NEW = "Neige & printemps, 27 fois"
OTHER = "572000057"


@pytest.mark.parametrize(("address", "scripts"), [(NEWCOMERS[0], True), (NEWCOMERS[1], False)])
def test_from_the_mail_to_the_first_attestation(visits: Visits, portal: Portal, address: str, scripts: bool) -> None:
    context = visits.context(None, java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(portal.mailed_link(address))
    page.get_by_label("Votre mot de passe").fill("court")
    page.get_by_role("button", name="Choisir ce mot de passe").click()
    expect(page.locator("#erreurs")).to_be_focused()
    page.get_by_label("Votre mot de passe").fill(NEW)
    page.get_by_role("button", name="Choisir ce mot de passe").click()
    page.get_by_role("navigation", name="Menu de la société").get_by_role("link", name="Mes contrats").click()
    page.get_by_role("link", name="Détails de mon contrat").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger mon attestation").click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.endswith(".pdf")
    assert len(PdfReader(BytesIO(content)).pages) >= 1
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_forgotten_password_is_replaced(visits: Visits, portal: Portal, scripts: bool) -> None:
    chosen = f"{NEW} {scripts}"
    context = visits.context(None, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{portal.url}/connexion")
    page.get_by_role("link", name="Mot de passe oublié").click()
    page.get_by_label("Adresse e-mail").fill(FORGETFUL)
    page.get_by_role("button", name="Recevoir un lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez votre messagerie")
    portal.deliver()
    page.goto(portal.mailed_link(FORGETFUL))
    page.get_by_label("Votre mot de passe").fill(chosen)
    page.get_by_role("button", name="Changer mon mot de passe").click()
    expect(page.get_by_role("status")).to_contain_text("Votre mot de passe est changé")
    sign_in(page, portal.url, FORGETFUL, chosen)
    expect(page.get_by_role("heading", level=1)).to_have_text("Perrin Maçonnerie")
    context.close()


def test_two_tabs_never_mix_two_companies(visits: Visits, portal: Portal) -> None:
    context = visits.context(SEVERAL)
    one, two = context.new_page(), context.new_page()
    one.goto(f"{portal.url}{portal.contracts['RCD-552000-59']}")
    one.locator(".switcher summary").click()
    two.goto(f"{portal.url}/s/{MOREAU}/")
    two.locator(".switcher summary").click()
    two.locator(".switcher .panel").get_by_role("link", name="Perrin Maçonnerie").click()
    expect(two.get_by_role("heading", level=1)).to_have_text("Perrin Maçonnerie")
    one.locator(".switcher summary").click()
    one.get_by_label("Année", exact=True).select_option("2025")
    one.get_by_role("button", name="Filtrer").click()
    for page, mine, theirs in ((one, MOREAU, OTHER), (two, OTHER, MOREAU)):
        page.reload()
        assert f"/s/{mine}/" in page.url
        assert f"/s/{theirs}/" not in page.locator("main").inner_html()
        expect(page.locator(".switcher .current strong")).to_have_text(
            "Charpente Moreau" if mine == MOREAU else "Perrin Maçonnerie"
        )
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_after_signing_out_the_back_button_shows_nothing(visits: Visits, portal: Portal, scripts: bool) -> None:
    context = visits.context(None, java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, portal.url, SINGLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Les Artisans de Saint-Étienne")
    page.get_by_role("navigation", name="Menu de la société").get_by_role("link", name="Mes contrats").click()
    page.locator(".account summary").click()
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_role("status")).to_contain_text("Votre session est terminée")
    for _ in range(2):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Me connecter")
        assert "Artisans" not in page.content()
    context.close()


def test_a_company_is_chosen_from_the_keyboard(visits: Visits, portal: Portal) -> None:
    context = visits.context(SEVERAL)
    page = context.new_page()
    page.goto(f"{portal.url}/s/{MOREAU}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto(f"{portal.url}/s/{MOREAU}/")
    summary = page.locator(".switcher summary")
    _tab_to(page, ".switcher summary")
    page.keyboard.press("Enter")
    expect(page.locator(".switcher")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: MOREAU not in url)
    context.close()


def test_the_summary_of_errors_leads_to_each_field(visits: Visits, portal: Portal) -> None:
    context = visits.context(None)
    page = context.new_page()
    page.goto(f"{portal.url}/mot-de-passe-oublie")
    page.get_by_label("Adresse e-mail").fill("alice@a")
    page.keyboard.press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Adresse e-mail")).to_be_focused()
    context.close()


def test_a_contract_on_paper_is_its_policy_and_nothing_to_press(visits: Visits, portal: Portal) -> None:
    context = visits.context(SEVERAL)
    page = context.new_page()
    page.goto(f"{portal.url}{portal.contracts['RCD-552000-59']}")
    page.emulate_media(media="print")
    for shown in (".facts", ".print-only", "h1", ".side .card >> nth=0"):
        expect(page.locator(shown)).to_be_visible()
    for unseen in (".sections", ".account", ".tabs", ".filter", ".crumbs", ".hero .button"):
        expect(page.locator(unseen)).to_be_hidden()
    context.close()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator(selector).evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(selector)
