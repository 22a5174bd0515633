"""The example of docs/sending-files.md runs."""

import re
from pathlib import Path
from typing import Any

from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World

PAGE = Path(__file__).parents[2] / "docs" / "sending-files.md"


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    parts = MemoryParts.at(NOON)
    world = World(parts.database)
    company, person = world.company(), world.person()
    world.access(person, company)
    names: dict[str, Any] = {"ports": parts.ports(), "person": person, "siren": company.siren}
    exec(compile(example, str(PAGE), "exec"), names)  # noqa: S102 - our own page
    assert names["upload"].name == "reponse.pdf"
