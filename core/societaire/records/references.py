"""What a row refers to: it must be in the records, brought by the same export or by an earlier one."""

from collections.abc import Callable, Collection, Iterator, Sequence

from societaire.records.rows import ROWS, RecordKind, Row

Present = Callable[[RecordKind, Collection[str]], frozenset[str]]
"""Which of some natural keys are in the records."""

REFERENCES: dict[RecordKind, tuple[tuple[str, RecordKind], ...]] = {
    RecordKind.AGENCY: (),
    RecordKind.CONTACT: (("agency", RecordKind.AGENCY),),
    RecordKind.COMPANY: (("agency", RecordKind.AGENCY), ("contact", RecordKind.CONTACT)),
    RecordKind.PERSON: (),
    RecordKind.ACCESS: (("person", RecordKind.PERSON), ("siren", RecordKind.COMPANY)),
    RecordKind.CONTRACT: (
        ("siren", RecordKind.COMPANY),
        ("agency", RecordKind.AGENCY),
        ("contact", RecordKind.CONTACT),
    ),
    RecordKind.DOCUMENT: (("contract", RecordKind.CONTRACT),),
    RecordKind.PERIOD: (("contract", RecordKind.CONTRACT),),
    RecordKind.BASE: (("contract", RecordKind.CONTRACT),),
    RecordKind.CLAIM: (("contract", RecordKind.CONTRACT), ("handler", RecordKind.CONTACT)),
}
"""The fields of each kind that name a row of another; an empty one refers to nothing."""


def dangling(kind: RecordKind, placed: Sequence[tuple[int, Row]], present: Present) -> Iterator[tuple[int, str]]:
    """The index in `placed` and the field of every reference to something unknown; `present` is asked once a field."""
    for name, target in REFERENCES[kind]:
        position = ROWS[kind]._fields.index(name)
        keys = {str(row[position]) for _, row in placed if row[position] is not None}
        unknown = keys - present(target, keys) if keys else keys
        if unknown:
            yield from ((at, name) for at, (_, row) in enumerate(placed) if row[position] in unknown)
