"""From the sign-in form to a downloaded attestation, without JavaScript."""

from tests.delivery.web.browser import Browser
from tests.delivery.web.world import PASSWORD, PDF, A, World


def test_a_director_signs_in_and_downloads_the_attestation(browser: Browser, world: World) -> None:
    browser.get("/")
    assert browser.path == "/connexion"
    browser.send(action="/connexion", email=" ALICE@exemple.fr ", password=PASSWORD)
    assert browser.path == f"/s/{A}/"
    assert browser.page.root.one("h1").text == "Maçonnerie Martin"
    browser.get(f"/s/{A}/contrats/{world.contract('RCD-0001').id}")
    (link,) = [a for a in browser.page.root.all("a") if a.text.startswith("Télécharger mon attestation 2026")]
    browser.get(link.attributes["href"])
    assert browser.response.data == PDF + b"ATT-2026"
    assert browser.response.headers["Content-Type"] == "application/pdf"
