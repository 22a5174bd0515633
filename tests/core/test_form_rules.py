"""The rules of the shipped forms: each with what it lets through and what it finds."""

from collections import Counter
from collections.abc import Iterator

import pytest

from societaire.declarations.checking import examine
from societaire.declarations.entries import figures_of, shape_of
from societaire.declarations.forms import Example, Form, RuleUse
from societaire.declarations.rules import RULES, mistakes_of
from societaire.declarations.shipped import SHIPPED


def uses() -> Iterator[tuple[Form, RuleUse]]:
    """Every use of a rule in every shipped form."""
    for form in SHIPPED.forms:
        yield from ((form, use) for use in form.rules)


EACH = pytest.mark.parametrize(
    ("form", "use"), [pytest.param(form, use, id=f"{form.code}-{use.code}") for form, use in uses()]
)


def codes(form: Form, example: Example | None) -> Counter[str]:
    """What is found in an example, by code."""
    assert example is not None
    return Counter(each.code for each in examine(form, dict(example.entries), example.terms).findings)


@pytest.mark.parametrize("form", SHIPPED.forms, ids=SHIPPED.codes)
def test_a_shipped_form_is_sound(form: Form) -> None:
    assert mistakes_of(form) == ()
    assert [code for code, count in Counter(use.code for use in form.rules).items() if count > 1] == []


def test_every_rule_is_used() -> None:
    assert {use.rule for _, use in uses()} == set(RULES)


@EACH
def test_a_rule_lets_its_passing_example_through(form: Form, use: RuleUse) -> None:
    assert codes(form, use.passing)[use.code] == 0


@EACH
def test_a_rule_finds_its_failing_example(form: Form, use: RuleUse) -> None:
    example = use.failing
    assert example is not None
    found = [f for f in examine(form, dict(example.entries), example.terms).findings if f.code == use.code]
    assert found
    for finding in found:
        assert finding.severity is use.severity
        assert finding.paths
        assert all(shape_of(form).knows(path) and "*" not in path for path in finding.paths)


@EACH
def test_examples_can_be_read(form: Form, use: RuleUse) -> None:
    for example in (use.passing, use.failing):
        assert example is not None
        assert all(shape_of(form).knows(path) for path, _ in example.entries)
        assert figures_of(form, dict(example.entries))[1] == ()
