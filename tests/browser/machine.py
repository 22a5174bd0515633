"""The browser of these tests: Debian's chromium, driven by Playwright, started once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.portal import PASSWORD, Portal
from tests.browser.states import State

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


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


def listened(page: Page, url: str) -> list[str]:
    """What goes wrong on a page from now on: scripts that fail, contents refused by the policy, foreign requests."""
    faults: list[str] = []

    def said(message: ConsoleMessage) -> None:
        # The status of a page is also told there; those of refusals are wanted.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            faults.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith(url) else faults.append(f"asks {asked.url}"))
    page.on("requestfailed", lambda asked: None if _left(asked) else faults.append(f"{asked.url}: {asked.failure}"))
    return faults


def _left(asked: Request) -> bool:
    # The page was left before it came.
    return "ERR_ABORTED" in (asked.failure or "")


class Visits:
    """Shows states of the portal, each person signed in once."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self._browser, self._portal = browser, portal
        self._cookies: dict[str, list[Any]] = {}

    def context(self, who: str | None, **options: Any) -> BrowserContext:
        """A window of somebody's browser."""
        context = self._browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", **options)
        if who:
            if who not in self._cookies:
                page = context.new_page()
                sign_in(page, self._portal.url, who)
                page.wait_for_url(lambda url: "/connexion" not in url)
                self._cookies[who] = list(context.cookies())
                page.close()
            context.add_cookies(self._cookies[who])
        return context

    def show(self, page: Page, state: State) -> None:
        """Put a page into that state."""
        response = page.goto(self._portal.url + state.path)
        assert response
        assert response.status == state.status, (state, response.status)
        state.act(page)
        page.wait_for_load_state()


def fresh_folder(path: Path) -> Path:
    """An empty folder there, whatever was there before."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
