"""A population made by counting: the same rows for the same size, always; as rows, or as an export to import."""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from attrs import frozen

from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.records.rows import (
    AccessRow,
    AgencyRow,
    CompanyRow,
    ContactRow,
    ContractRow,
    DocumentRow,
    PersonRow,
    RecordKind,
    Row,
)
from societaire_intake.layouts import LAYOUTS

AGENCIES = 40
CONTACTS = 200
COMPANIES_OF_ONE_PERSON = 5
CONTRACTS = (12, *(3,) * 10, *(2,) * 9)
"""Contracts of twenty companies in turn: three on average, twelve for the first."""
YEARS = (2022, 2023, 2024, 2025, 2026)
"""A contract has one document for each."""
SHARED_FILE = "commun.pdf"
"""The content of every document, under `fichiers`: a million files would measure the disk."""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)

_TOWNS = ("Valence", "Orange", "Nîmes", "Béziers", "Annecy", "Dole", "Épinal", "Quimper", "Saint-Étienne", "Mâcon")
_TRADES = ("Maçonnerie", "Charpente", "Étanchéité", "Plomberie", "Électricité", "Menuiserie", "Carrelage", "Peinture")
_NAMES = ("Martin", "Durand", "Lefèvre", "Moreau", "Girard", "Bonnet", "François", "Mercier", "Blanchard", "Guérin")
_FIRST_NAMES = ("Claire", "Hélène", "Marc", "Sofia", "Yann", "Inès", "Paul", "Léa", "Karim", "Zoé", "Anne", "Luc")
_PRODUCTS = (
    ("RCD", "Décennale entreprise"),
    ("RCG", "Responsabilité civile"),
    ("MRP", "Multirisque des locaux"),
    ("FLO", "Flotte de véhicules"),
    ("PJU", "Protection juridique"),
    ("BRM", "Bris de machine"),
)
_KINDS = (DocumentKind.ATTESTATION, DocumentKind.PREMIUM_NOTICE, DocumentKind.LETTER, DocumentKind.DECLARATION)
_LABELS = ("Attestation d'assurance", "Appel de cotisation", "Courrier de votre agence", "Relevé de bases")


def identifier(name: str) -> str:
    """Thirty-two hexadecimal digits, as scattered as random ones, the same for the same name."""
    return blake2b(name.encode(), digest_size=16).hexdigest()


def siren(number: int) -> str:
    """The SIREN of a company by its number: eight digits, then their key."""
    digits = f"{30_000_000 + number:08d}"
    total = sum(sum(divmod(int(digit) * 2, 10)) if at % 2 else int(digit) for at, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def contracts_of(company: int) -> int:
    """How many contracts a company has."""
    return CONTRACTS[company % len(CONTRACTS)]


@frozen
class Population:
    """So many companies, with all that belongs to them; contracts are three times as many, documents fifteen times.

    Companies go by five under one administrator; each has a collaborator of its own. `subjects` are the administrators
    whose first company has twelve contracts.
    """

    companies: int

    def agencies(self) -> Iterator[AgencyRow]:
        """The local agencies."""
        for i in range(AGENCIES):
            town = _TOWNS[i % len(_TOWNS)]
            phone = f"04{65710000 + i:08d}"
            hours = "lun-ven 08:30-12:00,13:30-17:30"
            mail = f"agence{i}@assureur.example"
            street = f"{i + 1} place du Marché"
            name = f"Agence de {town} {i}"
            yield AgencyRow(f"A{i:03}", name, phone, street, f"{26000 + i}", town, mail, hours)

    def contacts(self) -> Iterator[ContactRow]:
        """The insurer's people."""
        for i in range(CONTACTS):
            yield ContactRow(
                f"I{i:04}",
                _FIRST_NAMES[i % len(_FIRST_NAMES)],
                _NAMES[i % len(_NAMES)],
                f"A{i % AGENCIES:03}",
                "Conseiller en assurances",
                f"04{65720000 + i:08d}",
                f"conseiller{i}@assureur.example",
            )

    def company_rows(self) -> Iterator[CompanyRow]:
        """The companies."""
        for i in range(self.companies):
            number = siren(i)
            town = _TOWNS[i % len(_TOWNS)]
            yield CompanyRow(
                number,
                f"{_TRADES[i % len(_TRADES)]} {_NAMES[i // 7 % len(_NAMES)]} {i}",
                CompanyStatus.ACTIVE,
                f"A{i % AGENCIES:03}",
                f"I{i % CONTACTS:04}",
                "SARL",
                None,
                "4399C",
                f"{i % 300 + 1} rue des Artisans",
                f"{26000 + i % 900:05}",
                town,
                f"04{75000000 + i:08d}",
                f"contact{i}@entreprise.example",
            )

    def persons(self) -> Iterator[PersonRow]:
        """Administrators, then collaborators."""
        for i in range(self.administrators + self.companies):
            yield PersonRow(
                f"P{i:07}",
                f"personne{i}@courriel.example",
                _NAMES[i // 3 % len(_NAMES)],
                _FIRST_NAMES[i % len(_FIRST_NAMES)],
                "Mme" if i % 2 else "M.",
                date(1960 + i % 40, 1 + i % 12, 1 + i % 28),
                f"06{10000000 + i:08d}",
            )

    def accesses(self) -> Iterator[AccessRow]:
        """An administrator and a collaborator for each company."""
        for i in range(self.companies):
            yield AccessRow(f"P{i // COMPANIES_OF_ONE_PERSON:07}", siren(i), Profile.ADMINISTRATOR)
            yield AccessRow(f"P{self.administrators + i:07}", siren(i), Profile.COLLABORATOR)

    def contracts(self) -> Iterator[ContractRow]:
        """Every company's contracts."""
        number = 0
        for i in range(self.companies):
            for turn in range(contracts_of(i)):
                product, label = _PRODUCTS[turn % len(_PRODUCTS)]
                ended = turn % 5 == 4
                yield ContractRow(
                    f"{product}-{number:07}",
                    siren(i),
                    product,
                    label,
                    ContractStatus.TERMINATED if ended else ContractStatus.ACTIVE,
                    date(2015 + turn % 8, 1, 1),
                    PremiumMode.ON_BASES if turn % 2 else PremiumMode.FLAT,
                    date(2025, 12, 31) if ended else None,
                    turn % 2 == 1,
                    None,
                    None,
                    None,
                    ("MAC", "CHA"),
                    Decimal("15000000.00"),
                    Decimal("5000000.00"),
                    Decimal("1500.50"),
                    ccrd=False,
                    street=f"{i % 300 + 1} rue des Artisans",
                    postal_code=f"{26000 + i % 900:05}",
                    city=_TOWNS[i % len(_TOWNS)],
                )
                number += 1

    def documents(self) -> Iterator[DocumentRow]:
        """Every contract's documents."""
        for number, contract in enumerate(self.contracts()):
            for year in YEARS:
                kind = (number + year) % len(_KINDS)
                yield DocumentRow(
                    f"D-{number:07}-{year}",
                    contract.number,
                    _KINDS[kind],
                    year,
                    SHARED_FILE,
                    date(year, 1 + number % 9, 1 + number % 28),
                    f"{_LABELS[kind]} {year}",
                )

    @property
    def administrators(self) -> int:
        """How many persons have five companies."""
        return -(-self.companies // COMPANIES_OF_ONE_PERSON)

    @property
    def subjects(self) -> range:
        """Numbers of the persons whose first company has twelve contracts."""
        return range(0, self.companies // COMPANIES_OF_ONE_PERSON, len(CONTRACTS) // COMPANIES_OF_ONE_PERSON)

    def rows(self, kind: RecordKind) -> Iterator[Row]:
        """The rows of a kind; none for the kinds that the figures do not need."""
        made: dict[RecordKind, Callable[[], Iterator[Row]]] = {
            RecordKind.AGENCY: self.agencies,
            RecordKind.CONTACT: self.contacts,
            RecordKind.COMPANY: self.company_rows,
            RecordKind.PERSON: self.persons,
            RecordKind.ACCESS: self.accesses,
            RecordKind.CONTRACT: self.contracts,
            RecordKind.DOCUMENT: self.documents,
        }
        return made[kind]() if kind in made else iter(())


def write_export(population: Population, folder: Path, kinds: Iterable[RecordKind] = RecordKind) -> None:
    """Write the population as an insurer would export it; all documents share one content."""
    (folder / "fichiers").mkdir(parents=True, exist_ok=True)
    (folder / "fichiers" / SHARED_FILE).write_bytes(PDF)
    for kind in kinds:
        rows = population.rows(kind)
        first = next(rows, None)
        if first is None:
            continue
        headings = {column.field: column.heading for column in LAYOUTS[kind].columns}
        words = _words()
        with (folder / LAYOUTS[kind].name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(headings[name] for name in first._fields)
            writer.writerow([_cell(value, words) for value in first])
            writer.writerows([_cell(value, words) for value in row] for row in rows)


def _words() -> dict[tuple[type, Any], str]:
    """What the export calls our codes: the words of its layouts, the other way round."""
    from societaire_intake import layouts

    tables = (layouts._PROFILES, layouts._COMPANY, layouts._CONTRACT, layouts._MODES, layouts._KINDS)  # noqa: SLF001 - the same words
    pairs = [(word, value) for table in tables for word, value in table.items()]
    # Enumerations of texts are equal when their texts are: the type tells them apart.
    return {(type(value), value): word for word, value in [*pairs, ("oui", True), ("non", False)]}


def _cell(value: Any, words: dict[tuple[type, Any], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum | bool):
        return words[type(value), value]
    if isinstance(value, tuple):
        return "|".join(value)
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def main() -> None:
    """Write an export for whoever wants one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.population", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--companies", type=int, default=1000)
    asked = parser.parse_args()
    population = Population(asked.companies)
    write_export(population, asked.folder)
    print(f"{asked.companies} companies in {asked.folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
