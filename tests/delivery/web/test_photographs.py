"""Photographs of a claim as its pages show them: copies to look at, an original to keep (SECURITY V14.2.8)."""

from io import BytesIO
from typing import Any

import pytest

from societaire.uploads.upload import Upload
from societaire.use_cases.claim_reading import ADDITION
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import SignIn
from tests.delivery.web.files import uploads
from tests.delivery.web.markup import Node
from tests.delivery.web.test_claims import LIST, complete
from tests.delivery.web.world import A, World

PHOTO = b"\xff\xd8\xff\xe1 GPS 45.76 N \xff\xd9"


@pytest.fixture
def claire(as_: SignIn) -> Browser:
    return as_("claire")


def _send(browser: Browser, draft: str, content: bytes = PHOTO, name: str = "toit.jpg") -> None:
    browser.get(f"{draft}/documents")
    action = f"/s/{A}/fichiers/sinistre/{draft.rpartition('/')[2]}/envoi"
    token = browser.page.root.one("main").all("input", name="csrf_token")[0].attributes["value"]
    data = {"csrf_token": token, "slot": "photographs", "file": (BytesIO(content), name)}
    assert browser.request("POST", action, data=data).status_code == 303


@pytest.fixture
def draft(claire: Browser, world: World) -> str:
    """A claim being declared, with a photograph that the antivirus has passed."""
    found = complete(claire)
    _send(claire, found)
    world.service.upload_checks.scan_waiting()
    return found


@pytest.fixture
def upload(draft: str, world: World) -> Upload:
    assert draft
    (found,) = uploads(world)
    return found


def _path(upload: Upload, end: str = "") -> str:
    return f"/s/{A}/fichiers/{upload.id}{end}"


def _images(browser: Browser) -> list[dict[str, str]]:
    return [image.attributes for image in browser.page.root.one("main").all("img")]


def _file_links(browser: Browser) -> list[Node]:
    return [one for one in browser.page.root.one("main").all("a") if "/fichiers/" in one.attributes["href"]]


def _thumbnail(upload: Upload) -> dict[str, str]:
    return {
        "class": "thumbnail",
        "src": _path(upload, "/vignette"),
        "alt": "Photographie\u00a0: toit.jpg",
        "width": "72",
        "height": "72",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_photograph_is_shown_by_its_copies_and_its_original_is_offered(
    claire: Browser, draft: str, upload: Upload
) -> None:
    claire.get(f"{draft}/documents")
    assert _images(claire) == [_thumbnail(upload)]
    assert [one.attributes["href"] for one in _file_links(claire)] == [_path(upload, "/photographie"), _path(upload)]
    claire.get(f"{draft}/check")
    assert _images(claire) == [_thumbnail(upload)]


def test_people_are_told_that_the_insurer_receives_the_place_with_the_original(
    claire: Browser, draft: str, upload: Upload
) -> None:
    for page in (f"{draft}/documents", _path(upload, "/photographie")):
        claire.get(page)
        told = claire.page.root.one("main").text
        assert "sans le lieu de la prise de vue" in told
        assert "Votre assureur reçoit l’original tel quel".replace("’", "'") in told.replace("’", "'")


def test_a_claim_that_was_sent_shows_its_photographs(claire: Browser, draft: str, upload: Upload) -> None:
    claire.get(f"{draft}/check")
    claire.answer(f"{draft}/envoi", {"certified": "yes"})
    assert claire.path == f"{LIST}/{draft.rpartition('/')[2]}"
    assert _images(claire) == [_thumbnail(upload)]
    assert [one.attributes["href"] for one in _file_links(claire)] == [_path(upload, "/photographie"), _path(upload)]
    assert "sans le lieu de la prise de vue" in claire.page.root.one("main").text


def test_what_opens_is_a_page_of_ours_around_the_copy(claire: Browser, upload: Upload) -> None:
    claire.get(_path(upload, "/photographie"))
    assert [image["src"] for image in _images(claire)] == [_path(upload, "/copie")]
    assert [one.attributes["href"] for one in _file_links(claire)] == [_path(upload)]


@pytest.mark.parametrize("end", ["/copie", "/vignette"])
def test_a_copy_is_guarded_like_any_file_and_tells_nothing_of_the_place(
    claire: Browser, upload: Upload, end: str
) -> None:
    answer = claire.get(_path(upload, end))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert b"GPS" not in answer.data
    assert claire.get(_path(upload)).data == PHOTO


def test_a_colleague_sees_none_before_the_antivirus_has_passed_it(
    claire: Browser, draft: str, as_: SignIn, world: World
) -> None:
    world.parts.scanner.down = True
    _send(claire, draft, PHOTO + b"\n", "mur.jpg")
    world.service.upload_checks.scan_waiting()
    (wall,) = [one for one in uploads(world) if one.name == "mur.jpg"]
    assert wall.copies is not None
    claire.get(f"{draft}/documents")
    assert len(_images(claire)) == 2
    colleague = as_("alice")
    colleague.get(f"{draft}/documents")
    assert len(_images(colleague)) == 1
    for end in ("/photographie", "/copie", "/vignette"):
        assert colleague.get(_path(wall, end)).status_code == 409


def test_a_photograph_without_copies_is_a_file_like_any_other(claire: Browser, draft: str, world: World) -> None:
    _send(claire, draft, b"\xff\xd8\xff unreadable \xff\xd9", "flou.jpg")
    world.service.upload_checks.scan_waiting()
    (blurred,) = [one for one in uploads(world) if one.name == "flou.jpg"]
    claire.get(f"{draft}/documents")
    assert len(_images(claire)) == 1
    assert _file_links(claire)[-1].attributes["href"] == _path(blurred)
    assert claire.get(_path(blurred, "/photographie")).status_code == 404


def test_a_script_is_told_where_the_copies_are(claire: Browser, draft: str, upload: Upload, world: World) -> None:
    _send(claire, draft, b"%PDF-1.7 page %%EOF", "plan.pdf")
    world.service.upload_checks.scan_waiting()
    found: Any = claire.get(f"/s/{A}/fichiers/sinistre/{draft.rpartition('/')[2]}").json
    told = {one["name"]: (one["thumbnail"], one["photograph"]) for one in found["files"]}
    assert told == {"toit.jpg": (_path(upload, "/vignette"), _path(upload, "/photographie")), "plan.pdf": ("", "")}


def test_a_picture_of_a_page_does_not_prolong_the_session(claire: Browser, upload: Upload, world: World) -> None:
    claire.get(f"/s/{A}/")
    seen = [one.seen_at for one in world.parts.database.tables.sessions.values()]
    claire.get(_path(upload, "/vignette"))
    assert [one.seen_at for one in world.parts.database.tables.sessions.values()] == seen


def test_a_photograph_sent_after_the_claim_leads_back_to_it(claire: Browser, draft: str, world: World) -> None:
    claire.get(f"{draft}/check")
    claire.answer(f"{draft}/envoi", {"certified": "yes"})
    claim = claire.path
    place = (world.person("claire").id, uploads(world)[0].siren, f"{ADDITION}:{claim.rpartition('/')[2]}")
    later = world.service.uploading.receive_whole(*place, "photographs", "b.jpg", BytesIO(PHOTO), len(PHOTO))
    world.service.upload_checks.scan_waiting()
    claire.get(_path(later, "/photographie"))
    (crumbs,) = [nav for nav in claire.page.root.all("nav") if nav.attributes.get("class") == "crumbs"]
    assert [one.attributes["href"] for one in crumbs.all("a")][1:] == [claim]
    back = claire.page.root.one("main").all("a", href=claim)
    assert [one.text for one in back] == ["Revenir au sinistre"]
