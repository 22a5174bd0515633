"""A company with contracts whose bases are to be declared, on memory adapters."""

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import evolve

from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, Way
from societaire.events import Actor, ActorKind
from societaire.identity.person import Person
from societaire.ports.storage import file_key
from societaire.records.codes import FormKind, RequestedDocument
from societaire.records.rows import ContractRow, PeriodRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState
from societaire.values import ContractId

START, END, DUE = date(2025, 1, 1), date(2025, 12, 31), date(2026, 12, 31)
TODAY = NOON.date()
DAY = timedelta(days=1)
STAFF = Actor(ActorKind.STAFF, "C1", "agent")
FILLED = {"period_start": "01/01/2025", "period_end": "31/12/2025", "equipment_value": "125 000"}
SIGNED = Certification("Claire Durand", "Gérante", certified=True)


class Setting:
    """Claire is administrator and Karim collaborator of a company with a contract on bases; Denis is elsewhere."""

    def __init__(
        self, *requested: RequestedDocument, letter: date | None = TODAY, second_signature: bool = False
    ) -> None:
        self.parts = MemoryParts.at(NOON)
        self.service = Societaire.from_ports(self.parts.ports(), second_signature=second_signature)
        self.world = World(self.parts.database)
        self.company = self.world.company()
        self.contract = self.add_contract("K1")
        self.claire, self.karim, self.denis = (self.world.person(number, code=f"P{number}") for number in (1, 2, 3))
        self.world.access(self.claire, self.company)
        self.world.access(self.karim, self.company, Profile.COLLABORATOR)
        self.world.access(self.denis, self.world.company(2, "Charpente Durand"))
        self.world.load(RecordKind.PERIOD, [PeriodRow("K1", START, END, DUE, letter, requested)])

    def add_contract(self, number: str, *, online: bool = True) -> Contract:
        """A contract of the company whose form asks a single figure."""
        form = FormKind.CONTRACTOR if online else None
        self.world.load(RecordKind.CONTRACT, [self.row(number)._replace(online_form=online, form=form)])
        return self.world.find_contract(number)

    def row(self, number: str) -> ContractRow:
        """A contract in the records."""
        kind = (ContractStatus.ACTIVE, date(2020, 1, 1), PremiumMode.ON_BASES)
        return ContractRow(number, str(self.company.siren), "BRM", "Bris de machine", *kind)

    @property
    def place(self) -> tuple[ContractId, date]:
        """The contract and the start of its period."""
        return self.contract.id, START

    def begin(self, who: Person | None = None, way: Way = Way.ONLINE) -> Declaration:
        """A draft."""
        return self.service.declaring.begin((who or self.claire).id, self.company.siren, *self.place, way)

    def save(self, draft: Declaration, entries: Mapping[str, str] = FILLED, who: Person | None = None) -> Declaration:
        """What was typed, kept."""
        person = (who or self.claire).id
        return self.service.declaring.save(person, self.company.siren, draft.id, entries, draft.version)

    def filled(self) -> Declaration:
        """A draft that may be sent."""
        return self.save(self.begin())

    def send(
        self, draft: Declaration, who: Person | None = None, signed: Certification = SIGNED, key: str | None = None
    ) -> Declaration:
        """A draft sent with all its files."""
        files = {one.id: one.sha256 or "" for one in self.uploads(draft) if one.is_kept}
        person = (who or self.claire).id
        return self.service.declaring.send(
            person, self.company.siren, draft.id, key or draft.key, files, signed, draft.version
        )

    def sent(self) -> Declaration:
        """A declaration that was sent."""
        return self.send(self.filled())

    def upload(self, draft: Declaration, slot: str = FORM_SLOT, content: str = "a" * 64, **values: object) -> Upload:
        """A file that was received for a draft."""
        upload = Upload(
            self.parts.entropy.identifier(),
            self.company.siren,
            draft.subject,
            slot,
            "page.pdf",
            9,
            self.claire.id,
            NOON,
        )
        received = evolve(upload, state=UploadState.RECEIVED, sha256=content, format="pdf")
        kept = evolve(received, **values)  # type: ignore[arg-type]  # any field
        key = file_key(self.company.file_owner, content)
        with self.parts.database.write() as unit:
            unit.uploads.save(evolve(kept, file_key=key))
            unit.commit()
        return kept

    def uploads(self, draft: Declaration) -> tuple[Upload, ...]:
        """Its files."""
        with self.parts.database.read() as kept:
            return kept.uploads.of_subject(self.company.siren, draft.subject)

    def kept(self, declaration: Declaration) -> Declaration:
        """The declaration as it is now."""
        with self.parts.database.read() as kept:
            found = kept.declarations.get(self.company.siren, declaration.id)
        assert found is not None
        return found

    def events(self) -> list[str]:
        """What happened to the company's declarations."""
        with self.parts.database.read() as kept:
            found = kept.events.of_stream(f"company:{self.company.siren}")
        return [event.kind for event in found if "Declaration" in event.kind or "Draft" in event.kind]

    def mails(self) -> list[tuple[str, str]]:
        """Kind and recipient of every message that waits."""
        waiting = self.parts.database.tables.outbox.values()
        return [(message.kind.value, message.recipient.address) for message in waiting]
