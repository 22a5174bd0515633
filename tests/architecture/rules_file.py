"""docs/rules.md as a test reads it, and the table of limits as it must say it."""

import re
from collections.abc import Mapping
from datetime import timedelta

from attrs import frozen

from societaire.settings import Limits, ThrottleRule

_RULE = re.compile(r"^\*\*(?P<number>\S+) — (?P<status>[^*]+)\.\*\*(?P<text>.*?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)
_SIZES = (("MiB", 1024 * 1024), ("KiB", 1024), ("byte", 1))

ROWS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("activation link, invitation", ("activation_link",), "{}, single use, a newer one replaces it"),
    ("password reset link", ("reset_link",), "{}, single use, a newer one replaces it"),
    (
        "another link asked for, an invitation sent again",
        ("link_mail_interval",),
        "not sent within {} of one that is still good",
    ),
    ("session", ("session_idle", "session_total"), "{} idle, {} in all; a draft outlives it"),
    ("failed sign-ins, by account and by IP address", ("sign_in",), "{}; a reset always works"),
    ("requests for help with a password, by IP address and e-mail address", ("password_help",), "{}"),
    ("the same, by IP address alone, against floods", ("help_flood",), "{}"),
    ("a browser that signed in before", ("known_device",), "has its own count of failures for {}"),
    ("removed access", ("removed_access",), "restorable for {}"),
    ("pending invitations of a company", ("pending_invitations",), "{}"),
    ("an invitation whose link has ended", ("ended_invitation",), "kept for {}, with the name that was typed"),
    ("a mail that was sent, or became pointless", ("finished_message",), "kept for {}; one given up stays"),
    (
        "verification of an e-mail address",
        ("email_verification", "email_verification_reminder"),
        "every {} (L111-10 C. ass.); asked again after {}",
    ),
    ("what a daily message is to tell of", ("digest_item",), "kept for {}"),
    ("a file", ("file_bytes",), "{}"),
    ("a request's body", ("body_bytes", "upload_margin_bytes"), "{}; where files are sent, a file plus {}"),
    ("files of a declaration or a claim", ("files", "files_bytes"), "{}, {} in all"),
    (
        "a declaration of bases that is to be sent",
        ("declaration_reminder", "declaration_last_reminder"),
        "reminded of {} before its due date, and {} before",
    ),
    ("a file whose sending has stopped", ("unfinished_upload",), "goes on for {}"),
    ("drafts", ("draft_warning", "draft_life"), "warned after {}, removed after {}"),
    ("access log", ("access_log",), "{}; business events stay as long as the contract's documents"),
    (
        "documents",
        ("document_years", "document_years_after_end", "removal_notice"),
        "the later of {} years and {} years after the contract ends (L111-11 C. ass.), with {} of notice",
    ),
)
"""What the table calls a limit, the fields that hold it, and how it reads."""


@frozen
class Rule:
    """One numbered rule; `can_refuse` is false where it has nothing to refuse."""

    number: str
    status: str
    can_refuse: bool


def rules_of(text: str) -> list[Rule]:
    """Every rule of the file, in order."""
    return [
        Rule(found["number"], found["status"], "*Nothing to refuse.*" not in found["text"])
        for found in _RULE.finditer(text)
    ]


def limits_table(limits: Limits) -> str:
    """The table of the durations and limits, in Markdown."""
    lines = ["| what | default |", "| --- | --- |"]
    for what, names, words in ROWS:
        values = (_spelt(getattr(limits, name), in_bytes=name.endswith("bytes")) for name in names)
        lines.append(f"| {what} | {words.format(*values)} |")
    return "\n".join(lines)


def kept_table(text: str) -> str:
    """The table as the file holds it."""
    found = re.search(r"<!-- limits -->\n(.*?)\n?<!-- /limits -->", text, re.DOTALL)
    return found[1].strip() if found else ""


def _spelt(value: object, *, in_bytes: bool) -> str:
    match value:
        case timedelta():
            name, unit = next((name, unit) for name, unit in _UNITS if not value % unit)
            return _counted(value // unit, name)
        case ThrottleRule():
            return _throttle(value)
        case int() if in_bytes:
            name, size = next((name, size) for name, size in _SIZES if not value % size)
            return f"{value // size} {name}"
        case _:
            return str(value)


def _throttle(rule: ThrottleRule) -> str:
    first, longest, window = (
        _spelt(each, in_bytes=False) for each in (rule.first_wait, rule.longest_wait, rule.window)
    )
    return f"from the {rule.free}th, a wait that doubles from {first} to {longest}; at most {rule.most} in {window}"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


EXPECTED: Mapping[str, int] = {"A": 6, "B": 3, "C": 9, "D": 3, "E": 8, "F": 5, "G": 5, "H": 7}
"""How many rules each section has."""
