"""A network connection that is cut when its time is over, whatever the other side does."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer


class Line:
    """The connection beneath a session; a socket's own timeout starts afresh at every byte received, this one never."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: socket.socket | None = None
        self._ends = 0.0
        self.cut = False

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Within, the connection is cut `seconds` from now, even in the middle of a handshake."""
        self.cut = False
        self._ends = time.monotonic() + seconds
        timer = Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def connect(self, host: str, port: int) -> socket.socket:
        """Try each address of a host in the time that is left; only the resolver keeps its own time."""
        failure: OSError = TimeoutError(host)
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            left = self._ends - time.monotonic()
            if left <= 0:
                break
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(left)
                connection.connect(address)
                connection.settimeout(None)
            except OSError as error:
                connection.close()
                failure = error
            else:
                self._hold(connection)
                return connection
        raise failure

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None

    def _hold(self, connection: socket.socket) -> None:
        # A second handle on the same connection: TLS takes the first one over, and may be busy with it.
        self.close()
        with self._lock:
            self._held = connection.dup()
        if self.cut:
            self._cut()

    def _cut(self) -> None:
        self.cut = True
        with self._lock, suppress(OSError):
            if self._held is not None:
                self._held.shutdown(socket.SHUT_RDWR)
