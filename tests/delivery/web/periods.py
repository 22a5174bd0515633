"""Periods opened in the world of the portal's tests, and what was declared in the years before."""

from datetime import date
from decimal import Decimal

from attrs import evolve

from societaire.records.codes import Heading, RequestedDocument
from societaire.records.rows import BaseRow, PeriodRow
from societaire.values import ContractNumber
from tests.delivery.web.world import World

START = date(2025, 1, 1)
LETTER = date(2026, 11, 2)
DUE = date(2026, 12, 31)


def open_period(
    world: World,
    number: str = "RCD-0001",
    *,
    online: bool = True,
    form: str | None = "contractor",
    letter: date | None = LETTER,
    requested: tuple[RequestedDocument, ...] = (RequestedDocument.TAX_RETURN,),
    start: date = START,
    product: str = "RCD",
) -> str:
    """Open one; returns the address of its hub. A contract of the product BRM is asked a single figure."""
    with world.parts.database.write() as unit:
        contract = unit.tables.contracts[ContractNumber(number)]
        unit.tables.contracts[contract.number] = evolve(contract, online_form=online, form=form, product=product)
        end = date(start.year, 12, 31)
        unit.tables.periods[number, start] = PeriodRow(number, start, end, DUE, letter, requested)
        if product != "RCD":
            unit.commit()
            return f"/s/{contract.siren}/contrats/{contract.id}/releves/{start.isoformat()}"
        for activity, amount in (("MAC", 450_000), ("CHA", 150_000)):
            row = BaseRow(number, start.year - 1, Heading.TURNOVER, activity, Decimal(amount))
            unit.tables.bases[row[:4]] = row
        unit.commit()
    return f"/s/{contract.siren}/contrats/{contract.id}/releves/{start.isoformat()}"
