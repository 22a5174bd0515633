"""The house rules that the linter keeps: each one sees the fault that it is there for."""

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT


def codes(name: str, source: str) -> set[str]:
    """Lint `source` as if it stood in the file `name`, and give the codes of what was found."""
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--output-format=concise",
        "--stdin-filename",
        name,
        "-",
    ]
    done = subprocess.run(
        command, input=f'"""Rules."""\n\n{source}\n', capture_output=True, text=True, cwd=ROOT, check=False
    )
    return {line.split()[1] for line in done.stdout.splitlines() if line.startswith(name)}


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)",
        "from datetime import date\n\nTODAY = date.today()",
        "import datetime\n\nTODAY = datetime.datetime.today()",
        "import datetime\n\nNOW = datetime.datetime.utcnow()",
        "import time\n\nNOW = time.time()",
        "from uuid import uuid4\n\nID = uuid4()",
        "import uuid\n\nID = uuid.uuid1()",
        "from secrets import token_urlsafe\n\nTOKEN = token_urlsafe()",
        "import random\n\nDIE = random.choice",
        "import pickle\n\nLOAD = pickle.loads",
        "import subprocess\n\nRUN = subprocess.run",
    ],
)
def test_the_core_takes_no_time_id_or_chance_by_itself(source: str) -> None:
    assert "TID251" in codes("core/societaire/rules.py", source)


@pytest.mark.parametrize("folder", ["adapters/db/societaire_db", "delivery/cli/societaire_cli", "tests"])
@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import pickle\n\nLOAD = pickle.loads", "TID251"),
        ("import marshal\n\nLOAD = marshal.loads", "TID251"),
        ('import subprocess\n\nsubprocess.run("ls *", shell=True, check=True)', "S602"),
        ('import os\n\nos.system("ls *")', "S605"),
        ("try:\n    print()\nexcept Exception:\n    VALUE = 1", "BLE001"),
    ],
)
def test_nothing_unpickles_starts_a_shell_or_swallows_every_error(folder: str, source: str, code: str) -> None:
    assert code in codes(f"{folder}/rules.py", source)


def test_an_adapter_may_read_the_clock() -> None:
    assert (
        codes("adapters/db/societaire_db/clock.py", "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)")
        == set()
    )
