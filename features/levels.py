"""At which levels a scenario is played."""

from pytest_bdd.parser import ScenarioTemplate

LEVELS = frozenset({"core", "web", "cli"})


def levels_of(scenario: ScenarioTemplate) -> frozenset[str]:
    """The levels that the nearest tags name: the scenario's own, else its rule's, else its feature's, else all."""
    rule = scenario.rule.tags if scenario.rule else set()
    for tags in (scenario.tags, rule, scenario.feature.tags):
        if named := LEVELS & tags:
            return named
    return LEVELS
