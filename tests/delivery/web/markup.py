"""HTML read strictly enough to see what is wrong with a page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Self

from attrs import define, field

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_ONCE = ("html", "title", "main", "h1")
_INPUTS = ("input", "select", "textarea")
_HEADINGS = ("h1", "h2", "h3", "h4")


@define
class Node:
    """An element."""

    name: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(factory=list)

    @property
    def text(self) -> str:
        """What it says, spaces folded and apostrophes straight."""
        told = " ".join(c if isinstance(c, str) else c.text for c in self.children)
        return " ".join(told.replace("\u2019", "'").split())

    def all(self, name: str, /, **attributes: str) -> list["Node"]:
        """Every element below of that name that has those attributes, in their order."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if child.name == name and all(child.attributes.get(k) == v for k, v in attributes.items()):
                    found.append(child)
                found += child.all(name, **attributes)
        return found

    def one(self, name: str, /, **attributes: str) -> "Node":
        """The only such element."""
        (found,) = self.all(name, **attributes)
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"repeated attribute in <{tag}>")
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].name}>")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@define
class Page:
    """A parsed page, with what is wrong with it."""

    root: Node
    faults: list[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Parse."""
        parser = _Parser()
        parser.feed(text)
        parser.close()
        faults = parser.faults + [f"<{node.name}> is never closed" for node in parser.open[1:]]
        page = cls(parser.root, faults)
        return cls(parser.root, [*faults, *page._rules()])

    def _rules(self) -> list[str]:
        everything = _below(self.root)
        faults = [f"{name}: {len(self.root.all(name))}" for name in _ONCE if len(self.root.all(name)) != 1]
        faults += [] if self.root.all("html", lang="fr") else ["no language"]
        faults += [fault for node in everything for fault in _faults_of(node)]
        return [*faults, *_labels(everything), *_references(everything), *_levels(everything)]


def _faults_of(node: Node) -> Iterator[str]:
    given = node.attributes
    if node.name in ("a", "button") and not (node.text or given.get("aria-label")):
        yield f"says nothing: {given}"
    if node.name == "form" and given.get("method") == "post" and not node.all("input", name="csrf_token"):
        yield f"no token: {given}"
    if "style" in given or any(name.startswith("on") for name in given) or node.name == "style":
        yield f"inline style or handler: {node.name} {given}"
    if node.name == "script" and not given.get("nonce"):
        yield "script without nonce"


def _labels(everything: list[Node]) -> Iterator[str]:
    labelled = {node.attributes.get("for") for node in everything if node.name == "label"}
    for node in everything:
        shown = node.name in _INPUTS and node.attributes.get("type") != "hidden"
        if shown and node.attributes.get("id") not in labelled:
            yield f"no label: {node.attributes}"


def _references(everything: list[Node]) -> Iterator[str]:
    ids = [node.attributes["id"] for node in everything if "id" in node.attributes]
    yield from (f"id {name} twice" for name in set(ids) if ids.count(name) > 1)
    for node in everything:
        named = " ".join(node.attributes.get(name, "") for name in ("for", "aria-labelledby", "aria-describedby"))
        href = node.attributes.get("href", "")
        named += f" {href[1:]}" if href.startswith("#") else ""
        yield from (f"no element {target}" for target in named.split() if target not in ids)


def _levels(everything: list[Node]) -> Iterator[str]:
    levels = [int(node.name[1]) for node in everything if node.name in _HEADINGS]
    yield from (f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1)


def _below(node: Node) -> list[Node]:
    found = []
    for child in node.children:
        if isinstance(child, Node):
            found += [child, *_below(child)]
    return found
