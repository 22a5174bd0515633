"""Several people, or clicks, at once on one declaration: on memory, SQLite and PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from attrs import evolve, frozen

from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, DraftChanged, Way
from societaire.events import Actor, ActorKind
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.records.codes import FormKind
from societaire.records.rows import ContractRow, PeriodRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import NOON, World
from societaire.values import ContractId, PersonId, Siren
from tests.databases import OnEach

SIGNED = Certification("Claire Durand", "Gérante", certified=True)
START = date(2025, 1, 1)
STAFF = Actor(ActorKind.STAFF, "C1", "agent")
CLICKS = 8


@frozen
class Setting:
    """A company with a period to declare."""

    service: Societaire
    database: Database
    person: PersonId
    siren: Siren
    contract: ContractId

    def begin(self, _: int = 0) -> Declaration:
        return self.service.declaring.begin(self.person, self.siren, self.contract, START, Way.ONLINE)

    def filled(self) -> Declaration:
        draft = self.begin()
        entries = {**draft.entries, "equipment_value": "125 000"}
        return self.service.declaring.save(self.person, self.siren, draft.id, entries, draft.version)

    def send(self, draft: Declaration) -> Declaration:
        return self.service.declaring.send(self.person, self.siren, draft.id, draft.key, {}, SIGNED, draft.version)


class TestAtOnce(OnEach):
    """What a double click, two tabs or two colleagues must never do twice."""

    @pytest.fixture
    def setting(self, database: Database, clock: FixedClock) -> Setting:
        parts = MemoryParts.at(NOON)
        service = Societaire.from_ports(evolve(parts.ports(), database=database, clock=clock))
        world = World(database)
        company, person = world.company(), world.person(1, code="P1")
        world.access(person, company, Profile.ADMINISTRATOR)
        kind = (ContractStatus.ACTIVE, date(2020, 1, 1), PremiumMode.ON_BASES)
        row = ContractRow("K1", str(company.siren), "BRM", "Bris de machine", *kind)
        world.load(RecordKind.CONTRACT, [row._replace(online_form=True, form=FormKind.CONTRACTOR)])
        world.load(RecordKind.PERIOD, [PeriodRow("K1", START, date(2025, 12, 31), date(2026, 12, 31), NOON.date())])
        return Setting(service, database, person.id, company.siren, world.find_contract("K1").id)

    @pytest.fixture
    def clicks(self) -> Iterator[ThreadPoolExecutor]:
        with ThreadPoolExecutor(CLICKS) as pool:
            yield pool

    def test_clicks_at_once_begin_one_draft(self, setting: Setting, clicks: ThreadPoolExecutor) -> None:
        assert len({draft.id for draft in clicks.map(setting.begin, range(CLICKS))}) == 1

    def test_clicks_at_once_send_once(self, setting: Setting, clicks: ThreadPoolExecutor) -> None:
        draft = setting.filled()
        sent = list(clicks.map(setting.send, [draft] * CLICKS))
        assert {(one.number, one.receipt_sha256) for one in sent} == {("R2026-000001", sent[0].receipt_sha256)}
        with setting.database.write() as unit:
            assert unit.declarations.next_number(2026) == 2
            happened = [event.kind for event in unit.events.of_stream(f"company:{setting.siren}")]
        assert happened.count("DeclarationSent") == 1

    def test_writers_at_once_overwrite_nobody(self, setting: Setting, clicks: ThreadPoolExecutor) -> None:
        draft = setting.begin()

        def write(number: int) -> str:
            entries = {**draft.entries, "equipment_value": str(number)}
            try:
                setting.service.declaring.save(setting.person, setting.siren, draft.id, entries, draft.version)
            except (DraftChanged, StaleWrite):
                return ""
            return entries["equipment_value"]

        written = [text for text in clicks.map(write, range(1, CLICKS + 1)) if text]
        with setting.database.read() as kept:
            found = kept.declarations.get(setting.siren, draft.id)
        assert found is not None
        assert written == [found.entries["equipment_value"]]

    def test_decisions_at_once_count_once(self, setting: Setting, clicks: ThreadPoolExecutor) -> None:
        number = setting.send(setting.filled()).number or ""
        office = setting.service.declaration_office

        def decide(click: int) -> str:
            try:
                if click % 2:
                    return office.validate(number, STAFF).state.value
                return office.refuse(number, "Non", STAFF).state.value
            except Exception as error:  # noqa: BLE001 - which one is told below
                return type(error).__name__

        outcomes = list(clicks.map(decide, range(CLICKS)))
        assert len([one for one in outcomes if one in ("validated", "refused")]) == 1
        assert set(outcomes) <= {"validated", "refused", "DeclarationMoved", "StaleWrite"}
