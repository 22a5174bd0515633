""" "Déclaration et suivi de mes sinistres": the list, one claim, what a member adds to it (RULES H4 to H7)."""

import secrets
from hashlib import sha256

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.claims.claim import ClaimState
from societaire.errors import Conflict
from societaire.use_cases.claim_views import ClaimFile, ClaimFilters
from societaire.values import PersonId, Siren
from societaire_web.addresses import path_for
from societaire_web.claim_sheet import told_by_page
from societaire_web.context import client, person_id, service
from societaire_web.downloads import content_response
from societaire_web.forms import shown_again
from societaire_web.gate import not_returnable
from societaire_web.parameters import page_number, search_text
from societaire_wording.claim_labels import STATE_CODES

pages = Blueprint("claims", __name__, url_prefix="/s/<siren:siren>/sinistres")


@pages.get("")
def listing(siren: Siren) -> ResponseReturnValue:
    """The claims and the drafts; narrowed by state and words."""
    state = STATE_CODES.get(request.args.get("etat", ""))
    wanted = ClaimFilters(ClaimState(state) if state else None, request.args.get("etat") == "en_cours", search_text())
    found = service().following.of_company(person_id(), siren, wanted, page_number())
    return render_template("sinistres/liste.html", found=found, space=found.space, wanted=wanted)


def _show(siren: Siren, claim_id: str) -> str:
    file = service().following.show(person_id(), siren, claim_id)
    return render_template("sinistres/sinistre.html", file=file, space=file.space, key=key_after(file, person_id()))


@pages.get("/<hex:claim_id>")
def show(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """One claim, with everything about it."""
    return _show(siren, claim_id)


@pages.get("/<hex:claim_id>/reponses")
def answers(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """What was declared, as it was sent."""
    desk = service().claiming.desk(person_id(), siren, claim_id)
    blocks = told_by_page(desk.understood)
    return render_template("sinistres/reponses.html", desk=desk, space=desk.space, blocks=blocks)


@pages.get("/<hex:claim_id>/recepisse.pdf")
@not_returnable
def receipt(siren: Siren, claim_id: str) -> Response:
    """The receipt of what was sent."""
    found = service().claiming.receipt(person_id(), siren, claim_id, client())
    return content_response(found.content, f"recepisse-{found.receipt}.pdf")


@pages.post("/<hex:claim_id>/messages")
@shown_again(_show, Conflict)
def say(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """Write to whoever handles the claim, or ask for a closed one to be opened again."""
    text, key, following = request.form.get("text", ""), _key(), service().following
    if request.form.get("reopening") == "yes":
        following.ask_reopening(person_id(), siren, claim_id, text, key)
        flash("claim_reopening_asked")
    else:
        following.say(person_id(), siren, claim_id, text, key)
        flash("claim_message_sent")
    return redirect(path_for("claims.show", siren=siren, claim_id=claim_id), 303)


@pages.get("/<hex:claim_id>/pieces")
def additions(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """Further elements: what was asked for first."""
    file = service().following.show(person_id(), siren, claim_id)
    documents = [wanted.id for wanted in service().following.rules.trees.present.documents]
    return render_template("sinistres/pieces.html", file=file, space=file.space, documents=documents)


@pages.post("/<hex:claim_id>/pieces")
def hand_over(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """Tell the handler at once that files were added; left alone, the worker tells it."""
    if service().following.note_files(person_id(), siren, claim_id):
        flash("claim_files_added")
    return redirect(path_for("claims.show", siren=siren, claim_id=claim_id), 303)


def key_after(file: ClaimFile, person: PersonId) -> str:
    """What makes the next message of a person be said once, however often it is sent."""
    told = f"{file.claim.id}:{len(file.messages)}:{person}"
    return sha256(told.encode()).hexdigest()[:32]


def _key() -> str:
    """What makes a message be said once: the page's own, or a new one."""
    text = request.form.get("key", "")
    is_ours = len(text) == 32 and all(character in "0123456789abcdef" for character in text)
    return text if is_ours else secrets.token_hex(16)
