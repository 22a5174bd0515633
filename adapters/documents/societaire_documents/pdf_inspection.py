"""What is in a PDF: its pages, and whatever could act by itself or unfold beyond measure; runs confined."""

import logging
import re
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from societaire_documents.acceptance import Unacceptable
from societaire_documents.pdf_library import opened
from societaire_documents.pdf_pages import page_tree, resolved
from societaire_documents.pdf_streams import Measure

_MOST_OBJECTS = 300_000
_MOST_MEGAPIXELS = 200
"""Of a picture inside a PDF: the scan of an A0 plan at 300 dots an inch has 140."""
_ACTIONS = frozenset(
    {
        "/GoTo3DView",
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMediaExecute",
        "/Sound",
        "/SubmitForm",
        "/Thread",
    }
)
_AUTOMATIC = frozenset({"/GoTo", "/Named"})
"""What may happen unasked: another page."""
_NEVER = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_ANNOTATIONS = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
_TELLING = _NEVER | {"/S", "/Subtype", "/OpenAction", "/AA", "/URI", "/EF", "/A", "/F", "/Filter", "/Kids", "/Names"}
_LINKS = re.compile(rb"(?!https?:|mailto:|tel:)(?:[a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LARGEST_XML = 16 * 1024 * 1024


def inspect_pdf(file: BinaryIO) -> int:
    """The number of pages."""
    twice = _TwiceTold()
    logging.getLogger("pypdf").addHandler(twice)
    reader = opened(file)
    pages = sum(1 for _ in page_tree(reader))
    if not pages:
        raise Unacceptable("file_damaged")
    _look_at_everything(reader)
    if twice.heard:
        raise Unacceptable("file_damaged")
    return pages


class _TwiceTold(logging.Handler):
    """Hears what a PDF says twice of one of its parts: pypdf takes the first, other programs the last."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        told = record.args if isinstance(record.args, dict) else {}
        self.heard = self.heard or str(told.get("key")) in _TELLING


def _look_at_everything(reader: PdfReader) -> None:
    """Every object that the file holds, reached from its pages or not: another program may reach it."""
    names = {(number, generation) for generation, table in reader.xref.items() for number in table}
    names |= {(number, 0) for number in reader.xref_objStm}
    if len(names) > _MOST_OBJECTS:
        raise Unacceptable("file_too_complex")
    measure = Measure()
    broken: set[int] = set()
    mentioned: set[int] = set()
    for number, generation in sorted(names):
        try:
            found = IndirectObject(number, generation, reader).get_object()
        except LimitReachedError:
            raise
        except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError, OSError):
            broken.add(number)
            continue
        _look_at(found, mentioned, measure)
    _look_at(reader.trailer, mentioned, measure)
    if broken & mentioned:
        raise Unacceptable("file_damaged")


def _look_at(found: PdfObject | None, mentioned: set[int], measure: Measure) -> None:
    stack: list[Any] = [found]
    while stack:
        item = stack.pop()
        if isinstance(item, IndirectObject):
            mentioned.add(item.idnum)
        elif isinstance(item, DictionaryObject):
            _check(item)
            if isinstance(item, StreamObject):
                _check_stream(item, measure)
            stack.extend(item.values())
        elif isinstance(item, ArrayObject):
            stack.extend(list(item))


def _check(item: DictionaryObject) -> None:
    keys = item.keys()
    if keys & _NEVER or _name(item, "/S") in _ACTIONS or _name(item, "/Subtype") in _ANNOTATIONS:
        raise Unacceptable("file_active")
    for key in keys & _CHECKS.keys():
        _CHECKS[str(key)](resolved(item[key]))


def _check_moments(moments: Any) -> None:
    for action in moments.values() if isinstance(moments, DictionaryObject) else ():
        _check_automatic(resolved(action))


def _check_automatic(action: Any) -> None:
    for _ in range(10):
        if not isinstance(action, DictionaryObject):
            return
        if _name(action, "/S") not in _AUTOMATIC and "/S" in action:
            break
        action = resolved(action.get("/Next"))
    raise Unacceptable("file_active")


def _check_link(link: Any) -> None:
    # A link is followed when somebody clicks on it, as in any document: one to a web page or an address is harmless.
    text = link if isinstance(link, bytes) else str(link).encode("utf-8", "replace")
    if not isinstance(link, DictionaryObject) and _LINKS.match(text.strip()):
        raise Unacceptable("file_active")


def _check_embedded(files: Any) -> None:
    """A file inside is refused unless it is the XML of an electronic invoice (Factur-X), which runs nothing."""
    if not isinstance(files, DictionaryObject):
        raise Unacceptable("file_active")
    for each in files.values():
        content = resolved(each)
        if not isinstance(content, StreamObject):
            raise Unacceptable("file_active")
        text = Measure(_LARGEST_XML).unfolded(content).lstrip(b"\xef\xbb\xbf \r\n\t")
        if not text.startswith(b"<?xml") or _DECLARED.search(text):
            raise Unacceptable("file_active")


_CHECKS = {
    "/OpenAction": _check_automatic,
    "/AA": _check_moments,
    "/URI": _check_link,
    "/EF": _check_embedded,
}
"""Key -> what looks at its value."""


def _check_stream(stream: StreamObject, measure: Measure) -> None:
    if "/F" in stream or "/FFilter" in stream:
        # Its content lies elsewhere: another file, another machine.
        raise Unacceptable("file_active")
    if _name(stream, "/Subtype") == "/Image":
        pixels = float(resolved(stream.get("/Width")) or 0) * float(resolved(stream.get("/Height")) or 0)
        if pixels > _MOST_MEGAPIXELS * 1_000_000:
            raise Unacceptable("file_too_many_pixels", most=_MOST_MEGAPIXELS)
    if _name(stream, "/Type") == "/Metadata":
        if _DECLARED.search(Measure(_LARGEST_XML).unfolded(stream).replace(b"\0", b"")):
            raise Unacceptable("file_active")
    else:
        measure.add(stream)


def _name(item: DictionaryObject, key: str) -> str:
    return str(resolved(item[key])) if key in item else ""
