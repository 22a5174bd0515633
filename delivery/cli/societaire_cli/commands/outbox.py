"""`societaire outbox`: the worker that sends what waits."""

import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import close, pipe, set_blocking, write
from typing import TYPE_CHECKING

import click

from societaire.errors import Busy
from societaire.notifications import MessageState
from societaire_cli.failures import refusal_sentence
from societaire_cli.office import Office, pass_office
from societaire_cli.options import SUBCOMMAND, acting, as_json
from societaire_cli.output import note, say_json, say_table, when

if TYPE_CHECKING:
    from societaire.app import Societaire
    from societaire.notifications import Message

PAUSE = 2.0
"""Seconds between two looks at an empty outbox."""
LONGEST_PAUSE = 60.0
_BATCH = 200
_SHOWN = 12


@click.group(subcommand_metavar=SUBCOMMAND)
def outbox() -> None:
    """Courriels en attente : les envoyer, les suivre."""


@outbox.command()
@click.option("--once", is_flag=True, help="S'arrêter quand plus rien n'est à envoyer.")
@pass_office
def run(office: Office, once: bool) -> None:
    """Envoyer les courriels en attente, faire voir à l'antivirus les fichiers reçus, jusqu'à Ctrl-C ou SIGTERM.

    Annonce aussi aux gestionnaires les pièces ajoutées à leurs sinistres, dès que plus rien n'arrive depuis 10 minutes.
    Le courriel en cours est toujours mené à son terme. Plusieurs peuvent tourner à la fois, sur plusieurs machines.
    """
    service = office.service
    log = office.composition.log
    # From the first word on, a request to stop is heard.
    with stop_asked() as stop:
        if once:
            service.claim_additions.tell_waiting(stop.asked)
            note(f"Courriels traités : {deliver(service, _tell, stop)}.")
            if checked := service.upload_checks.scan_waiting(stop.asked):
                note(f"Fichiers contrôlés : {checked}.")
        elif log("worker_started"):
            _watch(service, stop, lambda message: _log(log, message), lambda error: _log_outage(log, error))
            log("worker_stopped")
        else:
            note("Envoi des courriels en attente (Ctrl-C pour arrêter).")
            _watch(service, stop, _tell, lambda error: note(refusal_sentence(error)))
            note("Arrêt demandé : plus aucun courriel en cours.")


@outbox.command()
@as_json
@pass_office
def status(office: Office, as_json: bool) -> None:
    """Combien de courriels attendent, sont partis, sont sans objet ou abandonnés, et pourquoi."""
    mailing = office.service.mailing
    found = sorted(mailing.reasons().items())
    oldest = mailing.oldest_due()
    if as_json:
        counts = [{"state": state, "reason": why, "count": count} for (state, why), count in found]
        say_json({"oldest_due": oldest, "messages": counts})
        return
    from societaire_wording import labels

    rows = [(labels.message_state(state), count, labels.message_reason(why)) for (state, why), count in found]
    say_table(("État", "Courriels", "Raison"), rows, cut=("Raison",))
    note(f"Le plus ancien à envoyer est dû depuis le {when(oldest)}." if oldest else "Rien n'attend.")


@outbox.command()
@click.option(
    "--state",
    type=click.Choice(["dead", "dropped"]),
    default="dead",
    show_default=True,
    help="Abandonnés (dead) ou sans objet (dropped).",
)
@as_json
@pass_office
def dead(office: Office, state: str, as_json: bool) -> None:
    """Les courriels abandonnés, ou devenus sans objet, les plus récents d'abord."""
    found = office.service.mailing.listed(MessageState(state))
    if as_json:
        say_json({"state": state, "total": len(found), "messages": [_data(message) for message in found]})
        return
    from societaire_wording import labels

    rows = [
        (
            message.id[:_SHOWN],
            when(message.created_at),
            labels.message_kind(message.kind),
            message.recipient,
            message.tries,
            labels.message_reason(message.last_error),
        )
        for message in found
    ]
    say_table(("Courriel", "Créé le", "Objet", "Destinataire", "Essais", "Raison"), rows, cut=("Objet", "Raison"))
    note(f"Courriels : {len(found)}.")


@outbox.command()
@click.argument("message", metavar="[COURRIEL]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Tous ceux qui sont abandonnés.")
@acting()
@pass_office
def retry(office: Office, message: tuple[str, ...], everything: bool, staff: str) -> None:
    """Remettre à l'envoi des courriels abandonnés, par les premiers chiffres que donne « outbox dead »."""
    if bool(message) is everything:
        raise click.UsageError("Donnez des courriels, ou --all : l'un des deux.")
    if any(len(each) < _SHOWN or not each.isalnum() for each in message):
        raise click.UsageError(f"Un courriel se nomme par {_SHOWN} chiffres au moins.")
    service = office.service
    count = service.mailing.retry(None if everything else message, office.actor(staff))
    office.status = 0 if count or everything else 1
    note(f"Courriels remis à l'envoi : {count}.")


class Stop:
    """Whether the worker was asked to stop, and a sleep that such a request ends."""

    def __init__(self, reading: int) -> None:
        self._reading = reading
        self._asked = False

    def asked(self, within: float = 0.0) -> bool:
        """Wait at most `within` seconds for the request."""
        self._asked = self._asked or bool(select.select([self._reading], [], [], within)[0])
        return self._asked


@contextmanager
def stop_asked() -> Iterator[Stop]:
    """SIGINT and SIGTERM as a request, read between two messages; the former handlers come back at the end."""
    reading, writing = pipe()
    set_blocking(writing, False)
    former = {number: signal.signal(number, lambda *_: _poke(writing)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield Stop(reading)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        close(reading)
        close(writing)


def deliver(service: "Societaire", told: "Callable[[Message], None]", stop: Stop | None = None) -> int:
    """Treat the messages that are due, a request to stop heard between two of them; returns how many."""
    count = 0
    while stop is None or not stop.asked():
        messages = service.sending.run(_BATCH, stop.asked if stop else _never).messages
        if not messages:
            break
        for message in messages:
            count += 1
            told(message)
    return count


def _watch(
    service: "Societaire", stop: Stop, told: "Callable[[Message], None]", outage: Callable[[Busy], None]
) -> None:
    pause = PAUSE
    while not stop.asked():
        try:
            deliver(service, told, stop)
            service.upload_checks.scan_waiting(stop.asked)
            service.claim_additions.tell_waiting(stop.asked)
            pause = PAUSE
        except Busy as error:
            outage(error)
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.asked(pause)


def _log(log: Callable[..., bool], message: "Message") -> None:
    """The same for machines."""
    why = message.last_error or None
    log("message", id=message.id, kind=message.kind, state=message.state, tries=message.tries, why=why)


def _log_outage(log: Callable[..., bool], error: Busy) -> None:
    log("outage", code=error.code)


def _tell(message: "Message") -> None:
    """One line: never an address, which logs would keep, nor a link."""
    from societaire_wording import labels

    why = f" ({labels.message_reason(message.last_error)})" if message.last_error else ""
    note(f"{message.id[:12]}  {labels.message_kind(message.kind)} : {labels.message_state(message.state).lower()}{why}")


def _never() -> bool:
    return False


def _data(message: "Message") -> dict[str, object]:
    return {
        "id": message.id,
        "kind": message.kind,
        "recipient": str(message.recipient),
        "siren": str(message.siren) if message.siren else None,
        "created_at": message.created_at,
        "tries": message.tries,
        "reason": message.last_error,
    }


def _poke(writing: int) -> None:
    try:
        write(writing, b".")
    except BlockingIOError:
        return
