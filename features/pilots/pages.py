"""Pages as somebody reads them: their text, their links, and their forms by the labels of the fields."""

import re
import unicodedata
from html.parser import HTMLParser
from typing import Self

from attrs import define, field, frozen

_UNSEEN = frozenset({"script", "style", "title", "head", "option"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


def plain(text: str) -> str:
    """A text as it is compared: spaces of every kind are one, apostrophes are straight."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2019", "'").split())


@frozen
class Link:
    """A link: what it says, and where it leads."""

    text: str
    address: str


@define
class Form:
    """A form: where it is sent, what it holds, what its fields and its buttons are called."""

    address: str
    method: str
    values: dict[str, str] = field(factory=dict)
    labels: dict[str, str] = field(factory=dict)
    buttons: list[str] = field(factory=list)

    def filled(self, answers: dict[str, str]) -> dict[str, str]:
        """What is sent when the fields so called are given these answers."""
        return {**self.values, **{self.labels[label]: answer for label, answer in answers.items()}}


@define
class Page:
    """A page as read."""

    text: str = ""
    main: str = ""
    links: list[Link] = field(factory=list)
    forms: list[Form] = field(factory=list)
    advice: dict[str, str] = field(factory=dict)
    advice_address: str = ""

    @classmethod
    def of(cls, source: str) -> Self:
        """Read a page's source."""
        reader = _Reader(cls())
        reader.feed(source)
        reader.close()
        page = reader.page
        page.text, page.main = plain(page.text), plain(page.main)
        page.links = [Link(plain(link.text), link.address) for link in page.links]
        return page  # type: ignore[return-value]  # the reader was given this class

    def link(self, text: str) -> str | None:
        """Where the first link that says this leads; None if there is none."""
        return next((link.address for link in self.links if text in link.text), None)

    def form(self, *labels: str) -> Form:
        """The form that has fields, or a button, so called."""
        return next(form for form in self.forms if set(labels) <= {*form.labels, *form.buttons})


class _Reader(HTMLParser):
    """Fills a page as its source goes by."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._open: list[str] = []
        self._names: dict[str, str] = {}
        self._label: tuple[str, str] | None = None
        self._button: str | None = None
        self._advice: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "a":
            self.page.links.append(Link("", given.get("href", "")))
        elif tag == "form":
            self.page.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag in {"input", "select", "textarea"} and self.page.forms and given.get("name"):
            self._field(given)
        elif tag == "label":
            self._label = (given.get("for", ""), "")
        elif tag == "button":
            self._button = ""
        else:
            self._advise(given)
        # A line may end there, no word does.
        if tag != "wbr":
            self._text(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "label" and self._label:
            self._names[self._label[0]] = plain(self._label[1])
            self._label = None
        elif tag == "button" and self._button is not None:
            if self.page.forms:
                self.page.forms[-1].buttons.append(plain(self._button))
            self._button = None
        elif tag == "li":
            self._advice = None
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        self._text(" ")

    def handle_data(self, data: str) -> None:
        if self._label:
            self._label = (self._label[0], self._label[1] + data)
        if self._button is not None:
            self._button += data
        if self._advice is not None:
            self.page.advice[self._advice] += data
        if "a" in self._open and self.page.links:
            last = self.page.links[-1]
            self.page.links[-1] = Link(last.text + data, last.address)
        self._text(data)

    def _advise(self, given: dict[str, str]) -> None:
        self.page.advice_address = given.get("data-conseils", self.page.advice_address)
        if "data-advice" in given:
            self._advice = given["data-advice"]
            self.page.advice[self._advice] = ""

    def _field(self, given: dict[str, str]) -> None:
        form = self.page.forms[-1]
        if given.get("type") not in ("checkbox", "radio") or "checked" in given:
            form.values[given["name"]] = given.get("value", "")
        label = self._names.get(given.get("id", ""))
        if label:
            form.labels[label] = given["name"]

    def _text(self, text: str) -> None:
        if _UNSEEN.isdisjoint(self._open):
            self.page.text += text
            if "main" in self._open:
                self.page.main += text


def file_name(disposition: str) -> str:
    """The name under which a download is to be kept."""
    found = re.search(r'filename="([^"]*)"', disposition)
    return found[1] if found else ""
