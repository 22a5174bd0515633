"""Periods and declarations of the portal that real browsers visit, each made for one test or one photograph."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from attrs import define, field

from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, Way
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Severity
from societaire.events import SYSTEM
from societaire.records.codes import RequestedDocument
from societaire.records.rows import PeriodRow
from societaire.values import ContractId, PersonId, Siren
from tests.browser.portal import SEVERAL, Portal

NUMBER, COMPANY = "RCD-552000-59", Siren("552000002")
SOUND = {
    "turnover_total": "760 000",
    "activities.0.activity": "CHA",
    "activities.0.amount": "400 000",
    "activities.1.activity": "MEN",
    "activities.1.amount": "330 000,50",
    "trading": "29 999,50",
    "largest_contract": "200 000",
    "subject_works": "700 000",
    "other_works": "30 000,50",
    "mainland": "760 000",
    "payroll_workers": "150 000",
    "payroll_staff": "50 000",
    "headcount_basis": "average",
    "workers": "6,5",
    "staff": "2",
    "no_large_site": "yes",
    "noncurrent_technique": "no",
    "design_missions": "no",
    "individual_houses": "no",
}
"""A year of a carpenter in which nothing is wrong."""
_YEARS = count(2026)


@define
class Year:
    """One year of Charpente Moreau, opened for whoever asks: none is used twice."""

    portal: Portal
    requested: tuple[RequestedDocument, ...] = ()
    start: date = field(init=False)
    who: PersonId = field(init=False)

    def __attrs_post_init__(self) -> None:
        # The contract runs since 2013: its years to come are as good as those that passed, and far more.
        self.start = date(next(_YEARS), 1, 1)
        service = self.portal.composition.service
        self.who = service.people.show(SEVERAL).person.id
        end, due = date(self.start.year, 12, 31), date(self.start.year + 1, 12, 31)
        service.declaration_opening.open(PeriodRow(NUMBER, self.start, end, due, None, self.requested), SYSTEM)

    @property
    def path(self) -> str:
        """The address of its hub."""
        return f"{self.portal.contracts[NUMBER]}/releves/{self.start.isoformat()}"

    def draft(self, entries: Mapping[str, str] = SOUND, way: Way = Way.ONLINE) -> Declaration:
        """A draft that holds these texts."""
        declaring, period = self.portal.composition.service.declaring, self._period()
        begun = declaring.begin(self.who, COMPANY, self._contract, self.start, way)
        return declaring.save(self.who, COMPANY, begun.id, {**period, **entries}, begun.version)

    def sent(self) -> Declaration:
        """The same, sent."""
        declaring, draft = self.portal.composition.service.declaring, self.draft()
        reasons = {one.key: "C'est ainsi." for one in self._findings(draft) if one.severity is Severity.WARNING}
        signed = Certification("Yann Nicolas", "Gérant", certified=True, reasons=reasons)
        return declaring.send(self.who, COMPANY, draft.id, draft.key, {}, signed, draft.version)

    def corrected(self) -> Declaration:
        """The same, sent back by the insurer about one field."""
        office, sent = self.portal.composition.service.declaration_office, self.sent()
        reason = "Le chiffre d'affaires de la liasse fiscale est différent."
        return office.request_correction(sent.number or "", reason, date(2099, 6, 30), SYSTEM, "turnover_total")

    def _findings(self, draft: Declaration) -> tuple[Finding, ...]:
        return self.portal.composition.service.declaring.findings(self.who, COMPANY, draft.id)

    def _period(self) -> dict[str, str]:
        return {"period_start": f"01/01/{self.start.year}", "period_end": f"31/12/{self.start.year}"}

    @property
    def _contract(self) -> ContractId:
        return ContractId(self.portal.contracts[NUMBER].rpartition("/")[2])
