"""Passwords in memory: a fast hasher that counts, a list of one's own, and a source of values that can be foreseen."""

import hashlib
from collections.abc import Collection

from attrs import define, field, frozen

from societaire.errors import Busy


@define
class PlainHasher:
    """A salted digest, fast and so for tests alone; counts the hashings and can be told that every slot is taken."""

    parameters: str = "1"
    busy: bool = False
    hashings: int = field(default=0, init=False)

    def hash(self, password: str) -> str:
        """Encode as "plain$parameters$salt$digest", the salt being the number of this hashing."""
        return self._encoded(self.parameters, str(self.hashings + 1), password)

    def verify(self, encoded: str | None, password: str) -> bool:
        """Compare; None and what can't be read cost one hashing too."""
        kept = encoded.split("$") if encoded else []
        if len(kept) != len("kpsd") or kept[0] != "plain":
            self._encoded(self.parameters, "dummy", password)
            return False
        return self._encoded(kept[1], kept[2], password) == encoded

    def outdated(self, encoded: str) -> bool:
        """Whether other parameters made it."""
        return not encoded.startswith(f"plain${self.parameters}$")

    def _encoded(self, parameters: str, salt: str, password: str) -> str:
        if self.busy:
            raise Busy(retry_after=2)
        self.hashings += 1
        digest = hashlib.sha256(f"{parameters}${salt}$".encode() + password.encode("utf-8", "surrogatepass"))
        return f"plain${parameters}${salt}${digest.hexdigest()}"


@frozen
class FixedGuessables:
    """Knows the passwords that it was given, as they are."""

    passwords: Collection[str] = ()

    def knows(self, password: str) -> bool:
        """Whether it is one of them."""
        return password in self.passwords


@define
class CountingEntropy:
    """Tokens and identifiers of the right shape, all different and the same at every run."""

    start: int = 0
    _given: int = field(default=0, init=False)

    def token(self) -> str:
        """43 url-safe characters, as many as 256 bits take."""
        return f"token-{self._next():037}"

    def identifier(self) -> str:
        """32 hexadecimal characters."""
        return f"{self._next():032x}"

    def _next(self) -> int:
        self._given += 1
        return self.start + self._given
