"""How a sentence of a feature is recognised."""

import re

from pytest_bdd import parsers

_PLACES = re.compile(r"\{(?P<name>\w+)(?::(?P<kind>\w+))?\}")
_KINDS = {
    "who": r"elle|il|[A-ZÉ]\w+",
    "staff": r"l'agence|quelqu'un d'étranger à l'assureur",
    "count": r"\d+",
    "year": r"\d{4}",
    "day": r"\d{2}/\d{2}/\d{4}",
    "quoted": r'[^"]*',
    "rest": r".+",
}


def phrase(text: str) -> parsers.re:
    """A sentence with places: `{who}`, `{staff}`, `"{quoted text}"`, `{name:kind}`; `?` follows a letter left out.

    A place within quotation marks takes anything but quotation marks; others take what their kind allows.
    """
    pattern, end = "", 0
    for place in _PLACES.finditer(text):
        pattern += _plain(text[end : place.start()])
        quoted = text[place.start() - 1 : place.start()] == '"'
        kind = place["kind"] or ("quoted" if quoted else place["name"])
        pattern += f"(?P<{place['name']}>{_KINDS[kind]})"
        end = place.end()
    return parsers.re(pattern + _plain(text[end:]))


def _plain(text: str) -> str:
    return re.escape(text).replace(r"\?", "?")
