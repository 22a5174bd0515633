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
from societaire_cli.options import SUBCOMMAND
from societaire_cli.output import note

if TYPE_CHECKING:
    from societaire.app import Societaire
    from societaire.notifications import Message

PAUSE = 2.0
"""Seconds between two looks at an empty outbox."""
LONGEST_PAUSE = 60.0


@click.group(subcommand_metavar=SUBCOMMAND)
def outbox() -> None:
    """Courriels en attente : les envoyer."""


@outbox.command()
@click.option("--once", is_flag=True, help="S'arrêter quand plus rien n'est à envoyer.")
@pass_office
def run(office: Office, once: bool) -> None:
    """Envoyer les courriels en attente, jusqu'à Ctrl-C ou SIGTERM.

    Le courriel en cours est toujours mené à son terme. Plusieurs peuvent tourner à la fois, sur plusieurs machines.
    """
    service = office.service
    with stop_asked() as stop:
        if once:
            note(f"Courriels traités : {deliver(service, _tell, stop)}.")
        else:
            note("Envoi des courriels en attente (Ctrl-C pour arrêter).")
            _watch(service, stop)
            note("Arrêt demandé : plus aucun courriel en cours.")


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
    """Treat the messages that are due, one by one so that a request to stop waits for one only; returns how many."""
    count = 0
    while stop is None or not stop.asked():
        messages = service.sending.run(1).messages
        if not messages:
            break
        for message in messages:
            count += 1
            told(message)
    return count


def _watch(service: "Societaire", stop: Stop) -> None:
    pause = PAUSE
    while not stop.asked():
        try:
            deliver(service, _tell, stop)
            pause = PAUSE
        except Busy as error:
            note(refusal_sentence(error))
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.asked(pause)


def _tell(message: "Message") -> None:
    """One line: never an address, which logs would keep, nor a link."""
    from societaire_wording import labels

    why = f" ({message.last_error})" if message.last_error and message.state is not MessageState.SENT else ""
    note(f"{message.id[:12]}  {labels.message_kind(message.kind)} : {labels.message_state(message.state).lower()}{why}")


def _poke(writing: int) -> None:
    try:
        write(writing, b".")
    except BlockingIOError:
        return
