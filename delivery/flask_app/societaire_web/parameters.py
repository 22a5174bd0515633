"""What addresses ask for: page numbers, years, kinds; what makes no sense asks for nothing."""

from flask import abort, request

from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.declarations.declaration import Way
from societaire.preferences.choices import Frequency, Topic
from societaire.values import Year

KINDS = {
    "attestations": DocumentKind.ATTESTATION,
    "cotisations": DocumentKind.PREMIUM_NOTICE,
    "releves": DocumentKind.DECLARATION,
    "courriers": DocumentKind.LETTER,
}
_LAST_PAGE = 99_999
_LONGEST_SEARCH = 100


def page_number() -> int:
    """The page asked for, 1 when none is."""
    text = request.args.get("page", "")
    return min(max(int(text), 1), _LAST_PAGE) if _is_number(text) else 1


def search_text() -> str:
    """What is searched, cut to a length that makes sense; control characters find nothing."""
    text = request.args.get("q", "")
    return "".join(c for c in text if c.isprintable() and not "\ud800" <= c <= "\udfff")[:_LONGEST_SEARCH].strip()


def document_filter() -> DocumentFilter:
    """Which documents to list."""
    return DocumentFilter(KINDS.get(request.args.get("type", "")), _year(request.args.get("annee", "")), search_text())


def version_read() -> int:
    """The version of what was looked at before it was agreed to; -1, which nothing has, for what is no number."""
    text = request.form.get("version", "")
    return int(text) if _is_number(text) else -1


def files_seen() -> dict[str, str]:
    """SHA-256 of the files that the page showed, by upload."""
    return dict(text.split(":", 1) for text in request.form.getlist("file") if ":" in text)


def way_asked() -> Way:
    """How a declaration is to be made; what is no way is refused."""
    text = request.form.get("way", "")
    return Way(text) if text in tuple(Way) else abort(400)


def frequencies() -> dict[Topic, Frequency]:
    """How often each topic is wanted; what is no frequency leaves its topic as it is."""
    asked = {topic: request.form.get(topic.value, "") for topic in Topic}
    return {topic: Frequency(text) for topic, text in asked.items() if text in tuple(Frequency)}


def position_read() -> int:
    """How far news were shown; 0, which marks nothing, for what is no number."""
    text = request.form.get("position", "")
    return int(text) if _is_number(text) else 0


def years() -> tuple[Year, ...]:
    """The years asked for, none meaning all; a year that is none is refused rather than taken for all."""
    asked = [text for text in request.args.getlist("annee") if text]
    found = [_year(text) for text in asked]
    if None in found or len(found) > 50:
        abort(400)
    return tuple(year for year in found if year is not None)


def _year(text: str) -> Year | None:
    return Year(int(text)) if _is_number(text) and len(text) == 4 and int(text) > 0 else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
