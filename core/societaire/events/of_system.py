"""What the software did by itself."""

from attrs import frozen


@frozen
class ImportApplied:
    """One batch of an import was applied; counts are of rows."""

    run: str
    file: str
    added: int
    changed: int
    superseded: int
    refused: int

    @property
    def stream(self) -> str:
        """Each run is its own chain: imports never wait for each other."""
        return f"import:{self.run}"


@frozen
class OutboxRetried:
    """Staff queued so many messages again; `messages` are those that were named, none when it was all of them."""

    count: int
    messages: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        """All of them on one chain."""
        return "outbox"


@frozen
class MaintenanceDone:
    """What time had ended was forgotten: how many of each kind."""

    links: int = 0
    sessions: int = 0
    devices: int = 0
    attempts: int = 0
    access_log: int = 0
    invitations: int = 0
    outbox: int = 0
    uploads: int = 0
    files: int = 0

    @property
    def stream(self) -> str:
        """All of them on one chain."""
        return "maintenance"
