"""What the rules find in a declaration, texts and files together, and what of it keeps it from being sent."""

from collections.abc import Collection, Iterator, Mapping

from societaire.declarations.checking import blocking, examine
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Severity
from societaire.declarations.pieces import file_findings
from societaire.errors import Invalid, Problem
from societaire.use_cases.declaration_reading import Dossier


def findings_of(dossier: Dossier) -> tuple[Finding, ...]:
    """Everything at once, in the form's order, then among the files; of a scan the files alone can be judged."""
    files = file_findings(dossier.declaration, dossier.period, dossier.uploads, dossier.given)
    if dossier.form is None:
        return files
    return (*examine(dossier.form, dossier.declaration.entries, dossier.terms).findings, *files)


def refuse_blocked(findings: Collection[Finding], reasons: Mapping[str, str], *problems: Problem) -> None:
    """Raise Invalid with every error, every warning without its typed reason, and `problems`."""
    found = (*_told(blocking(findings, reasons)), *problems)
    if found:
        raise Invalid(found)


def _told(findings: Collection[Finding]) -> Iterator[Problem]:
    for finding in findings:
        if finding.severity is Severity.ERROR:
            yield Problem(finding.paths[0] if finding.paths else "", finding.code, finding.values)
        else:
            yield Problem(f"reasons.{finding.key}", "warning_reason_missing")
