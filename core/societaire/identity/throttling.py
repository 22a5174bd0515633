"""How failed attempts slow down: a pure rule over the moments of past failures (RULES A6, CNIL 2022-100)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from societaire.errors import Busy
from societaire.identity.links import digest
from societaire.settings import ThrottleRule
from societaire.values import Email

NO_WAIT = timedelta(0)


class TooManyAttempts(Busy):
    """Too many failures on this account or from this address; a reset of the password stays possible."""

    code = "too_many_attempts"


def recent(rule: ThrottleRule, failures: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """The failures that still count, oldest first; those dated after `now` (a clock set back) count as now."""
    return tuple(sorted(min(moment, now) for moment in failures if now - moment < rule.window))


def wait(rule: ThrottleRule, failures: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait before the next attempt; zero when it may go ahead."""
    counted = recent(rule, failures, now)
    if len(counted) >= rule.most:
        return counted[len(counted) - rule.most] + rule.window - now
    if len(counted) < rule.free:
        return NO_WAIT
    # Doubling is bounded before it is computed: 2 ** 25 minutes would be meaningless.
    doublings = min(len(counted) - rule.free, 30)
    pause = min(rule.first_wait * (1 << doublings), rule.longest_wait)
    return max(NO_WAIT, counted[-1] + pause - now)


def account_key(email: Email) -> str:
    """Attempts on one account from browsers it does not know."""
    return f"account:{email}"


def device_key(device_digest: str) -> str:
    """Attempts from a browser that already signed in as that person: strangers can't exhaust these."""
    return f"device:{device_digest}"


def address_key(ip: str) -> str:
    """Attempts from one IP address, whatever the account."""
    return f"address:{ip}"


def help_key(origin: str, email: Email) -> str:
    """Requests for help with the password of one address from one origin; asked by anybody, it is kept as a digest."""
    return f"help:{origin}:{digest(str(email))}"


def flood_key(ip: str) -> str:
    """Requests for help with a password from one IP address, whoever they are for."""
    return f"help:{ip}"


def released(failures: Sequence[datetime], moment: datetime) -> tuple[datetime, ...]:
    """The failures without one reserved at `moment`, once the attempt turned out right."""
    kept = list(failures)
    if moment in kept:
        kept.remove(moment)
    return tuple(kept)
