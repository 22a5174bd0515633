"""Ports: Protocols of at most five methods, described, without a body (STYLE: a port is what the domain asks for)."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import CORE

LIMIT = 5


def faults_of(source: str) -> Iterator[str]:
    """Say what is wrong with the source of one file of ports."""
    module = ast.parse(source)
    if not ast.get_docstring(module):
        yield "no docstring"
    for port in (node for node in module.body if isinstance(node, ast.ClassDef) and _is_protocol(node)):
        functions = [node for node in port.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        methods = [node for node in functions if not _is_property(node)]
        if not ast.get_docstring(port):
            yield f"{port.name} has no docstring"
        if len(methods) > LIMIT:
            yield f"{port.name} has {len(methods)} methods"
        yield from (f"{port.name}.{each.name} has a body" for each in functions if not _is_bare(each))


def _is_protocol(node: ast.ClassDef) -> bool:
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in bases)


def _is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # What a unit of work leads to are its fields; a Protocol can only say read-only fields as properties.
    return any(isinstance(mark, ast.Name) and mark.id == "property" for mark in node.decorator_list)


def _is_bare(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return all(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in method.body)


def test_every_port_is_small_described_and_without_a_body() -> None:
    found = {path.name: list(faults_of(path.read_text(encoding="utf-8"))) for path in (CORE / "ports").rglob("*.py")}
    assert not {name: faults for name, faults in found.items() if faults}


def test_every_file_of_ports_defines_one() -> None:
    for path in (CORE / "ports").glob("[!_]*.py"):
        classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
        assert any(_is_protocol(node) for node in classes), path.name


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("class Clock(Protocol):\n    'Time.'", "no docstring"),
        ("'Ports.'\nclass Clock(Protocol): ...", "Clock has no docstring"),
        (
            "'Ports.'\nclass Clock(Protocol):\n    'Time.'\n    def now(self) -> int:\n        return 1",
            "Clock.now has a body",
        ),
        (
            "'Ports.'\nclass Rows(Protocol[T]):\n    'Rows.'\n"
            + "".join(f"    def m{n}(self): ...\n" for n in range(6)),
            "Rows has 6 methods",
        ),
    ],
)
def test_a_port_that_breaks_the_rule_is_seen(source: str, fault: str) -> None:
    assert list(faults_of(source)) == [fault]
