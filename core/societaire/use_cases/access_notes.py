"""What the access log keeps of a request: who did what, to what, from which network."""

from datetime import datetime

from societaire.identity.sessions import Client, network_of
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.journal import AccessLogEntry, LoggedAction, Outcome
from societaire.values import PersonId, Siren


def entry(
    action: LoggedAction,
    outcome: Outcome,
    person_id: PersonId | None,
    client: Client,
    now: datetime,
    siren: Siren | None = None,
    target: str = "",
) -> AccessLogEntry:
    """An entry for what a client asked."""
    network = network_of(client.ip)
    return AccessLogEntry(now, action.value, outcome, person_id, siren, target, network, client.request_id)


def note_taken(
    database: Database,
    clock: Clock,
    action: LoggedAction,
    person_id: PersonId,
    siren: Siren,
    target: str,
    client: Client,
) -> None:
    """Keep that a person took something of a company along."""
    with database.write() as unit:
        unit.access_log.add(entry(action, Outcome.DONE, person_id, client, clock.now(), siren, target))
        unit.commit()
