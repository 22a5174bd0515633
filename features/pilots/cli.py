"""Scenarios played through the command line: commands typed, what they write read."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from attrs import frozen
from click.testing import CliRunner

from features.people import PEOPLE
from features.pilots.cli_accesses import CliAccessActs
from features.pilots.cli_choices import CliChoiceActs
from features.pilots.cli_claims import CliClaimActs
from features.pilots.cli_declarations import CliDeclarationActs
from features.pilots.cli_details import CliDetailActs
from features.pilots.core import CorePilot
from features.pilots.pages import plain
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.ports.export import ExportSource
from societaire.records.report import ImportReport
from societaire.records.rows import DocumentRow
from societaire.testing.export import MemoryExport
from societaire.values import Siren
from societaire_cli.__main__ import run
from societaire_cli.failures import STAFF_WORDS
from societaire_cli.office import Check, Mailbox, Office
from societaire_cli.options import KINDS, PROFILES
from societaire_wording.catalogue import sentence

_COUNTED = ("added", "changed", "superseded")


@frozen
class UpToDate:
    """A database at the revision that is wanted."""

    current: str | None = "1"
    wanted: str = "1"


@frozen
class MemoryComposition:
    """The library on memory adapters, as commands ask for it; every folder holds the export given."""

    service: Societaire
    source: ExportSource
    public_url: str = "https://espace.assureur.example"
    mailbox: Mailbox | None = None

    def schema_state(self) -> UpToDate:
        """Always right."""
        return UpToDate()

    def upgrade(self) -> None:
        """Nothing to do."""

    def export(self, directory: Path) -> ExportSource:
        """The one given."""
        assert directory.is_dir()
        return self.source

    def rehearsal(self) -> AbstractContextManager[Societaire]:
        """The library itself: in memory nobody waits."""
        return nullcontext(self.service)

    def periods(self, file: Path) -> ExportSource:
        """The one given."""
        assert file.is_file()
        return self.source

    def demo_export(self) -> ExportSource:
        """The one given."""
        return self.source

    def checks(self) -> Sequence[Check]:
        """None."""
        return ()

    def log(self, event: str, **values: object) -> bool:
        """Somebody reads the messages."""
        assert event or values
        return False

    def count_import(self, report: ImportReport) -> None:
        """Nobody counts."""
        assert report.written

    def close(self) -> None:
        """Nothing to give back."""


class CliPilot(CliAccessActs, CliDetailActs, CliChoiceActs, CliDeclarationActs, CliClaimActs, CorePilot):
    """What members do stays on the core: the command line is the insurer's."""

    # The insurer's staff.

    def invite(self, staff: str, person: str) -> Outcome:
        return self._type("people", "invite", person, "--as", staff)

    def invite_company(self, staff: str, siren: Siren) -> Outcome:
        return self._type("people", "invite", "--company", str(siren), "--as", staff)

    def end_sessions(self, staff: str, person: str) -> Outcome:
        return self._type("people", "sessions", person, "--end", "--yes", "--as", staff)

    def attach(self, staff: str, person: str, siren: Siren, profile: Profile) -> Outcome:
        return self._type(
            "companies", "attach", str(siren), person, "--profile", _name(PROFILES, profile), "--as", staff
        )

    def detach(self, staff: str, person: str, siren: Siren) -> Outcome:
        return self._type("companies", "detach", str(siren), person, "--yes", "--as", staff)

    def publish(self, staff: str, row: DocumentRow, content: bytes) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / row.file
            file.write_bytes(content)
            options = ("--kind", _name(KINDS, row.kind), "--year", str(row.year), "--reference", row.reference)
            return self._type("documents", "publish", row.contract, str(file), *options, "--as", staff)

    def published(self, number: str) -> Outcome:
        return self._type("documents", "list", number)

    def import_export(
        self, export: MemoryExport, *, dry_run: bool = False, strict: bool = False, notify: bool = False
    ) -> Outcome:
        asked = {"--dry-run": dry_run, "--strict": strict, "--notify": notify}
        options = [name for name, wanted in asked.items() if wanted]
        status, out, _ = self._run(["import", str(Path(__file__).parent), "--json", *options], export)
        report = json.loads(out)
        reasons = plain(" ".join(remark["reason"] for remark in report["refused"]))
        assert bool(report["refused_total"]) is bool(status)
        counts = {name: sum(file[name] for file in report["files"].values()) for name in _COUNTED}
        return ToldOutcome(reasons, is_refused=status != 0, counts=counts)

    def profile(self, person: str, siren: Siren) -> Profile | None:
        """The profile that the company's accesses show."""
        status, out, _ = self._run(["companies", "show", str(siren), "--json"])
        assert status == 0
        accesses = (each for each in json.loads(out)["accesses"] if each["state"] == "live")
        email = next(known.email for known in PEOPLE.values() if known.code == person)
        found = (each for each in accesses if person == each["code"] or each["email"] == email)
        return next((Profile(each["profile"]) for each in found), None)

    def _type(self, *arguments: str) -> ToldOutcome:
        status, out, err = self._run(list(arguments))
        assert status in {0, 1}, err
        return ToldOutcome(plain(f"{out} {err}"), is_refused=status != 0, words=_staff_sentence)

    def _run(self, arguments: list[str], export: MemoryExport | None = None) -> tuple[int, str, str]:
        def opened() -> Any:
            return MemoryComposition(self.service, export or MemoryExport())

        with CliRunner().isolation(env={"SOCIETAIRE_AS": None, "NO_COLOR": "1"}) as (out, err, _):
            status = run(arguments, Office(opened))
        return status, out.getvalue().decode(), err.getvalue().decode()


def _name(names: Mapping[str, object], value: object) -> str:
    return next(name for name, each in names.items() if each is value)


def _staff_sentence(code: str, values: Mapping[str, object]) -> str:
    if code in STAFF_WORDS:
        return STAFF_WORDS[code].format_map(_Unknown(values))
    return sentence(code, values)


class _Unknown(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"
