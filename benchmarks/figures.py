"""What was measured, beside what it should be."""

import os
import platform
import statistics
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import define, field, frozen

ROOT = Path(__file__).parents[1]


@frozen
class Figure:
    """A ratio or an amount; `sense` is ">=" or "<=" when there is a goal, `told` the absolute figures behind it."""

    name: str
    value: float
    sense: str = ""
    goal: float = 0.0
    told: str = ""
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Met, missed, or neither when nothing was aimed at."""
        if not self.sense:
            return ""
        return "met" if (self.value >= self.goal if self.sense == ">=" else self.value <= self.goal) else "MISSED"

    @property
    def aim(self) -> str:
        """The goal as people write it."""
        return f"{self.sense} {self.goal:g}{self.unit}" if self.sense else "-"

    @property
    def shown(self) -> str:
        """The value, to three digits."""
        return f"{self.value:.3g}{self.unit}" if self.value < 100 else f"{self.value:.0f}{self.unit}"


@define
class Report:
    """Figures as they come, under their subject, printed at once."""

    subjects: dict[str, list[Figure]] = field(factory=dict)
    left_out: list[str] = field(factory=list)

    def add(self, subject: str, figure: Figure) -> None:
        """Keep a figure and print it."""
        if subject not in self.subjects:
            print(f"\n{subject}")
        self.subjects.setdefault(subject, []).append(figure)
        print(f"  {figure.name:58} {figure.shown:>9}  {figure.aim:>9}  {figure.verdict:6}  {figure.told}", flush=True)

    def skip(self, what: str) -> None:
        """Tell what could not be measured."""
        self.left_out.append(what)
        print(f"\nLEFT OUT: {what}", flush=True)

    def markdown(self, size: str) -> str:
        """The whole as a page."""
        lines = [
            "# Results",
            "",
            f"Made by `python -m benchmarks --write`, size {size}, {datetime.now(UTC):%Y-%m-%d}, commit {commit()}.",
            f"Machine: {machine()}.",
            f"Load over the last fifteen minutes: {os.getloadavg()[2]:.0f}. Where it is more than the processors,",
            "rates and percentiles swing, and processor times say more.",
            "",
            "Figures are ratios against a floor or a peer measured in the same run; docs/performance.md says which,",
            "and what the profile says of those that miss their goal. The last column holds absolute figures,",
            "which mean nothing elsewhere.",
        ]
        for subject, figures in self.subjects.items():
            lines += [
                "",
                f"## {subject}",
                "",
                "| figure | measured | goal | | behind it |",
                "| --- | --- | --- | --- | --- |",
            ]
            lines += [f"| {f.name} | {f.shown} | {f.aim} | {f.verdict} | {f.told} |" for f in figures]
        if self.left_out:
            lines += ["", "## Left out", "", *(f"- {what}" for what in self.left_out)]
        return "\n".join(lines) + "\n"


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def paired(first: Callable[[], float], second: Callable[[], float], pairs: int) -> tuple[float, float, float]:
    """Measure both in turn, the order swapped each time: the median of first / second, and of each alone."""
    ones: list[float] = []
    others: list[float] = []
    for turn in range(pairs):
        if turn % 2:
            others.append(second())
            ones.append(first())
        else:
            ones.append(first())
            others.append(second())
    ratios = [one / other for one, other in zip(ones, others, strict=True)]
    return median(ratios), median(ones), median(others)


def machine() -> str:
    """Processors, memory and programs, without names."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = _system()
    return (
        f"{len(os.sched_getaffinity(0))} processors ({_processor()}), shared, {memory:.0f} GiB of memory, {system}, "
        f"Python {platform.python_version()}, SQLite {_sqlite()}"
    )


def commit() -> str:
    """The commit, and whether files differ from it."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        changed = subprocess.run(
            ["git", "status", "--porcelain", "-uno"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip() + (" with local changes" if changed.stdout.strip() else "")


def _system() -> str:
    for line in _lines("/etc/os-release"):
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return platform.system()


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version
