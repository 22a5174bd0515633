"""The rules: all numbered, each delivered one played with its refusals; the limits as the code has them."""

import re
from collections.abc import Iterable, Iterator

import pytest
from attrs import evolve, fields

from societaire.settings import Limits
from tests.architecture.feature_files import ReadScenario, every_scenario
from tests.architecture.rules_file import EXPECTED, ROWS, Rule, kept_table, limits_table, rules_of
from tests.architecture.test_features import RULE_TAG, markers
from tests.architecture.tree import ROOT

TEXT = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
RULES = rules_of(TEXT)
SCENARIOS = every_scenario(ROOT / "features")


def faults_of(rules: Iterable[Rule], scenarios: Iterable[ReadScenario]) -> Iterator[str]:
    """Name the delivered rules without scenario or without refusal, and the tags without rule."""
    scenarios = list(scenarios)
    known = {rule.number: rule for rule in rules}
    tags = {tag for scenario in scenarios for tag in scenario.tags if re.fullmatch(r"[A-Z]\d+", tag)}
    yield from (f"@{tag} is no rule" for tag in sorted(tags - set(known)))
    for rule in known.values():
        played = [scenario for scenario in scenarios if rule.number in scenario.tags]
        if rule.status == "awaited":
            continue
        if not any(not scenario.is_refusal for scenario in played):
            yield f"{rule.number} is delivered without scenario"
        if rule.can_refuse and not any(scenario.is_refusal for scenario in played):
            yield f"{rule.number} is delivered without refusal"
        if not rule.can_refuse and any(scenario.is_refusal for scenario in played):
            yield f"{rule.number} refuses after all"


def test_every_rule_is_numbered_once_and_delivered_or_awaited() -> None:
    expected = [f"{letter}{number}" for letter, count in EXPECTED.items() for number in range(1, count + 1)]
    assert [rule.number for rule in RULES] == expected
    assert {rule.status for rule in RULES} <= {"delivered", "awaited"}


def test_every_rule_has_its_marker() -> None:
    assert {marker for marker in markers() if RULE_TAG.fullmatch(marker)} == {rule.number for rule in RULES}


def test_every_delivered_rule_is_played_with_its_refusals() -> None:
    assert list(faults_of(RULES, SCENARIOS)) == []


def test_the_table_of_limits_is_that_of_the_code() -> None:
    assert kept_table(TEXT) == limits_table(Limits())


def test_every_limit_is_in_the_table_once() -> None:
    told = [name for _, names, _ in ROWS for name in names]
    assert sorted(told) == sorted(each.name for each in fields(Limits))


@pytest.mark.parametrize("name", [each.name for each in fields(Limits)])
def test_a_limit_that_changes_changes_the_table(name: str) -> None:
    limits = Limits()
    value = getattr(limits, name)
    other = evolve(value, most=value.most + 1) if name in {"sign_in", "password_help", "help_flood"} else value * 2
    assert limits_table(evolve(limits, **{name: other})) != kept_table(TEXT)


def _rule(status: str, *, can_refuse: bool = True) -> Rule:
    return Rule("A1", status, can_refuse)


def _scenarios(*names: str, tag: str = "A1") -> list[ReadScenario]:
    return [evolve(SCENARIOS[0], name=name, tags=frozenset({tag})) for name in names]


@pytest.mark.parametrize(
    ("rule", "scenarios", "faults"),
    [
        (_rule("delivered"), _scenarios("Ouvrir", "Impossible d'ouvrir"), []),
        (_rule("delivered"), [], ["A1 is delivered without scenario", "A1 is delivered without refusal"]),
        (_rule("delivered"), _scenarios("Ouvrir"), ["A1 is delivered without refusal"]),
        (_rule("delivered"), _scenarios("Impossible d'ouvrir"), ["A1 is delivered without scenario"]),
        (_rule("delivered", can_refuse=False), _scenarios("Ouvrir"), []),
        (_rule("delivered", can_refuse=False), _scenarios("Ouvrir", "Impossible"), ["A1 refuses after all"]),
        (_rule("awaited"), [], []),
        (_rule("awaited"), _scenarios("Ouvrir", tag="A9"), ["@A9 is no rule"]),
        (_rule("awaited"), _scenarios("Ouvrir", tag="Z1"), ["@Z1 is no rule"]),
    ],
)
def test_a_rule_that_is_not_played_is_seen(rule: Rule, scenarios: list[ReadScenario], faults: list[str]) -> None:
    assert list(faults_of([rule], scenarios)) == faults


def test_rules_are_read_with_their_status_and_what_they_refuse() -> None:
    text = "**A1 — delivered.** One.\ntwo. *Nothing to refuse.*\n\n**A2 — awaited.** Three.\n"
    assert rules_of(text) == [Rule("A1", "delivered", can_refuse=False), Rule("A2", "awaited", can_refuse=True)]
