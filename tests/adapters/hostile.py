"""Files as attackers, broken programs and honest scanners make them, written by hand."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
INVOICE = b'<?xml version="1.0" encoding="UTF-8"?><rsm:CrossIndustryInvoice xmlns:rsm="urn:un"/>'


def pdf(
    others: Mapping[int, bytes] | None = None,
    catalog: bytes = CATALOG,
    pages: bytes = PAGES,
    page: bytes = PAGE,
    trailer: bytes = b"",
    broken_xref: bool = False,
    junk: bytes = b"",
) -> bytes:
    """A PDF of one page; `others` are more objects by number, from 4 on."""
    objects = {1: catalog, 2: pages, 3: page, **(others or {})}
    content = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + junk)
    places = {}
    for number, body in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    shift = 7 if broken_xref else 0
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        content += b"%d 1\n%010d 00000 n \n" % (number, place + shift)
    content += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (max(objects) + 1, trailer)
    return bytes(content) + b"startxref\n%d\n%%%%EOF\n" % start


def catalog(more: bytes) -> bytes:
    """A catalog with something more."""
    return CATALOG[:-2] + more + b" >>"


def page(more: bytes) -> bytes:
    """A page with something more."""
    return PAGE[:-2] + more + b" >>"


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def nested_bomb(size: int) -> bytes:
    """A content stream of a few kilobytes that unfolds to so many bytes, folded twice."""
    folding = zlib.compressobj(9)
    once = b"".join(folding.compress(bytes(1 << 20)) for _ in range(size >> 20)) + folding.flush()
    return pdf(
        {4: stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")}, page=page(b"/Contents 4 0 R")
    )


def deep_tree(depth: int) -> bytes:
    """A page below so many levels."""
    others = {
        n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1, n + 1) for n in range(4, 4 + depth)
    }
    others[4 + depth] = PAGE
    return pdf(others, pages=b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>")


def many_pages(count: int) -> bytes:
    """One page object, listed so many times as direct copies."""
    return pdf(pages=b"<< /Type /Pages /Kids [" + PAGE * count + b"] /Count %d >>" % count)


def many_references(count: int) -> bytes:
    """Pages that all refer to objects that exist."""
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + count))
    return pdf(dict.fromkeys(range(4, 4 + count), PAGE), pages=b"<< /Type /Pages /Kids [" + kids + b"] /Count 1 >>")


def looping_xref() -> bytes:
    """Tables that each name the other as the one before."""
    content = pdf()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    second = len(content)
    content = content.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %010d" % (second + 21), 1)
    second = len(content)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\n" % start
    content = content.replace(b"/Prev %010d" % (second), b"/Prev %010d" % second)
    return content + table + b"startxref\n%d\n%%%%EOF\n" % second


def embedded(content: bytes, name: bytes) -> bytes:
    """A file inside a PDF."""
    return pdf(
        {
            4: b"<< /Type /Filespec /F (%s) /UF (%s) /AFRelationship /Alternative /EF << /F 5 0 R >> >>" % (name, name),
            5: stream(content, b"/Type /EmbeddedFile /Subtype /text#2Fxml"),
        },
        catalog=catalog(b"/AF [4 0 R] /Names << /EmbeddedFiles << /Names [(%s) 4 0 R] >> >>" % name),
    )


def with_zip(content: bytes) -> bytes:
    """The same followed by an archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("macro.docm", "x" * 100)
    return content + held.getvalue()


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A picture in some colours."""
    held = io.BytesIO()
    drawn = Image.linear_gradient("L").resize(size)
    drawn.convert(mode).save(held, kind, **options)
    return held.getvalue()


def chunk(name: bytes, data: bytes, crc: int | None = None) -> bytes:
    """A part of a PNG."""
    return (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data) if crc is None else crc)
    )


def png(width: int, height: int, data: bytes, more: bytes = b"", crc: int | None = None) -> bytes:
    """A grey PNG of any size, whatever its data."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0), crc)
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def flat_png(side: int) -> bytes:
    """A square of one colour: a few kilobytes whatever the side."""
    folding = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    return png(side, side, b"".join(folding.compress(row) for _ in range(side)) + folding.flush())


def animated(frames: int) -> bytes:
    """An APNG."""
    control = chunk(b"acTL", struct.pack(">II", frames, 0))
    first = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 8, 8, 0, 0, 1, 1, 0, 0))
    pixels = zlib.compress(bytes(9 * 8))
    body = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", 2 * n - 1, 8, 8, 0, 0, 1, 1, 0, 0))
        + chunk(b"fdAT", struct.pack(">I", 2 * n) + pixels)
        for n in range(1, frames)
    )
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + control + first + chunk(b"IDAT", pixels) + body + chunk(b"IEND", b"")


SAMPLES = Path(__file__).parent / "samples"
"""`photo.heic`: what heif-enc makes of a drawing, for no library of ours can write one."""

Make = Callable[[], bytes]
