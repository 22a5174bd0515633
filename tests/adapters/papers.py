"""A company, its contract, its period and its declaration, for the papers to be made of."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from societaire.companies.company import Address, Company, CompanyStatus
from societaire.contracts.agency import Agency
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.declarations.checking import check
from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.declarations.entries import figures_of
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.sheets import FormSheet, ReceiptSheet
from societaire.declarations.shipped import form_named
from societaire.declarations.terms import Terms
from societaire.uploads.upload import Upload, UploadState
from societaire.values import AgencyCode, ContractId, ContractNumber, Period, PersonId, Siren, Year

SIREN = Siren("552000002")
NUMBER, CONTRACT_ID = ContractNumber("RCD-552000-59"), ContractId("c" * 32)
COVERED = Period(date(2025, 1, 1), date(2025, 12, 31))
SENT_AT = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)
COMPANY = Company(
    SIREN, "Éts Lefèvre & Fils, maçonnerie à l’ancienne", CompanyStatus.ACTIVE, AgencyCode("LYO"), legal_form="SARL",
    address=Address("12 rue des Œillets", "69003", "Lyon"),
)  # fmt: skip
AGENCY = Agency(AgencyCode("LYO"), "Agence de Lyon", "0472000001", email="lyon@mutuelle.example")
FORMER = {
    ("turnover", "CHA"): Decimal(360_000),
    ("turnover", "MEN"): Decimal(361_250),
    ("subcontracting", ""): Decimal(60_000),
    ("payroll", ""): Decimal(192_000),
    ("headcount", ""): Decimal(8),
    ("fees", ""): Decimal(448_000),
}
TYPED = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "house_builder": "yes",
    "turnover_total": "1 250 000,50",
    "activities.0.activity": "CHA",
    "activities.0.amount": "800 000",
    "activities.0.subcontracted": "100 000",
    "activities.1.activity": "COU",
    "activities.1.amount": "450 000,50",
    "largest_contract": "douze mille",
    "subcontracting_given": "100 000",
    "subcontractors_insured": "yes",
    "payroll_workers": "210 000",
    "headcount_basis": "year_end",
    "workers": "7,5",
    "sites.0.name": "Résidence « Les Œillets », bâtiment B",
    "sites.0.opened_on": "14/03/2025",
    "sites.0.total_cost": "16 000 000",
    "sites.0.contract_amount": "900 000",
    "sites.0.ccrd": "no",
    "noncurrent_technique": "yes",
    "technique_description": "Ossature bois sur pieux vissés.\nChantier de L’Haÿ-les-Roses, ŀ 日本.",
}


def contract(product: str = "RCD") -> Contract:
    """A contract on carpentry and joinery."""
    return Contract(
        CONTRACT_ID, NUMBER, SIREN, product, "Responsabilité décennale des entreprises du bâtiment",
        ContractStatus.ACTIVE, date(2013, 1, 1), PremiumMode.ON_BASES, activities=("CHA", "MEN"),
        operation_limit=Decimal(15_000_000), works_contract_limit=Decimal(1_500_000), ccrd=False,
    )  # fmt: skip


def period() -> DeclarationPeriod:
    """The year 2025, two documents asked."""
    return DeclarationPeriod(
        SIREN, NUMBER, CONTRACT_ID, COVERED, date(2026, 12, 31), date(2026, 11, 1), ("tax_return", "site_list")
    )


def terms(activities: tuple[str, ...] = ("CHA", "MEN")) -> Terms:
    """What the rules compare with."""
    return Terms(
        COVERED, activities, Decimal(15_000_000), Decimal(1_500_000), False, date(2013, 1, 1), None,
        {Year(2024): FORMER}, SIREN.number,
    )  # fmt: skip


def form_sheet(code: str = "contractor", product: str = "RCD") -> FormSheet:
    """A form to complete."""
    return FormSheet(form_named(code, product=product), COMPANY, contract(product), period(), terms(), AGENCY)


def declaration(entries: Mapping[str, str] = TYPED, way: Way = Way.ONLINE) -> Declaration:
    """One that was sent."""
    form = form_named("contractor", product="RCD")
    found = check(form, figures_of(form, entries)[0], terms()) if entries else ()
    reasons = {each.key: "Nous avons repris l’activité de M. Durand en juin." for each in found[-3:]}
    return Declaration(
        "d" * 32, SIREN, NUMBER, CONTRACT_ID, COVERED.start, 1, way, "k" * 32, DeclarationState.SENT, "contractor", 1,
        entries, reasons, declarant_name="Claire Lefèvre", declarant_role="gérante", number="R2026-000123",
        sent_by=PersonId("P1"), sent_at=SENT_AT,
    )  # fmt: skip


def upload(name: str, slot: str, size: int, pages: int | None = None) -> Upload:
    """A file that was sent with it."""
    return Upload(
        name, SIREN, "declaration:d", slot, name, size, created_by=PersonId("P1"), created_at=SENT_AT, offset=size,
        state=UploadState.ACCEPTED, format="pdf", pages=pages, sha256=name.encode().hex().ljust(64, "0")[:64],
    )  # fmt: skip


def receipt_sheet(entries: Mapping[str, str] = TYPED, way: Way = Way.ONLINE) -> ReceiptSheet:
    """The receipt of that declaration."""
    form = form_named("contractor", product="RCD")
    sent = declaration(entries, way)
    files = (upload("liasse fiscale été 2025.pdf", "tax_return", 1_740_000, 12), upload("IMG_2044.jpg", "free", 812))
    found = check(form, figures_of(form, entries)[0], terms()) if entries else ()
    return ReceiptSheet(sent, form, COMPANY, contract(), period(), period().due_date, found, files, "Paul Martin")
