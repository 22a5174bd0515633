"""The words of help and refusals: in the order of the command, and in French to the last one."""

import re

import click
import pytest

from societaire.errors import Invalid, Problem
from societaire_cli.failures import refusal_lines
from tests.delivery.cli.desk import Desk
from tests.delivery.cli.test_program import commands


def test_a_summary_names_its_arguments_in_the_order_of_the_command() -> None:
    for path, command in commands():
        summary = (command.help or "").partition("\n")[0]
        arguments = [each for each in command.params if isinstance(each, click.Argument)]
        names = [each.make_metavar(click.Context(command)).strip("[]") for each in arguments]
        told = [word for word in re.findall(r"\w+", summary) if word in names]
        assert told == [name for name in names if name in told], path


def test_a_refusal_is_in_french_to_the_last_word(desk: Desk) -> None:
    desk.patch.delenv("SOCIETAIRE_AS", raising=False)
    done = desk.type("companies", "detach", "552000002", "P1")
    assert done.status == 2
    assert "'--as' (ou variable 'SOCIETAIRE_AS')" in done.err


@pytest.mark.parametrize(
    ("field", "told"), [("file", "fichier"), ("directory", "dossier"), ("SOCIETAIRE_AS", "SOCIETAIRE_AS")]
)
def test_what_a_problem_is_about_is_told_in_french(field: str, told: str) -> None:
    (line,) = refusal_lines(Invalid([Problem(field, "file_missing")]))
    assert line.startswith(f"  {told} : ")
