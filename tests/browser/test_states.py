"""Every page in every state: nothing for axe to find, nothing foreign, nothing too wide or too small to touch."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import societaire_web
from societaire_web import WebConfig, create_app
from tests.browser.machine import Visits, listened
from tests.browser.portal import Portal
from tests.browser.states import GROUPS, every_state

OUT = Path(societaire_web.__file__).with_name("static") / "hors-service.html"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = """
() => [...document.querySelectorAll("button, .button, summary, header a, nav a, .reach a, input, select")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden")
  .filter((one) => !one.closest(".hidden, .skip, p:not(.actions)"))
  // A box to tick is as large as the words that tick it.
  .map((one) => [one, ["checkbox", "radio"].includes(one.type) ? one.closest("label") ?? one : one])
  .map(([one, touched]) => [one, touched.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height < 43.5)
  .map(([one, box]) => `${one.tagName} ${one.textContent.trim().slice(0, 40)}: ${Math.round(box.height)} px`)
"""
TOO_WIDE = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1)
    .map((one) => `${one.tagName}.${one.getAttribute("class")} ${Math.round(one.getBoundingClientRect().right)}`);
}
"""


# Without loading again what the page did: that is for sounds, and for rules of the kind that is still being tried.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
CONTRASTS = "() => axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations'] })"
AXE = Axe()


def violations(page: Page) -> list[str]:
    """What axe finds; it stays in the page."""
    return _told(AXE.run(page, options=OPTIONS).response)


def _told(found: dict[str, Any]) -> list[str]:
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


# What answers with a file or with data, and what a link leads through to a page that has its state.
NO_PAGES = {
    *("static", "accesses.sheet", "declarations.blank", "declarations.receipt", "claims.receipt"),
    *("probes.alive", "probes.ready", "probes.counts"),
    *("uploads.declaration_listed", "uploads.claim_listed", "uploads.claim_addition_listed", "uploads.show"),
    *("uploads.thumbnail", "uploads.copy"),
    *("links.activation_page", "links.reset_page", "invitations.show", "claim_drafts.resume"),
}


def test_every_page_has_a_state(portal: Portal) -> None:
    app = create_app(portal.composition.service, WebConfig(portal.url, "k" * 48))
    router = app.url_map.bind("localhost")
    paths = (urlsplit(state.path).path for state in every_state(portal) if "/essai/" not in state.path)
    shown = {router.match(path, method="GET")[0] for path in paths}
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert known - shown - NO_PAGES == set()
    assert known >= NO_PAGES


@pytest.mark.parametrize("group", list(GROUPS))
def test_every_state_is_accessible_and_its_own(visits: Visits, portal: Portal, group: str) -> None:
    faults: list[str] = []
    states = sorted(GROUPS[group](portal), key=lambda state: state.who or "")
    for who in dict.fromkeys(state.who for state in states):
        context = visits.context(who, viewport={"width": 1280, "height": 800})
        for state in (state for state in states if state.who == who):
            page = context.new_page()
            listened_to = listened(page, portal.url)
            visits.show(page, state)
            faults += [f"{state.name}: {fault}" for fault in (*_faults(page), *listened_to)]
            page.close()
        context.close()
    assert faults == []


def _faults(page: Page) -> list[str]:
    faults = violations(page)
    page.emulate_media(color_scheme="dark")
    # Of all the rules, only that of contrasts looks at colours.
    faults += [f"in the dark, {one}" for one in _told(page.evaluate(CONTRASTS))]
    # As somebody sees it who enlarges a page of 1280 pixels four times, or an ordinary phone's a little.
    page.set_viewport_size({"width": 320, "height": 640})
    faults += [f"too wide at 320: {one}" for one in page.evaluate(TOO_WIDE)]
    return faults + [f"small: {one}" for one in page.evaluate(SMALL)]


def test_what_is_shown_while_the_portal_is_out_stands_alone(visits: Visits) -> None:
    page = visits.context(None, viewport={"width": 320, "height": 640}).new_page()
    faults = listened(page, "file:")
    page.goto(OUT.as_uri())
    assert faults + violations(page) + page.evaluate(TOO_WIDE) + page.evaluate(SMALL) == []
    assert set(re.findall(r"(?:href|src)=\"([^\"]*)\"", OUT.read_text(encoding="utf-8"))) == {"/"}
    page.context.close()
