"""`python -m benchmarks`: measures, prints, and with --write puts the figures into benchmarks/RESULTS.md."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from attrs import frozen

import benchmarks
from benchmarks import commands, downloads, home, imports, outbox, papers, storm, upload, validation, wizard
from benchmarks.figures import ROOT, Report
from benchmarks.loading import Subject, load, subjects
from benchmarks.population import Population
from benchmarks.servers import find_postgresql, postgresql


@frozen
class Size:
    """Companies of the pages, companies of the import, pairs of bursts, and companies of the two runs for memory."""

    pages: int
    imported: int
    pairs: int
    memory: tuple[int, ...]


SIZES = {
    "small": Size(pages=1000, imported=2000, pairs=5, memory=(100, 400)),
    "medium": Size(pages=20_000, imported=10_000, pairs=9, memory=(200, 1000)),
    "full": Size(pages=100_000, imported=100_000, pairs=9, memory=(1000, 4000)),
}
SUBJECTS = (
    "home",
    "commands",
    "storm",
    "downloads",
    "import",
    "memory",
    "outbox",
    "validation",
    "papers",
    "upload",
    "wizard",
)


@frozen
class Ground:
    """What the figures stand on: where files lie, and the databases."""

    report: Report
    size: Size
    folder: Path
    population: Population
    signed_in: list[Subject]
    sqlite: Path
    make: Callable[[str], str] | None

    def run(self, wanted: list[str]) -> None:
        """Measure what is wanted."""
        if set(wanted) - {"import", "memory", "outbox", "validation", "papers", "upload", "wizard"}:
            load(self.url, self.population, self.signed_in)
        for subject in SUBJECTS:
            if subject in wanted:
                getattr(self, f"run_{subject}")()

    def run_outbox(self) -> None:
        """Mails queued, drained and relayed."""
        outbox.measure(self.report, self.folder)

    def run_papers(self) -> None:
        """PDFs made, read and joined."""
        papers.measure(self.report, self.size.pairs)

    def run_validation(self) -> None:
        """Of a declaration."""
        validation.measure(self.report, self.size.pairs)

    def run_upload(self) -> None:
        """A file of 50 MiB."""
        upload.measure(self.report, self.folder, self.size.pairs)

    def run_wizard(self) -> None:
        """A claim's declaration."""
        wizard.measure(self.report, self.folder, self.size.pairs)

    @property
    def url(self) -> str:
        """The SQLite database of the pages."""
        return f"sqlite:///{self.sqlite}"

    def run_home(self) -> None:
        """On each database."""
        home.measure(self.report, "SQLite", self.url, self.folder, self.signed_in, home.SQLITE, self.size.pairs)
        if self.make:
            url = self.make("pages")
            load(url, self.population, self.signed_in)
            home.measure(self.report, "PostgreSQL", url, self.folder, self.signed_in, home.POSTGRESQL, self.size.pairs)

    def run_import(self) -> None:
        """On each database."""
        pairs = 3 if self.size.imported < 50_000 else 1
        imports.measure(self.report, Population(self.size.imported), self.folder, self.make, pairs)

    def run_memory(self) -> None:
        """Of the command that imports."""
        imports.measure_memory(self.report, self.folder, self.size.memory)

    def run_storm(self) -> None:
        """On SQLite, which all of it goes through one writer."""
        storm.measure(self.report, "SQLite", self.url, self.folder, self.signed_in, 3)

    def run_downloads(self) -> None:
        """Behind nginx."""
        pairs = min(self.size.pairs, 5)
        downloads.measure(self.report, self.population, self.sqlite, self.folder, self.signed_in, pairs)

    def run_commands(self) -> None:
        """As somebody types them."""
        environment = home.settings(self.url, self.folder)
        commands.measure(self.report, environment, self.signed_in[0].siren, self.size.pairs)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__.partition("\n")[0])
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of {', '.join(SUBJECTS)}; all by default")
    parser.add_argument("--size", choices=list(SIZES), default="small")
    parser.add_argument("--companies", type=int, help="of the pages, rather than the size's")
    parser.add_argument("--folder", type=Path, help="where databases and files are put for a while")
    parser.add_argument("--write", action="store_true", help="put the figures into benchmarks/RESULTS.md")
    asked = parser.parse_args()
    if unknown := set(asked.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    # Ended from outside, it still stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    size, report = SIZES[asked.size], Report()
    population = Population(asked.companies or size.pages)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="societaire-bench-", dir=asked.folder)))
        binaries = find_postgresql()
        make = opened.enter_context(postgresql(binaries)) if binaries else None
        if make is None:
            report.skip("PostgreSQL: not on this machine")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        signed_in = subjects(population, 50)
        ground = Ground(report, size, folder, population, signed_in, folder / "pages.sqlite", make)
        ground.run(asked.subjects or list(SUBJECTS))
    if asked.write:
        (ROOT / "benchmarks" / "RESULTS.md").write_text(report.markdown(asked.size), encoding="utf-8")
    missed = sum(figure.verdict == "MISSED" for figures in report.subjects.values() for figure in figures)
    print(f"\n{missed} goal(s) missed." if missed else "\nEvery goal met.", file=sys.stderr)


if __name__ == "__main__":
    main()
