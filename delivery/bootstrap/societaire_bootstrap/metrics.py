"""What is counted, by every process of the machine where a folder is given to count in."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from societaire.records.report import ImportReport

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client is told, before it is imported, to count in files."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@frozen
class Waiting:
    """What waits in the outbox: how many messages in each state, and since when the oldest queued one is due."""

    states: Mapping[str, int]
    oldest_due: datetime | None
    now: datetime

    @property
    def oldest_seconds(self) -> float:
        """Zero when nothing is late."""
        return max(0.0, (self.now - self.oldest_due).total_seconds()) if self.oldest_due else 0.0


class Metrics:
    """Counts of one process, told with those of the others; `waiting` tells what waits in the outbox."""

    def __init__(self, waiting: Callable[[], Waiting] | None = None) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.waiting = waiting
        self._registry = CollectorRegistry()
        labels = ("method", "rule", "status")
        self._requests = Counter("societaire_requests", "Requests answered", labels, registry=self._registry)
        self._seconds = Histogram(
            "societaire_request_seconds", "Time to answer", ("rule",), registry=self._registry, buckets=BUCKETS
        )
        self._refused = Counter(
            "societaire_hashing_refused", "Passwords not judged: every slot was taken", registry=self._registry
        )
        self._rows = Counter("societaire_import_rows", "Rows of imports", ("file", "outcome"), registry=self._registry)

    def answered(self, method: str, rule: str, status: int, seconds: float) -> None:
        """Count a request by its route's rule, never by its address."""
        self._requests.labels(method, rule, str(status)).inc()
        self._seconds.labels(rule).observe(seconds)

    def hashing_refused(self) -> None:
        """Count a password that no slot was free for."""
        self._refused.inc()

    def imported(self, report: "ImportReport") -> None:
        """Count the rows of an import."""
        for name, counts in report.files.items():
            for outcome in ("added", "changed", "unchanged", "superseded", "refused"):
                self._rows.labels(name, outcome).inc(getattr(counts, outcome))

    def told(self) -> bytes:
        """Everything in the text form of Prometheus; raises Busy when the database is out."""
        from prometheus_client import CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = self._registry
        if os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
        text: bytes = generate_latest(registry)
        if self.waiting is not None:
            outside = CollectorRegistry()
            outside.register(_Outbox(self.waiting()))
            text += generate_latest(outside)
        return text


class _Outbox:
    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        states = GaugeMetricFamily("societaire_outbox_messages", "Messages by state", labels=["state"])
        for state, count in sorted(self._waiting.states.items()):
            states.add_metric([state], count)
        yield states
        name = "societaire_outbox_oldest_seconds"
        yield GaugeMetricFamily(name, "For how long the oldest queued message is due", self._waiting.oldest_seconds)


def count_import(report: "ImportReport", folder: str) -> None:
    """Count an import beside the portal's requests, where the machine has a folder and the library for it."""
    if not folder or find_spec("prometheus_client") is None:
        return
    with suppress(OSError):
        os.environ[FOLDER] = str(prepared(Path(folder)))
        Metrics().imported(report)


def prepared(folder: Path) -> Path:
    """The folder, made if need be, for its owner alone."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    return folder


def swept(folder: Path) -> Path:
    """The folder without the files of processes that are gone: counters start again from zero, as after any restart."""
    for file in prepared(folder).glob("*.db"):
        if _is_gone(file.stem.rpartition("_")[2]):
            file.unlink(missing_ok=True)
    return folder


def own_folder(base: Path) -> Path:
    """A folder of this process and its children; those of servers that were killed are removed."""
    for folder in base.glob("metrics-*"):
        if _is_gone(folder.name.removeprefix("metrics-")):
            forget(folder)
    return swept(base / f"metrics-{os.getpid()}")


def _is_gone(number: str) -> bool:
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def forget(folder: Path) -> None:
    """Remove a folder that nobody else counts in."""
    for file in folder.glob("*.db"):
        file.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
