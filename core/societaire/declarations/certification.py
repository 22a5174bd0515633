"""Who declares, and answers for it (L113-8, L113-9 C. ass.)."""

from attrs import frozen

from societaire.errors import Problem

LONGEST_NAME = 120


@frozen
class Certification:
    """Who declares, in what capacity, and whether they certify that it is sincere and true."""

    name: str
    role: str
    certified: bool

    def problems(self) -> tuple[Problem, ...]:
        """What is missing, or too long."""
        found = []
        for field, text in (("declarant_name", self.name), ("declarant_role", self.role)):
            if not text.strip():
                found.append(Problem(field, f"{field}_missing"))
            elif len(text) > LONGEST_NAME:
                found.append(Problem.of(field, "entry_too_long", maximum=LONGEST_NAME))
        if not self.certified:
            found.append(Problem("certified", "certification_missing"))
        return tuple(found)
