"""A declaration as something that files are sent for (RULES E3, E5)."""

from societaire.companies.policy import Action
from societaire.ports.database import Repositories
from societaire.uploads.subject import SubjectDesk
from societaire.uploads.upload import FORM_SLOT, FREE_SLOT
from societaire.values import Siren


def declaration_subject(kept: Repositories, siren: Siren, declaration_id: str) -> SubjectDesk | None:
    """Its completed form, the documents that the letter asks for, and whatever else; while it is a draft."""
    declaration = kept.declarations.get(siren, declaration_id)
    period = kept.periods.get(siren, declaration.contract_id, declaration.start) if declaration else None
    if declaration is None or period is None:
        return None
    slots = frozenset({FORM_SLOT, FREE_SLOT, *period.requested_documents})
    return SubjectDesk(slots, Action.DECLARE_BASES, is_open=declaration.is_open)
