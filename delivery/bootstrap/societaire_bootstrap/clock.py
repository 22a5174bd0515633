"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """What time the machine says it is."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)
