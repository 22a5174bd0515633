"""What was tried, written where it can be quoted: var/security, one file per subject."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_TREE = Path(__file__).parents[2]
FOLDER = _TREE / "var" / "security"


def publish(subject: str, figure: str) -> None:
    """Print the figure and keep it, with the day and the commit that it was found at."""
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=_TREE, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        commit = "no commit"
    FOLDER.mkdir(parents=True, exist_ok=True)
    line = f"{subject}: {figure} ({datetime.now(UTC):%Y-%m-%d}, {commit})\n"
    (FOLDER / f"{subject.replace(' ', '-')}.txt").write_text(line, encoding="utf-8")
    sys.stdout.write(line)
