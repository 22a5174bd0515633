"""One line for each request, when its answer has left to its last byte."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from societaire_bootstrap import logs
from societaire_web.operations import Counts

RULE = "societaire.rule"
"""Where the request leaves its route's rule: addresses may hold a secret, and are without number."""
KNOWN = "societaire.known"
"""Where it leaves its number, and who asked for which company."""
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
logger = logging.getLogger("societaire_web")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class AccessLine:
    """A WSGI application around the portal's, which counts requests and tells them to the log."""

    def __init__(self, application: Application, counts: Counts) -> None:
        self._application = application
        self._counts = counts

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve the request."""
        logs.unbind()
        began = time.perf_counter()
        statuses: list[int] = []

        def started(status: str, headers: Any, *rest: Any) -> Any:
            statuses.append(int(status.split(" ", 1)[0]))
            return start_response(status, headers, *rest)

        def ended(sent: int) -> None:
            self._tell(environ, statuses[-1] if statuses else 500, time.perf_counter() - began, sent)

        try:
            answer = self._application(environ, started)
        except BaseException:
            # Whatever ends the request, a worker told to stop included, its line is written.
            ended(0)
            raise
        return _Sent(answer, ended)

    def _tell(self, environ: dict[str, Any], status: int, seconds: float, sent: int) -> None:
        method = environ.get("REQUEST_METHOD", "")
        told = method if method in _METHODS else "other"
        rule = environ.get(RULE, "-")
        self._counts.answered(told, rule, status, seconds)
        known = environ.get(KNOWN, {})
        values = {"method": told, "rule": rule, "status": status, "ms": round(seconds * 1000, 1), "bytes": sent}
        words = f"request {told} {rule} {status}"
        logger.info(words, extra={"event": "request", "values": {**known, **values}})
        logs.unbind()


class _Sent:
    """An answer's pieces, counted as they leave."""

    def __init__(self, answer: Iterable[bytes], ended: Callable[[int], None]) -> None:
        self._answer = answer
        self._ended = ended
        self._sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._answer:
            self._sent += len(piece)
            yield piece

    def close(self) -> None:
        """Whether the answer was read to its end or not."""
        try:
            close = getattr(self._answer, "close", None)
            if close:
                close()
        finally:
            self._ended(self._sent)
