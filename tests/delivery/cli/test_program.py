"""The program itself: help, refusals, statuses, and what reaches a terminal."""

import ast
import gettext
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from societaire.ports.identity import DatabaseBusy
from societaire_cli import failures, french
from societaire_cli.__main__ import run
from societaire_cli.lazy import LazyGroup
from societaire_cli.office import Office
from societaire_cli.output import json_line, safe, say_table
from societaire_cli.progress import progress
from societaire_cli.root import societaire
from societaire_wording.catalogue import SENTENCES
from tests.delivery.cli.desk import Desk, Finding, State, Terminal

AS = ("--as", "I001")
HOSTILE = "\x1b]0;pris\x07\x9b31m\u202egnol\r\nmort"


def commands(
    group: click.Group = societaire, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def leaves() -> list[tuple[str, ...]]:
    """Every command that does something."""
    return [path for path, command in commands() if not isinstance(command, click.Group)]


def test_without_arguments_the_help_is_shown(desk: Desk) -> None:
    bare, asked = desk.type(), desk.type("--help")
    assert (bare.status, bare.err) == (0, "")
    assert bare.out == asked.out
    assert "Commandes :" in bare.out


def test_help_opens_nothing(desk: Desk) -> None:
    for path in leaves():
        done = desk.type(*path, "--help")
        assert (done.status, done.err) == (0, ""), path
        assert "Usage :" in done.out
    assert desk.opened == 0


def test_help_fits_a_terminal_of_eighty_columns(desk: Desk) -> None:
    for path in [(), *(path for path, _ in commands())]:
        assert all(len(line) <= 80 for line in desk.type(*path, "--help").out.splitlines()), path


def test_every_command_and_option_is_explained() -> None:
    for path, command in commands():
        assert command.help, path
        assert all(option.help for option in command.params if isinstance(option, click.Option)), path


def test_the_summaries_of_the_help_are_those_of_the_commands() -> None:
    root = societaire
    assert isinstance(root, LazyGroup)
    for name, entry in root.entries.items():
        assert entry.load().name == name
        assert len(entry.summary) <= 60


def test_every_command_that_reads_gives_json() -> None:
    readers = {"check", "show", "list", "sessions", "import", "doctor"}
    for path, command in commands():
        if path[-1] in readers and not isinstance(command, click.Group):
            assert any("--json" in option.opts for option in command.params), path


@pytest.mark.parametrize(
    "path",
    [
        ("people", "invite"),
        ("companies", "attach"),
        ("companies", "detach"),
        ("documents", "publish"),
    ],
)
def test_every_command_that_writes_asks_who_acts(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    (option,) = (each for each in command.params if "--as" in each.opts)
    assert option.required


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("inconnue",), "La commande 'inconnue' n'existe pas."),
        (("peple",), "Peut-être : 'people' ?"),
        (("people", "montrer"), "La commande 'montrer' n'existe pas."),
        (("people", "show"), "Il manque l'argument 'CODE'."),
        (("people", "show", "P1", "P2"), "Argument en trop : P2"),
        (("people", "show", "P1", "--nimporte"), "L'option '--nimporte' n'existe pas."),
        (("people", "show", "P1", "--jsn"), "Peut-être : '--json' ?"),
        (("people", "invite", "P1", "--as"), "L'option '--as' demande une valeur."),
        (("people", "show", "P1", "--json=oui"), "L'option '--json' ne prend pas de valeur."),
        (("serve", "--port", "grand"), "'grand' n'est pas un nombre entier."),
        (("serve", "--port", "70000"), "70000 n'est pas dans l'intervalle 1<=x<=65535."),
        (("import", "/nulle/part"), "'/nulle/part' n'existe pas."),
        (("import", __file__), "est un fichier, il faut un dossier."),
        (("documents", "publish", "RCD-1", "/nulle/part.pdf"), "'/nulle/part.pdf' n'existe pas."),
        (("documents", "publish", "RCD-1", "/"), "est un dossier, il faut un fichier."),
        (("documents", "list", "RCD-1", "--kind", "facture"), "'facture' n'est pas l'une de ces valeurs"),
        (("completion", "tcsh"), "'tcsh' n'est pas l'une de ces valeurs"),
    ],
)
def test_wrong_usage_is_told_in_french_with_the_way_out(desk: Desk, typed: tuple[str, ...], told: str) -> None:
    done = desk.type(*typed)
    assert (done.status, done.out, desk.opened) == (2, "", 0)
    assert told in done.err
    assert "--help" in done.err


def click_words() -> Iterator[str]:
    """Every word of click's own that goes through gettext."""
    folder = Path(click.__file__).parent
    # Never shown by a command line: programming mistakes, another system, editors, questions that we do not ask.
    internal = ("_winconsole.py", "_termui_impl.py", "termui.py", "utils.py")
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path.name not in internal and isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                taken = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                yield from (str(part.value) for part in node.args[:taken] if isinstance(part, ast.Constant))


PROGRAMMING = (
    "Could not determine name",
    "No options defined but",
    "Arguments take exactly",
    "Name '{name}' defined",
    "Boolean option {decl",
    "Do you want to continue",
    "Confirm the action",
)


def test_whatever_click_says_has_its_french() -> None:
    missing = {word for word in click_words() if word not in french.WORDS and not word.startswith(PROGRAMMING)}
    assert missing == set()


def test_the_french_names_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return {name.split("!")[0] for name in re.findall(r"\{(.*?)\}", text)}

    for english, words in french.WORDS.items():
        assert values(words) <= values(english), english


def test_the_rest_of_python_keeps_its_language() -> None:
    french.speak()
    assert gettext.gettext("Usage:") == "Usage:"


def test_an_unexpected_failure_shows_no_traceback_and_leaves_one_in_the_log(desk: Desk, tmp_path: Path) -> None:
    desk.patch.setenv("XDG_STATE_HOME", str(tmp_path))
    desk.patch.setattr(type(desk.composition), "checks", lambda _self: 1 // 0)
    done = desk.type("doctor")
    (log,) = tmp_path.rglob("*.log")
    reference = re.search(r"référence ([0-9a-f]{8})", done.err)
    assert (done.status, done.out) == (1, "")
    assert reference
    assert str(log) in done.err
    assert "Traceback" not in done.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert reference[1] in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_that_can_not_be_written_hides_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder")
    desk.patch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk.patch.setattr("tempfile.tempdir", str(tmp_path / "state"))
    desk.patch.setattr(type(desk.composition), "checks", lambda _self: 1 // 0)
    done = desk.type("doctor")
    assert done.status == 1
    assert "Erreur imprévue" in done.err


def test_a_log_is_never_written_through_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "societaire").mkdir()
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "societaire" / "societaire.log").symlink_to(tmp_path / "precious")
    desk.patch.setenv("XDG_STATE_HOME", str(tmp_path))
    desk.patch.setattr("tempfile.tempdir", str(tmp_path))
    desk.patch.setattr(type(desk.composition), "checks", lambda _self: 1 // 0)
    assert desk.type("doctor").status == 1
    assert (tmp_path / "precious").read_text() == "mine"


def test_an_interruption_is_told_and_ends_with_130(desk: Desk) -> None:
    def interrupted(_self: object) -> None:
        raise KeyboardInterrupt

    desk.patch.setattr(type(desk.composition), "checks", interrupted)
    done = desk.type("doctor")
    assert done.status == 130
    assert "Interrompu" in done.err


def test_whatever_was_opened_is_closed(desk: Desk) -> None:
    desk.type("people", "show", "P9")
    desk.type("people", "show", "P1")
    assert (desk.opened, desk.composition.closed) == (2, 2)


def test_a_database_of_another_version_is_told_before_anything_is_done(desk: Desk) -> None:
    desk.composition.state = State(None, "0002")
    done = desk.type("people", "invite", "P1", *AS)
    assert (done.status, done.out) == (2, "")
    assert "societaire db upgrade" in done.err
    assert not desk.tables.outbox


def test_names_can_not_drive_the_terminal(desk: Desk) -> None:
    desk.name("P1", HOSTILE)
    for typed in (("people", "show", "P1"), ("companies", "show", "552000002"), ("people", "invite", "P1", *AS)):
        done = desk.type(*typed)
        assert done.status == 0
        assert "mort" in done.out
        for forbidden in ("\x1b", "\x07", "\x9b", "\u202e", "\r"):
            assert forbidden not in done.out + done.err


def test_json_keeps_such_names_exactly_and_shows_none_of_them(desk: Desk) -> None:
    desk.name("P1", HOSTILE)
    done = desk.type("people", "show", "P1", "--json")
    assert json.loads(done.out)["last_name"] == HOSTILE
    assert not any(forbidden in done.out for forbidden in ("\x1b", "\x07", "\x9b", "\u202e", "\r"))


def test_a_hostile_argument_is_told_harmlessly(desk: Desk) -> None:
    for typed in (
        ("people", "show", HOSTILE),
        ("companies", "show", HOSTILE),
        (HOSTILE,),
        ("people", "show", "P1", HOSTILE),
    ):
        done = desk.type(*typed)
        assert done.status in (1, 2)
        assert not any(forbidden in done.err for forbidden in ("\x1b", "\x07", "\x9b", "\u202e"))


@pytest.mark.parametrize(
    "code", ["", "$(id)", "`id`", "'; DROP TABLE persons; --", "../../etc/passwd", "a" * 100_000, "\udcff"]
)
def test_odd_codes_are_only_codes(desk: Desk, code: str) -> None:
    done = desk.type("people", "show", "--", code)
    assert (done.status, done.out) == (1, "")
    assert "Traceback" not in done.err
    assert "imprévue" not in done.err


def test_text_is_one_line_and_json_one_line_when_it_must() -> None:
    assert safe("a\nb\u2028c") == "a\ufffdb\ufffdc"
    line = json_line({"name": "é\u2028\U000e0001\n"})
    assert "\n" not in line
    assert line.isprintable()
    assert json.loads(line)["name"] == "é\u2028\U000e0001\n"


def test_doctor_tells_every_problem_and_what_to_do(desk: Desk) -> None:
    desk.composition.findings = (
        Finding("settings"),
        Finding("migrations", ok=False, code="check_migrations", values=(("current", "0"), ("wanted", "0002"))),
    )
    text = desk.type("doctor")
    assert text.status == 1
    assert "Réglages" in text.out
    assert "PROBLÈME" in text.out
    assert "societaire db upgrade" in text.out
    data = json.loads(desk.type("doctor", "--json").out)
    assert data["ok"] is False
    assert [check["ok"] for check in data["checks"]] == [True, False]
    desk.composition.findings = (Finding("settings"),)
    assert desk.type("doctor").status == 0


def test_the_database_is_checked_and_upgraded(desk: Desk) -> None:
    desk.composition.state = State(None, "0002")
    before = desk.type("db", "check", "--json")
    assert (before.status, json.loads(before.out)) == (1, {"current": None, "wanted": "0002", "up_to_date": False})
    assert desk.type("db", "upgrade").status == 0
    again = desk.type("db", "upgrade")
    assert (again.status, again.out) == (0, "")
    assert "Déjà à jour" in again.err
    assert desk.type("db", "check").status == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_of_the_shell(desk: Desk, shell: str) -> None:
    done = desk.type("completion", shell)
    assert (done.status, desk.opened) == (0, 0)
    assert "_SOCIETAIRE_COMPLETE" in done.out


def test_an_output_that_is_closed_ends_quietly(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as target:

        class Closed(io.StringIO):
            def write(self, _text: str) -> int:
                raise BrokenPipeError

            def fileno(self) -> int:
                return target.fileno()

        closed = Closed()
        desk.patch.setattr(sys, "stdout", closed)
        assert run(["people", "show", "P1"], Office(lambda: desk.composition)) == 0
        assert run(["doctor"], Office(lambda: desk.composition)) == 0


def test_progress_is_drawn_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress("Import") as advance:
            advance(1, 2)
        assert ("Import" in terminal.getvalue()) is drawn
        with progress("Rien", shown=False) as advance:
            advance(1, 2)
        assert "Rien" not in terminal.getvalue()


def test_a_narrow_terminal_shortens_what_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("claire.muller@etancheite-ferreira.example", "Responsabilité civile décennale " * 3, 12)]
    for stream, width in ((Terminal(), 80), (io.StringIO(), None)):
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setenv("COLUMNS", "80")
        say_table(("Adresse", "Libellé", "Nombre"), rows, cut=("Libellé",))
        lines = stream.getvalue().splitlines()
        assert all("claire.muller@etancheite-ferreira.example" in line for line in lines[1:])
        assert max(map(len, lines)) == width if width else rows[0][1].strip() in lines[1]


@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_and_obey_no_color(desk: Desk, variable: str, *, coloured: bool) -> None:
    desk.patch.setenv("NO_COLOR", variable)
    desk.patch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    assert ("\x1b[" in desk.type("doctor").out) is coloured


def test_a_pipe_gets_no_colour(desk: Desk) -> None:
    assert "\x1b[" not in desk.type("doctor").out


def test_the_words_for_staff_replace_those_of_known_refusals() -> None:
    for code, words in failures.STAFF_WORDS.items():
        assert code in SENTENCES
        assert words != SENTENCES[code]


def test_a_database_out_of_reach_is_told_with_the_way_out(desk: Desk) -> None:
    def busy(_self: object) -> State:
        raise DatabaseBusy(2)

    desk.patch.setattr(type(desk.composition), "schema_state", busy)
    done = desk.type("people", "show", "P1")
    assert (done.status, done.out) == (1, "")
    assert "societaire doctor" in done.err
