"""The `societaire` program: its streams, and what its exit status says."""

import os
import sys
from collections.abc import Sequence

import click

from societaire_cli import french
from societaire_cli.office import Office
from societaire_cli.root import societaire

PROGRAM = "societaire"
COMPLETION = "_SOCIETAIRE_COMPLETE"
"""The variable by which a shell asks for completions (click names it)."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave: 0 done, 1 refused, 2 wrong usage or settings, 130 interrupted."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - as long as the program
        else:
            # A terminal in ASCII must not turn an accented name into a failure.
            stream.reconfigure(errors="replace")
    if COMPLETION in os.environ:
        societaire.main(prog_name=PROGRAM)
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments), Office()))


def run(arguments: list[str], office: Office) -> int:
    """Run one command in `office`; returns the exit status, whatever happens."""
    french.speak()
    try:
        status = _invoked(arguments, office)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _drop_output()
        return office.status
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where nothing may go through
        # What words failures is not needed by the others.
        from societaire_cli import failures

        status = failures.told(error)
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
    finally:
        office.close()
    return status


def _invoked(arguments: list[str], office: Office) -> int:
    # Not click's main: on a closed pipe it would decide of the exit status by itself.
    try:
        with societaire.make_context(PROGRAM, arguments, obj=office) as ctx:
            societaire.invoke(ctx)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return office.status


def _drop_output() -> None:
    """What could not be written would fail again when Python closes its output, and change the exit status."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
