"""Help and completion come at once: nothing heavy is imported for them."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "alembic", "argon2", "flask", "fsspec", "gunicorn", "jinja2", "phonenumbers", "PIL", "psycopg", "pypdf",
    "reportlab", "rich", "s3fs", "sqlalchemy", "typed_settings", "werkzeug",
}  # fmt: skip
SCRIPT = """
import json, sys
from societaire_cli.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    status = ended.code
print("\\n" + json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules}), sorted(sys.modules)]))
"""


def imported(*arguments: str, **environment: str) -> tuple[int, set[str], set[str]]:
    """The status of a command, the packages and the modules that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    status, packages, modules = json.loads(done.stdout.splitlines()[-1])
    return status, set(packages), set(modules)


def test_the_first_help_imports_no_command_at_all() -> None:
    status, packages, modules = imported("--help")
    assert status == 0
    assert packages & HEAVY == set()
    assert not [name for name in modules if name.startswith("societaire_cli.commands.")]
    assert {"societaire_bootstrap", "societaire_wording", "societaire_db"} & packages == set()


@pytest.mark.parametrize(
    "command", ["import", "people", "companies", "documents", "serve", "outbox", "mail", "doctor", "demo"]
)
def test_the_help_of_a_command_imports_that_command_alone(command: str) -> None:
    status, packages, modules = imported(command, "--help")
    loaded = {name for name in modules if name.startswith("societaire_cli.commands.")}
    assert status == 0
    assert packages & HEAVY == set()
    assert len(loaded) == 1 or command == "demo"


def test_completion_imports_nothing_heavy() -> None:
    status, packages, _ = imported(_SOCIETAIRE_COMPLETE="bash_complete", COMP_WORDS="societaire pe", COMP_CWORD="1")
    assert status == 0
    assert packages & HEAVY == set()


def test_wrong_usage_imports_nothing_heavy() -> None:
    status, packages, _ = imported("people", "invite")
    assert status == 2
    assert packages & HEAVY == set()


def test_heavy_libraries_would_be_seen() -> None:
    _, packages, _ = imported("doctor")
    assert "sqlalchemy" in packages
