"""Documents downloaded, one or many at once (RULES D1, G3)."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from societaire.values import ContractId, DocumentId, Siren
from societaire_web.context import client, person_id, service
from societaire_web.downloads import archive_response, document_response
from societaire_web.parameters import years

pages = Blueprint("documents", __name__, url_prefix="/s/<siren:siren>")


@pages.get("/documents/<hex:document_id>")
def download(siren: Siren, document_id: str) -> ResponseReturnValue:
    """One document."""
    wanted = DocumentId(document_id)
    return document_response(service().contracts.download(person_id(), siren, wanted, client(), taken=_is_taken()))


@pages.get("/contrats/<hex:contract_id>/documents.zip")
def download_all(siren: Siren, contract_id: str) -> ResponseReturnValue:
    """Every document of a contract, or of some of its years."""
    wanted = ContractId(contract_id)
    return archive_response(
        service().contracts.archive(person_id(), siren, wanted, years(), client(), taken=_is_taken())
    )


def _is_taken() -> bool:
    """HEAD asks what would come, and takes nothing."""
    return request.method != "HEAD"
