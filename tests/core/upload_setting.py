"""Two companies with a dossier each, which takes files, on memory adapters."""

from io import BytesIO

import pytest
from attrs import evolve, field, frozen

from societaire.companies.access import Profile
from societaire.companies.policy import Action
from societaire.errors import Invalid, SocietaireError
from societaire.identity.person import Person
from societaire.ports.database import Repositories
from societaire.settings import Limits
from societaire.testing.assembly import memory_service
from societaire.testing.conformance_world import NOON, World
from societaire.uploads.subject import SubjectDesk
from societaire.uploads.upload import Upload
from societaire.values import Siren

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"
SMALL = evolve(Limits(), file_bytes=20_000, files=3, files_bytes=35_000)
DOSSIER = "dossier:1"


class CutError(ConnectionError):
    """What a network does."""


class Cut(BytesIO):
    """A content that gives some bytes, then fails."""

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(min(size or 0, 1000) if size and size > 0 else 1000)
        if not found:
            raise CutError
        return found


@frozen
class Dossiers:
    """A kind of subject that knows the dossiers of one company by their number."""

    desks: dict[tuple[str, str], SubjectDesk] = field(factory=dict)

    def check(self, kept: Repositories, siren: Siren, number: str) -> SubjectDesk | None:  # noqa: ARG002 - what the desk calls
        return self.desks.get((str(siren), number))


def desk_for(siren: Siren, number: str = "1") -> dict[tuple[str, str], SubjectDesk]:
    """A dossier of a company that takes files."""
    return {(str(siren), number): SubjectDesk(frozenset({"form", "free"}), Action.DECLARE_BASES)}


class Setting:
    """Two companies with one dossier each; Claire administrates the first one, Karim works there, Denis elsewhere."""

    def __init__(self, limits: Limits = SMALL) -> None:
        self.dossiers = Dossiers()
        self.service, self.parts = memory_service(NOON, limits, subjects={"dossier": self.dossiers.check})
        self.uploading = self.service.uploading
        self.world = World(self.parts.database)
        self.company, self.other = self.world.company(), self.world.company(2, "Charpente Durand")
        self.claire, self.karim, self.denis = (self.world.person(number, code=f"P{number}") for number in (1, 2, 3))
        self.world.access(self.claire, self.company)
        self.world.access(self.karim, self.company, Profile.COLLABORATOR)
        self.world.access(self.denis, self.other)
        self.siren = self.company.siren
        self.dossiers.desks.update({**desk_for(self.siren), **desk_for(self.other.siren, "2")})

    def close(self) -> None:
        key = (str(self.siren), "1")
        self.dossiers.desks[key] = evolve(self.dossiers.desks[key], is_open=False)

    def begin(self, size: int = len(PDF), slot: str = "free", who: Person | None = None, name: str = "a.pdf") -> Upload:
        return self.uploading.begin((who or self.claire).id, self.siren, DOSSIER, slot, name, size)

    def append(self, upload: Upload, offset: int, content: bytes, who: Person | None = None) -> Upload:
        return self.uploading.append((who or self.claire).id, self.siren, upload.id, offset, BytesIO(content))

    def send(self, content: bytes = PDF, slot: str = "free", name: str = "a.pdf") -> Upload:
        return self.append(self.begin(len(content), slot, name=name), 0, content)

    def kept(self) -> tuple[Upload, ...]:
        return self.uploading.of_subject(self.claire.id, self.siren, DOSSIER)

    def events(self) -> list[str]:
        with self.parts.database.read() as kept:
            return [event.kind for event in kept.events.of_stream(f"company:{self.siren}")]

    def refusal(self, wanted: type[SocietaireError], size: int = len(PDF), slot: str = "free") -> str:
        with pytest.raises(wanted) as found:
            self.begin(size, slot)
        return found.value.problems[0].code if isinstance(found.value, Invalid) else found.value.code
