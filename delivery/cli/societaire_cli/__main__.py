"""The `societaire` program: its streams, and what its exit status says."""

import os
import sys
from collections.abc import Sequence

from societaire_cli import failures, french
from societaire_cli.office import Office
from societaire_cli.root import societaire

PROGRAM = "societaire"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave: 0 done, 1 refused, 2 wrong usage or settings, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal in ASCII must not turn an accented name into a failure.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments), Office()))


def run(arguments: list[str], office: Office) -> int:
    """Run one command in `office`; returns the exit status, whatever happens."""
    french.speak()
    try:
        try:
            status = societaire.main(arguments, prog_name=PROGRAM, standalone_mode=False, obj=office)
        except SystemExit as ended:  # click answers the shell's requests for completion this way
            status = ended.code
        status = status if isinstance(status, int) else office.status
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain again when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return office.status
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where nothing may go through
        return failures.told(error)
    finally:
        office.close()
    return status


if __name__ == "__main__":
    main()
