"""A claim declared on a phone, on a site: photographs, no network, a session that ends in the middle."""

import re

from playwright.sync_api import Page, expect

from tests.browser.claiming import LIST, Loss, photograph
from tests.browser.machine import Visits, sign_in
from tests.browser.portal import PASSWORD, SEVERAL, Portal
from tests.browser.test_states import violations

PHONE = {"viewport": {"width": 360, "height": 740}}
STORY = "Le cadenas du conteneur a été coupé pendant la nuit ; trois machines ont disparu."


def _saved(page: Page) -> None:
    expect(page.locator("#enregistrement")).to_contain_text(re.compile(r"Enregistré (le|à) "))
    expect(page.locator("#enregistrement")).to_have_class(re.compile("good"))


def _next(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def _show_copies(page: Page, portal: Portal) -> None:
    """Let the worker draw them; the page asks again every five seconds."""
    portal.composition.service.upload_checks.scan_waiting()
    expect(page.get_by_role("img", name="Photographie")).to_have_count(3)
    expect(page.get_by_role("link", name="Original de photo-3.jpg")).to_be_visible()


def test_three_photographs_and_a_cut_network_end_in_a_receipt(visits: Visits, portal: Portal) -> None:
    context = visits.context(SEVERAL, **PHONE)
    page = context.new_page()
    page.goto(f"{portal.url}{LIST}")
    page.get_by_role("link", name="Déclarer un sinistre").click()
    page.locator("details.others > summary").first.click() if not page.locator("#cause-D1").is_visible() else None
    page.locator("label[for=cause-D1]").click()
    page.get_by_role("button", name="Commencer").click()
    loss = Loss(portal)
    answers = loss.sound()
    page.locator("label[for=danger-2]").click()
    page.locator("#known_on").fill(f"{loss.today:%Y-%m-%d}")
    _saved(page)
    _next(page)
    page.locator("#happened_on").fill(f"{loss.today:%Y-%m-%d}")
    _next(page)
    for name in ("street", "postal_code", "city"):
        page.locator(f"[name='theft_place.{name}']").fill(answers[f"theft_place.{name}"])
    page.locator("label[for=complaint-1]").click()
    expect(page.locator("#question-complaint_on")).to_be_visible()
    page.locator("label[for=complaint-2]").click()
    expect(page.locator("#question-complaint_on")).to_be_hidden()
    _next(page)
    context.set_offline(True)
    page.locator("#description").fill(STORY)
    expect(page.locator("#enregistrement")).to_contain_text("Non enregistré : pas de connexion au réseau")
    context.set_offline(False)
    _saved(page)
    page.locator("label[for=injuries-2]").click()
    _next(page)
    page.locator("[name='follow_up.name']").fill("Yann Nicolas")
    page.locator("label[for=preferred_channel-2]").click()
    _next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Les documents")
    for number, colour in enumerate(("gray", "white", "beige"), start=1):
        name = f"photo-{number}.jpg"
        given = {"name": name, "mimeType": "image/jpeg", "buffer": photograph(colour)}
        page.locator("#envoi-photographs-fichier").set_input_files(given)
        expect(page.locator("main [data-file]", has_text=name)).to_contain_text("Reçu")
    _show_copies(page, portal)
    assert violations(page) == []
    _next(page)
    expect(page.locator("main")).to_contain_text("Documents (3)")
    assert violations(page) == []
    page.get_by_text("Je déclare que ces réponses sont sincères").click()
    page.get_by_role("button", name="Envoyer à mon assureur").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"D\d{4}-\d{6}"))
    expect(page.locator("main")).to_contain_text("Documents envoyés (3)")
    assert violations(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Récépissé")).click()
    assert waiting.value.suggested_filename.startswith("recepisse-D")
    context.close()


def test_a_session_that_ends_in_the_middle_loses_no_word(visits: Visits, portal: Portal) -> None:
    loss = Loss(portal)
    context = visits.context(None, **PHONE)
    page = context.new_page()
    sign_in(page, portal.url, SEVERAL)
    page.wait_for_url(lambda url: "/connexion" not in url)
    page.goto(f"{portal.url}{loss.path}/damage")
    page.locator("#description").fill("Une première version")
    _saved(page)
    kept = [cookie for cookie in context.cookies() if cookie["name"] != "societaire"]
    context.clear_cookies()
    context.add_cookies(kept)
    page.locator("#description").fill(STORY)
    expect(page.get_by_role("alert")).to_contain_text("Votre session est terminée")
    page.get_by_role("link", name="Me reconnecter et retrouver mon texte").click()
    page.get_by_label("Adresse e-mail").fill(SEVERAL)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Me connecter").click()
    page.get_by_role("button", name="Reprendre ce texte").click()
    expect(page.locator("#description")).to_have_value(STORY)
    _saved(page)
    context.close()
