"""The three ways of declaring in a real browser, with what goes wrong on a site: no network, a session that ends."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader, PdfWriter

from societaire.records.codes import RequestedDocument
from tests.browser.declaring import SOUND, Year
from tests.browser.machine import Visits, sign_in
from tests.browser.portal import PASSWORD, SEVERAL, Portal
from tests.browser.test_states import violations

PHONE = {"viewport": {"width": 360, "height": 740}}
NUMBER = re.compile(r"R\d{4}-\d{6}")


def _picture(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (620, 877), colour).save(made, "JPEG")
    return made.getvalue()


def _saved(page: Page) -> None:
    expect(page.locator("#enregistrement")).to_contain_text(re.compile(r"Enregistré à \d+\s?h\s?\d\d"))


def _explain_and_send(page: Page) -> str:
    """Verify, answer every warning, certify, send; returns the number."""
    for each in page.locator("main textarea").all():
        each.fill("C’est ainsi cette année.")
    page.get_by_label("Qualité").fill("Gérant")
    page.get_by_text("Je certifie que les renseignements").click()
    page.get_by_role("button", name="Envoyer à mon assureur").click()
    expect(page.get_by_role("heading", name="Votre relevé est envoyé")).to_be_visible()
    assert violations(page) == []
    found = NUMBER.search(page.locator("main").inner_text())
    assert found
    return found[0]


def test_online_through_a_cut_network_to_the_receipt(visits: Visits, portal: Portal) -> None:
    year = Year(portal)
    year.draft({path: text for path, text in SOUND.items() if path not in ("turnover_total", "activities.1.amount")})
    context = visits.context(SEVERAL, **PHONE)
    page = context.new_page()
    page.goto(f"{portal.url}{year.path}")
    page.get_by_role("link", name="Reprendre la saisie").click()
    page.get_by_label("Chiffre d’affaires total").fill("760 000")
    _saved(page)
    context.set_offline(True)
    page.locator("[name='activities.1.amount']").fill("330 000,50")
    expect(page.locator("#enregistrement")).to_contain_text("Non enregistré : pas de connexion au réseau")
    expect(page.locator("output[data-total=turnover_sum]")).to_have_text(re.compile(r"760\s000\s€"))
    context.set_offline(False)
    _saved(page)
    page.get_by_role("button", name="Vérifier et envoyer").click()
    expect(page.locator("main")).to_contain_text("330 000,50 €")
    assert violations(page) == []
    number = _explain_and_send(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger le récépissé").click()
    told = "".join(each.extract_text() for each in PdfReader(Path(waiting.value.path())).pages)
    assert number in told
    context.close()


def test_a_session_that_ends_in_the_middle_loses_no_word(visits: Visits, portal: Portal) -> None:
    year = Year(portal)
    context = visits.context(None, **PHONE)
    page = context.new_page()
    sign_in(page, portal.url, SEVERAL)
    page.wait_for_url(lambda url: "/connexion" not in url)
    page.goto(f"{portal.url}{year.path}/saisie")
    page.get_by_label("Chiffre d’affaires total").fill("700 000")
    _saved(page)
    _end_session(context)
    page.get_by_label("Chiffre d’affaires total").fill("760 000")
    expect(page.get_by_role("alert")).to_contain_text("Votre session est terminée")
    page.get_by_role("link", name="Me reconnecter et retrouver mon texte").click()
    _sign_in_here(page)
    page.get_by_role("button", name="Reprendre ce texte").click()
    expect(page.get_by_label("Chiffre d’affaires total")).to_have_value("760 000")
    _saved(page)
    page.reload()
    expect(page.get_by_label("Chiffre d’affaires total")).to_have_value("760 000")
    expect(page.locator("#retrouve")).to_be_hidden()
    context.close()


def test_rows_come_and_go_and_sums_follow(visits: Visits, portal: Portal) -> None:
    year = Year(portal)
    context = visits.context(SEVERAL)
    page = context.new_page()
    page.goto(f"{portal.url}{year.path}/saisie")
    rows = page.locator("[data-rows=activities] > li")
    for place, amount in enumerate(("100", "200,50", "300")):
        if place:
            page.locator("[data-add=activities]").click()
            expect(rows.nth(place).locator("select")).to_be_focused()
        page.locator(f"[name='activities.{place}.amount']").fill(amount)
    expect(page.locator("output[data-total=activities_total]")).to_have_text(re.compile(r"600,50\s€"))
    rows.nth(1).get_by_role("button", name="Retirer").click()
    expect(rows).to_have_count(2)
    expect(page.locator("[name='activities.1.amount']")).to_have_value("300")
    expect(page.locator("output[data-total=activities_total]")).to_have_text(re.compile(r"^400\s€"))
    _saved(page)
    page.reload()
    expect(page.locator("[name='activities.1.amount']")).to_have_value("300")
    context.close()


def test_two_people_see_both_texts_and_choose(visits: Visits, portal: Portal) -> None:
    year = Year(portal)
    year.draft()
    context = visits.context(SEVERAL)
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(f"{portal.url}{year.path}/saisie")
    one.get_by_label("Négoce").fill("100")
    _saved(one)
    two.get_by_label("Négoce").fill("200")
    expect(two.get_by_role("alert")).to_contain_text("gardés tous les deux")
    two.get_by_role("button", name="Voir les deux versions côte à côte").click()
    assert violations(two) == []
    two.get_by_text(re.compile(r"^200\s€$")).click()
    two.get_by_role("button", name="Enregistrer ces choix").click()
    expect(two.get_by_label("Négoce")).to_have_value("200")
    expect(two.get_by_label("Chiffre d’affaires total")).to_have_value("760 000")
    expect(two.locator("#retrouve")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_photographs_of_the_pages_are_sent_with_a_document(visits: Visits, portal: Portal, scripts: bool) -> None:
    year = Year(portal, (RequestedDocument.TAX_RETURN,))
    context = visits.context(SEVERAL, java_script_enabled=scripts, **PHONE)
    page = context.new_page()
    page.goto(f"{portal.url}{year.path}")
    page.get_by_role("button", name="Déposer mon formulaire").click()
    for name, colour in (("page-1.jpg", "white"), ("page-2.jpg", "beige")):
        _give(page, name, _picture(colour), "image/jpeg", scripts=scripts)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pièces à joindre")
    _give(page, "liasse.jpg", _picture("white"), "image/jpeg", scripts=scripts)
    page.get_by_role("link", name="Vérifier et envoyer").click()
    expect(page.locator("main")).to_contain_text("Fichiers joints (3)")
    if scripts:
        _explain_and_send(page)
    context.close()


def test_our_own_form_filled_in_on_a_computer_is_read_and_shown(visits: Visits, portal: Portal) -> None:
    year, other = Year(portal), Year(portal)
    context = visits.context(SEVERAL)
    page = context.new_page()
    forms = [_completed(page, portal, each) for each in (other, year)]
    page.goto(f"{portal.url}{year.path}")
    page.get_by_role("button", name="Déposer mon formulaire").click()
    _give(page, "autre-annee.pdf", forms[0], "application/pdf", scripts=True)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("autre période")
    page.get_by_role("button", name=re.compile("Retirer")).first.click()
    expect(page.locator("main [data-file]")).to_have_count(0)
    _give(page, "releve.pdf", forms[1], "application/pdf", scripts=True)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("status").first).to_contain_text("chiffres de votre formulaire")
    expect(page.get_by_label("Chiffre d’affaires total")).to_have_value("760 000")
    context.close()


def _give(page: Page, name: str, content: bytes, kind: str, *, scripts: bool) -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": kind, "buffer": content})
    if not scripts:
        page.locator("[data-plain]").first.click()
    expect(page.locator("main").get_by_text(name).first).to_be_visible()
    expect(page.locator("main [data-file]", has_text=name)).to_contain_text("Reçu")


def _completed(page: Page, portal: Portal, year: Year) -> bytes:
    """The blank form of a year, downloaded, with a figure typed into it."""
    page.goto(f"{portal.url}{year.path}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Formulaire vierge").click()
    writer = PdfWriter(clone_from=PdfReader(Path(waiting.value.path())))
    named = [name for name in writer.get_fields() or {} if name.endswith("turnover_total")]
    for each in writer.pages:
        writer.update_page_form_field_values(each, dict.fromkeys(named, "760 000"), auto_regenerate=False)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _end_session(context: BrowserContext) -> None:
    kept = [cookie for cookie in context.cookies() if cookie["name"] != "societaire"]
    context.clear_cookies()
    context.add_cookies(kept)


def _sign_in_here(page: Page) -> None:
    page.get_by_label("Adresse e-mail").fill(SEVERAL)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.locator("main form button").first.click()
