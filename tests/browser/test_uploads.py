"""Files sent from a real browser: over a network that fails, dropped, by a plain form, by somebody signed out."""

import io
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from PIL import Image
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from societaire.declarations.declaration import Way
from societaire.uploads.upload import Upload, UploadState
from tests.browser.declaring import COMPANY, Year
from tests.browser.machine import Visits, listened
from tests.browser.portal import SEVERAL, Portal

SLOW = 700_000
"""Bytes a second: slow enough to be cut in the middle."""


def photograph() -> bytes:
    """A JPEG of some megabytes, as a telephone takes it."""
    noise = random.Random(5).randbytes(2400 * 2400 * 3)  # noqa: S311 - what is seen on it is of no matter
    content = io.BytesIO()
    Image.frombytes("RGB", (2400, 2400), noise).save(content, "JPEG", quality=92)
    return content.getvalue()


@define
class Desk:
    """A draft that takes files, open in a browser."""

    portal: Portal
    context: BrowserContext
    path: str
    subject: str
    page: Page = field(init=False)
    asked: list[tuple[str, str]] = field(factory=list, init=False)
    _session: CDPSession | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.page = self.opened()

    def opened(self) -> Page:
        """Its page of supporting documents, in a new tab."""
        page = self.context.new_page()
        page.on("request", lambda one: self.asked.append((one.method, one.headers.get("upload-offset", ""))))
        page.goto(f"{self.portal.url}{self.path}/pieces")
        return page

    def choose(self, *paths: Path) -> None:
        """Pick files."""
        self.page.locator("#envoi-free-fichier").set_input_files(paths)

    def row(self, name: str) -> Any:
        """What is said of a file."""
        return self.page.locator(".file", has_text=name)

    def uploads(self) -> tuple[Upload, ...]:
        """What the portal holds."""
        with self.portal.composition.database.read() as kept:
            return kept.uploads.of_subject(COMPANY, self.subject)

    def begun(self) -> int:
        """How far the file is once some of it, not all, has come."""
        for _ in range(200):
            if (found := self.uploads()) and 0 < found[0].offset < found[0].size:
                return found[0].offset
            self.page.wait_for_timeout(50)
        raise AssertionError(self.uploads())

    def network(self, *, offline: bool = False, speed: int = -1) -> None:
        """Make it slow, or cut it, or as it was."""
        if self._session is None:
            self._session = self.context.new_cdp_session(self.page)
            self._session.send("Network.enable")
        self._session.send(
            "Network.emulateNetworkConditions",
            {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": speed},
        )


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs them."""
    return True


@pytest.fixture
def desk(visits: Visits, portal: Portal, scripts: bool) -> Iterator[Desk]:
    """A scan to be completed."""
    year = Year(portal)
    draft = year.draft({}, Way.SCAN)
    context = visits.context(SEVERAL, java_script_enabled=scripts)
    yield Desk(portal, context, year.path, draft.subject)
    context.close()


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On the telephone."""
    path = tmp_path_factory.mktemp("photos") / "chantier.jpg"
    path.write_bytes(photograph())
    return path


def test_a_file_survives_the_network_cut_in_its_middle(desk: Desk, photo: Path) -> None:
    faults = listened(desk.page, desk.portal.url)
    desk.network(speed=SLOW)
    desk.choose(photo)
    before = desk.begun()
    desk.network(offline=True)
    expect(desk.row("chantier.jpg")).to_contain_text("Connexion interrompue")
    desk.network()
    expect(desk.row("chantier.jpg")).to_contain_text("Reçu", timeout=30_000)
    (upload,) = desk.uploads()
    assert upload.sha256 == sha256(photo.read_bytes()).hexdigest()
    resumed = [int(offset) for method, offset in desk.asked if method == "PATCH" and offset]
    assert max(resumed) >= before
    assert [method for method, _ in desk.asked].count("POST") == 1, "begun once"
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def test_a_closed_tab_loses_nothing_that_came(desk: Desk, photo: Path) -> None:
    desk.network(speed=SLOW)
    desk.choose(photo)
    before = desk.begun()
    desk.page.close()
    desk.page = desk.opened()
    expect(desk.row("chantier.jpg")).to_contain_text("Choisissez de nouveau ce fichier")
    desk.asked.clear()
    desk.choose(photo)
    expect(desk.row("chantier.jpg").last).to_contain_text("Reçu", timeout=30_000)
    offsets = [int(offset) for method, offset in desk.asked if method == "PATCH" and offset]
    assert min(offsets) >= before
    (upload,) = desk.uploads()
    assert upload.sha256 == sha256(photo.read_bytes()).hexdigest()
    assert desk.page.locator(".file").count() == 1


def test_a_cancelled_file_is_gone_and_the_next_one_comes(desk: Desk, photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "plan.jpg"
    other.write_bytes(photo.read_bytes())
    desk.network(speed=SLOW)
    desk.choose(photo, other)
    desk.begun()
    desk.row("chantier.jpg").get_by_role("button", name="Annuler").click()
    expect(desk.row("chantier.jpg")).to_have_count(0)
    desk.network()
    expect(desk.row("plan.jpg")).to_contain_text("Reçu", timeout=30_000)
    assert [upload.name for upload in desk.uploads()] == ["plan.jpg"]


def test_a_refused_file_says_why_and_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "notes.pdf"
    bad.write_bytes(b"Ceci n'est pas un PDF.")
    desk.choose(bad)
    expect(desk.row("notes.pdf")).to_contain_text("Ce fichier n’est ni un PDF")
    assert desk.uploads()[0].state is UploadState.REFUSED
    desk.row("notes.pdf").get_by_role("button", name="Retirer").click()
    expect(desk.row("notes.pdf")).to_have_count(0)
    assert desk.uploads() == ()


def test_a_session_that_ends_meanwhile_is_told_and_the_file_goes_on_after_it(desk: Desk, photo: Path) -> None:
    desk.network(speed=SLOW)
    desk.choose(photo)
    desk.begun()
    kept = desk.context.cookies()
    desk.context.clear_cookies(name="societaire")
    expect(desk.row("chantier.jpg")).to_contain_text("Votre session est terminée", timeout=30_000)
    desk.context.add_cookies(kept)
    desk.row("chantier.jpg").get_by_role("button", name="Réessayer").click()
    expect(desk.row("chantier.jpg")).to_contain_text("Reçu", timeout=30_000)


def test_a_dropped_file_is_sent(desk: Desk) -> None:
    dropped = desk.page.evaluate_handle(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["%PDF-1.7 ..."], "lâché.pdf", { type: "application/pdf" })); return data; }"""
    )
    desk.page.locator("[data-slot=free] [data-drop]").dispatch_event("drop", {"dataTransfer": dropped})
    expect(desk.row("lâché.pdf")).to_contain_text("sa fin manque")


@pytest.mark.parametrize("scripts", [False])
def test_without_scripts_a_form_sends_the_same(desk: Desk, photo: Path) -> None:
    desk.choose(photo)
    desk.page.locator("[data-slot=free]").get_by_role("button", name="Envoyer").click()
    expect(desk.row("chantier.jpg")).to_contain_text("Reçu, contrôle antivirus à venir")
    desk.row("chantier.jpg").get_by_role("button", name="Retirer").click()
    expect(desk.row("chantier.jpg")).to_have_count(0)
