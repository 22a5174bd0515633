"""A network connection that is cut when its time is over, whatever the other side does."""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Condition, Thread


class Line:
    """The connection beneath a session; a socket's own timeout starts afresh at every byte received, this one never."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._held: socket.socket | None = None
        self._ends = 0.0
        self._is_limited = False
        self._wakes: float | None = None
        self.cut = False

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Within, the connection is cut `seconds` from now, even in the middle of a handshake."""
        with self._changed:
            self.cut = False
            self._ends = time.monotonic() + seconds
            self._is_limited = True
            # One thread watches mail after mail; it wakes when the first would have been over, and looks at the latest.
            if self._wakes is None:
                self._wakes = self._ends
                Thread(target=self._watch, daemon=True).start()
            elif self._ends < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._is_limited = False

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
                # The end of a mail is not to wait until its beginning has arrived.
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                connection.close()
                failure = error
            else:
                self._hold(connection)
                return connection
        raise failure

    def has_news(self) -> bool:
        """Whether there is something to read while nothing was asked: what a server says when it hangs up."""
        with self._changed:
            if self._held is None:
                return True
            poll = select.poll()
            poll.register(self._held, select.POLLIN)
            return bool(poll.poll(0))

    def close(self) -> None:
        """Let go of the connection."""
        with self._changed:
            if self._held is not None:
                self._held.close()
                self._held = None
            self._changed.notify()

    def _hold(self, connection: socket.socket) -> None:
        # A second handle on the same connection: TLS takes the first one over, and may be busy with it.
        self.close()
        with self._changed:
            self._held = connection.dup()
            if self.cut:
                self._shut()

    def _watch(self) -> None:
        with self._changed:
            while self._is_limited:
                left = self._ends - time.monotonic()
                if left <= 0:
                    self.cut = True
                    self._shut()
                    break
                self._wakes = self._ends
                self._changed.wait(left)
            self._wakes = None

    def _shut(self) -> None:
        with suppress(OSError):
            if self._held is not None:
                self._held.shutdown(socket.SHUT_RDWR)
