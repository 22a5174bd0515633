"""`societaire serve`: the portal, by gunicorn."""

import errno
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from societaire_cli.office import Office, Unfit, pass_office
from societaire_cli.output import note

APPLICATION = "societaire_web.wsgi:application"
CONFIGURATION = "python:societaire_cli.server"
_MOST_WORKERS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRESSE", help="Où écouter.")
@click.option(
    "--port", default=8000, show_default=True, metavar="PORT", type=click.IntRange(1, 65535), help="Sur quel port."
)
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processus ; selon la machine par défaut.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, metavar="N", help="Fils par processus."
)
@click.option("--access-log", is_flag=True, help="Écrire chaque requête dans le journal, même sur un terminal.")
@pass_office
def serve(office: Office, host: str, port: int, workers: int | None, threads: int, access_log: bool) -> None:
    """Ouvrir le portail, jusqu'à Ctrl-C.

    En production, derrière un serveur mandataire qui tient le HTTPS. D'autres réglages de gunicorn passent par la
    variable GUNICORN_CMD_ARGS.
    """
    if os.name != "posix":
        raise Unfit("le portail ne s'ouvre ainsi que sous Linux, macOS ou un autre système POSIX.")
    if not all(find_spec(name) for name in ("gunicorn", "flask", "societaire_web")):
        raise Unfit("le portail n'est pas installé. Lancez : pip install 'societaire[web]'")
    office.check_schema()
    address = office.composition.public_url
    _check_free(host, port)
    office.close()
    note(f"Portail : {address} (écoute sur {_bind(host, port)}, Ctrl-C pour arrêter)")
    if access_log:
        # Not gunicorn's own, which would write the tokens that addresses of mails hold.
        os.environ["SOCIETAIRE_LOG_LEVEL"] = "info"
    sys.stdout.flush()
    sys.stderr.flush()
    command = gunicorn_command(_bind(host, port), workers or _workers(), threads)
    os.execv(command[0], command)  # noqa: S606 - no shell, our own interpreter


def gunicorn_command(bind: str, workers: int, threads: int) -> list[str]:
    """The server as a program of its own; its control socket would lie in the home folder, it stays shut."""
    command = [sys.executable, "-m", "gunicorn", APPLICATION, "--config", CONFIGURATION, "--bind", bind]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
    command += ["--no-control-socket", "--log-level", "warning", "--graceful-timeout", "30"]
    # No proxy is believed here: the portal counts those that the settings name. Requests are bounded.
    command += ["--forwarded-allow-ips", "", "--limit-request-line", "4094", "--limit-request-fields", "64"]
    command += ["--limit-request-field_size", "8190"]
    memory = Path("/dev/shm")  # noqa: S108 - a heartbeat on a slow disk makes healthy workers look dead
    if memory.is_dir():
        command += ["--worker-tmp-dir", str(memory)]
    return command


def _workers() -> int:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, min(_MOST_WORKERS, processors))


def _bind(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _check_free(host: str, port: int) -> None:
    """Raise Unfit when nobody could listen there: said once, in French, rather than by a server that insists."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        words = {
            errno.EADDRINUSE: f"le port {port} est déjà pris : choisissez-en un autre avec --port.",
            errno.EACCES: f"le port {port} est réservé : choisissez-en un au-dessus de 1024 avec --port.",
        }
        raise Unfit(
            words.get(error.errno or 0, f"impossible d'écouter sur {host!r} : ce n'est pas une adresse d'ici.")
        ) from None
