"""The declared bases of a contract over the years: state, figures, documents (RULES E7, E8)."""

from collections.abc import Iterator

from attrs import field, frozen

from societaire.companies.policy import Action
from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.document import Document, DocumentFilter, DocumentKind
from societaire.contracts.space import Space
from societaire.declarations.declaration import Declaration
from societaire.declarations.standing import PeriodStanding
from societaire.declarations.terms import Bases
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.use_cases.doorway import Doorway
from societaire.values import ContractId, PersonId, Siren, Year, day_in_paris

_ALL = 500


@frozen
class HistoryYear:
    """One year: its periods whose letter came, what was sent (the last one first), its bases, its documents."""

    year: Year
    standings: tuple[PeriodStanding, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    bases: Bases = field(factory=dict)
    documents: tuple[Document, ...] = ()


@frozen
class DeclarationHistory:
    """Every year of a contract, the newest first."""

    space: Space
    contract: Contract
    years: tuple[HistoryYear, ...]


@frozen
class DeclarationHistories:
    """What was declared, to follow and to download."""

    database: Database
    clock: Clock

    def of_contract(self, person_id: PersonId, siren: Siren, contract_id: ContractId) -> DeclarationHistory:
        """The whole history; raises CompanyClosedToYou or ContractUnknown."""
        today = day_in_paris(self.clock.now())
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.CONSULT)
            contract = kept.contracts.get(siren, contract_id)
            if contract is None:
                raise ContractUnknown()
            standings = [one for one in kept.periods.standings(siren, today) if one.period.contract_id == contract_id]
            made = kept.declarations.of_contract(siren, contract_id)
            bases = kept.declared_bases.of_contract(siren, contract_id)
            wanted = DocumentFilter(kind=DocumentKind.DECLARATION)
            documents = kept.documents.page(siren, contract_id, wanted, 1, _ALL).documents
        years = {one.period.year for one in standings} | set(bases) | {document.year for document in documents}
        return DeclarationHistory(
            space, contract, tuple(_years(sorted(years, reverse=True), standings, made, dict(bases), documents))
        )


def _years(
    years: list[Year],
    standings: list[PeriodStanding],
    made: tuple[Declaration, ...],
    bases: dict[Year, Bases],
    documents: tuple[Document, ...],
) -> Iterator[HistoryYear]:
    for year in years:
        of_year = tuple(one for one in standings if one.period.year == year)
        starts = {one.period.covered.start for one in of_year}
        sent = tuple(one for one in reversed(made) if one.start in starts and not one.is_open)
        told = tuple(document for document in documents if document.year == year)
        yield HistoryYear(year, of_year, sent, bases.get(year, {}), told)
