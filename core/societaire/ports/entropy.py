"""Where secrets and identifiers come from."""

from typing import Protocol


class Entropy(Protocol):
    """A source of values that nobody can foresee, never twice the same."""

    def token(self) -> str:
        """A secret of 256 bits, in characters that an address may hold."""

    def identifier(self) -> str:
        """A new identifier: 32 lower-case hexadecimal characters."""
