"""The examples of docs/embedding.md run, in order."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "embedding.md"


def test_the_examples_run_in_order() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(examples) == 3
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), names)  # noqa: S102 - our own page
    assert "TestOurStore" in names
