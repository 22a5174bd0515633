"""Who gets which e-mail address: one address is one identity, and an export may pass addresses from one to another."""

from collections import deque
from collections.abc import Collection, Iterable

from attrs import define, field

from societaire.records.rows import PersonRow

Placed = tuple[int, PersonRow]


@define
class AddressBook:
    """Who holds which address, as rows are admitted; a holder without code came in by the portal."""

    _holder: dict[str, str | None] = field(factory=dict, init=False)
    _address: dict[str, str] = field(factory=dict, init=False)

    def hold(self, code: str | None, address: str) -> None:
        """Take note that a person has an address; the one that they had becomes free."""
        if code is not None:
            former = self._address.get(code)
            if former is not None and self._holder.get(former) == code:
                del self._holder[former]
            self._address[code] = address
        self._holder[address] = code

    def keeps(self, row: PersonRow) -> bool:
        """Whether the row leaves the person's address as it is."""
        return self._address.get(row.code) == row.email

    def may_hold(self, row: PersonRow) -> bool:
        """Whether the address is free, or the person's own, or that of a person whom only the portal knows.

        A person without code is the one that a new code names (docs/import.md); two codes are never one person.
        """
        if row.email not in self._holder:
            return True
        holder = self._holder[row.email]
        return holder == row.code or (holder is None and row.code not in self._address)

    def address(self, code: str) -> str | None:
        """The address that the person of a code has, if any."""
        return self._address.get(code)

    def holder(self, address: str) -> str | None:
        """The code of whoever has the address, if any."""
        return self._holder.get(address)


def admit(placed: Iterable[Placed], book: AddressBook, wanted: Collection[str]) -> tuple[list[Placed], list[Placed]]:
    """Tell the rows that may be applied from those that wait for the end of the file, for an address may come free.

    `wanted` are the addresses that waiting rows ask for: a later row can't overtake them.
    """
    admitted: list[Placed] = []
    waiting: list[Placed] = []
    asked = set(wanted)
    for line, row in placed:
        if book.keeps(row) or (row.email not in asked and book.may_hold(row)):
            book.hold(row.code, row.email)
            admitted.append((line, row))
        else:
            asked.add(row.email)
            waiting.append((line, row))
    return admitted, waiting


def settle(waiting: Iterable[Placed], book: AddressBook) -> tuple[list[Placed], list[Placed]]:
    """At the end of the file: the rows whose address is free by now or goes round in a circle, and those refused."""
    left = {row.code: (line, row) for line, row in waiting}
    settled: list[Placed] = []
    asking: dict[str, list[str]] = {}
    for code, (_, row) in left.items():
        asking.setdefault(row.email, []).append(code)
    # In the order of lines: two may ask for the same address, the earlier one gets it.
    turns = deque(left)
    while turns:
        code = turns.popleft()
        if code in left and book.may_hold(left[code][1]):
            turns.extend(asking.get(book.address(code) or "", ()))
            settled.append(_take(left, code, book))
    for circle in _circles(left, book):
        settled.extend([_take(left, code, book) for code in circle])
    return settled, sorted(left.values())


def _take(left: dict[str, Placed], code: str, book: AddressBook) -> Placed:
    line, row = left.pop(code)
    book.hold(row.code, row.email)
    return line, row


def _circles(left: dict[str, Placed], book: AddressBook) -> list[list[str]]:
    """Codes each of which asks for the address of the next one, and the last for that of the first."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in left:
        path: list[str] = []
        code: str | None = start
        while code is not None and code in left and code not in seen:
            seen.add(code)
            path.append(code)
            code = book.holder(left[code][1].email)
        if code in path:
            found.append(path[path.index(code) :])
    return found
