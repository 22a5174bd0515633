"""A draft that takes files, and a program that sends them as tus says."""

import base64
from datetime import date

from attrs import define, field
from werkzeug.test import TestResponse

from societaire.declarations.declaration import Way
from societaire.records.codes import RequestedDocument
from societaire.records.rows import PeriodRow
from societaire.uploads.upload import Upload
from societaire.values import ContractNumber, Siren
from tests.delivery.web.browser import Browser
from tests.delivery.web.world import World

START = date(2025, 1, 1)
SCAN = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def draft(world: World, number: str = "RCD-0001", who: str = "alice") -> tuple[Siren, str]:
    """Begin a declaration by its scan; returns its company and its identifier."""
    with world.parts.database.write() as unit:
        contract = unit.tables.contracts[ContractNumber(number)]
        requested = (RequestedDocument.TAX_RETURN,)
        row = PeriodRow(number, START, date(2025, 12, 31), date(2026, 12, 31), date(2026, 11, 2), requested)
        unit.tables.periods[number, START] = row
        unit.commit()
    begun = world.service.declaring.begin(world.person(who).id, contract.siren, contract.id, START, Way.SCAN)
    return contract.siren, begun.id


def metadata(**values: str) -> str:
    """As the header of a creation has it."""
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in values.items())


@define
class Sender:
    """Somebody's program; each answer is a response as it came."""

    browser: Browser
    siren: Siren
    declaration_id: str
    token: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.browser.get(f"/s/{self.siren}/preferences/coordonnees")
        fields = self.browser.page.root.one("main").all("input", name="csrf_token")
        self.token = fields[0].attributes["value"]

    @property
    def desk(self) -> str:
        """Where files of the draft begin."""
        return f"/s/{self.siren}/fichiers/releve/{self.declaration_id}"

    def ask(self, method: str, path: str, data: bytes = b"", **headers: str) -> TestResponse:
        """One request of the protocol; `_` in the name of a header stands for a hyphen."""
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.browser.request(method, path, data=data, headers={**TUS, "X-CSRFToken": self.token, **given})

    def create(self, size: int = len(SCAN), name: str = "scan.pdf", slot: str = "form") -> TestResponse:
        """Announce a file."""
        return self.ask("POST", self.desk, Upload_Length=str(size), Upload_Metadata=metadata(filename=name, slot=slot))

    def created(self, size: int = len(SCAN)) -> str:
        """Where a new file goes."""
        answer = self.create(size)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def piece(self, path: str, offset: int, data: bytes, **headers: str) -> TestResponse:
        """Send one piece."""
        return self.ask("PATCH", path, data, **{"Upload_Offset": str(offset), "Content_Type": PIECE, **headers})

    def sent(self, data: bytes = SCAN) -> str:
        """Send a whole file; returns its address."""
        path = self.created(len(data))
        self.piece(path, 0, data)
        return path


def uploads(world: World) -> list[Upload]:
    """Every file there is."""
    return list(world.parts.database.tables.uploads.values())
