"""The program that opens files that may be hostile; `confinement` starts it.

`python -I -m societaire_documents.confined TASK WRITTEN DESCRIPTOR…`: the first WRITTEN descriptors may be written to,
the others are the files. It answers one object of JSON on its standard output: `{"answer": …}` or `{"problem": …}`.
"""

import codecs
import importlib
import json
import os
import resource
import sys
from typing import Any

from societaire_documents.acceptance import Unacceptable

MEMORY = 512 * 1024 * 1024
MEMORY_TO_MAKE = 896 * 1024 * 1024
CPU_SECONDS = 6
CPU_SECONDS_A_PAGE = 2
"""What a file that is merged with others adds."""
_LARGEST_MADE = 640 * 1024 * 1024
_LARGEST_ANSWER = 4 * 1024 * 1024
_OUT_OF_MEMORY = b'{"problem": "file_too_complex"}'
_CODECS = ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-16-le")
"""What texts in files are written in: nothing can be imported any more once they are opened."""
TASKS = {
    "inspect_pdf": "societaire_documents.pdf_inspection",
    "inspect_picture": "societaire_documents.picture_inspection",
    "copy_photograph": "societaire_documents.photograph_copying",
    "read_form": "societaire_documents.form_reading",
    "merge": "societaire_documents.merging",
}
"""Task -> the module whose function of that name does it: it takes files, and gives what JSON can hold."""


def main(arguments: list[str]) -> None:
    """Do one task within limits."""
    task, written, *descriptors = arguments
    making, count = bool(int(written)), len(descriptors)
    _limit(resource.RLIMIT_AS, MEMORY_TO_MAKE if making else MEMORY)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS + (CPU_SECONDS_A_PAGE * count if making else 0))
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_MADE if making else _LARGEST_ANSWER)
    work = getattr(importlib.import_module(TASKS[task]), task)
    for name in _CODECS:
        codecs.lookup(name)
    modes = ["wb"] * int(written) + ["rb"] * (count - int(written))
    files = [os.fdopen(int(each), mode) for each, mode in zip(descriptors, modes, strict=True)]
    # From here on nothing can be opened: no file, no socket, no pipe, by any means, with or without privileges.
    _limit(resource.RLIMIT_NOFILE, 0)
    os.write(1, _told(work, files))


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _told(work: Any, files: list[Any]) -> bytes:
    try:
        return json.dumps({"answer": work(*files)}).encode()
    except Unacceptable as refused:
        return json.dumps(refused.told).encode()
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever a parser stumbles upon is the file's fault
        limited = type(error).__name__ in ("LimitReachedError", "DecompressionBombError", "DecompressionBombWarning")
        return _OUT_OF_MEMORY if limited else b'{"problem": "file_damaged"}'


if __name__ == "__main__":
    main(sys.argv[1:])
