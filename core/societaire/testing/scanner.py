"""An antivirus that knows one signature, for tests."""

from collections.abc import Mapping
from typing import BinaryIO

from attrs import define

from societaire.ports.scanner import ScannerUnavailable

# In two halves, so that no antivirus takes this file for an infected one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless content that every antivirus takes for a virus."""


@define
class MemoryScanner:
    """The VirusScanner port; `signatures` maps what is looked for to its name, `down` is an outage."""

    signatures: Mapping[bytes, str] = {EICAR: "Eicar-Test-Signature"}
    down: bool = False

    def scan(self, content: BinaryIO) -> str | None:
        """The name of the first signature that the content holds."""
        if self.down:
            raise ScannerUnavailable
        data = content.read()
        return next((name for looked_for, name in self.signatures.items() if looked_for in data), None)
