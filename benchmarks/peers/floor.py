"""The floor of the home page: bare werkzeug, the database's driver, and the portal's own template; nothing is checked.

It asks the portal's own statements, as text, and makes plain tuples of the rows. A WSGI application:
`benchmarks.peers.floor:application`.
"""

import os
import sqlite3
import threading
from collections import namedtuple
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader
from sqlalchemy import make_url
from sqlalchemy.dialects import postgresql, sqlite
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from benchmarks.peers.pages import PAGE, TEMPLATES, context, fill
from societaire.contracts.space import Space
from societaire_db import companies, contracts, documents, periods, sessions
from societaire_db.rows import ACCESS, AGENCY, COMPANY, CONTACT, PERSON, STANDING

Statement = tuple[str, dict[str, Any]]
URL = make_url(os.environ["SOCIETAIRE_DATABASE_URL"])
IS_SQLITE = URL.get_backend_name() == "sqlite"
_HERE = threading.local()


def _text(statement: Any) -> Statement:
    dialect = sqlite.dialect(paramstyle="named") if IS_SQLITE else postgresql.dialect(paramstyle="pyformat")
    compiled = statement.compile(dialect=dialect)
    # Lists are written out, which takes a value for every parameter.
    given = {name: "" if value is None else value for name, value in compiled.params.items()}
    whole = compiled.construct_expanded_state(given)
    return whole.statement, dict(whole.parameters)


SESSION = _text(sessions._SESSION_WITH_PERSON)  # noqa: SLF001 - the portal's own statements, kept in step with it
SPACE = _text(companies._SPACE)  # noqa: SLF001 - likewise
CONTRACTS = _text(contracts._PAGE)  # noqa: SLF001 - likewise
DOCUMENTS = _text(documents._LATEST)  # noqa: SLF001 - likewise
PERIODS = _text(periods._OF_COMPANY)  # noqa: SLF001 - likewise


def _tuples(name: str, columns: Iterable[Any], *more: str) -> Any:
    return namedtuple(name, [*(column.name for column in columns), *more])  # noqa: PYI024 - as bare as rows get


Address = namedtuple("Address", "street postal_code city")  # noqa: PYI024 - as bare as rows get
Person = _tuples("Person", PERSON, "full_name")
Access = _tuples("Access", ACCESS)
Company = _tuples("Company", COMPANY, "address")
Agency = _tuples("Agency", AGENCY, "address")
Contact = _tuples("Contact", CONTACT, "full_name")
Contract = _tuples("Contract", contracts._CONTRACT, "is_active")  # noqa: SLF001 - likewise
Document = _tuples("Document", documents.DOCUMENT)
Membership = namedtuple("Membership", "access company")  # noqa: PYI024 - as bare as rows get
Switcher = namedtuple("Switcher", "recent total")  # noqa: PYI024 - as bare as rows get


def _connection() -> Any:
    if not hasattr(_HERE, "connection"):
        if IS_SQLITE:
            _HERE.connection = sqlite3.connect(URL.database or "", isolation_level=None)
        else:
            import psycopg

            address = URL.set(drivername="postgresql").render_as_string(hide_password=False)
            _HERE.connection = psycopg.connect(address, autocommit=True)
    return _HERE.connection


def _ask(statement: Statement, **values: Any) -> list[Any]:
    text, fixed = statement
    return list(_connection().execute(text, {**fixed, **values}).fetchall())


def _membership(row: Any) -> Any:
    company = row[len(ACCESS) : len(ACCESS) + len(COMPANY)]
    return Membership(Access(*row[: len(ACCESS)]), Company(*company, Address(*company[8:11])))


def _space(rows: list[Any]) -> Any:
    here = rows[0]
    at = len(ACCESS) + len(COMPANY)
    agency = here[at : at + len(AGENCY)]
    reach = at + len(AGENCY) + len(CONTACT)
    contact = here[at + len(AGENCY) : reach]
    membership = _membership(here)
    return Space(
        membership,
        Switcher([_membership(row) for row in rows[1:]], here[-1]),
        Agency(*agency, Address(*agency[3:6])),
        Contact(*contact, f"{contact[1]} {contact[2]}"),
        here[reach] and here[reach : reach + len(STANDING)],
        here[reach + len(STANDING)],
    )


_DAY = [column.name for column in documents.DOCUMENT].index("published_on")
_STATUS = [column.name for column in contracts._CONTRACT].index("status")  # noqa: SLF001 - likewise
_SESSION = len(sessions._SESSION)  # noqa: SLF001 - likewise


def _document(row: Any) -> Any:
    if IS_SQLITE:
        row = [*row[:_DAY], date.fromisoformat(row[_DAY]), *row[_DAY + 1 :]]
    return Document(*row)


def application_of() -> Any:
    """The application."""
    rules = Map([Rule("/s/<string(length=9):siren>/", endpoint="home")])
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    fill(environment)
    template = environment.get_template(PAGE)

    def application(environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        _, values = rules.bind_to_environ(environ).match()
        siren = values["siren"]
        token = request.cookies["societaire"]
        session = _ask(SESSION, d=sha256(token.encode()).hexdigest())[0]
        me = Person(*session[_SESSION:], f"{session[_SESSION + 3]} {session[_SESSION + 2]}")
        space = _space(_ask(SPACE, person_id=me.id, siren=siren, most=9))
        held = _ask(CONTRACTS, siren=siren, first=0, most=10)
        shown = [Contract(*row[:-1], row[_STATUS] == "active") for row in held]
        found = [_document(row) for row in _ask(DOCUMENTS, siren=siren, most=5)]
        _ask(PERIODS, siren=siren, today=date.today().isoformat())  # noqa: DTZ011 - nothing is due in this population
        body = template.render(context(space, shown, held[0][-1], found, me, request.path))
        return Response(body, mimetype="text/html")(environ, start_response)

    return application


application = application_of()
