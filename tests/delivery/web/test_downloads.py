"""Documents as they leave: one by one, and all at once."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from attrs import evolve

from societaire.values import ContractId, ContractNumber
from societaire_web import create_app
from societaire_web.config import WebConfig
from societaire_web.downloads import PIECE, disposition
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import PASSWORD, PDF, A, B, World


def change(world: World, reference: str, /, **changes: object) -> str:
    """Change a document; returns its path."""
    with world.parts.database.write() as unit:
        changed = evolve(unit.tables.documents[reference], **changes)  # type: ignore[arg-type]  # any field
        unit.tables.documents[reference] = changed
        unit.commit()
    return f"/s/{changed.siren}/documents/{changed.id}"


def test_a_document_is_a_file_to_keep(as_: SignIn, world: World) -> None:
    browser = as_("albert")
    response = browser.request("GET", f"/s/{A}/documents/{world.document('ATT-2025').id}")
    assert response.data == PDF + b"ATT-2025"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(response.data))
    assert (
        response.headers["Content-Disposition"]
        == "attachment; filename=\"ATT-2025.pdf\"; filename*=UTF-8''ATT-2025.pdf"
    )
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "no-store, private"


def test_asking_for_the_headers_alone_works(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    path = f"/s/{A}/documents/{world.document('ATT-2025').id}"
    full, head = browser.request("GET", path), browser.request("HEAD", path)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Length", "Content-Type", "Content-Disposition"):
        assert head.headers[name] == full.headers[name]
    zipped = browser.request("HEAD", f"/s/{A}/contrats/{world.contract('RCD-0001').id}/documents.zip")
    assert (zipped.status_code, zipped.data, zipped.headers["Content-Type"]) == (200, b"", "application/zip")


@pytest.mark.parametrize(
    "spread", ["bytes=0-", "bytes=0-,0-,0-", "bytes=-5", "bytes=9-1", "x", "bytes=" + "0-," * 1000]
)
def test_a_part_is_answered_with_the_whole(as_: SignIn, world: World, spread: str) -> None:
    path = f"/s/{A}/documents/{world.document('ATT-2025').id}"
    response = as_("alice").request("GET", path, headers={"Range": spread, "If-Modified-Since": "junk"})
    assert (response.status_code, response.headers["Accept-Ranges"]) == (200, "none")
    assert response.data == PDF + b"ATT-2025"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("été.pdf", "ete.pdf"),
        ("日本.pdf", ".pdf"),
        ('a"b\\c;d.pdf', "a_b_c_d.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("../../x.pdf", ".._.._x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 300, "x" * 300),
        ("日本", "document"),
    ],
)
def test_names_are_safe_in_both_forms(name: str, plain: str) -> None:
    given = disposition(name)
    assert given.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")
    assert given.isascii()
    assert given.isprintable()


def test_odd_references_never_break_a_download(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    for reference in ("a\r\nb", '"; x=', "日本", "../../x", "é" * 300, "\u202efdp", "..."):
        path = change(world, "ATT-2025", reference=reference)
        assert browser.request("GET", path).status_code == 200, reference


def test_images_keep_their_type(as_: SignIn, world: World) -> None:
    response = as_("alice").request("GET", change(world, "ATT-2025", format="png"))
    assert response.headers["Content-Type"] == "image/png"


def test_a_large_document_is_read_piece_by_piece(as_: SignIn, world: World) -> None:
    stored = world.parts.files.save("0" * 32, BytesIO(b"x" * (3 * PIECE + 1)))
    path = change(world, "ATT-2025", file_key=stored.key, file_size=stored.size)
    browser = as_("alice")
    response = browser.client.get(path, base_url=URL, buffered=False)
    sizes = [len(piece) for piece in response.iter_encoded()]
    response.close()
    assert sizes == [PIECE, PIECE, PIECE, 1]


def test_missing_content_says_whom_to_call(as_: SignIn, world: World, caplog: pytest.LogCaptureFixture) -> None:
    path = change(world, "ATT-2025", file_key="s/" + "0" * 32 + "/" + "0" * 64)
    browser = as_("alice")
    for method in ("GET", "HEAD"):
        assert browser.request(method, path).status_code == 404
    browser.get(path)
    assert browser.page.faults == []
    assert browser.page.root.one("h1").text == "Ce document est indisponible pour l'instant"
    assert browser.page.root.all("a", href="tel:0465712376")
    assert "document_unavailable" in caplog.text


def test_a_proxy_may_serve_the_file(world: World) -> None:
    config = WebConfig(public_url=URL, secret_key="k" * 48, accel_prefix="/fichiers/")
    browser = Browser(create_app(world.service, config), URL)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    document = world.document("ATT-2025")
    response = browser.request("GET", f"/s/{A}/documents/{document.id}")
    assert response.headers["X-Accel-Redirect"] == f"/fichiers/{document.file_key}"
    assert response.data == b""
    assert response.headers["Content-Type"] == "application/pdf"
    foreign = browser.request("GET", f"/s/{A}/documents/{world.document('ATT-B').id}")
    assert (foreign.status_code, "X-Accel-Redirect" in foreign.headers) == (404, False)


def test_everything_of_a_year_comes_as_one_file(as_: SignIn, world: World) -> None:
    browser, contract = as_("alice"), world.contract("RCD-0001")
    response = browser.request("GET", f"/s/{A}/contrats/{contract.id}/documents.zip?annee=2025&annee=2014")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="RCD-0001.zip"')
    with ZipFile(BytesIO(response.data)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == [
            "2014/APP-2014.pdf",
            "2014/ATT-2014.pdf",
            "2025/APP-2025.pdf",
            "2025/ATT-2025.pdf",
            "2025/COUR-2025 é-«x».pdf",
            "2025/REL-2025.pdf",
        ]
        assert archive.read("2025/ATT-2025.pdf") == PDF + b"ATT-2025"


def test_without_year_everything_comes(as_: SignIn, world: World) -> None:
    contract = world.contract("FLO-0003")
    response = as_("alice").request("GET", f"/s/{A}/contrats/{contract.id}/documents.zip")
    with ZipFile(BytesIO(response.data)) as archive:
        assert len(archive.namelist()) == 1050


@pytest.mark.parametrize("year", ["x", "0", "99999", "-1", "2025 ", "٢٠٢٥", "2025&annee=x"])
def test_a_year_that_is_none_is_refused(as_: SignIn, world: World, year: str) -> None:
    path = f"/s/{A}/contrats/{world.contract('RCD-0001').id}/documents.zip?annee={year}"
    assert as_("alice").request("GET", path).status_code == 400


@pytest.mark.parametrize(("number", "years"), [("RCD-0001", "?annee=1850&annee=1851"), ("EMPTY-6", "")])
def test_no_document_is_a_refusal_and_no_empty_file(as_: SignIn, world: World, number: str, years: str) -> None:
    empty = evolve(world.contract("RCD-0001"), id=ContractId("6" * 32), number=ContractNumber("EMPTY-6"))
    with world.parts.database.write() as unit:
        unit.tables.contracts[empty.number] = empty
        unit.commit()
    browser = as_("alice")
    path = f"/s/{A}/contrats/{world.contract(number).id}/documents.zip{years}"
    for method in ("GET", "HEAD"):
        assert browser.request(method, path).status_code == 404
    browser.get(path)
    assert browser.page.faults == []
    assert browser.page.root.one("h1").text == "Aucun document à télécharger"
    assert "download_all" not in {entry.action for entry in world.parts.database.tables.access_log.values()}


def test_asking_about_a_download_is_none(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    browser.request("HEAD", f"/s/{A}/documents/{world.document('ATT-2025').id}")
    browser.request("HEAD", f"/s/{A}/contrats/{world.contract('RCD-0001').id}/documents.zip")
    kept = {entry.action for entry in world.parts.database.tables.access_log.values()}
    assert not kept & {"download", "download_all"}


def test_downloads_and_refusals_are_kept_in_the_access_log(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    answer = browser.request("GET", f"/s/{A}/documents/{world.document('ATT-2025').id}")
    browser.request("GET", f"/s/{B}/documents/{world.document('ATT-B').id}")
    kept = list(world.parts.database.tables.access_log.values())[-2:]
    assert [(e.action, e.outcome.value, e.siren, e.target) for e in kept] == [
        ("download", "done", A, "ATT-2025"),
        ("company_refused", "refused", B, ""),
    ]
    assert kept[0].request_id == answer.headers["X-Request-ID"]
    assert {e.person_id for e in kept} == {world.person("alice").id}
    assert {e.network for e in kept} == {"127.0.0.0"}
