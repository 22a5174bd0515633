"""One PDF of many files; runs confined."""

import io
import zlib
from typing import BinaryIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from societaire_documents.acceptance import Unacceptable
from societaire_documents.drawing import flat, orientation_of
from societaire_documents.jpeg import bare
from societaire_documents.pdf_library import opened as opened_pdf
from societaire_documents.picture_inspection import opened

_A4 = (595.28, 841.89)
_MARGIN = 14.0
_QUALITY = 88
_TURNED = frozenset({5, 6, 7, 8})
_PLACED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""Orientation of a photograph -> how the unit square that holds it is laid, so that its bytes stay as they are."""
_COLOURS = {"1": ("/DeviceGray", 1), "L": ("/DeviceGray", 8), "RGB": ("/DeviceRGB", 8), "CMYK": ("/DeviceCMYK", 8)}


def merge(made: BinaryIO, *files: BinaryIO) -> int:
    """Write one PDF of all files, in their order; gives its number of pages."""
    writer = PdfWriter()
    for at, file in enumerate(files):
        try:
            _add(writer, file)
        except Unacceptable as refused:
            refused.told["at"] = at
            raise
        except MemoryError:
            raise
        except Exception as error:  # whatever a parser stumbles upon
            raise Unacceptable("file_damaged", at) from error
    writer.write(made)
    made.flush()
    return len(writer.pages)


def _add(writer: PdfWriter, file: BinaryIO) -> None:
    head = file.read(5)
    file.seek(0)
    if head == b"%PDF-":
        writer.append(opened_pdf(file), import_outline=False)
    else:
        _add_picture(writer, file)


def _add_picture(writer: PdfWriter, file: BinaryIO) -> None:
    picture = opened(file)
    orientation = orientation_of(picture)
    width, height = picture.size[::-1] if orientation in _TURNED else picture.size
    page_width, page_height = _A4 if height >= width else _A4[::-1]
    scale = min((page_width - 2 * _MARGIN) / width, (page_height - 2 * _MARGIN) / height)
    drawn_width, drawn_height = width * scale, height * scale
    page = writer.add_blank_page(page_width, page_height)
    left, bottom = (page_width - drawn_width) / 2, (page_height - drawn_height) / 2
    laid = " ".join(map(str, _PLACED[orientation]))
    drawing = f"q {drawn_width:.2f} 0 0 {drawn_height:.2f} {left:.2f} {bottom:.2f} cm {laid} cm /P Do Q"
    content = DecodedStreamObject()
    content.set_data(drawing.encode())
    shown = DictionaryObject({NameObject("/P"): _held(writer, _image(picture, file))})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shown})
    page[NameObject("/Contents")] = _held(writer, content)


def _held(writer: PdfWriter, content: StreamObject) -> IndirectObject:
    return writer._add_object(content)  # noqa: SLF001 - pypdf's own way to refer to an object, offered to nobody


def _image(picture: Image.Image, file: BinaryIO) -> StreamObject:
    """The picture as PDF holds it: a JPEG byte for byte without what it tells of its author, others folded."""
    if picture.format == "JPEG" and picture.mode in ("L", "RGB", "CMYK"):
        file.seek(0)
        image = _stream(picture, bare(file.read()), "/DCTDecode")
        if picture.mode == "CMYK":
            # Adobe writes its inks upside down, and everybody reads them so.
            image[NameObject("/Decode")] = ArrayObject(NumberObject(each) for each in (1, 0) * 4)
        return image
    shown = flat(picture)
    if picture.format == "PNG":
        return _stream(shown, zlib.compress(shown.tobytes(), 6), "/FlateDecode")
    held = io.BytesIO()
    shown.save(held, "JPEG", quality=_QUALITY)
    return _stream(shown, held.getvalue(), "/DCTDecode")


def _stream(picture: Image.Image, data: bytes, kind: str) -> StreamObject:
    space, bits = _COLOURS[picture.mode]
    entries: dict[PdfObject, PdfObject] = {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Width"): NumberObject(picture.width),
        NameObject("/Height"): NumberObject(picture.height),
        NameObject("/ColorSpace"): NameObject(space),
        NameObject("/BitsPerComponent"): NumberObject(bits),
        NameObject("/Filter"): NameObject(kind),
    }
    stream = StreamObject()
    stream.update(entries)
    stream._data = data  # noqa: SLF001 - pypdf would fold it once more
    return stream
