"""docs/claims.md: every cause, question and document of the shipped tree, no other, and both life cycles."""

import re
from pathlib import Path

import pytest

from societaire.claims.trees import SHIPPED_TREES
from tests.docs.claim_tables import calls_table, causes_table, documents_table, questions_table, states_table

PAGE = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
TREE = SHIPPED_TREES.present
TABLES = {
    "causes": causes_table(TREE),
    "questions": questions_table(TREE),
    "documents": documents_table(TREE),
    "states": states_table(),
    "calls": calls_table(),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_that_of_the_code(name: str) -> None:
    found = re.search(rf"<!-- {name} -->\n\n(.*?)\n\n<!-- /{name} -->", PAGE, re.DOTALL)
    assert found
    assert found[1] == TABLES[name]


def test_the_page_tells_which_version_of_the_tree_it_is_about() -> None:
    assert f"`{TREE.code}`, version {TREE.version}" in PAGE


def test_the_page_names_no_question_that_is_not_there() -> None:
    left_out = PAGE.partition("## Left out")[2].partition("\n## ")[0]
    ids = {question.id for question in TREE.all_questions()} | {wanted.id for wanted in TREE.documents}
    assert set(re.findall(r"`(\w+)`", left_out)) <= ids | {"sinistre"}
