"""What the doctor says of the messages that wait."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import pytest

from societaire.errors import Problem
from societaire.ports.inspector import Inspected
from societaire.testing.inspector import PlainInspector
from societaire.testing.scanner import MemoryScanner
from societaire_bootstrap.checks import Check, documents_check, outbox_checks, scanner_check
from societaire_bootstrap.metrics import Waiting
from societaire_documents.inspector import ConfinedInspector
from societaire_wording.catalogue import sentence

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("states", "minutes", "expected"),
    [
        ({}, None, [(True, "check_ok")]),
        ({"queued": 3, "sent": 9}, 10, [(True, "check_ok")]),
        ({"queued": 3}, 20, [(False, "check_outbox_late")]),
        ({"dead": 2}, None, [(True, "check_outbox_dead")]),
        ({"queued": 3, "dead": 2}, 20, [(False, "check_outbox_late"), (True, "check_outbox_dead")]),
    ],
)
def test_messages_late_or_given_up_are_told(
    states: Mapping[str, int], minutes: int | None, expected: list[tuple[bool, str]]
) -> None:
    oldest = None if minutes is None else NOON - timedelta(minutes=minutes)
    found = list(outbox_checks(Waiting(states, oldest, NOON)))
    assert [(check.ok, check.code) for check in found] == expected
    assert all(check.name == "outbox" for check in found)


def test_the_sentences_count() -> None:
    late, dead = outbox_checks(Waiting({"queued": 3, "dead": 2}, NOON - timedelta(minutes=20), NOON))
    assert sentence(late.code, dict(late.values)).startswith("3 courriels attendent, le plus ancien depuis 20 minutes")
    assert sentence(dead.code, dict(dead.values)).startswith("2 courriels abandonnés")


def test_the_process_that_opens_files_is_tried() -> None:
    assert documents_check(ConfinedInspector()) == Check("documents", ok=True)
    assert documents_check(PlainInspector(busy=True)).code == "inspector_busy"


def test_a_program_that_opens_nothing_is_told() -> None:
    class Broken:
        def inspect(self, content: BinaryIO) -> Inspected | Problem:
            raise RuntimeError(content)

    assert documents_check(Broken()) == Check("documents", False, "check_documents")


def test_an_antivirus_that_does_not_answer_is_wrong_and_none_at_all_is_only_told() -> None:
    assert scanner_check(MemoryScanner(), wanted=True) == Check("scanner", ok=True)
    assert not scanner_check(MemoryScanner(down=True), wanted=True).ok
    assert scanner_check(MemoryScanner(down=True), wanted=False) == Check("scanner", True, "check_scanner_none")
