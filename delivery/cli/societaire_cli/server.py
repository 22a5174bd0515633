"""What gunicorn is told beside its command line: `societaire serve` names this module as its configuration."""

import os
import signal


def when_ready(_arbiter: object) -> None:
    """Ctrl-C ends like SIGTERM: the answers under way are given, and the workers give their connections back."""
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(_worker: object) -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the first one: told twice, a worker complains."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
