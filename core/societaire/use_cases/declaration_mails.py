"""What a mail tells of a declaration, looked up when it is sent: nothing is told that is no longer so."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from societaire.declarations.declaration import Declaration, DeclarationState
from societaire.declarations.standing import PeriodStanding
from societaire.notifications import DeclarationNotice, Message, MessageKind
from societaire.ports.database import Repositories
from societaire.values import ContractId

STATES: Mapping[MessageKind, frozenset[DeclarationState]] = MappingProxyType(
    {
        MessageKind.DECLARATION_SENT: frozenset(DeclarationState),
        MessageKind.DECLARATION_PREPARED: frozenset({DeclarationState.PREPARED}),
        MessageKind.DECLARATION_CORRECTION: frozenset({DeclarationState.CORRECTION_REQUESTED}),
        MessageKind.DECLARATION_VALIDATED: frozenset({DeclarationState.VALIDATED}),
        MessageKind.DECLARATION_REFUSED: frozenset({DeclarationState.REFUSED}),
        MessageKind.DECLARATION_FILE_REFUSED: frozenset({DeclarationState.SENT, DeclarationState.CORRECTION_REQUESTED}),
        MessageKind.DRAFT_EXPIRING: frozenset({DeclarationState.DRAFT, DeclarationState.PREPARED}),
    }
)
"""In which states of its declaration each kind of message is still due; the others are about a period."""
OF_DECLARATIONS = frozenset({*STATES, MessageKind.DECLARATION_DUE})


def declaration_notice(kept: Repositories, message: Message, today: date) -> DeclarationNotice | None:
    """What the words of a message are made from; None when it is no longer due."""
    values = dict(message.values)
    if message.siren is None:
        return None
    if message.kind is MessageKind.DECLARATION_DUE:
        place = values.get("contract_id", ""), values.get("start", "")
        standings = kept.periods.standings(message.siren, today)
        found = next((one for one in standings if _place(one) == place), None)
        return _notice(kept, found, None) if found and found.is_to_do and not found.is_late(today) else None
    declaration = kept.declarations.get(message.siren, values.get("declaration", ""))
    if declaration is None or declaration.state not in STATES[message.kind]:
        return None
    period = kept.periods.get(declaration.siren, declaration.contract_id, declaration.start)
    return _notice(kept, PeriodStanding.of(period, declaration, in_records=False), declaration) if period else None


def _place(standing: PeriodStanding) -> tuple[str, str]:
    return standing.period.contract_id, standing.period.covered.start.isoformat()


def _notice(kept: Repositories, standing: PeriodStanding, declaration: Declaration | None) -> DeclarationNotice | None:
    period = standing.period
    contract = kept.contracts.get(period.siren, ContractId(period.contract_id))
    if contract is None:
        return None
    return DeclarationNotice(
        contract_id=contract.id,
        contract=contract.number,
        label=contract.label,
        period=period.covered,
        due_date=standing.due_date,
        number=(declaration.number or "") if declaration else "",
        sent_at=declaration.sent_at if declaration else None,
        late=declaration.late if declaration else False,
        reason=declaration.decision_reason if declaration else "",
    )
