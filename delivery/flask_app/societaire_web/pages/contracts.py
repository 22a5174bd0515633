"""Contracts: their list, and "Détails de mon contrat" (RULES D, G)."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from societaire.contracts.contract import PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.values import ContractId, Siren
from societaire_web.context import person_id, service
from societaire_web.declaration_chart import chart_of, heading_lines
from societaire_web.parameters import KINDS, document_filter, page_number

pages = Blueprint("contracts", __name__, url_prefix="/s/<siren:siren>/contrats")


@pages.get("")
def listing(siren: Siren) -> ResponseReturnValue:
    """The contracts of the company, active ones first."""
    found = service().contracts.of_company(person_id(), siren, page_number())
    return render_template("contrats.html", found=found, space=found.space)


@pages.get("/<hex:contract_id>")
def details(siren: Siren, contract_id: str) -> ResponseReturnValue:
    """One contract, with the documents asked for."""
    wanted = document_filter()
    found = service().contracts.details(person_id(), siren, ContractId(contract_id), wanted, page_number())
    kind = request.args.get("type") if wanted.kind else None
    is_told = wanted.kind in (None, DocumentKind.DECLARATION) and found.contract.premium_mode is PremiumMode.ON_BASES
    declared = service().declaring.history(person_id(), siren, found.contract.id).years if is_told else ()
    return render_template(
        "contrat.html",
        found=found,
        space=found.space,
        wanted=wanted,
        kinds=KINDS,
        kind=kind,
        declared=declared,
        chart=chart_of(declared),
        headings=heading_lines(declared),
    )
