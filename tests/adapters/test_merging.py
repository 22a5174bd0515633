"""Pages put together: in order, upright, and without what photographs tell of their author."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from societaire.ports.form_documents import PageUnreadable
from societaire_documents.form_documents import PdfFormDocuments
from societaire_documents.jpeg import bare
from tests.adapters import hostile
from tests.adapters.hostile import pdf, picture

DOCUMENTS = PdfFormDocuments("Mutuelle du Bâtiment")
RED, BLUE, GREEN, WHITE = (200, 30, 30), (30, 30, 200), (30, 160, 30), (255, 255, 255)


def merged(*pages: bytes) -> PdfReader:
    with DOCUMENTS.merge([BytesIO(page) for page in pages]) as made:
        return PdfReader(BytesIO(made.read()))


def corners(orientation: int) -> bytes:
    """A photograph that shows, once upright, red at the top left, blue at the top right, green at the bottom left."""
    upright = Image.new("RGB", (80, 40), WHITE)
    for colour, box in ((RED, (0, 0, 40, 20)), (BLUE, (40, 0, 80, 20)), (GREEN, (0, 20, 40, 40))):
        upright.paste(colour, box)
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    laid = upright.transpose(turn[orientation]) if orientation in turn else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CAMERA-SECRET"
    held = BytesIO()
    laid.save(held, "JPEG", quality=95, exif=exif, comment=b"COMMENT-SECRET", subsampling=0)
    return held.getvalue()


def seen_at(reader: PdfReader, across: float, down: float) -> tuple[int, int, int]:
    """The colour that the first page shows at a place of its picture, by the matrix that lays it."""
    page = reader.pages[0]
    (image,) = page.images
    outer, inner = [
        [float(number) for number in part.split()[-6:]]
        for part in page.get_contents().get_data().decode().split(" cm")[:2]  # type: ignore[union-attr]  # a page has contents
    ]
    a, b, c, d, e, f = inner
    x, y = across, 1 - down
    determinant = a * d - b * c
    u, v = (d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant
    shown = image.image
    assert shown is not None
    assert outer[0] > outer[3] > 0
    found = shown.convert("RGB").getpixel((min(int(u * shown.width), shown.width - 1), int((1 - v) * shown.height)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_whatever_way_it_lies(orientation: int) -> None:
    reader = merged(corners(orientation))
    for colour, across, down in ((RED, 0.25, 0.25), (BLUE, 0.75, 0.25), (GREEN, 0.25, 0.75), (WHITE, 0.75, 0.75)):
        found = seen_at(reader, across, down)
        assert max(abs(one - other) for one, other in zip(found, colour, strict=True)) < 25


def test_what_a_photograph_tells_of_its_author_is_left_out() -> None:
    with DOCUMENTS.merge([BytesIO(corners(6)), BytesIO(pdf())]) as made:
        content = made.read()
    assert b"SECRET" not in content
    assert b"SECRET" in corners(6)


def test_pages_come_in_their_order() -> None:
    wide = pdf(page=hostile.PAGE.replace(b"595 842", b"300 200"))
    sizes = [float(page.mediabox.width) for page in merged(wide, picture("JPEG", size=(30, 60)), pdf()).pages]
    assert sizes == [300.0, pytest.approx(595.28), 595.0]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_colours_becomes_a_page(mode: str) -> None:
    (page,) = merged(picture("PNG", mode)).pages
    assert len(page.images) == 1


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_keeps_its_bytes(mode: str) -> None:
    content = picture("JPEG", mode)
    (image,) = merged(content).pages[0]["/Resources"]["/XObject"].values()  # type: ignore[index]  # pages have pictures
    assert image.get_object()._data == bare(content)


def test_a_heic_becomes_a_page() -> None:
    (page,) = merged((hostile.SAMPLES / "photo.heic").read_bytes()).pages
    assert float(page.mediabox.width) > 800
    assert len(page.images) == 1


def test_a_single_signed_pdf_stays_byte_for_byte() -> None:
    signed = pdf({4: b"<< /FT /Sig /T (S) >>"}, catalog=hostile.catalog(b"/AcroForm << /SigFlags 3 /Fields [4 0 R] >>"))
    with DOCUMENTS.merge([BytesIO(signed)]) as made:
        assert made.read() == signed


@pytest.mark.parametrize("broken", [pdf()[:100], picture("PNG")[:-40], b"", b"x", hostile.flat_png(12_000)])
def test_a_page_that_cannot_be_read_is_told_by_its_number(broken: bytes) -> None:
    with pytest.raises(PageUnreadable) as raised:
        merged(pdf(), picture("JPEG"), broken)
    assert raised.value.values == {"page": 3}


def test_a_jpeg_without_its_tales_shows_the_same() -> None:
    content = corners(1)
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(bare(content + b"<html>")))
    assert before.tobytes() == after.tobytes()
    assert not after.getexif()
    assert b"SECRET" not in bare(content)
    assert b"html" not in bare(content + b"<html>")


def test_a_progressive_jpeg_is_kept_to_its_last_scan() -> None:
    content = picture("JPEG", size=(200, 200), progressive=True)
    assert Image.open(BytesIO(bare(content))).tobytes() == Image.open(BytesIO(content)).tobytes()


@pytest.mark.parametrize("content", [b"", b"x", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x00"])
def test_what_is_no_jpeg_is_told(content: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        bare(content)
