"""A claim as something that files are sent for: its draft, then what is added to it (RULES H2, H5)."""

from collections.abc import Mapping

from societaire.claims.declaring import SUBJECT, DraftState
from societaire.companies.policy import Action
from societaire.ports.database import Repositories
from societaire.uploads.subject import SubjectDesk
from societaire.use_cases.claim_reading import ADDITION, ClaimRules, claim_or_draft
from societaire.use_cases.subjects import SubjectChecker
from societaire.values import Siren


def claim_subjects(rules: ClaimRules) -> Mapping[str, SubjectChecker]:
    """The two kinds: every document of every tree has a place, whatever the answers, so that nothing sent is lost."""
    slots = rules.trees.documents

    def draft(kept: Repositories, siren: Siren, declaration_id: str) -> SubjectDesk | None:
        found = kept.claim_declarations.get(siren, declaration_id)
        if found is None:
            return None
        held = claim_or_draft(kept, siren, found)
        return SubjectDesk(
            slots,
            Action.DECLARE_CLAIM,
            is_open=found.state is DraftState.DRAFT,
            sensitive=rules.is_sensitive(held.cause),
            owners=held.owners,
        )

    def addition(kept: Repositories, siren: Siren, claim_id: str) -> SubjectDesk | None:
        found = kept.claims.get(siren, claim_id)
        if found is None:
            return None
        return SubjectDesk(
            slots,
            Action.DECLARE_CLAIM,
            is_open=found.is_open,
            keeps=True,
            sensitive=rules.is_sensitive(found.cause),
            owners=found.owners,
        )

    return {SUBJECT: draft, ADDITION: addition}
