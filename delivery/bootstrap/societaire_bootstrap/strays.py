"""Names that no setting has, in the environment and in the file: a misspelt one would otherwise be ignored."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import fields, has

from societaire.errors import Problem

TABLE = "societaire"
_BESIDE = ("SETTINGS", "AS", "REQUIRE")
"""What the command line and the tests read of the environment beside the settings."""
# What Kubernetes and Docker tell every container of a service that is itself called "societaire".
_OF_A_SERVICE = re.compile(r"(SERVICE_(HOST|PORT)|PORT)(_\w+)?|NAME|ENV_\w+")


def option_paths(kind: type[Any], before: str = "") -> Iterator[str]:
    """The settings of an attrs class, those of a class within it after a dot."""
    for option in fields(kind):
        if isinstance(option.type, type) and has(option.type):
            yield from option_paths(option.type, f"{before}{option.name}.")
        else:
            yield before + option.name


def stray_variables(environment: Mapping[str, str], prefix: str, paths: Collection[str]) -> Iterator[Problem]:
    """Variables that begin as ours do and mean nothing."""
    known = [prefix + path.upper().replace(".", "_") for path in paths]
    known += [prefix + name for name in _BESIDE]
    for name in sorted(environment):
        if not name.startswith(prefix) or name in known or _OF_A_SERVICE.fullmatch(name.removeprefix(prefix)):
            continue
        near = _nearest(name.removeprefix(prefix), [each.removeprefix(prefix) for each in known])
        if near:
            yield Problem.of(name, "setting_unknown_near", near=prefix + near)
        else:
            yield Problem(name, "setting_unknown")


def sort_keys(
    content: Mapping[str, Any], variable: str, paths: Collection[str]
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What the file sets, and a problem of `variable` for each key that is no setting or is outside the table."""
    table = content.get(TABLE, {})
    outside = [key for key in content if key != TABLE or not isinstance(table, dict)]
    problems = [Problem.of(variable, "settings_key_outside", key=key) for key in sorted(outside)]
    found: dict[str, Any] = {}
    for path, value in _leaves(table, paths) if isinstance(table, dict) else ():
        if path in paths:
            *tables, last = path.split(".")
            inner = found
            for name in tables:
                inner = inner.setdefault(name, {})
            inner[last] = value
        else:
            problems.append(_unknown_key(variable, path, _nearest(path, paths)))
    return found, tuple(problems)


def _leaves(table: Mapping[str, Any], paths: Collection[str], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        path = before + key.replace("-", "_")
        if isinstance(value, dict) and any(known.startswith(f"{path}.") for known in paths):
            yield from _leaves(value, paths, f"{path}.")
        else:
            yield path, value


def _unknown_key(variable: str, path: str, near: str) -> Problem:
    if near:
        return Problem.of(variable, "settings_key_unknown_near", key=path, near=near)
    return Problem.of(variable, "settings_key_unknown", key=path)


def _nearest(name: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(name, known, n=1)), "")
