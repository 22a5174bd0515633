"""What every use case of a declaration looks up: the contract, its period, the form, the files, the years before."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.space import Space
from societaire.declarations.declaration import Declaration, DeclarationUnknown, Way
from societaire.declarations.forms import Form
from societaire.declarations.periods import DeclarationPeriod, PeriodUnknown
from societaire.declarations.shipped import Forms, FormUnknown
from societaire.declarations.standing import PeriodStanding
from societaire.declarations.terms import Bases, Terms
from societaire.ports.database import Repositories
from societaire.uploads.upload import Upload
from societaire.values import ContractId, PersonId, Siren, Year

_PROJECT_MANAGERS = "MOE"
_PROJECT_MANAGER = "project_manager"
_CONTRACTOR = "contractor"


@frozen
class Dossier:
    """A declaration with all that it rests on; `others` are the period's other declarations, in their order.

    `given` are the slots that those filled.
    """

    declaration: Declaration
    contract: Contract
    period: DeclarationPeriod
    form: Form | None
    terms: Terms
    uploads: tuple[Upload, ...] = ()
    others: tuple[Declaration, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def former(self) -> Declaration | None:
        """The last declaration of the period before this one."""
        return next((one for one in reversed(self.others) if one.sequence < self.declaration.sequence), None)

    @property
    def due_date(self) -> date:
        """By when this one is, or was, awaited: the day of the correction that it answers, else the letter's."""
        return _due_date(self.period, self.former)


@frozen
class DeclarationDesk:
    """A period as its hub shows it; `declaration` is the open draft, `submissions` what was sent, the last one first.

    `form` is what the blank form is made of (None: the contract has none), `online` whether it may be filled in
    online. `lost` are the files of the last submission that were refused since. `writers` are the names behind the ids
    that declarations hold.
    """

    space: Space
    contract: Contract
    period: DeclarationPeriod
    standing: PeriodStanding
    form: Form | None
    online: bool
    declaration: Declaration | None
    submissions: tuple[Declaration, ...]
    uploads: tuple[Upload, ...]
    lost: tuple[Upload, ...]
    terms: Terms
    can_certify: bool
    second_signature: bool
    writers: Mapping[PersonId, str]

    @property
    def is_open(self) -> bool:
        """Whether the member may begin, or go on."""
        return self.standing.is_to_do

    @property
    def sent_due_date(self) -> date:
        """By when the last submission was awaited."""
        return _due_date(self.period, self.submissions[1] if len(self.submissions) > 1 else None)


def _due_date(period: DeclarationPeriod, former: Declaration | None) -> date:
    return (former.correction_due if former else None) or period.due_date


def visible_period(
    kept: Repositories, siren: Siren, contract_id: ContractId, start: date, today: date
) -> tuple[Contract, DeclarationPeriod]:
    """The contract and its period, once its letter came; raises ContractUnknown or PeriodUnknown (RULES E1)."""
    contract = kept.contracts.get(siren, contract_id)
    if contract is None:
        raise ContractUnknown()
    period = kept.periods.get(siren, contract_id, start)
    if period is None or not period.is_visible(today):
        raise PeriodUnknown()
    return contract, period


def dossier_of(kept: Repositories, siren: Siren, declaration_id: str, forms: Forms) -> Dossier:
    """A declaration of the company with all that it rests on; raises DeclarationUnknown, or FormUnknown."""
    declaration = kept.declarations.get(siren, declaration_id)
    contract = kept.contracts.get(siren, declaration.contract_id) if declaration else None
    period = kept.periods.get(siren, declaration.contract_id, declaration.start) if declaration else None
    if declaration is None or contract is None or period is None:
        raise DeclarationUnknown()
    others = tuple(
        one
        for one in kept.declarations.of_contract(siren, contract.id)
        if one.start == declaration.start and one.id != declaration.id
    )
    form = None
    if declaration.form and (declaration.way is not Way.SCAN or declaration.keyed_in):
        form = forms.form(declaration.form, declaration.form_version, contract.product)
    terms = terms_of(contract, period, kept.declared_bases.of_contract(siren, contract.id))
    given = frozenset(upload.slot for one in others for upload in uploads_of(kept, one) if upload.is_kept)
    return Dossier(declaration, contract, period, form, terms, uploads_of(kept, declaration), others, given)


def uploads_of(kept: Repositories, declaration: Declaration) -> tuple[Upload, ...]:
    """Every file of a declaration."""
    return kept.uploads.of_subject(declaration.siren, declaration.subject)


def terms_of(contract: Contract, period: DeclarationPeriod, bases: Mapping[Year, Bases]) -> Terms:
    """What the rules compare a declaration of that period with."""
    return Terms(
        period=period.covered,
        activities=contract.activities,
        operation_limit=contract.operation_limit,
        works_contract_limit=contract.works_contract_limit,
        ccrd=contract.ccrd,
        contract_start=contract.start_date,
        contract_end=contract.end_date,
        former={year: of_year for year, of_year in bases.items() if year < period.year},
        siren=contract.siren.number,
    )


def form_for(contract: Contract, forms: Forms, period: DeclarationPeriod | None = None) -> Form | None:
    """The form that staff chose for the period, else the contract's own, else the one that firms of its kind complete.

    None when there is none.
    """
    fallback = _PROJECT_MANAGER if contract.product == _PROJECT_MANAGERS else _CONTRACTOR
    try:
        return forms.form((period and period.form) or contract.form or fallback, product=contract.product)
    except FormUnknown:
        return None


def offers(contract: Contract, period: DeclarationPeriod, way: Way, form: Form | None) -> bool:
    """Whether a declaration of the period may be made that way (RULES E3, E4)."""
    if way is Way.ONLINE:
        has_one = period.form is not None or (contract.online_form and contract.form is not None)
        return has_one and form is not None
    return way is Way.SCAN or form is not None
