""" "Notifications": what a person asks to be told of, for all their companies, and how (RULES F3, F4)."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.preferences.choices import Frequency, Topic
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.parameters import frequencies
from societaire_wording import labels

pages = Blueprint("choices", __name__, url_prefix="/s/<siren:siren>/preferences/notifications")


def _done(code: str, siren: Siren) -> ResponseReturnValue:
    flash(code)
    return redirect(path_for("choices.show", siren=siren), 303)


@pages.get("")
def show(siren: Siren) -> ResponseReturnValue:
    """The choices."""
    found = service().choosing.of_person(person_id(), siren)
    options = [(frequency.value, labels.frequency(frequency)) for frequency in Frequency]
    return render_template("choix.html", found=found, space=found.space, topics=Topic, options=options)


@pages.post("")
def choose(siren: Siren) -> ResponseReturnValue:
    """Keep the choices."""
    service().choosing.choose(person_id(), siren, frequencies())
    return _done("choices_kept", siren)


@pages.post("/papier")
def choose_paper(siren: Siren) -> ResponseReturnValue:
    """Ask for paper, or for no more paper."""
    paper = request.form.get("papier") == "oui"
    service().choosing.choose_paper(person_id(), siren, paper=paper)
    return _done("paper_wanted" if paper else "paper_ended", siren)


@pages.post("/adresse")
def verify_email(siren: Siren) -> ResponseReturnValue:
    """Confirm one's address."""
    service().choosing.verify_email(person_id(), siren)
    return _done("email_verified", siren)
