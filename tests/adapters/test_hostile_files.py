"""Hostile and odd files, each with its expected answer (SECURITY: uploads, PDF and pictures)."""

import io
import zlib
from functools import partial

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from societaire.errors import Problem
from societaire.ports.inspector import Inspected
from societaire.testing.scanner import EICAR
from societaire_documents.confinement import Confinement
from societaire_documents.inspector import ConfinedInspector
from tests.adapters import hostile
from tests.adapters.hostile import Make, catalog, embedded, page, pdf, picture, stream

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OPENS = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
LINK = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /%s %s >> >>]"
LOL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
SIGNATURE = b"/AcroForm << /SigFlags 3 /Fields [4 0 R] >>"
SIGNED = {
    4: b"<< /FT /Sig /T (Signature1) /V << /Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] >> >>"
}
OUTLINES = {
    4: b"<< /Type /Outlines /First 5 0 R /Last 5 0 R >>",
    5: b"<< /Title (a) /Next 6 0 R >>",
    6: b"<< /Title (b) /Next 5 0 R >>",
}
HEAVY = b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O <00> /U <00> /P -1 >> /ID [<00> <00>]"


def heic() -> bytes:
    return (hostile.SAMPLES / "photo.heic").read_bytes()


def oriented(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture("JPEG", exif=exif)


def located() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    return picture("JPEG", exif=exif)


def described(text: bytes, zipped: bool = False) -> bytes:
    told = PngInfo()
    told.add_text("Comment", text.decode("latin-1"), zip=zipped)
    return picture("PNG", pnginfo=told)


REFUSED: dict[str, tuple[Make, str]] = {
    "237 nothing": (lambda: b"", "file_empty"),
    "238 one byte": (lambda: b"%", "file_not_accepted"),
    "72 HTML": (lambda: b"<html></html>", "file_not_accepted"),
    "72 an archive": (partial(hostile.with_zip, b""), "file_not_accepted"),
    "72 a program": (lambda: b"MZ\x90\x00" + bytes(1000), "file_not_accepted"),
    "244 HTML that begins like a PDF": (lambda: b"%PDF-<html></html>", "file_truncated"),
    "244 the same with its end": (lambda: b"%PDF-<html></html>%%EOF", "file_damaged"),
    "245 HTML, then a PDF": (lambda: b"<html></html>" + pdf(), "file_not_accepted"),
    "246 a PDF cut in its middle": (lambda: pdf()[:-60], "file_truncated"),
    "247 a script on opening": (lambda: pdf(catalog=catalog(OPENS)), "file_active"),
    "247 a script among names": (
        lambda: pdf(catalog=catalog(b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>")),
        "file_active",
    ),
    "248 a script under written-out letters": (
        lambda: pdf(catalog=catalog(b"/OpenAction << /S /J#61vaScript /#4aS (x) >>")),
        "file_active",
    ),
    "248 a script that nothing leads to": (lambda: pdf({9: b"<< /S /JavaScript /JS (x) >>"}), "file_active"),
    "248 an action named from elsewhere": (
        lambda: pdf({4: b"/Launch"}, page=page(b"/Annots [<< /Subtype /Link /A << /S 4 0 R /F (x) >> >>]")),
        "file_active",
    ),
    "248 an action told twice": (lambda: pdf(page=page(LINK % (b"URI", b"/S /Launch /F (x)"))), "file_damaged"),
    "249 Launch": (lambda: pdf(page=page(LINK % (b"Launch", b"/F (cmd.exe)"))), "file_active"),
    "249 SubmitForm": (lambda: pdf(page=page(LINK % (b"SubmitForm", b"/F (http://x.example)"))), "file_active"),
    "249 GoToR": (lambda: pdf(page=page(LINK % (b"GoToR", b"/F (other.pdf) /D [0 /Fit]"))), "file_active"),
    "249 a web page on opening": (
        lambda: pdf(catalog=catalog(b"/OpenAction << /S /URI /URI (http://x.example) >>")),
        "file_active",
    ),
    "249 a web page after another page": (
        lambda: pdf(catalog=catalog(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (http://x) >> >>")),
        "file_active",
    ),
    "249 a web page when the page shows": (
        lambda: pdf(page=page(b"/AA << /O << /S /URI /URI (http://x.example) >> >>")),
        "file_active",
    ),
    "249 a link to a file": (lambda: pdf(page=page(LINK % (b"URI", b"/URI (file:///etc/passwd)"))), "file_active"),
    "249 a link to a share": (lambda: pdf(page=page(LINK % (b"URI", rb"/URI (\\\\host\\x)"))), "file_active"),
    "249 a link that is a script": (lambda: pdf(page=page(LINK % (b"URI", b"/URI (javascript:x)"))), "file_active"),
    "250 a file inside": (lambda: embedded(b"MZ\x90\x00", b"invoice.exe"), "file_active"),
    "250 RichMedia": (lambda: pdf(page=page(b"/Annots [<< /Subtype /RichMedia >>]")), "file_active"),
    "250 XFA": (lambda: pdf({4: stream(b"<xdp/>")}, catalog=catalog(b"/AcroForm << /XFA 4 0 R >>")), "file_active"),
    "250 a stream kept elsewhere": (lambda: pdf({4: stream(b"", b"/F (http://x.example)")}), "file_active"),
    "251 a bomb": (partial(hostile.nested_bomb, 400 << 20), "file_too_complex"),
    "252 a tree that bites its tail": (
        lambda: pdf(pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "file_damaged",
    ),
    "253 a tree of 3,000 levels": (partial(hostile.deep_tree, 3000), "file_damaged"),
    "254 200,000 pages": (partial(hostile.many_references, 200_000), "file_too_complex"),
    "254 10,000 pages without a name": (partial(hostile.many_pages, 10_000), "file_too_many_pages"),
    "258 100,000 arrays": (lambda: pdf({4: b"[" * 100_000 + b"]" * 100_000}, page=page(b"/X 4 0 R")), "file_damaged"),
    "261 encrypted": (
        lambda: pdf(trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -1 >>"),
        "file_protected",
    ),
    "261 encrypted, slowly": (lambda: pdf(trailer=HEAVY), "file_protected"),
    "262 XMP of entities": (
        lambda: pdf({4: stream(LOL, b"/Type /Metadata /Subtype /XML")}, catalog=catalog(b"/Metadata 4 0 R")),
        "file_active",
    ),
    "263 a page without end": (lambda: pdf(page=hostile.PAGE.replace(b"595", b"1000000.5")), "file_too_complex"),
    "263 a page of nothing": (lambda: pdf(page=hostile.PAGE.replace(b"595", b"0")), "file_too_complex"),
    "264 10,000 pages": (partial(hostile.many_references, 10_000), "file_too_many_pages"),
    "266 a PDF and an archive": (lambda: hostile.with_zip(pdf()), "file_active"),
    "266 a JPEG and a PDF": (lambda: picture("JPEG", comment=pdf()), "file_active"),
    "268 an invoice that declares entities": (lambda: embedded(LOL, b"factur-x.xml"), "file_active"),
    "270 12,000 squared": (partial(hostile.flat_png, 12_000), "file_too_many_pixels"),
    "271 20,000 squared": (partial(hostile.flat_png, 20_000), "file_too_many_pixels"),
    "272 two thousand million points in a row": (lambda: hostile.png(2**31 - 1, 1, b""), "file_too_many_pixels"),
    "273 a PNG cut in its middle": (lambda: picture(size=(400, 400))[:-300], "file_truncated"),
    "273 a JPEG cut in its middle": (lambda: picture("JPEG", size=(400, 400))[:-900], "file_truncated"),
    "279 a PNG with 64 MB of text": (partial(described, b"a" * (64 << 20), zipped=True), "file_too_complex"),
    "280 10,000 pictures in one": (partial(hostile.animated, 10_000), "file_animated"),
    "281 an SVG": (lambda: SVG, "file_not_accepted"),
    "283 a TIFF": (partial(picture, "TIFF"), "file_not_accepted"),
    "283 a PSD": (lambda: b"8BPS\x00\x01" + bytes(100), "file_not_accepted"),
    "283 a FITS": (lambda: b"SIMPLE  =                    T" + bytes(100), "file_not_accepted"),
    "283 an EPS": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "file_not_accepted"),
    "283 a GIF": (partial(picture, "GIF", "L"), "file_not_accepted"),
    "284 a wrong sum": (lambda: hostile.png(8, 8, zlib.compress(bytes(16)), crc=1), "file_damaged"),
    "285 nothing by nothing": (lambda: hostile.png(0, 0, zlib.compress(b"")), "file_damaged"),
    "282 a HEIC cut in its middle": (lambda: heic()[:-200], "file_damaged"),
    "282 a HEIC of noise": (lambda: heic()[:64] + bytes(5000), "file_damaged"),
}
ACCEPTED: dict[str, tuple[Make, Inspected]] = {
    "249 a link to a web page": (
        lambda: pdf(page=page(LINK % (b"URI", b"/URI (https://www.example.fr/)"))),
        Inspected("pdf", 1),
    ),
    "255 a count that lies": (
        lambda: pdf(pages=hostile.PAGES.replace(b"/Count 1", b"/Count 999999999")),
        Inspected("pdf", 1),
    ),
    "257 an outline that bites its tail": (
        lambda: pdf(OUTLINES, catalog=catalog(b"/Outlines 4 0 R")),
        Inspected("pdf", 1),
    ),
    "260 10 MB before the first object": (lambda: pdf(junk=b"%" + b"x" * 10_000_000 + b"\n"), Inspected("pdf", 1)),
    "264 1,000 pages": (partial(hostile.many_references, 1000), Inspected("pdf", 1000)),
    "265 a picture without end": (
        lambda: pdf({4: stream(b"BI /W 9 /H 9 /BPC 8 /CS /G ID xxxx")}, page=page(b"/Contents 4 0 R")),
        Inspected("pdf", 1),
    ),
    "267 signed": (lambda: pdf(SIGNED, catalog=catalog(SIGNATURE)), Inspected("pdf", 1)),
    "268 an electronic invoice": (lambda: embedded(hostile.INVOICE, b"factur-x.xml"), Inspected("pdf", 1)),
    "269 a file rounded up": (lambda: pdf() + bytes(20_000), Inspected("pdf", 1)),
    "269 a scanner's wrong table": (lambda: pdf(broken_xref=True), Inspected("pdf", 1)),
    "274 where it was taken": (located, Inspected("jpeg", 1)),
    "276 CMYK": (partial(picture, "JPEG", "CMYK"), Inspected("jpeg", 1)),
    "276 16 bits": (partial(picture, "PNG", "I;16"), Inspected("png", 1)),
    "276 see-through": (partial(picture, "PNG", "RGBA"), Inspected("png", 1)),
    "276 two colours": (partial(picture, "PNG", "1"), Inspected("png", 1)),
    "277 a script in a comment": (partial(picture, "JPEG", comment=b"<script>alert(1)</script>"), Inspected("jpeg", 1)),
    "278 a JPEG with HTML after": (lambda: picture("JPEG") + b"<html>", Inspected("jpeg", 1)),
    "282 a photograph of an iPhone": (heic, Inspected("heic", 1)),
    "286 EICAR in a comment, for the antivirus": (partial(described, EICAR), Inspected("png", 1)),
}


@pytest.fixture(scope="module")
def inspector() -> ConfinedInspector:
    # The clock waits for a busy machine; the processor's time is bounded all the same.
    return ConfinedInspector(Confinement(wall=180))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_told_why(inspector: ConfinedInspector, name: str) -> None:
    make, code = REFUSED[name]
    found = inspector.inspect(io.BytesIO(make()))
    assert isinstance(found, Problem), found
    assert (found.field, found.code) == ("file", code)


@pytest.mark.parametrize("name", ACCEPTED)
def test_it_is_odd_and_accepted(inspector: ConfinedInspector, name: str) -> None:
    make, expected = ACCEPTED[name]
    assert inspector.inspect(io.BytesIO(make())) == expected


@pytest.mark.parametrize("orientation", range(1, 9))
def test_275_a_photograph_may_lie_any_way(inspector: ConfinedInspector, orientation: int) -> None:
    assert inspector.inspect(io.BytesIO(oriented(orientation))) == Inspected("jpeg", 1)


@pytest.mark.parametrize("make", [hostile.looping_xref, lambda: pdf().replace(b"startxref\n", b"startxref\n-")])
def test_256_259_a_table_that_leads_nowhere_or_in_circles_is_judged_in_time(
    inspector: ConfinedInspector, make: Make
) -> None:
    found = inspector.inspect(io.BytesIO(make()))
    assert found in (Inspected("pdf", 1), Problem("file", "file_damaged"))
