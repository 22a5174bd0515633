"""Words as people type them, or why they can't be kept."""

import pytest

from societaire.typed.numbers import Fault
from societaire.typed.words import LONGEST_TEXT, read_lines


@pytest.mark.parametrize("text", ["a" * (LONGEST_TEXT + 1), "un deux\n" * LONGEST_TEXT])
def test_a_text_that_is_too_long_is_told_so(text: str) -> None:
    assert read_lines(text) == Fault.of("too_long", longest=LONGEST_TEXT)


def test_signs_that_steer_what_shows_them_are_refused_on_any_line() -> None:
    assert read_lines("bon\n\u202emauvais") == Fault("control_character")


def test_lines_are_kept_each_trimmed() -> None:
    assert read_lines("  un \n\n  deux  trois ") == "un\n\ndeux trois"
