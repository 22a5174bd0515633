"""A file of a claim that was refused after it was sent: who is told (RULES E6, H4, H5)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from societaire.claims.claim import Claim, is_visible
from societaire.claims.declaring import SUBJECT
from societaire.companies.access import Profile
from societaire.events import SYSTEM, ClaimFileRefused
from societaire.notifications import MessageKind
from societaire.ports.database import UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.uploads.subject import Subject
from societaire.uploads.upload import Upload
from societaire.use_cases.claim_news import tell_person
from societaire.use_cases.claim_reading import ADDITION
from societaire.use_cases.upload_refusals import RefusalTeller
from societaire.values import PersonId


def claim_refusals(entropy: Entropy, *, open_to_all: bool) -> Mapping[str, RefusalTeller]:
    """Of both kinds of files of a claim: what was sent with it, and what was added."""

    def tell(unit: UnitOfWork, refused: Upload, now: datetime) -> bool:
        claim_id = Subject.named(refused.subject).id
        # A sending under way ends first: otherwise its claim would not be there yet, and nobody would ever be told.
        unit.claim_declarations.get(refused.siren, claim_id)
        claim = unit.claims.get(refused.siren, claim_id)
        if claim is None:
            return False
        concerned = tuple(_concerned(unit, claim, refused, open_to_all))
        reason = refused.problem.code if refused.problem else ""
        people = tuple(sorted(person_id for person_id, profile in concerned if profile is not Profile.ADMINISTRATOR))
        event = ClaimFileRefused(claim.siren, claim.id, claim.number, refused.id, refused.slot, reason, people)
        unit.record(event, SYSTEM)
        for person_id, _ in concerned:
            tell_person(unit, entropy, claim, person_id, MessageKind.CLAIM_FILE_REFUSED, now)
        return True

    return {SUBJECT: tell, ADDITION: tell}


def _concerned(
    unit: UnitOfWork, claim: Claim, refused: Upload, open_to_all: bool
) -> Iterator[tuple[PersonId, Profile]]:
    """The administrators, whoever declared and whoever sent the file, if they may see the claim."""
    named = (claim.declared_by, refused.created_by)
    for access, person in unit.accesses.of_company(claim.siren):
        is_concerned = access.profile is Profile.ADMINISTRATOR or person.id in named
        if access.is_live and is_concerned and is_visible(claim.cause, claim.owners, access, open_to_all):
            yield person.id, access.profile
