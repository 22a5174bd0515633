"""Claims of the portal that real browsers visit, each made for one test or one photograph."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

from attrs import define, field
from PIL import Image

from societaire.claims.claim import ClaimState
from societaire.claims.declaring import ClaimDeclaration
from societaire.events import SYSTEM
from societaire.uploads.upload import Upload
from societaire.values import PersonId, Siren, day_in_paris
from tests.browser.portal import SEVERAL, Portal

COMPANY = Siren("552000002")
LIST = f"/s/{COMPANY}/sinistres"


def photograph(colour: str) -> bytes:
    """A picture as a telephone takes them, small."""
    made = BytesIO()
    Image.new("RGB", (640, 480), colour).save(made, "JPEG")
    return made.getvalue()


def leaning(exif: Image.Exif) -> bytes:
    """A larger one, with what a camera tells of it."""
    made = BytesIO()
    Image.linear_gradient("L").resize((2000, 1500)).convert("RGB").save(made, "JPEG", exif=exif)
    return made.getvalue()


@define
class Loss:
    """A theft of Charpente Moreau's, declared today or being declared; `draft` is its declaration."""

    portal: Portal
    cause: str = "D1"
    who: PersonId = field(init=False)
    draft: ClaimDeclaration = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.who = self.portal.person(SEVERAL)
        self.draft = self.portal.composition.service.claiming.begin(self.who, COMPANY, self.cause)

    @property
    def path(self) -> str:
        """The address of the draft."""
        return f"{LIST}/brouillons/{self.draft.id}"

    @property
    def page(self) -> str:
        """The address of the claim, once it is sent."""
        return f"{LIST}/{self.draft.id}"

    @property
    def files(self) -> tuple[Upload, ...]:
        """What was sent with it."""
        return self.portal.composition.service.uploading.of_subject(self.who, COMPANY, self.draft.subject)

    @property
    def today(self) -> date:
        """The day of the portal."""
        return day_in_paris(self.portal.composition.ports.clock.now())

    def sound(self) -> dict[str, str]:
        """Answers in which nothing is missing."""
        yesterday = f"{self.today - timedelta(days=1):%d/%m/%Y}"
        return {
            "danger": "no",
            "known_on": yesterday,
            "happened_on": yesterday,
            "theft_place.street": f"{self.draft.id[:6]} chemin du Dépôt",
            "theft_place.postal_code": "21000",
            "theft_place.city": "Dijon",
            "complaint": "no",
            "objects.0.label": "Scie circulaire sur rail",
            "objects.0.value": "1 250,00",
            "description": "Le cadenas du conteneur a été coupé pendant la nuit ; trois machines ont disparu.",
            "injuries": "no",
            "follow_up.name": "Yann Nicolas",
            "follow_up.phone": "03 80 00 00 01",
            "preferred_channel": "phone",
        }

    def fill(self, answers: Mapping[str, str] | None = None) -> "Loss":
        """Keep answers, sound ones when none are given."""
        claiming, given = self.portal.composition.service.claiming, self.sound() if answers is None else answers
        self.draft = claiming.save(self.who, COMPANY, self.draft.id, given, self.draft.version)
        return self

    def photographed(self) -> "Loss":
        """Send photographs for it, one of them lying on its side, and wait for what is shown of them."""
        exif = Image.Exif()
        exif[0x0112] = 6
        taken = {"conteneur.jpg": photograph("#7a8b99"), "cadenas-coupe-vu-de-tres-pres-le-matin.jpg": leaning(exif)}
        service = self.portal.composition.service
        for name, content in taken.items():
            place = (self.who, COMPANY, self.draft.subject, "photographs", name)
            service.uploading.receive_whole(*place, BytesIO(content), len(content))
        service.upload_checks.scan_waiting()
        return self

    def sent(self) -> "Loss":
        """Send it, complete, with the files that it has."""
        self.fill()
        service = self.portal.composition.service
        files = {one.id: one.sha256 or "" for one in self.files}
        self.draft = service.claiming.send(self.who, COMPANY, self.draft.id, self.draft.key, files, certified=True)
        return self

    def talked_about(self) -> "Loss":
        """Send it, and let both sides talk: a message each, a document asked for, a call back."""
        self.sent()
        service, number = self.portal.composition.service, self.draft.receipt or ""
        service.following.say(self.who, COMPANY, self.draft.id, "Quand l'expert passera-t-il ?", self.draft.id[::-1])
        service.claim_office.say(number, "Il vous appellera d'ici mardi.\nGardez les cadenas coupés.", SYSTEM)
        due = self.today + timedelta(days=10)
        service.claim_office.request_documents(number, ["purchase_invoices"], "Celles des trois machines", due, SYSTEM)
        offered = service.calling_back.desk(self.who, COMPANY, self.draft.id).offered
        service.calling_back.ask(
            self.who, COMPANY, self.draft.id, "Comprendre la suite", "03 80 00 00 01", offered[0].name
        )
        return self

    def closed(self) -> "Loss":
        """Send it, and let the insurer close it."""
        self.sent()
        self.portal.composition.service.claim_office.move(self.draft.receipt or "", ClaimState.CLOSED, SYSTEM)
        return self
