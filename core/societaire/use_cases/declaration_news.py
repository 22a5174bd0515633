"""What is recorded when the letter of a period comes, whoever brought it: staff, an import, or time."""

from datetime import date

from societaire.events import Actor, DeclarationPeriodOpened
from societaire.ports.database import UnitOfWork


def announce(unit: UnitOfWork, today: date, actor: Actor) -> int:
    """Record every opening that was not recorded yet, first loads of companies left out; returns how many."""
    opened = unit.periods.announce(today)
    for period in opened:
        event = DeclarationPeriodOpened(period.siren, period.contract, period.covered.start, period.due_date)
        unit.record(event, actor)
    return len(opened)
