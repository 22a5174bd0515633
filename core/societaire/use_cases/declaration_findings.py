"""What the rules find in a declaration, texts and files together, and what of it keeps it from being sent."""

from collections.abc import Collection, Iterator, Mapping

from societaire.declarations.findings import Finding
from societaire.declarations.forms import Severity
from societaire.declarations.pieces import file_findings
from societaire.errors import Invalid, Problem
from societaire.use_cases.declaration_reading import Dossier


def findings_of(dossier: Dossier) -> tuple[Finding, ...]:
    """Everything at once."""
    return file_findings(dossier.declaration, dossier.period, dossier.uploads, dossier.given)


def refuse_blocked(findings: Collection[Finding], reasons: Mapping[str, str], *problems: Problem) -> None:
    """Raise Invalid with every error, every warning without its typed reason, and `problems`."""
    found = (*_blocking(findings, reasons), *problems)
    if found:
        raise Invalid(found)


def _blocking(findings: Collection[Finding], reasons: Mapping[str, str]) -> Iterator[Problem]:
    for finding in findings:
        if finding.severity is Severity.ERROR:
            yield Problem(finding.paths[0] if finding.paths else "", finding.code, finding.values)
        elif finding.severity is Severity.WARNING and not reasons.get(finding.key, "").strip():
            yield Problem(f"reasons.{finding.key}", "warning_reason_missing")
