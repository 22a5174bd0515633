"""The pieces that pages are made of, on one page, for whoever writes the next; on a developer's machine alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

from attrs import evolve
from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from societaire.claims.claim import ClaimState
from societaire.claims.deadlines import Deadline, DeadlineKind, Urgency
from societaire.companies.company import Address
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentKind
from societaire.declarations.declaration import DeclarationState
from societaire.declarations.forms import FieldKind, Severity
from societaire.errors import Invalid, Problem
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, DocumentId, PersonId, Siren, Year
from societaire_web.advice import advice_of
from societaire_web.claim_sheet import Asked, Part
from societaire_web.context import service
from societaire_web.declaration_sheet import YES_NO, Cell, Told
from societaire_web.forms import Submission
from societaire_web.gate import not_returnable, public

pages = Blueprint("kit", __name__)

_SIREN = Siren("732829320")
_AGENCY = Agency(
    AgencyCode("X"),
    "Agence de l'exemple",
    "0465712300",
    Address("1 rue des Gabarits", "69003", "Lyon"),
    "agence@assureur.example",
    "lun-ven 08:30-12:00,13:30-17:30",
)
_CONTACT = Contact(
    ContactCode("X"),
    "Camille",
    "Exemple",
    AgencyCode("X"),
    "Chargée de clientèle",
    "0465712301",
    "c.exemple@assureur.example",
)

_WRONG = (Told("Écrivez tous les chiffres : 1 500 000 plutôt que 1,5 M.", Severity.ERROR, "kit-montant", "", ""),)
_CELLS = (
    Cell("kit-total", FieldKind.AMOUNT, "Un montant", help="Hors taxes.", value="1 250 000", former="1 100 000 €"),
    Cell("kit-montant", FieldKind.AMOUNT, "Un montant à corriger", value="1,5 M", is_required=True, findings=_WRONG),
    Cell("kit-jour", FieldKind.DATE, "Un jour", value="31/12/2025"),
    Cell("kit-reponse", FieldKind.YES_NO, "Une question", value="yes", groups=(("", YES_NO),)),
    Cell("kit-neant", FieldKind.TICK, "Néant", help="Ce que cela veut dire."),
    Cell("kit-texte", FieldKind.LONG_TEXT, "Quelques phrases"),
)
_CHOICE = (("one", "Un premier choix"), ("two", "Un second"), ("unknown", "Je ne sais pas"))
_ROWS = [
    (
        Part(f"kit-lignes.{number}.nom", "Nom", "Laser rotatif"),
        Part(f"kit-lignes.{number}.valeur", "Valeur", "1 250,50", "amount"),
    )
    for number in ("0", "_")
]
_DAY = Part("kit-date", "Une date", "2026-11-20", "date")
_QUESTIONS = (
    Asked("kit-choix-un", "choice", "Un choix", "Ce qui aide à choisir.", (), _CHOICE, frozenset({"one"}), True),
    Asked("kit-plusieurs", "several", "Plusieurs choix", "", (), _CHOICE[:2], frozenset({"two"})),
    Asked(
        "kit-date", "date", "Une date", "", (Part("kit-date", "Une date", "2026-11-20", "date"),), takes_unknown=True
    ),
    Asked(
        "kit-lieu",
        "address",
        "Une adresse",
        "",
        (Part("kit-lieu.street", "Rue", ""), Part("kit-lieu.city", "Ville", "")),
        problems=("Répondez à cette question.",),
    ),
    Asked("kit-lignes", "rows", "Des lignes", "", (), rows=(_ROWS[0],), model=_ROWS[1]),
)
_DEADLINES = (
    Deadline(date(2026, 11, 27), DeadlineKind.DECLARATION, passed=False),
    Deadline(date(2026, 11, 20), DeadlineKind.CYBER_COMPLAINT, True, datetime(2026, 11, 20, 14, 3, tzinfo=UTC)),
)


@pages.get("/kit")
@public
@not_returnable
def show() -> ResponseReturnValue:
    """Every piece, in every state."""
    g.submission = Submission(Invalid([Problem("email", "email_malformed"), Problem("password", "password_guessable")]))
    return render_template(
        "kit.html",
        advices=advice_of(service().policy),
        agency_shown=_AGENCY,
        contact_shown=_CONTACT,
        contracts=[_contract(status) for status in ContractStatus],
        documents=[_document(number, kind) for number, kind in enumerate(DocumentKind)],
        amount_shown=Decimal("1234567.5"),
        moment_shown=datetime(2026, 11, 22, 14, 3, tzinfo=UTC),
        siren_shown=_SIREN,
        declaration_states=DeclarationState,
        declaration_cells=_CELLS,
        claim_states_shown=ClaimState,
        questions_shown=_QUESTIONS,
        deadlines_shown=_DEADLINES,
        urgencies_shown=[Urgency.DANGER],
        uploads_shown=[_upload(number, state) for number, state in enumerate(UploadState)],
    )


def _contract(status: ContractStatus) -> Contract:
    return Contract(
        ContractId("0" * 32),
        ContractNumber("RCD-1"),
        _SIREN,
        "RCD",
        "Responsabilité décennale",
        status,
        date(2014, 1, 1),
        PremiumMode.FLAT,
    )


def _upload(number: int, state: UploadState) -> Upload:
    sent = Upload(
        f"{number:032}",
        _SIREN,
        f"declaration:{0:032}",
        FORM_SLOT,
        f"Page {number + 1} de l'exemple.pdf",
        4_200_000,
        PersonId("0" * 32),
        datetime(2026, 11, 22, 14, 3, tzinfo=UTC),
        offset=1_200_000 if state is UploadState.RECEIVING else 4_200_000,
        state=state,
    )
    if state is UploadState.REFUSED:
        return evolve(sent, problem=Problem("file", "file_protected"))
    return sent if state is UploadState.RECEIVING else evolve(sent, format="pdf", file_key="x")


def _document(number: int, kind: DocumentKind) -> Document:
    return Document(
        DocumentId(f"{number:032}"),
        f"DOC-{number}",
        _SIREN,
        ContractNumber("RCD-1"),
        ContractId("0" * 32),
        kind,
        Year(2026),
        "Un libellé assez long pour que l'on voie comment il passe à la ligne sur un téléphone",
        date(2026, 1, 15),
        file_key="",
        file_size=123_456,
        file_sha256="",
    )
