"""Attempts reserved before the work, so that parallel guesses can't slip through (RULES A6)."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from societaire.identity.throttling import NO_WAIT, TooManyAttempts, recent, released, wait
from societaire.ports.database import Database, Repositories
from societaire.settings import ThrottleRule


@frozen
class Reservation:
    """An attempt counted as failed in advance, on every one of its keys."""

    keys: tuple[str, ...]
    moment: datetime


@frozen
class Throttle:
    """Counts attempts where all processes see them."""

    database: Database

    def reserve(self, keys: Sequence[str], rule: ThrottleRule, now: datetime) -> Reservation:
        """Count the attempt on every key, or raise TooManyAttempts with the longest wait and count it on none."""
        # Sorted, so that two attempts sharing keys never wait for each other in a ring.
        ordered = tuple(sorted(set(keys)))
        with self.database.write() as unit:
            known = {key: recent(rule, unit.attempts.of(key), now) for key in ordered}
            longest = max((wait(rule, failures, now) for failures in known.values()), default=NO_WAIT)
            if longest > NO_WAIT:
                raise TooManyAttempts(max(1, -int(-longest.total_seconds() // 1)))
            for key, failures in known.items():
                unit.attempts.save(key, (*failures, now))
            unit.commit()
        return Reservation(ordered, now)

    def release(self, reservation: Reservation) -> None:
        """Take the attempt back: it was right, or was never judged."""
        with self.database.write() as unit:
            self.release_within(unit, reservation)
            unit.commit()

    def release_within(self, unit: Repositories, reservation: Reservation) -> None:
        """Take the attempt back as part of a change."""
        for key in reservation.keys:
            unit.attempts.save(key, released(unit.attempts.of(key), reservation.moment))
