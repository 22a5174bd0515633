"""The pages of a PDF, whatever its page tree claims; runs confined."""

import math
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from societaire_documents.acceptance import Unacceptable

MOST_PAGES = 1000
_DEEPEST_TREE = 100
_LONGEST_SIDE = 14_400
"""PDF's own limit of a page's side, in points."""


def page_tree(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The pages in their order; raises Unacceptable."""
    root = resolved(reader.trailer.get("/Root"))
    if not isinstance(root, DictionaryObject):
        raise Unacceptable("file_damaged")
    seen: set[int] = set()
    stack: list[tuple[Any, int]] = [(root.get("/Pages"), 0)]
    found = 0
    while stack:
        reference, depth = stack.pop()
        node = _node(reference, depth, seen)
        kids = resolved(node.get("/Kids"))
        several = list(kids) if isinstance(kids, ArrayObject) else []
        if found + max(1, len(several)) > MOST_PAGES:
            raise Unacceptable("file_too_many_pages", most=MOST_PAGES)
        if isinstance(kids, ArrayObject):
            stack.extend((kid, depth + 1) for kid in reversed(several))
        else:
            found += 1
            yield node


def resolved(item: Any) -> Any:
    """What a reference leads to; anything else as it is."""
    return item.get_object() if isinstance(item, IndirectObject) else item


def _node(reference: Any, depth: int, seen: set[int]) -> DictionaryObject:
    if isinstance(reference, IndirectObject):
        if reference.idnum in seen:
            raise Unacceptable("file_damaged")
        seen.add(reference.idnum)
    node = resolved(reference)
    if not isinstance(node, DictionaryObject) or depth > _DEEPEST_TREE:
        raise Unacceptable("file_damaged")
    for name in ("/MediaBox", "/CropBox"):
        box = resolved(node.get(name))
        if box is not None and not _is_drawable(box):
            raise Unacceptable("file_too_complex")
    return node


def _is_drawable(box: Any) -> bool:
    left, bottom, right, top = (float(resolved(side)) for side in box)
    sides = (abs(right - left), abs(top - bottom))
    return all(math.isfinite(side) and 1 <= side <= _LONGEST_SIDE for side in sides)
