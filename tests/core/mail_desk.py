"""A desk at which mails are asked for, sent and read again, on memory adapters."""

from attrs import define, field

from societaire.app import Societaire
from societaire.companies.company import Company
from societaire.contracts.document import Document
from societaire.identity.person import Person
from societaire.notifications import MailContent, Message
from societaire.preferences.choices import Frequency, Topic
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World

ATTESTATIONS = Topic.ATTESTATIONS


@define
class Desk:
    """A library with a company, its administrator and a document."""

    parts: MemoryParts = field(factory=lambda: MemoryParts.at(NOON))
    service: Societaire = field(init=False)
    world: World = field(init=False)
    company: Company = field(init=False)
    person: Person = field(init=False)
    document: Document = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.service = Societaire.from_ports(self.parts.ports())
        self.world = World(self.parts.database)
        self.company = self.world.company()
        self.person = self.world.person(1, code="P1")
        self.world.access(self.person, self.company)
        self.document = self.world.document(self.world.contract(self.company), "D1")

    def choose(self, frequency: Frequency, topic: Topic = ATTESTATIONS) -> None:
        """Let the person choose."""
        self.service.choosing.choose(self.person.id, self.company.siren, {topic: frequency})

    def publish(self, *references: str) -> int:
        """Tell of documents."""
        with self.parts.database.write() as unit:
            count = unit.alerts.publish(references or ("D1",), self.parts.clock.now())
            unit.commit()
        return count

    def sent(self) -> list[MailContent]:
        """Send everything; what was written this time."""
        before = len(self.parts.composer.written)
        while self.service.sending.run(500).messages:
            pass
        return self.parts.composer.written[before:]

    def outbox(self) -> list[Message]:
        """Every message."""
        return list(self.parts.database.tables.outbox.values())
