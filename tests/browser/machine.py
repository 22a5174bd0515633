"""The browser of these tests: Debian's chromium, driven by Playwright, started once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.portal import PASSWORD, Portal
from tests.browser.states import State

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Where it is, None when this machine has none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it; its sandbox does not start as root."""
    with sync_playwright() as driver:
        sandboxed = os.geteuid() != 0
        browser = driver.chromium.launch(executable_path=find_chromium(), chromium_sandbox=sandboxed)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, url: str, address: str, password: str = PASSWORD) -> None:
    """Through the form."""
    page.goto(f"{url}/connexion")
    page.get_by_label("Adresse e-mail").fill(address)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.locator("main form button").first.click()


class Visits:
    """Shows states of the portal, each person signed in once."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self._browser, self._portal = browser, portal
        self._cookies: dict[str, list[object]] = {}

    def context(self, who: str | None, **options: object) -> BrowserContext:
        """A window of somebody's browser."""
        context = self._browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", **options)  # type: ignore[arg-type]
        if who:
            if who not in self._cookies:
                page = context.new_page()
                sign_in(page, self._portal.url, who)
                page.wait_for_url(lambda url: "/connexion" not in url)
                self._cookies[who] = list(context.cookies())
                page.close()
            context.add_cookies(self._cookies[who])  # type: ignore[arg-type]
        return context

    def show(self, context: BrowserContext, state: State) -> Page:
        """A page in that state."""
        page = context.new_page()
        response = page.goto(self._portal.url + state.path)
        assert response
        assert response.status == state.status, (state, response.status)
        state.act(page)
        page.wait_for_load_state()
        return page


def fresh_folder(path: Path) -> Path:
    """An empty folder there, whatever was there before."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
