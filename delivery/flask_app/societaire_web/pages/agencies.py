"""The agencies, for whoever can't sign in (RULES B3)."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from societaire.contracts.agency import Agency
from societaire_web.context import service
from societaire_web.gate import public

pages = Blueprint("agencies", __name__)


@pages.get("/agences")
@public
def show() -> ResponseReturnValue:
    """Every agency, and how to reach it."""
    return render_template("agences.html", towns=by_town(service().agencies.all()))


def by_town(agencies: Iterable[Agency]) -> list[tuple[str, list[Agency]]]:
    """Agencies under their towns, those whose town is unknown at the end, under ''."""
    found = sorted(agencies, key=lambda agency: (not agency.address.city, agency.address.city or "", agency.name))
    return [(town, list(there)) for town, there in groupby(found, key=lambda agency: agency.address.city or "")]
