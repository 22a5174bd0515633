"""What a file is called: the sender's own name made harmless, kept as data and never as a path."""

import unicodedata

LONGEST = 120
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_UNSAFE = frozenset('/\\:*?"<>|%;')
_LONGEST_ENDING = 8


def shown_name(given: str) -> str:
    """A name without folder, control or direction characters, accents kept, 120 characters at most, never empty.

    Composed letters are folded into one form, so that the same name of two systems reads the same. A long name keeps
    its ending; one that Windows keeps for itself gets a `_` before it.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join("-" if c in _UNSAFE else c for c in last if _is_shown(c))
    name = _cut(" ".join(kept.split()).strip(" .")) or "document"
    return f"_{name}" if name.partition(".")[0].casefold() in _RESERVED else name


def _is_shown(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _cut(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return name[:LONGEST].rstrip(" .")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
