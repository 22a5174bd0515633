"""Who declares, and answers for it (L113-8, L113-9 C. ass.)."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from societaire.declarations.findings import Finding
from societaire.errors import Problem

LONGEST_NAME = 120
LONGEST_REASON = 2_000


@frozen
class Certification:
    """Who declares, in what capacity, and whether they certify that it is sincere and true.

    `reasons` are the answers to warnings typed at that moment, by `Finding.key`; those kept before stay.
    """

    name: str
    role: str
    certified: bool
    reasons: Mapping[str, str] = field(factory=dict)

    def problems(self) -> tuple[Problem, ...]:
        """What is missing, or too long."""
        found = []
        if not self.name.strip():
            found.append(Problem("declarant_name", "declarant_name_missing"))
        if not self.role.strip():
            found.append(Problem("declarant_role", "declarant_role_missing"))
        for name, text in (("declarant_name", self.name), ("declarant_role", self.role)):
            if len(text) > LONGEST_NAME:
                found.append(Problem.of(name, "entry_too_long", maximum=LONGEST_NAME))
        for key, text in self.reasons.items():
            if len(text) > LONGEST_REASON:
                found.append(Problem.of(f"reasons.{key}", "entry_too_long", maximum=LONGEST_REASON))
        if not self.certified:
            found.append(Problem("certified", "certification_missing"))
        return tuple(found)

    def answers(self, findings: Iterable[Finding]) -> dict[str, str]:
        """The reasons that answer something found; the others answer nothing, and are left out."""
        found = {finding.key for finding in findings}
        return {key: text.strip() for key, text in self.reasons.items() if key in found and text.strip()}
