"""What to send to a route that wants more than identifiers, for it to succeed."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from societaire.identity.links import Purpose
from tests.delivery.web.world import PASSWORD
from tests.security.world import LIVE_SECRET

ANOTHER = "Neige-de-printemps-43"


@frozen
class Example:
    """Fields, what the browser's signed cookie holds, headers, whatever else the request carries, the status deserved.

    `strangers_only` is for what is offered to one person: whoever else is signed in is refused it. `without` is a table
    that has to be empty.
    """

    fields: Mapping[str, str] = field(factory=dict)
    kept: Mapping[str, str] = field(factory=dict)
    options: Mapping[str, Any] = field(factory=dict)
    headers: Mapping[str, str] = field(factory=dict)
    statuses: tuple[int, ...] = (200, 303)
    strangers_only: bool = False
    without: str = ""


NOTHING = Example()
_ACTIVATION = {Purpose.ACTIVATION.value: LIVE_SECRET[::-1]}
_RESET = {Purpose.RESET.value: LIVE_SECRET}
_INVITATION = {Purpose.INVITATION.value: LIVE_SECRET.swapcase()}
_ACCESSES = "/s/<siren:siren>/preferences/acces"
_NEW = {"last_name": "Absent", "first_name": "Paul", "email": "paul.absent@exemple.fr", "label": "Comptable"}
_DETAILS = "/s/<siren:siren>/preferences/coordonnees"
_NOTIFICATIONS = "/s/<siren:siren>/preferences/notifications"
_PERIOD = "/s/<siren:siren>/contrats/<hex:contract_id>/releves/<day:start>"
_SAVED = {"action": "save", "version": "1", "turnover_total": "3000"}
_NO_BODY = {"data": b""}
_MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
_FILLED_IN = (
    b'--x\r\nContent-Disposition: form-data; name="slot"\r\n\r\nfree\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 %%EOF\r\n--x--\r\n'
)
_FILES = "/s/<siren:siren>/fichiers"
_CLAIMS = "/s/<siren:siren>/sinistres"
_CLAIM = f"{_CLAIMS}/<hex:claim_id>"
_DRAFT = f"{_CLAIMS}/brouillons/<hex:draft_id>"
# A photograph for the slot `photographs`.
_PHOTOGRAPH = _FILLED_IN.replace(b"\r\nfree\r\n", b"\r\nphotographs\r\n")
_TUS = {"Tus-Resumable": "1.0.0"}
_PIECE = {**_TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
# A file of five bytes, `a.pdf`, for the slot `free`.
_ANNOUNCED = {**_TUS, "Upload-Length": "5", "Upload-Metadata": "filename YS5wZGY=,slot ZnJlZQ=="}
_ANNOUNCED_PHOTOGRAPH = {**_TUS, "Upload-Length": "5", "Upload-Metadata": "filename YS5wZGY=,slot cGhvdG9ncmFwaHM="}
EXAMPLES = {
    f"POST {_FILES}/sinistre/<hex:subject_id>": Example(
        options=_NO_BODY, headers=_ANNOUNCED_PHOTOGRAPH, statuses=(201,)
    ),
    f"POST {_FILES}/sinistre/<hex:subject_id>/envoi": Example(options={"data": _PHOTOGRAPH}, headers=_MULTIPART),
    f"POST {_FILES}/sinistre/<hex:subject_id>/ordre": Example({"slot": "photographs"}),
    f"POST {_FILES}/sinistre-suite/<hex:subject_id>": Example(
        options=_NO_BODY, headers=_ANNOUNCED_PHOTOGRAPH, statuses=(201,)
    ),
    f"POST {_FILES}/sinistre-suite/<hex:subject_id>/envoi": Example(options={"data": _PHOTOGRAPH}, headers=_MULTIPART),
    f"POST {_FILES}/sinistre-suite/<hex:subject_id>/ordre": Example({"slot": "photographs"}),
    f"POST {_CLAIMS}/declarer": Example({"cause": "F3"}),
    f"POST {_DRAFT}/<page:name>": Example({"action": "stay", "version": "1"}),
    f"POST {_DRAFT}/abandon": Example({"version": "1"}),
    f"POST {_DRAFT}/envoi": Example({"certified": "yes", "version": "1"}),
    f"POST {_CLAIM}/messages": Example({"text": "Bonjour", "key": "0" * 32}),
    f"POST {_CLAIM}/rappel": Example(
        {"reason": "La suite", "phone": "0472000001", "slot": "2026-11-23T08:30"}, without="call_backs"
    ),
    f"POST {_FILES}/releve/<hex:subject_id>": Example(options=_NO_BODY, headers=_ANNOUNCED, statuses=(201,)),
    f"POST {_FILES}/releve/<hex:subject_id>/envoi": Example(options={"data": _FILLED_IN}, headers=_MULTIPART),
    f"POST {_FILES}/releve/<hex:subject_id>/ordre": Example({"slot": "free"}),
    f"PATCH {_FILES}/<hex:upload_id>": Example(options={"data": b"%PDF-"}, headers=_PIECE, statuses=(204,)),
    f"DELETE {_FILES}/<hex:upload_id>": Example(options=_NO_BODY, headers=_TUS, statuses=(204,)),
    f"POST {_PERIOD}": Example({"way": "scan"}),
    f"POST {_PERIOD}/abandon": Example({"version": "1"}),
    f"POST {_PERIOD}/depot": Example({"version": "1"}),
    f"POST {_PERIOD}/saisie": Example(_SAVED),
    f"POST {_PERIOD}/verification": Example({"action": "keep", "version": "1", "reasons.x": "y"}),
    f"POST {_DETAILS}": Example({"phone": "0472000001", "email": "", "version": "0"}),
    f"POST {_DETAILS}/adresse": Example(
        {"street": "2 rue du Lac", "postal_code": "69500", "city": "Bron"}, without="address_requests"
    ),
    f"POST {_NOTIFICATIONS}": Example({"attestations": "daily"}),
    f"POST {_NOTIFICATIONS}/papier": Example({"papier": "oui"}),
    "POST /s/<siren:siren>/notifications/lues": Example({"position": "1"}),
    "GET /invitation": Example(kept=_INVITATION, strangers_only=True),
    "POST /invitation": Example({"password": ANOTHER}, _INVITATION, strangers_only=True),
    f"POST {_ACCESSES}/ajouter": Example(_NEW),
    f"POST {_ACCESSES}/<hex:member_id>": Example({"label": "Comptable"}),
    f"POST {_ACCESSES}/<hex:member_id>/retrait/confirmation": Example({"version": "0"}),
    "GET /static/<path:filename>": Example({"v": "1"}),
    # To strangers there is no such page, and nothing is counted here.
    "GET /metrics": Example(statuses=(404,)),
    "POST /connexion": Example({"email": "alice@exemple.fr", "password": PASSWORD}),
    "POST /mot-de-passe-oublie": Example({"email": "nobody@exemple.fr"}),
    "POST /mot-de-passe/conseils": Example(
        kept=_ACTIVATION, options={"json": {"password": "court", "purpose": Purpose.ACTIVATION.value}}
    ),
    "GET /activation": Example(kept=_ACTIVATION),
    "POST /activation": Example({"password": ANOTHER}, _ACTIVATION),
    "GET /mot-de-passe/nouveau": Example(kept=_RESET),
    "POST /mot-de-passe/nouveau": Example({"password": ANOTHER}, _RESET),
    "POST /compte/mot-de-passe": Example({"present": PASSWORD, "password": ANOTHER}),
}
