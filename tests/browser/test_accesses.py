"""A colleague invited, let in, and shown out again, in a real browser, each page of the way looked at by axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.machine import Visits
from tests.browser.portal import SEVERAL, Portal
from tests.browser.states import MOREAU
from tests.browser.test_states import violations

CHOSEN = "Neige & printemps, 27 fois"
LISTING = f"/s/{MOREAU}/preferences/acces"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_colleague_is_invited_let_in_and_shown_out(visits: Visits, portal: Portal, scripts: bool) -> None:
    address, name = f"paul.maillard{int(scripts)}@charpente-moreau.example", f"Paul Maillard{'-Roy' * scripts}"
    context = visits.context(SEVERAL, java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    director = context.new_page()
    _invite(director, portal, address, name, look=scripts)
    newcomer = visits.context(None, java_script_enabled=scripts)
    colleague = newcomer.new_page()
    _accept(colleague, portal, address, look=scripts)
    _remove(director, portal, name, look=scripts)
    answer = colleague.goto(f"{portal.url}/s/{MOREAU}/")
    assert answer
    assert answer.status == 404
    newcomer.close()
    context.close()


def _invite(page: Page, portal: Portal, address: str, name: str, *, look: bool) -> None:
    first, last = name.split(" ")
    page.goto(f"{portal.url}{LISTING}")
    page.get_by_role("link", name="Ajouter un collaborateur").click()
    page.get_by_label("Nom", exact=True).fill(last)
    page.get_by_label("Prénom").fill(first)
    page.get_by_label("Adresse e-mail").fill("contact@charpente-moreau.example")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.locator("#erreurs")).to_be_visible()
    _look(page, look=look)
    page.get_by_label("Adresse e-mail").fill(address)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.locator("main")).to_contain_text(address)
    _look(page, look=look)
    portal.deliver()


def _accept(page: Page, portal: Portal, address: str, *, look: bool) -> None:
    page.goto(portal.mailed_link(address))
    expect(page.get_by_role("heading", level=1)).to_have_text("Charpente Moreau vous invite")
    _look(page, look=look)
    page.get_by_label("Votre mot de passe").fill(CHOSEN)
    page.get_by_role("button", name="Accepter et choisir ce mot de passe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Charpente Moreau")


def _remove(page: Page, portal: Portal, name: str, *, look: bool) -> None:
    page.goto(f"{portal.url}{LISTING}")
    page.get_by_role("link", name=f"Modifier l’accès de {name}", exact=True).click()
    _look(page, look=look)
    page.goto(f"{portal.url}{LISTING}")
    page.get_by_role("link", name=f"Retirer l’accès de {name}", exact=True).click()
    _look(page, look=look)
    page.get_by_role("link", name="Continuer vers le retrait").click()
    _look(page, look=look)
    page.get_by_role("button", name=f"Retirer l’accès de {name}").click()
    expect(page.get_by_role("heading", name="Accès retirés, qui peuvent être rétablis")).to_be_visible()
    _look(page, look=look)


def _look(page: Page, *, look: bool) -> None:
    page.wait_for_load_state("networkidle")
    if look:
        assert violations(page) == []
