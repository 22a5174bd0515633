"""Requests that no form of ours made, sent to every route that changes something (SECURITY 1, rows 54, 55)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from attrs import frozen

from societaire_web.gate import SAFE_METHODS
from tests.security.enumerator import is_allowed, mixes
from tests.security.examples import EXAMPLES, NOTHING
from tests.security.rights import Kind, Route, Who
from tests.security.visits import Caller
from tests.security.world import ADMIN_OF_A, ANONYMOUS, OF_B, ROLES, SIRENS, Role

STRANGER = "0ddba11" * 9


@frozen
class Forgery:
    """How it is forged: its token ('' for none), its headers, and the status that it deserves."""

    how: str
    token: str
    status: int = 400
    header: tuple[str, str] | None = None


def forgery_faults(caller: Caller, routes: Iterable[Route]) -> list[str]:
    """Every forged request that was answered otherwise than by a refusal, or changed something."""
    world, before, faults = caller.world, caller.world.keep(), []
    for route in (route for route in routes if route.method not in SAFE_METHODS):
        if Kind.SEAL in route.parameters.values():
            # Sent by mail programs, from elsewhere, without a form: the seal is the proof.
            continue
        role = ANONYMOUS if route.who is Who.PUBLIC else ADMIN_OF_A
        labels = next(labels for labels in mixes(route, role) if is_allowed(route, role, labels))
        example = EXAMPLES.get(str(route), NOTHING)
        for forged in _forgeries(caller, route):
            world.restore(before)
            answer = caller.call(
                role,
                route,
                labels,
                token=forged.token or None,
                headers={**example.headers, **dict([forged.header] if forged.header else [])},
                fields=example.fields,
                kept=example.kept,
                **example.options,
            )
            # A forged sign-in counts as an attempt: it guesses passwords as well as a true one.
            changed = [name for name in world.changes(before) if name != "attempts"]
            if answer.status != forged.status or changed:
                faults.append(f"{route}, {forged.how}: {answer.status} {changed or ''}".rstrip())
    world.restore(before)
    return faults


def assignment_faults(caller: Caller, routes: Iterable[Route]) -> list[str]:
    """Every route on which fields that no form of ours has change something (row 36)."""
    world, before, faults = caller.world, caller.world.keep(), []
    slipped = {
        "profile": "administrator",
        "state": "live",
        "siren": str(SIRENS["B"]),
        "person_id": world.person(OF_B).id,
        "id": world.person(OF_B).id,
        "version": "9",
        "created_at": "2020-01-01",
        "is_admin": "true",
    }
    for route in (route for route in routes if route.method not in SAFE_METHODS):
        example, found = EXAMPLES.get(str(route), NOTHING), []
        role = ANONYMOUS if route.who is Who.PUBLIC else ADMIN_OF_A
        labels = next(labels for labels in mixes(route, role) if is_allowed(route, role, labels))
        foreign = {name: value for name, value in slipped.items() if name not in route.fields}
        for extra in ({}, foreign):
            world.restore(before.without(example.without))
            options: dict[str, Any] = {"headers": example.headers, **example.options}
            if "json" in options:
                options["json"] = {**options["json"], **extra}
            fields = {**example.fields, **extra}
            answer = caller.call(role, route, labels, fields=fields, kept=example.kept, **options)
            found.append((answer.masked(), world.everything()))
        faults += [] if found[0] == found[1] else [str(route)]
    world.restore(before)
    return faults


def _forgeries(caller: Caller, route: Route) -> Iterator[Forgery]:
    in_company = Kind.COMPANY in route.parameters.values()
    siren = str(SIRENS["A"]) if in_company else ""
    right = caller.token(siren)
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=8, minutes=1), tick=False):
        stale = caller.token(siren)
    yield Forgery("without token", "")
    yield Forgery("with another session's token", caller.token(siren, STRANGER))
    yield Forgery("with a token of yesterday", stale)
    yield Forgery("with a token of another company", caller.token(str(SIRENS["B"])))
    yield Forgery("with a token of another kind of page", caller.token("" if in_company else str(SIRENS["A"])))
    for name, value in (
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
    ):
        yield Forgery(f"with {name}: {value}", right, 403, (name, value))


def reading_faults(caller: Caller, routes: Iterable[Route], roles: Iterable[Role] = ROLES) -> list[str]:
    """Every safe request that changed something, made twice: the first one may hide what the second does."""
    world, before, faults = caller.world, caller.world.keep(), []
    for route in routes:
        example = EXAMPLES.get(str(route), NOTHING)
        for role in roles:
            labels = next((labels for labels in mixes(route, role) if is_allowed(route, role, labels)), None)
            for method in sorted(SAFE_METHODS):
                world.restore(before)
                for _ in range(2):
                    fields = example.fields if route.method in SAFE_METHODS else {}
                    chosen = labels or next(mixes(route, role))
                    answer = caller.call(role, route, chosen, method=method, fields=fields, kept=example.kept)
                    faults += [f"{method} {route.rule} as {role}: {name}" for name in world.changes(before)]
                    if answer.status >= 500:
                        faults.append(f"{method} {route.rule} as {role}: {answer.status}")
    world.restore(before)
    return faults
