"""Browsers that ask without thinking: a few connections kept open, each sending its next request at once."""

import socket
import time
from collections.abc import Sequence
from threading import Thread

from attrs import define, field, frozen

from benchmarks.figures import median


@define
class Connection:
    """A connection kept open; opened anew when the server closed it."""

    port: int
    _socket: socket.socket | None = field(default=None, init=False)
    _buffer: bytes = field(default=b"", init=False)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer."""
        for attempt in (1, 2):
            try:
                return self._ask(request)
            except (ConnectionError, EOFError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        got = bytearray()
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = bytes(got[:end])
        lower = head.lower()
        start = lower.find(b"content-length:")
        if start < 0:
            raise ValueError(head)
        length = int(lower[start + 15 :].partition(b"\r\n")[0])
        body = got[end + 4 :]
        while len(body) < length:
            body += self._more()
        if b"connection: close" in lower:
            self.close()
        return int(head[9:12]), head, bytes(body)

    def _more(self) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(262_144)
        if not piece:
            raise EOFError
        return piece


@frozen
class Burst:
    """What a burst of requests gave."""

    count: int
    seconds: float
    latencies: tuple[float, ...]
    statuses: frozenset[int]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.count / self.seconds

    @property
    def p50(self) -> float:
        """Seconds that half of the requests took at most."""
        return median(self.latencies)

    @property
    def p99(self) -> float:
        """Seconds that all but one in a hundred took at most."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def get(path: str, cookie: str = "", more: str = "") -> bytes:
    """A request for a page, as bytes."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Firefox Linux\r\nAccept: text/html\r\n{more}"
    return f"{head}{f'Cookie: {cookie}{chr(13)}{chr(10)}' if cookie else ''}\r\n".encode()


def burst(port: int, requests: Sequence[bytes], seconds: float, connections: int = 4, expected: int = 200) -> Burst:
    """Ask for `seconds`, each connection taking its share of the requests in turn; raises on another status."""
    latencies: list[list[float]] = [[] for _ in range(connections)]
    statuses: set[int] = set()
    stop = time.monotonic() + seconds

    def run(number: int) -> None:
        mine = requests[number::connections] or requests
        connection = Connection(port)
        turn = 0
        while (start := time.monotonic()) < stop:
            status, _, _ = connection.ask(mine[turn % len(mine)])
            latencies[number].append(time.monotonic() - start)
            statuses.add(status)
            turn += 1
        connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(connections)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.monotonic() - start
    together = tuple(latency for some in latencies for latency in some)
    if expected and statuses != {expected}:
        raise RuntimeError(f"answered {sorted(statuses)} instead of {expected}")
    return Burst(len(together), taken, together, frozenset(statuses))
