"""Seals by HMAC-SHA-256."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from attrs import field, frozen

_BYTES = 20
"""Of the code that is kept: 160 bits."""


@frozen
class HmacSeals:
    """The Seals port; the first key seals, every one opens."""

    keys: tuple[str, ...] = field(repr=False)

    def seal(self, purpose: str, text: str) -> str:
        data = text.encode()
        return _encoded(_code(self.keys[0], purpose, data) + data)

    def open(self, purpose: str, sealed: str) -> str | None:
        try:
            held = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
            code, data = held[:_BYTES], held[_BYTES:]
            if _encoded(held) != sealed or not any(
                hmac.compare_digest(code, _code(key, purpose, data)) for key in self.keys
            ):
                return None
            return data.decode()
        except ValueError:
            return None


def _code(key: str, purpose: str, data: bytes) -> bytes:
    return hmac.digest(_own_key(key, purpose), data, "sha256")[:_BYTES]


@lru_cache(maxsize=64)
def _own_key(key: str, purpose: str) -> bytes:
    # The purpose makes a key of its own: a seal is never good for another use of the same secret.
    return hmac.digest(key.encode(), b"societaire:" + purpose.encode(), "sha256")


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
