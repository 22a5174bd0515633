"""An SMTP server that fails in the way a test asks for."""

import socket
import ssl
from contextlib import suppress
from threading import Event, Thread
from typing import BinaryIO, Self

from attrs import define, field

_PATIENCE = 10
"""Seconds after which even a silent server gives up, so that a client without a deadline fails its test."""


@define
class FakeSmtp:
    """Answers `answers[VERB]` where there is one, yes elsewhere; keeps the lines and the mails that it received.

    CONNECT and CONTENT stand for the moments without a verb. An answer may also be `silence`, `drip` (a byte now and
    then, without end) or `hang up`. Without a certificate, a handshake drips.
    """

    answers: dict[str, str] = field(factory=dict)
    extensions: tuple[str, ...] = ()
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    lines: list[str] = field(factory=list)
    clear: list[str] = field(factory=list)
    mails: list[bytes] = field(factory=list)
    connections: int = 0
    _listening: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)), init=False)
    _open: list[socket.socket] = field(factory=list, init=False)
    _threads: list[Thread] = field(factory=list, init=False)
    _over: Event = field(factory=Event, init=False)

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def verbs(self) -> list[str]:
        return [line.partition(" ")[0].upper() for line in self.lines]

    def hang_up(self) -> None:
        """Cut every open connection."""
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._threads.append(Thread(target=self._accept))
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self.hang_up()
        for thread in self._threads[1:]:
            thread.join()
        for connection in (*self._open, self._listening):
            connection.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.connections += 1
                self._open.append(connection.dup())
                self._threads.append(Thread(target=self._serve, args=(connection,)))
                self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, EOFError):
            if self.implicit:
                connection = self._encrypt(connection)
            self._say(connection, "CONNECT", "220 fake")
            while self._talk(connection):
                connection = self._encrypt(connection)
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)
        connection.close()

    def _talk(self, connection: socket.socket) -> bool:
        """Answer until the client leaves (false) or asks for TLS (true)."""
        encrypted = isinstance(connection, ssl.SSLSocket)
        offered = [name for name in self.extensions if not (encrypted and name == "STARTTLS")]
        usual = {
            "EHLO": "\r\n".join(["250-fake", *(f"250-{name}" for name in offered), "250 HELP"]),
            "STARTTLS": "220 go on",
            "DATA": "354 go on",
            "AUTH": "235 welcome",
        }
        with connection.makefile("rb") as file:
            for line in iter(file.readline, b""):
                text = line.decode("latin-1").rstrip("\r\n")
                self.lines.append(text)
                if not encrypted:
                    self.clear.append(text)
                verb = text.partition(" ")[0].upper()
                answer = self._say(connection, verb, usual.get(verb, "250 yes"))
                if verb == "STARTTLS" and answer.startswith("220"):
                    return True
                if verb == "DATA" and answer.startswith("354"):
                    self._receive(connection, file)
        return False

    def _receive(self, connection: socket.socket, file: BinaryIO) -> None:
        lines = []
        while (line := file.readline()) != b".\r\n":
            if not line:
                raise EOFError
            lines.append(line)
        self.mails.append(b"".join(lines))
        self._say(connection, "CONTENT", "250 kept")

    def _say(self, connection: socket.socket, moment: str, usual: str) -> str:
        answer = self.answers.get(moment, usual)
        if answer == "silence":
            self._over.wait(_PATIENCE)
        if answer == "drip":
            self._drip(connection, b"250-")
        if answer in ("silence", "drip", "hang up"):
            raise EOFError
        connection.sendall(f"{answer}\r\n".encode())
        return answer

    def _encrypt(self, connection: socket.socket) -> socket.socket:
        if self.tls is None:
            # The beginning of a handshake's record, whose 16 KiB never come.
            self._drip(connection, b"\x16\x03\x03\x40\x00")
        assert self.tls is not None
        return self.tls.wrap_socket(connection, server_side=True)

    def _drip(self, connection: socket.socket, start: bytes) -> None:
        connection.sendall(start)
        for _ in range(int(_PATIENCE / 0.05)):
            if self._over.wait(0.05):
                break
            connection.sendall(b"x")
        raise EOFError
