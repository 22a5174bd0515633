"""docs/declaration-forms.md: every rule and field of the shipped forms, no other, and examples that run."""

import re
from pathlib import Path

from societaire.declarations.forms import FieldTable
from societaire.declarations.shipped import SHIPPED

PAGE = (Path(__file__).parents[2] / "docs" / "declaration-forms.md").read_text(encoding="utf-8")


def rules() -> list[tuple[str, ...]]:
    """Every rule as its line says it."""
    forms: dict[tuple[str, ...], list[str]] = {}
    for form in SHIPPED.forms:
        for use in form.rules:
            line = (f"`{use.code}`", use.severity.value, f"`{use.rule}`", use.source or "-")
            forms.setdefault(line, []).append(form.code)
    return [(*line, "both" if len(codes) == len(SHIPPED.forms) else codes[0]) for line, codes in forms.items()]


def rows(heading: str) -> list[tuple[str, ...]]:
    """The lines of the table under a heading."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line) for line in lines[2:]]


def test_the_table_of_rules_is_that_of_the_forms() -> None:
    assert rows("What is found") == rules()


def test_the_table_of_fields_names_each_field_and_no_other() -> None:
    told = {name for row in rows("What is asked, and where it comes from") for name in re.findall(r"`(\w+)`", str(row))}
    asked: set[str] = set()
    for form in SHIPPED.forms:
        for item in form.items():
            asked |= {item.id, *(column.id for column in item.columns)} if isinstance(item, FieldTable) else {item.id}
    assert told == asked


def test_the_examples_run() -> None:
    names: dict[str, object] = {}
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        exec(compile(example, "docs/declaration-forms.md", "exec"), names)  # noqa: S102 - our own page
