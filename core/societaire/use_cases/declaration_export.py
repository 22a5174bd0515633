"""Declarations as the insurer's own software takes them: what was sent, figures and bases, as plain data."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import frozen

from societaire.declarations.declaration import Declaration, DeclarationUnknown
from societaire.declarations.entries import figures_of
from societaire.declarations.forms import Figure
from societaire.declarations.shipped import Forms, FormUnknown
from societaire.ports.database import Database, Repositories
from societaire.use_cases.declaration_publishing import bases_of
from societaire.use_cases.declaration_reading import Dossier, dossier_of
from societaire.values import Siren

_PORTION = 200


@frozen
class DeclarationExport:
    """Every declaration that was sent, in the order of their numbers."""

    database: Database
    forms: Forms

    def since(self, since: datetime | None = None) -> Iterator[dict[str, Any]]:
        """Those sent or decided on since that moment, as `declaration_data` tells them; all when None."""
        after = ""
        while True:
            with self.database.read() as kept:
                found = kept.declaration_register.changed_since(since, after, _PORTION)
                lines = [declaration_data(dossier_of(kept, one.siren, one.id, self.forms)) for one in found]
            yield from lines
            if len(found) < _PORTION:
                return
            after = found[-1].number or ""


def declaration_line(kept: Repositories, siren: Siren, declaration_id: str, forms: Forms) -> dict[str, Any]:
    """The same of one declaration; its id alone when it is no more."""
    try:
        return declaration_data(dossier_of(kept, siren, declaration_id, forms))
    except (DeclarationUnknown, FormUnknown):
        return {"id": declaration_id}


def declaration_data(dossier: Dossier) -> dict[str, Any]:
    """Codes, ISO dates, amounts as texts (docs/change-feed.md); figures are those that can be read."""
    declaration, covered = dossier.declaration, dossier.period.covered
    figures = figures_of(dossier.form, declaration.entries)[0] if dossier.form else {}
    return {
        "id": declaration.id,
        "number": declaration.number,
        "siren": declaration.siren.number,
        "contract": declaration.contract,
        "start": covered.start.isoformat(),
        "end": covered.end.isoformat(),
        "year": dossier.period.year,
        "sequence": declaration.sequence,
        "way": declaration.way.value,
        "state": declaration.state.value,
        "form": declaration.form,
        "form_version": declaration.form_version,
        "sent_at": _moment(declaration.sent_at),
        "late": declaration.late,
        "keyed_in": declaration.keyed_in,
        "declarant": {"name": declaration.declarant_name, "role": declaration.declarant_role},
        "figures": {path: _plain(figure) for path, figure in figures.items()},
        "reasons": dict(declaration.reasons),
        "bases": [
            {"heading": heading, "activity": activity, "amount": str(amount)}
            for (heading, activity), amount in sorted(bases_of(dossier).items())
        ],
        "files": [
            {"slot": upload.slot, "name": upload.name, "sha256": upload.sha256}
            for upload in dossier.uploads
            if upload.is_kept
        ],
        "receipt_sha256": declaration.receipt_sha256,
        "decision": _decision(declaration),
    }


def _decision(declaration: Declaration) -> dict[str, Any] | None:
    if declaration.decided_at is None:
        return None
    return {
        "by": declaration.decided_by,
        "at": _moment(declaration.decided_at),
        "reason": declaration.decision_reason,
        "about": declaration.decision_path,
        "due": declaration.correction_due.isoformat() if declaration.correction_due else None,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _plain(figure: Figure) -> str | int | bool:
    return figure if isinstance(figure, bool | int) else str(figure)
