"""A file of a declaration that was refused after it was sent: who is told (RULES E6)."""

from datetime import datetime

from societaire.events import SYSTEM, DeclarationFileRefused
from societaire.notifications import MessageKind
from societaire.ports.database import UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.uploads.subject import Subject
from societaire.uploads.upload import Upload
from societaire.use_cases.declaration_news import message_of, people_of
from societaire.use_cases.upload_refusals import RefusalTeller


def declaration_refusals(entropy: Entropy) -> RefusalTeller:
    """Tells the administrators, the sender and whoever gave the file."""

    def tell(unit: UnitOfWork, refused: Upload, now: datetime) -> bool:
        sent = unit.declarations.get(refused.siren, Subject.named(refused.subject).id)
        if sent is None or sent.is_open:
            return False
        reason = refused.problem.code if refused.problem else ""
        place = (sent.siren, sent.id, sent.contract, sent.number or "")
        unit.record(DeclarationFileRefused(*place, refused.id, refused.slot, reason), SYSTEM)
        people = people_of(unit, sent.siren, sent.sent_by, refused.created_by)
        kind = MessageKind.DECLARATION_FILE_REFUSED
        unit.outbox.add([message_of(sent, kind, person, now, entropy) for person in people])
        return True

    return tell
