"""Faults planted in views of a test application, never in the product, and the same views done right."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, field, frozen
from flask import Blueprint, Flask, Response, abort, request
from flask.typing import ResponseReturnValue

from societaire.companies.policy import Action
from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.document import Document, DocumentUnknown
from societaire.testing.memory import MemoryDatabase
from societaire.use_cases.doorway import Doorway
from societaire.values import ContractId, DocumentId, Siren
from societaire_web.context import person_id, service
from societaire_web.gate import SAFE_METHODS
from tests.security.rights import Kind, Rights, Route

View = Callable[..., ResponseReturnValue]
COMPANY = "/s/<siren:siren>/essai"
CONTRACT = f"{COMPANY}/contrats/<hex:contract_id>"
DOCUMENT = "<hex:document_id>"


@frozen
class Planted:
    """A view, its line in the table of rights, and what the enumerator must say of it; '' when it is sound."""

    name: str
    view: View
    rule: str
    said: str = ""
    method: str = "GET"
    who: str = "collaborator"
    fields: Mapping[str, str] = field(factory=dict)

    @property
    def route(self) -> Route:
        """Its line."""
        kinds = {"siren": Kind.COMPANY, "contract_id": Kind.CONTRACT, "document_id": Kind.DOCUMENT}
        parameters = {name: kind for name, kind in kinds.items() if f":{name}>" in self.rule}
        changes = self.method not in SAFE_METHODS
        return Route(self.rule, self.method, self.who, parameters, dict(self.fields), changes)


def plant(app: Flask, *planted: Planted) -> Rights:
    """Add the views to an application that has answered nothing yet; returns the table with their lines."""
    area = Blueprint("planted", __name__)
    for one in planted:
        area.add_url_rule(one.rule, one.view.__name__, one.view, methods=[one.method])
    app.register_blueprint(area)
    rights = Rights.load()
    return evolve(rights, routes=(*rights.routes, *(one.route for one in planted)))


def _database() -> MemoryDatabase:
    database = service().contracts.database
    assert isinstance(database, MemoryDatabase)
    return database


def _enter(siren: Siren, action: Action = Action.CONSULT) -> None:
    with _database().read() as kept:
        Doorway(_database(), service().contracts.clock).enter(kept, person_id(), siren, action)


def _any_document(document_id: str) -> Document:
    found = (d for d in _database().tables.documents.values() if d.id == document_id)
    return next(found, None) or _refuse(DocumentUnknown)


def _any_contract(contract_id: str) -> Contract:
    found = (c for c in _database().tables.contracts.values() if c.id == contract_id)
    return next(found, None) or _refuse(ContractUnknown)


def _refuse(refusal: type[Exception]) -> Any:
    raise refusal()


def _own_contract(siren: Siren, contract_id: str) -> Contract:
    return service().contracts.details(person_id(), siren, ContractId(contract_id)).contract


def _rename(contract: Contract) -> None:
    with _database().write() as unit:
        unit.tables.contracts[contract.number] = evolve(contract, label="renamed")
        unit.commit()


# The six that SECURITY 7 names.


def _plain_read(siren: Siren, document_id: str) -> ResponseReturnValue:
    _enter(siren)
    return _any_document(document_id).label


def _oracle(siren: Siren, document_id: str) -> ResponseReturnValue:
    _enter(siren)
    if _any_document(document_id).siren != siren:
        abort(403)
    return "yours"


def _nested(siren: Siren, contract_id: str, document_id: str) -> ResponseReturnValue:
    contract, document = _own_contract(siren, contract_id), _any_document(document_id)
    return f"{contract.number}: {document.published_on}"


def _write(siren: Siren, contract_id: str) -> ResponseReturnValue:
    _enter(siren)
    _rename(_any_contract(contract_id))
    return Response(status=200)


def _list(siren: Siren) -> ResponseReturnValue:
    _enter(siren)
    return " ".join(sorted(contract.label for contract in _database().tables.contracts.values()))


def _identifier_in_body(siren: Siren) -> ResponseReturnValue:
    _enter(siren)
    _rename(_any_contract(request.form["contract_id"]))
    return Response(status=200)


# More of the same kinds.


def _write_then_refuse(siren: Siren, contract_id: str) -> ResponseReturnValue:
    _enter(siren)
    _rename(_any_contract(contract_id))
    _own_contract(siren, contract_id)
    return Response(status=200)


def _reading_writes(siren: Siren) -> ResponseReturnValue:
    _enter(siren)
    _rename(next(c for c in _database().tables.contracts.values() if c.siren == siren))
    return Response(status=200)


def _for_anybody(siren: Siren) -> ResponseReturnValue:
    _enter(siren)
    _rename(next(c for c in _database().tables.contracts.values() if c.siren == siren))
    return Response(status=200)


def _unlogged(siren: Siren) -> ResponseReturnValue:
    with _database().read() as kept:
        if kept.accesses.space(person_id(), siren, 1) is None:
            abort(404)
    return Response(status=200)


def _undeclared(siren: Siren) -> ResponseReturnValue:
    _enter(siren)
    return str(request.args.get("contract_id", "") == "")


def _echo(siren: Siren, document_id: str) -> ResponseReturnValue:
    _enter(siren)
    response = Response("nothing", 404)
    response.set_cookie("seen", str(any(d.id == document_id for d in _database().tables.documents.values())))
    return response


def take_any_label(siren: Siren) -> ResponseReturnValue:
    """Keeps whatever it is sent."""
    _enter(siren)
    with _database().write() as unit:
        person = unit.tables.persons[person_id()]
        unit.tables.persons[person.id] = evolve(person, last_name=" ".join(request.form) or person.last_name)
        unit.commit()
    return Response(status=200)


IDENTIFIER_IN_BODY = {"contract_id": "contract"}
SIX = (
    Planted("plain read", _plain_read, f"{COMPANY}/{DOCUMENT}", "answers 200, not 404"),
    Planted("403 or 404 tells what exists", _oracle, f"{COMPANY}/{DOCUMENT}", "does not answer as for a random"),
    Planted("own contract, foreign document", _nested, f"{CONTRACT}/{DOCUMENT}", "answers 200, not 404"),
    Planted("write", _write, CONTRACT, "refused, and yet changes ['contracts']", "POST"),
    Planted("leaking list", _list, COMPANY, "tells another company's data"),
    Planted("identifier in the body", _identifier_in_body, COMPANY, "answers 200", "POST", fields=IDENTIFIER_IN_BODY),
)
MORE = (
    Planted("writes, then refuses", _write_then_refuse, CONTRACT, "refused, and yet changes ['contracts']", "POST"),
    Planted("GET that writes", _reading_writes, COMPANY, "changes ['contracts']"),
    Planted("an administrator's, open to all", _for_anybody, COMPANY, "answers 200, not 403", "POST", "administrator"),
    Planted("attempt not logged", _unlogged, COMPANY, "attempt not kept once"),
    Planted("field that the table does not name", _undeclared, COMPANY, "reads a field"),
    Planted("header that tells what exists", _echo, f"{COMPANY}/{DOCUMENT}", "does not answer as for a random"),
)


# Done right: no alarm.


def sound_read(siren: Siren, contract_id: str, document_id: str) -> ResponseReturnValue:
    """A document within its contract, within its company."""
    contract = _own_contract(siren, contract_id)
    with _database().read() as kept:
        document = kept.documents.get(siren, DocumentId(document_id))
    if document is None or document.contract_id != contract.id:
        raise DocumentUnknown()
    return document.label


def sound_write(siren: Siren, contract_id: str) -> ResponseReturnValue:
    """A contract of the company of the address."""
    _rename(_own_contract(siren, contract_id))
    return Response(status=200)


def sound_body(siren: Siren) -> ResponseReturnValue:
    """The same, named in the form."""
    _rename(_own_contract(siren, request.form["contract_id"]))
    return Response(status=200)


def sound_administration(siren: Siren) -> ResponseReturnValue:
    """Something for administrators alone."""
    _enter(siren, Action.MANAGE_ACCESSES)
    _rename(next(c for c in _database().tables.contracts.values() if c.siren == siren))
    return Response(status=200)


SOUND = (
    Planted("read", sound_read, f"{CONTRACT}/{DOCUMENT}"),
    Planted("write", sound_write, CONTRACT, method="POST"),
    Planted("identifier in the body", sound_body, COMPANY, method="POST", fields=IDENTIFIER_IN_BODY),
    Planted("administration", sound_administration, f"{COMPANY}/admin", method="POST", who="administrator"),
)
