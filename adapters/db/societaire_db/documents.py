"""Documents, always read within their company."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, tuple_

from societaire.contracts.document import Document, DocumentFilter, DocumentKind, DocumentPage
from societaire.values import MOST_WORDS, ContractId, DocumentId, Period, Siren, Year, searched_words
from societaire_db.rows import Values, siren_of
from societaire_db.searching import containing, contains
from societaire_db.tables import contracts, documents

BATCH = 500
"""Documents read at a time: a long archive neither fills the memory nor keeps a cursor open."""

DOCUMENT = (
    documents.c.id,
    documents.c.reference,
    documents.c.siren,
    documents.c.contract,
    contracts.c.id.label("contract_id"),
    documents.c.kind,
    documents.c.year,
    documents.c.label,
    documents.c.published_on,
    documents.c.file_key,
    documents.c.file_size,
    documents.c.file_sha256,
    documents.c.format,
    documents.c.period_start,
    documents.c.period_end,
)
_BY_YEAR = (documents.c.year, documents.c.published_on, documents.c.reference)
_NEWEST_FIRST = tuple(column.desc() for column in _BY_YEAR)
WITHIN = documents.join(contracts, documents.c.contract == contracts.c.number)
_OF_COMPANY = documents.c.siren == bindparam("siren")
_OF_CONTRACT = (_OF_COMPANY, contracts.c.id == bindparam("contract_id"))
_LATEST = (
    select(*DOCUMENT)
    .select_from(WITHIN)
    .where(_OF_COMPANY)
    .order_by(documents.c.published_on.desc(), documents.c.reference.desc())
    .limit(bindparam("most"))
)
_LATEST_OF = _LATEST.where(contracts.c.id.in_(bindparam("contract_ids", expanding=True)))
_RANK = func.row_number().over(partition_by=documents.c.contract, order_by=_NEWEST_FIRST)
_ATTESTATIONS = (
    select(*DOCUMENT, _RANK.label("rank"))
    .select_from(WITHIN)
    .where(
        _OF_COMPANY,
        documents.c.kind == DocumentKind.ATTESTATION.value,
        contracts.c.id.in_(bindparam("contract_ids", expanding=True)),
    )
    .subquery()
)
_LATEST_ATTESTATIONS = select(_ATTESTATIONS).where(_ATTESTATIONS.c.rank == 1).order_by(_ATTESTATIONS.c.contract)
_YEARS = select(documents.c.year).select_from(WITHIN).where(*_OF_CONTRACT).distinct().order_by(documents.c.year.desc())
_BY_ID = select(*DOCUMENT).select_from(WITHIN).where(_OF_COMPANY, documents.c.id == bindparam("id"))
_FILTERS = {
    "kind": documents.c.kind == bindparam("kind"),
    "year": documents.c.year == bindparam("year"),
    **{f"word{rank}": containing(documents.c.search_key, f"word{rank}") for rank in range(MOST_WORDS)},
}


@cache
def _page(*filters: str) -> Select[Any]:
    return (
        select(*DOCUMENT, func.count().over())
        .select_from(WITHIN)
        .where(*_OF_CONTRACT, *(_FILTERS[name] for name in filters))
        .order_by(*_NEWEST_FIRST)
        .limit(bindparam("size"))
        .offset(bindparam("first"))
    )


@cache
def _count(*filters: str) -> Select[int]:
    wanted = (_FILTERS[name] for name in filters)
    return select(func.count()).select_from(WITHIN).where(*_OF_CONTRACT, *wanted)


@cache
def _batch(*, some_years: bool, is_first: bool) -> Select[Any]:
    wanted: list[ColumnElement[bool]] = list(_OF_CONTRACT)
    if some_years:
        wanted.append(documents.c.year.in_(bindparam("years", expanding=True)))
    if not is_first:
        last = (bindparam(f"after_{column.name}", type_=column.type) for column in _BY_YEAR)
        wanted.append(tuple_(*_BY_YEAR) > tuple_(*last))
    return select(*DOCUMENT).select_from(WITHIN).where(*wanted).order_by(*_BY_YEAR).limit(BATCH)


@frozen
class SqlDocuments:
    """The Documents port."""

    connection: Connection

    def latest(self, siren: Siren, contract_ids: Sequence[ContractId], most: int) -> tuple[Document, ...]:
        values: dict[str, object] = {"siren": siren.number, "most": most}
        if contract_ids:
            values["contract_ids"] = list(contract_ids)
        return self._all(_LATEST_OF if contract_ids else _LATEST, values)

    def latest_attestations(self, siren: Siren, contract_ids: Sequence[ContractId]) -> tuple[Document, ...]:
        wanted = {"siren": siren.number, "contract_ids": list(contract_ids)}
        return self._all(_LATEST_ATTESTATIONS, wanted) if contract_ids else ()

    def page(self, siren: Siren, contract_id: ContractId, wanted: DocumentFilter, page: int, size: int) -> DocumentPage:
        contract = {"siren": siren.number, "contract_id": contract_id}
        values: dict[str, object] = {}
        if wanted.kind is not None:
            values["kind"] = wanted.kind.value
        if wanted.year is not None:
            values["year"] = wanted.year
        values |= {f"word{rank}": contains(word) for rank, word in enumerate(searched_words(wanted.text))}
        first = (page - 1) * size
        statement = _page(*values)
        rows = self.connection.execute(statement, {**contract, **values, "size": size, "first": first}).all()
        years = tuple(Year(year) for year in self.connection.execute(_YEARS, contract).scalars())
        total = rows[0][-1] if rows else 0
        if not rows and first and years:
            # No row carries the total: beyond the last page only, it has to be asked for.
            total = self.connection.execute(_count(*values), {**contract, **values}).scalar_one()
        return DocumentPage(tuple(map(document_of, rows)), total, page, size, years)

    def get(self, siren: Siren, document_id: DocumentId) -> Document | None:
        row = self.connection.execute(_BY_ID, {"siren": siren.number, "id": document_id}).first()
        return document_of(row) if row else None

    def of_years(self, siren: Siren, contract_id: ContractId, years: Sequence[Year]) -> Iterator[Document]:
        values: dict[str, object] = {"siren": siren.number, "contract_id": contract_id}
        if years:
            values["years"] = list(years)
        read = self._all(_batch(some_years=bool(years), is_first=True), values)
        yield from read
        while len(read) == BATCH:
            last = read[-1]
            values |= {"after_year": last.year, "after_published_on": last.published_on}
            values["after_reference"] = last.reference
            read = self._all(_batch(some_years=bool(years), is_first=False), values)
            yield from read

    def _all(self, statement: Select[Any], values: dict[str, Any]) -> tuple[Document, ...]:
        return tuple(map(document_of, self.connection.execute(statement, values).all()))


def document_of(values: Values) -> Document:
    """From the columns of DOCUMENT; what follows them is left."""
    id_, reference, siren, contract, contract_id, kind, *rest = values[: len(DOCUMENT) - 2]
    start, end = values[len(DOCUMENT) - 2 : len(DOCUMENT)]
    period = None if start is None or end is None else Period(start, end)
    return Document(id_, reference, siren_of(siren), contract, contract_id, DocumentKind(kind), *(*rest, period))
