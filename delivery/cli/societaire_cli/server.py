"""What gunicorn is told beside its command line: `societaire serve` names this module as its configuration."""

import gc
import os
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

from gunicorn.http.unreader import SocketUnreader

from societaire_bootstrap import logs, metrics
from societaire_bootstrap.settings import SettingsInvalid, load_settings

_BODY_PIECE = 256 * 1024
"""As much as the portal asks of a body at once: what is received beyond that is copied again at each reading."""
_own_folder: list[Path] = []


def on_starting(arbiter: Any) -> None:
    """Log as the settings say, and give the processes a folder to count in; the portal itself refuses faulty ones."""
    _share_modules()
    SocketUnreader.max_body_chunk = _BODY_PIECE
    try:
        settings = load_settings()
    except SettingsInvalid:
        return
    logs.start_logs(settings)
    # Its own words take the same way as the portal's.
    server_log = arbiter.log.error_log
    server_log.handlers.clear()
    server_log.propagate = True
    if settings.metrics_folder:
        os.environ[metrics.FOLDER] = str(metrics.swept(Path(settings.metrics_folder)))
    else:
        _own_folder.append(metrics.own_folder(Path(settings.hashing_folder)))
        os.environ[metrics.FOLDER] = str(_own_folder[0])


def _share_modules() -> None:
    """Import before the workers are made what each would import: they then hold it once, not once each.

    The portal itself is made in each worker: it would bring connections and counters of the first process along.
    """
    for name in ("societaire_bootstrap.compose", "societaire_web.application"):
        import_module(name)
    # What the collector moves in a worker is no longer shared.
    gc.freeze()


def when_ready(_arbiter: object) -> None:
    """Ctrl-C ends like SIGTERM: the answers under way are given, and the workers give their connections back."""
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(_worker: object) -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the first one: told twice, a worker complains."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def on_exit(_arbiter: object) -> None:
    """Nobody counts there any more."""
    for folder in _own_folder:
        metrics.forget(folder)
