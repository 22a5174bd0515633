"""Secrets and identifiers from the operating system."""

import secrets

from attrs import frozen


@frozen
class SystemEntropy:
    """The operating system's own source."""

    def token(self) -> str:
        """256 bits as 43 url-safe characters."""
        return secrets.token_urlsafe(32)

    def identifier(self) -> str:
        """128 bits as 32 hexadecimal characters."""
        return secrets.token_hex(16)
