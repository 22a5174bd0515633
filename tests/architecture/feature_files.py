"""The features as their files say them, hidden or empty scenarios included."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from attrs import frozen
from pytest_bdd.gherkin_parser import Feature, Rule, Scenario, Step, get_gherkin_document

_TYPES = {"Context": "given", "Action": "when", "Outcome": "then"}


@frozen
class ReadStep:
    """One step: given, when or then, whatever its keyword ("Et" is of the step before)."""

    type: str
    keyword: str
    text: str


@frozen
class ReadScenario:
    """A scenario with the tags that it inherits; an outline's rows are filled in, one list of steps for each."""

    file: Path
    name: str
    rule: str
    tags: frozenset[str]
    steps: tuple[ReadStep, ...]
    background: tuple[ReadStep, ...]
    rows: tuple[tuple[ReadStep, ...], ...]

    @property
    def is_refusal(self) -> bool:
        """Whether it is named as one."""
        return self.name.startswith("Impossible")


def feature_files(folder: Path) -> list[Path]:
    """Every feature file below a folder."""
    return sorted(folder.rglob("*.feature"))


def scenarios_of(path: Path) -> Iterator[ReadScenario]:
    """The scenarios of one file, in order."""
    feature = get_gherkin_document(str(path)).feature
    inherited, background = _tags(feature), _background(feature)
    for child in feature.children:
        if child.rule:
            tags, steps = inherited | _tags(child.rule), background + _background(child.rule)
            rules = (each.scenario for each in child.rule.children if each.scenario)
            yield from (_read(path, scenario, child.rule.name, tags, steps) for scenario in rules)
        elif child.scenario:
            yield _read(path, child.scenario, "", inherited, background)


def every_scenario(folder: Path) -> list[ReadScenario]:
    """The scenarios of every feature below a folder."""
    return [scenario for path in feature_files(folder) for scenario in scenarios_of(path)]


def _read(
    path: Path, scenario: Scenario, rule: str, tags: frozenset[str], background: tuple[ReadStep, ...]
) -> ReadScenario:
    steps = _typed(scenario.steps)
    rows = [
        dict(zip((cell.value for cell in table.table_header.cells), (cell.value for cell in row.cells), strict=True))
        for table in scenario.examples
        if table.table_header
        for row in table.table_body or []
    ]
    filled = tuple(tuple(_filled(step, row) for step in steps) for row in rows) or (steps,)
    return ReadScenario(path, scenario.name, rule, tags | _tags(scenario), steps, background, filled)


def _tags(owner: Feature | Rule | Scenario) -> frozenset[str]:
    return frozenset(tag.name.removeprefix("@") for tag in owner.tags)


def _background(owner: Feature | Rule) -> tuple[ReadStep, ...]:
    return tuple(step for child in owner.children if child.background for step in _typed(child.background.steps))


def _typed(steps: list[Step]) -> tuple[ReadStep, ...]:
    types = [_TYPES.get(step.keyword_type, "") for step in steps]
    for at, (before, present) in enumerate(pairwise(types), start=1):
        types[at] = present or types[at - 1] or before
    return tuple(ReadStep(type_, step.keyword, step.text) for type_, step in zip(types, steps, strict=True))


def _filled(step: ReadStep, row: dict[str, str]) -> ReadStep:
    return ReadStep(step.type, step.keyword, re.sub(r"<([^>]+)>", lambda found: row.get(found[1], found[0]), step.text))
