"""What the page's script reads of an amount is what the server reads; skipped where the machine has no node."""

import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

import societaire_web
from societaire.typed.numbers import read_amount

SCRIPT = Path(societaire_web.__file__).parent / "static" / "releve.js"
TEXTS = (
    "0",
    "5",
    "1250000",
    "1 250 000",
    "1\u202f250\u00a0000,5",
    "1.250.000,50",
    "1.250.000",
    "1250.50",
    "12,5",
    " 12,30 € ",
    "007",
    "1.234",
    "12 345.678",
    "1,250",
    "1,250,000",
    "1 2500",
    "1.25.000",
    "1,5 M",
    "15 k€",
    "-3",
    "néant",
    "abc",
    "1e6",
    "1'250",
    ",5",
    "5,",
    "12 50,00",
)


@pytest.fixture(scope="module")
def cents() -> dict[str, float | None]:
    """What the script makes of each text, in cents; None when it can't be read."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    source = re.search(r"export (function cents\(.*?\n}\n)", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert source is not None
    program = f"{source[1]}console.log(JSON.stringify({json.dumps(TEXTS)}.map(cents)))"
    ran = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True, timeout=60)
    return dict(zip(TEXTS, json.loads(ran.stdout), strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_the_script_reads_what_the_server_reads(cents: dict[str, float | None], text: str) -> None:
    read = read_amount(text)
    assert cents[text] == (int(read * 100) if isinstance(read, Decimal) else None)
