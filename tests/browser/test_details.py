"""A company's telephone number changed at once, its address asked for and taken back, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.machine import Visits
from tests.browser.portal import COLLABORATOR, SINGLE, Portal
from tests.browser.test_states import violations


@pytest.mark.parametrize(("who", "siren", "scripts"), [(SINGLE, "980000020", True), (COLLABORATOR, "566000048", False)])
def test_details_change_at_once_and_an_address_waits(
    visits: Visits, portal: Portal, who: str, siren: str, scripts: bool
) -> None:
    context = visits.context(who, java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{portal.url}/s/{siren}/")
    page.get_by_role("navigation", name="Menu de la société").get_by_role("link", name="Mes préférences").click()
    page.get_by_role("link", name="Coordonnées").click()
    _change_phone(page, look=scripts)
    _ask_address(page, look=scripts)
    _withdraw(page, look=scripts)
    context.close()


def test_whoever_saves_second_sees_what_the_first_saved(visits: Visits, portal: Portal) -> None:
    context = visits.context(SINGLE)
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(f"{portal.url}/s/980000020/preferences/coordonnees")
    first.get_by_role("textbox", name="Téléphone").fill("04 72 00 00 11")
    first.get_by_role("button", name="Enregistrer").click()
    expect(first.get_by_role("status")).to_contain_text("Vos coordonnées sont enregistrées")
    second.get_by_role("textbox", name="Téléphone").fill("04 72 00 00 22")
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.locator("#erreurs")).to_be_focused()
    compared = second.get_by_role("row", name="Téléphone")
    expect(compared).to_contain_text("04 72 00 00 11")
    expect(compared).to_contain_text("04 72 00 00 22")
    _look(second, look=True)
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.get_by_role("status")).to_contain_text("Vos coordonnées sont enregistrées")
    first.reload()
    expect(first.get_by_role("textbox", name="Téléphone")).to_have_value(re.compile(r"04\s72\s00\s00\s22"))
    context.close()


def _change_phone(page: Page, *, look: bool) -> None:
    page.get_by_role("textbox", name="Téléphone").fill("au bureau")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#erreurs")).to_be_focused()
    expect(page.get_by_role("textbox", name="Téléphone")).to_have_value("au bureau")
    _look(page, look=look)
    page.get_by_role("textbox", name="Téléphone").fill("+33 4 72.00.00.05")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Vos coordonnées sont enregistrées")
    expect(page.get_by_role("textbox", name="Téléphone")).to_have_value(re.compile(r"04\s72\s00\s00\s05"))


def _ask_address(page: Page, *, look: bool) -> None:
    page.get_by_label("Numéro et rue").fill("12 rue des Lilas")
    page.get_by_label("Code postal").fill("69003")
    page.get_by_role("button", name="Demander le changement").click()
    expect(page.locator("#erreurs")).to_be_focused()
    expect(page.get_by_label("Numéro et rue")).to_have_value("12 rue des Lilas")
    _look(page, look=look)
    page.get_by_label("Ville").fill("Lyon")
    page.get_by_role("button", name="Demander le changement").click()
    expect(page.get_by_role("status")).to_contain_text("L’adresse actuelle reste en vigueur")
    expect(page.get_by_role("heading", name="Changement demandé")).to_contain_text("en attente")
    expect(page.locator("ins").first).to_have_text("12 rue des Lilas")
    expect(page.get_by_role("button", name="Demander le changement")).to_have_count(0)
    _look(page, look=look)


def _withdraw(page: Page, *, look: bool) -> None:
    page.get_by_role("button", name="Retirer la demande").click()
    expect(page.get_by_role("status")).to_contain_text("l’adresse reste la même")
    expect(page.get_by_role("button", name="Demander le changement")).to_be_visible()
    _look(page, look=look)


def _look(page: Page, *, look: bool) -> None:
    page.wait_for_load_state("networkidle")
    if look:
        assert violations(page) == []
