"""A company whose contracts may answer a claim, on memory adapters."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve

from societaire.app import Societaire
from societaire.claims.claim import Claim
from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.access import Profile
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.events import Actor, ActorKind
from societaire.identity.person import Person
from societaire.ports.storage import file_key
from societaire.records.rows import ContractRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.uploads.upload import Upload, UploadState

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
TODAY = NOON.date()
THEFT = {
    "danger": "no",
    "known_on": f"{TODAY:%d/%m/%Y}",
    "happened_on": f"{TODAY:%d/%m/%Y}",
    "theft_place.street": "ZA des Chênes",
    "theft_place.postal_code": "69003",
    "theft_place.city": "Lyon",
    "complaint": "no",
    "description": "Deux perceuses et un laser ont disparu du conteneur pendant la nuit.",
    "injuries": "no",
    "follow_up.name": "Claire Martin",
    "preferred_channel": "mail",
}
ACCIDENT = {
    "danger": "no",
    "known_on": f"{TODAY:%d/%m/%Y}",
    "victim.name": "Paul",
    "on_site": "no",
    "victim_status": "employee",
    "happened_at": f"{TODAY:%d/%m/%Y} 00:30",
    "accident_gravity": "serious",
    "description": "Il est tombé de l'échafaudage au premier étage du bâtiment.",
    "follow_up.name": "Claire",
    "preferred_channel": "phone",
}


class Setting:
    """Claire is administrator and Karim collaborator of a company with three contracts; Denis is elsewhere."""

    def __init__(self, *, claims_open: bool = False) -> None:
        self.parts = MemoryParts.at(NOON)
        self.service = Societaire.from_ports(self.parts.ports(), claims_open=claims_open)
        self.world = World(self.parts.database)
        self.company = self.world.company()
        kind = (ContractStatus.ACTIVE, date(2015, 1, 1), PremiumMode.FLAT)
        siren = str(self.company.siren)
        self.world.load(
            RecordKind.CONTRACT,
            [
                ContractRow("MRP-1", siren, "MRP", "Multirisque", *kind),
                ContractRow("RCD-1", siren, "RCD", "Décennale", *kind, activities=("MAC", "COU")),
                ContractRow("RCG-1", siren, "RCG", "Responsabilité civile", *kind),
            ],
        )
        self.claire, self.karim, self.denis = (self.world.person(number, code=f"P{number}") for number in (1, 2, 3))
        self.world.access(self.claire, self.company)
        self.world.access(self.karim, self.company, Profile.COLLABORATOR)
        self.world.access(self.denis, self.world.company(2, "Charpente Durand"))

    def begin(self, cause: str = "D1", who: Person | None = None) -> ClaimDeclaration:
        """A draft."""
        return self.service.claiming.begin((who or self.claire).id, self.company.siren, cause)

    def save(
        self, draft: ClaimDeclaration, entries: Mapping[str, str] = THEFT, who: Person | None = None
    ) -> ClaimDeclaration:
        """What was typed, kept."""
        person = (who or self.claire).id
        return self.service.claiming.save(person, self.company.siren, draft.id, entries, draft.version)

    def send(self, draft: ClaimDeclaration, who: Person | None = None, key: str | None = None) -> ClaimDeclaration:
        """A draft sent with all its files."""
        files = {one.id: one.sha256 or "" for one in self.uploads(draft) if one.is_kept}
        person = (who or self.claire).id
        return self.service.claiming.send(person, self.company.siren, draft.id, key or draft.key, files, certified=True)

    def sent(self) -> ClaimDeclaration:
        """A declaration that was sent."""
        return self.send(self.save(self.begin()))

    def claim(self, declaration: ClaimDeclaration) -> Claim:
        """The claim that it became."""
        with self.parts.database.read() as kept:
            found = kept.claims.get(self.company.siren, declaration.id)
        assert found is not None
        return found

    def upload(self, subject: str, slot: str = "photographs", content: str = "a" * 64) -> Upload:
        """A file that was received."""
        upload = Upload(
            self.parts.entropy.identifier(),
            self.company.siren,
            subject,
            slot,
            "photo.jpg",
            9,
            self.claire.id,
            self.parts.clock.now(),
            state=UploadState.RECEIVED,
            sha256=content,
            format="jpeg",
            file_key=file_key(self.company.file_owner, content),
        )
        with self.parts.database.write() as unit:
            unit.uploads.save(upload)
            unit.commit()
        return evolve(upload, version=1)

    def uploads(self, draft: ClaimDeclaration) -> tuple[Upload, ...]:
        """Its files."""
        with self.parts.database.read() as kept:
            return kept.uploads.of_subject(self.company.siren, draft.subject)

    def events(self) -> list[str]:
        """What happened to the company's claims."""
        with self.parts.database.read() as kept:
            found = kept.events.of_stream(f"company:{self.company.siren}")
        return [event.kind for event in found if event.kind.startswith(("Claim", "CallBack"))]

    def mails(self) -> list[tuple[str, str]]:
        """Kind and recipient of every message that waits."""
        waiting = self.parts.database.tables.outbox.values()
        return [(message.kind.value, message.recipient.address) for message in waiting]
