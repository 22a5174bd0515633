"""Features: traps of the format refused, one act each, every step defined once and every definition used."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pytest_bdd.gherkin_parser import get_gherkin_document
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from features.levels import LEVELS
from features.steps.refusals import REASONS
from tests.architecture.feature_files import ReadScenario, ReadStep, every_scenario, feature_files, scenarios_of
from tests.architecture.tree import ROOT, project

FEATURES = ROOT / "features"
RULE_TAG = re.compile(r"[A-H][1-9]")
_KEYWORDS = "Fonctionnalité|Règle|Contexte|Scénario|Plan du scénario|Plan du Scénario|Exemples|Exemple"
_FEWEST, _MOST = 3, 6
_SCREEN = re.compile(r"\b(page|bouton|URL|clique|écran|formulaire|champ|onglet|case)\b|/connexion|/s/", re.IGNORECASE)


def text_faults(path: Path) -> Iterator[str]:
    """Name what the parser would swallow or misread in one file."""
    text = path.read_text(encoding="utf-8")
    if not re.fullmatch(r"[a-z0-9_]+\.feature", path.name):
        yield f"{path.name}: a name is lower-case ASCII"
    if not text.startswith("# language: fr\n"):
        yield f"{path.name}: the first line is '# language: fr'"
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*(?:{_KEYWORDS})\s+:", line):
            yield f"{path.name}:{number}: a space before the colon of a keyword"
        if "\u2019" in line:
            yield f"{path.name}:{number}: a curly apostrophe"
        if line.strip().startswith("* "):
            yield f"{path.name}:{number}: a step without keyword"


def shape_faults(scenario: ReadScenario, markers: Iterable[str]) -> Iterator[str]:
    """Name what is wrong with one scenario."""
    acts = sum(step.type == "when" for step in scenario.steps)
    outcomes = sum(step.type == "then" for step in scenario.steps)
    if not scenario.steps:
        yield f"{scenario.name}: no steps"
    elif not _FEWEST <= len(scenario.steps) <= _MOST:
        yield f"{scenario.name}: {len(scenario.steps)} steps"
    if acts != 1:
        yield f"{scenario.name}: {acts} acts"
    if not outcomes:
        yield f"{scenario.name}: no outcome"
    order = [step.type for step in scenario.steps]
    if order != sorted(order, key=["", "given", "when", "then"].index):
        yield f"{scenario.name}: context, act and outcome out of order"
    yield from (f"{scenario.name}: @{tag} is not declared" for tag in sorted(scenario.tags - set(markers)))
    if not any(RULE_TAG.fullmatch(tag) for tag in scenario.tags):
        yield f"{scenario.name}: no rule"
    yield from (
        f"{scenario.name}: tells of a screen: {step.text}" for step in scenario.steps if _SCREEN.search(step.text)
    )


def outline_faults(path: Path) -> Iterator[str]:
    """Name outlines whose rows and places differ, and rows that are alike."""
    for scenario in scenarios_of(path):
        left = [step.text for row in scenario.rows for step in row if re.search(r"<[^>]+>", step.text)]
        yield from (f"{scenario.name}: nothing fills {text}" for text in left)
        yield from (f"{scenario.name}: a row twice" for n in Counter(scenario.rows).values() if n > 1)


def name_faults(scenarios: Iterable[ReadScenario]) -> Iterator[str]:
    """Name the scenarios that would hide another one."""
    counted = Counter(_function_name(scenario.name) for scenario in scenarios)
    yield from (name for name, count in counted.items() if count > 1)


def markers() -> set[str]:
    """The tags that are declared."""
    return {line.partition(":")[0] for line in project()["tool"]["pytest"]["ini_options"]["markers"]}


def definitions() -> list[StepFunctionContext]:
    """Every step definition of the features, each once."""
    return [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("features.steps.")
    ]


def steps_of(scenarios: Iterable[ReadScenario]) -> set[ReadStep]:
    """Every step as it is played, outlines filled in."""
    return {step for scenario in scenarios for row in (*scenario.rows, scenario.background) for step in row}


def undefined_or_ambiguous(steps: Iterable[ReadStep], known: Iterable[StepFunctionContext]) -> Iterator[str]:
    """Name the steps that no definition, or that several definitions recognise."""
    known = list(known)
    for step in steps:
        count = sum(_recognises(context, step) for context in known)
        if count != 1:
            yield f"{step.type} {step.text}: {count} definitions"


def unused(steps: Iterable[ReadStep], known: Iterable[StepFunctionContext]) -> Iterator[str]:
    """Name the definitions that no step calls for."""
    steps = list(steps)
    for context in known:
        if not any(_recognises(context, step) for step in steps):
            yield f"{context.step_func.__module__}.{context.step_func.__name__}: {context.parser.name}"


def _recognises(context: StepFunctionContext, step: ReadStep) -> bool:
    return context.type == step.type and context.parser.is_matching(step.text)


def _function_name(name: str) -> str:
    # As pytest-bdd names its tests: two names that give one function hide one another too.
    return re.sub(r"\W", "", name.replace(" ", "_")).lower()


def test_no_feature_falls_into_a_trap_of_the_format() -> None:
    assert feature_files(FEATURES)
    assert [fault for path in feature_files(FEATURES) for fault in (*text_faults(path), *outline_faults(path))] == []


def test_every_feature_is_written_in_french() -> None:
    assert {get_gherkin_document(str(path)).feature.language for path in feature_files(FEATURES)} == {"fr"}


def test_every_scenario_is_short_has_one_act_and_a_rule() -> None:
    declared = markers()
    assert [fault for scenario in every_scenario(FEATURES) for fault in shape_faults(scenario, declared)] == []


def test_no_two_scenarios_have_one_name() -> None:
    assert list(name_faults(every_scenario(FEATURES))) == []


def test_every_step_is_defined_once() -> None:
    assert sorted(undefined_or_ambiguous(steps_of(every_scenario(FEATURES)), definitions())) == []


def test_every_step_definition_is_used() -> None:
    assert sorted(unused(steps_of(every_scenario(FEATURES)), definitions())) == []


def test_every_reason_of_a_refusal_is_told_somewhere() -> None:
    told = " ".join(step.text for step in steps_of(every_scenario(FEATURES)) if step.type == "then")
    assert [reason for reason in REASONS if reason not in told] == []


def test_every_level_plays_scenarios() -> None:
    named = [scenario.tags & LEVELS for scenario in every_scenario(FEATURES)]
    assert all(any(level in (tags or LEVELS) for tags in named) for level in LEVELS)


def _feature(tmp_path: Path, body: str, name: str = "planted.feature", head: str = "# language: fr\n") -> Path:
    path = tmp_path / name
    path.write_text(f"{head}Fonctionnalité: Planter\n{body}", encoding="utf-8")
    return path


_GOOD = "  @A1\n  Scénario: Bon\n    Étant donné que a\n    Quand b\n    Alors c\n"


@pytest.mark.parametrize(
    ("body", "name", "head", "fault"),
    [
        (_GOOD, "planté.feature", "# language: fr\n", "lower-case ASCII"),
        (_GOOD, "planted.feature", "", "first line"),
        (_GOOD.replace("Scénario:", "Scénario :"), "planted.feature", "# language: fr\n", "space before the colon"),
        (_GOOD + "    Et qu\u2019ici\n", "planted.feature", "# language: fr\n", "curly"),
        (_GOOD + "    * d\n", "planted.feature", "# language: fr\n", "without keyword"),
    ],
)
def test_a_trap_of_the_format_is_seen(tmp_path: Path, body: str, name: str, head: str, fault: str) -> None:
    [seen] = text_faults(_feature(tmp_path, body, name, head))
    assert fault in seen


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("  @A1\n  Scénario: Vide\n", "no steps"),
        ("  @A1\n  Scénario: Court\n    Quand b\n    Alors c\n", "2 steps"),
        (_GOOD + "    Et d\n" * 4, "7 steps"),
        (_GOOD.replace("Alors c", "Et d\n    Alors c"), "2 acts"),
        (_GOOD.replace("Alors c", "Alors c\n    Quand d"), "out of order"),
        (_GOOD.replace("Quand b", "Et b"), "0 acts"),
        ("  @A1\n  Scénario: Sans fin\n    Étant donné que a\n    Et que b\n    Quand c\n", "no outcome"),
        (_GOOD.replace("@A1", "@A1 @urgent"), "@urgent is not declared"),
        (_GOOD.replace("  @A1\n", ""), "no rule"),
        (_GOOD.replace("Quand b", "Quand elle clique"), "screen"),
    ],
)
def test_a_misshapen_scenario_is_seen(tmp_path: Path, body: str, fault: str) -> None:
    [scenario] = scenarios_of(_feature(tmp_path, body))
    assert fault in "\n".join(shape_faults(scenario, ["A1"]))


def test_a_good_scenario_has_no_fault(tmp_path: Path) -> None:
    path = _feature(tmp_path, _GOOD)
    [scenario] = scenarios_of(path)
    assert [*text_faults(path), *outline_faults(path), *shape_faults(scenario, ["A1"])] == []


def test_a_scenario_that_hides_another_is_seen(tmp_path: Path) -> None:
    _feature(tmp_path, _GOOD + _GOOD)
    _feature(tmp_path, _GOOD.replace("Bon", "BON !"), "other.feature")
    assert list(name_faults(scenarios_of(tmp_path / "planted.feature"))) == ["bon"]
    assert list(name_faults(every_scenario(tmp_path))) == ["bon"]


def test_an_outline_left_open_or_repeated_is_seen(tmp_path: Path) -> None:
    outline = _GOOD.replace("Scénario", "Plan du scénario").replace("Quand b", "Quand <b>")
    path = _feature(tmp_path, outline + "    Exemples:\n      | c |\n      | 1 |\n      | 1 |\n")
    assert [fault.partition(": ")[2] for fault in outline_faults(path)] == ["nothing fills <b>"] * 2 + ["a row twice"]


def test_steps_unknown_ambiguous_and_definitions_unused_are_seen(tmp_path: Path) -> None:
    [scenario] = scenarios_of(_feature(tmp_path, _GOOD))
    known = [each for each in definitions() if each.type == "given"][:1]
    assert len(list(undefined_or_ambiguous(steps_of([scenario]), known))) == len(scenario.steps)
    assert len(list(unused(steps_of([scenario]), known))) == 1
    twice = ReadStep("then", "Alors", "rien n'a changé")
    assert list(undefined_or_ambiguous([twice], definitions() * 2)) == ["then rien n'a changé: 2 definitions"]
