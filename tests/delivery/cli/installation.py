"""The real program on a real installation: SQLite, files and mails in a folder."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from attrs import frozen

from societaire_cli.__main__ import run
from societaire_cli.office import Office
from tests.delivery.cli.desk import Outcome

DEMO = Path(__file__).parents[3] / "demo"
LONGEST = 60
"""Seconds after which a program that does not end is a failure."""


@frozen
class Installation:
    """A folder with everything that an installation writes."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The settings, and nothing of the tests' own environment."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "SOCIETAIRE_DATABASE_URL": f"sqlite:///{self.folder}/societaire.sqlite",
            "SOCIETAIRE_FILES_URL": f"file://{self.folder}/files",
            "SOCIETAIRE_MAIL_URL": f"folder://{self.folder}/mail",
            "SOCIETAIRE_HASHING_FOLDER": f"{self.folder}/slots",
            "SOCIETAIRE_PUBLIC_URL": "http://127.0.0.1:8000",
            "SOCIETAIRE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-test",
        }

    def command(self, *arguments: str) -> list[str]:
        """The program as a shell would start it."""
        return [sys.executable, "-m", "societaire_cli", *arguments]

    def run(self, *arguments: str, changes: Mapping[str, str | None] | None = None) -> Outcome:
        """Run a command to its end in this process, without terminal; None in `changes` takes a setting away."""
        environment = {
            name: value for name, value in {**self.environment, **(changes or {})}.items() if value is not None
        }
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, environment, clear=True),
            patch.object(sys, "stdin", io.StringIO()),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            status = run(list(arguments), Office())
        return Outcome(status, out.getvalue(), err.getvalue())

    def start(
        self, *arguments: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.PIPE
    ) -> "subprocess.Popen[str]":
        """Start a command."""
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment,
            cwd=self.folder,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
