"""How long the command line takes to start."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, Report, paired
from benchmarks.servers import ROOT


def measure(report: Report, environment: dict[str, str], siren: str, pairs: int) -> None:
    """Its help, and a command that asks the database, each against an interpreter that does nothing."""
    program = str(Path(sys.executable).parent / "societaire")
    nothing = [sys.executable, "-c", "pass"]
    for name, command, goal in (
        ("societaire --help / python -c pass", [program, "--help"], 5.0),
        ("a command with the database / python -c pass", [program, "companies", "show", siren], 30.0),
    ):
        ratio, one, other = paired(
            lambda command=command: _processor(command, environment), lambda: _processor(nothing, environment), pairs
        )
        report.add(
            "Command line", Figure(name, ratio, "<=", goal, f"{one * 1e3:.0f} and {other * 1e3:.0f} ms of processor")
        )


def _processor(command: Sequence[str], more: dict[str, str]) -> float:
    """Seconds of processor of a whole run, of three the least: neighbours only add to it."""
    return min(_once(command, more) for _ in range(3))


def _once(command: Sequence[str], more: dict[str, str]) -> float:
    environment = {**os.environ, **more, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with (
        Path(os.devnull).open("w") as nothing,
        subprocess.Popen(command, env=environment, cwd=ROOT, stdout=nothing, stderr=subprocess.PIPE) as child,
    ):
        assert child.stderr is not None
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}: {said.decode()}")
    return usage.ru_utime + usage.ru_stime
