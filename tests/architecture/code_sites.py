"""Where the code gives codes of refusals, problems, remarks and checks, read from its source."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from attrs import frozen

from tests.architecture.tree import ROOT, files

_PLACES = {
    "Problem": 1,
    "Remark": 4,
    "Fault": 0,
    "Unreadable": 0,
    "ContentRefused": 0,
    "Check": 2,
    "_refusal": 1,
    "_remark": -1,
    "RuleUse": 1,
    "Finding": 0,
}
"""What takes a code -> which of its arguments it is; `.of` takes the same."""
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


@frozen
class Site:
    """One place that gives a code; `values` are the names of what goes with it, None when they can't be read."""

    place: str
    code: str
    values: frozenset[str] | None


def sites_in(source: str, place: str, errors: Collection[str] = ()) -> Iterator[Site]:
    """Every code that a module gives; `errors` are classes whose calls are sites too, by their own name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Yield(value=ast.Constant(value=str(code))) if _CODE.fullmatch(code):
                yield Site(place, code, None)
        if not isinstance(node, ast.Call):
            continue
        name, has_values = _called(node)
        if name in errors:
            yield Site(place, name, _keywords(node))
        elif name in _PLACES and (given := _argument(node, _PLACES[name])) is not None:
            kept = _keywords(node) if has_values else None
            yield from (Site(place, code, kept) for code in _codes(given))


def sites(errors: Collection[str] = ()) -> list[Site]:
    """Every site of the project, its tests and what it ships for tests apart."""
    found: list[Site] = []
    for folder in ("core", "adapters", "delivery"):
        for path in files(ROOT / folder, "*.py"):
            if "testing" not in path.parts:
                found += sites_in(path.read_text(encoding="utf-8"), _relative(path), errors)
    return found


def constants() -> set[str]:
    """Every text that the project's code holds, the catalogue's apart."""
    found = set()
    for folder in ("core", "adapters", "delivery"):
        for path in files(ROOT / folder, "*.py"):
            if "societaire_wording" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def _called(node: ast.Call) -> tuple[str, bool]:
    match node.func:
        case ast.Attribute(value=ast.Name(id=owner), attr="of"):
            return owner, True
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name, False
    return "", False


def _argument(node: ast.Call, at: int) -> ast.expr | None:
    named = next((each.value for each in node.keywords if each.arg == "code"), None)
    if named is not None:
        return named
    try:
        return node.args[at]
    except IndexError:
        return None


def _codes(given: ast.expr) -> list[str]:
    match given:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_codes(body), *_codes(orelse)]
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return [f"{start}*"]
    return []


def _keywords(node: ast.Call) -> frozenset[str] | None:
    if any(each.arg is None for each in node.keywords):
        return None
    return frozenset(each.arg for each in node.keywords if each.arg)


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))
