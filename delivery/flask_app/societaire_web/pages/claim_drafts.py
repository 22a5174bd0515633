"""Declaring a claim: what to gather, the three steps, the check, the sending (RULES H1 to H3)."""

from collections.abc import Callable, Mapping

from attrs import evolve
from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.claims.declaring import ClaimDraftChanged, ClaimFilesChanged, DraftState
from societaire.claims.questions import CAUSE, Block, Tree
from societaire.claims.wizard import Place, Stage
from societaire.errors import Invalid
from societaire.uploads.upload import FileBeingJudged
from societaire.use_cases.claim_reading import ClaimDesk, ClaimProgress
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.claim_entries import typed
from societaire_web.claim_sheet import cause_name, page_of, told_by_page
from societaire_web.context import person_id, service, wants_json
from societaire_web.forms import shown_again, submission_now
from societaire_web.parameters import files_seen, version_read
from societaire_wording.catalogue import problem
from societaire_wording.claim_answers import Told, told_of
from societaire_wording.claim_guidance import DOCUMENTS
from societaire_wording.formats import moment

pages = Blueprint("claim_drafts", __name__, url_prefix="/s/<siren:siren>/sinistres")
_DRAFT = "/brouillons/<hex:draft_id>"


def _start(siren: Siren) -> str:
    start = service().claiming.start(person_id(), siren)
    return render_template("sinistres/declarer.html", start=start, space=start.space)


@pages.get("/declarer")
def start(siren: Siren) -> ResponseReturnValue:
    """What to gather, whom to call first, and the choice of what happened: step 1."""
    return _start(siren)


@pages.post("/declarer")
@shown_again(_start)
def begin(siren: Siren) -> ResponseReturnValue:
    """A draft, from its first answer on."""
    draft = service().claiming.begin(person_id(), siren, request.form.get(CAUSE, ""))
    return _to(siren, draft.id, service().claiming.progress_of(draft).route.places[1])


@pages.get(_DRAFT)
def resume(siren: Siren, draft_id: str) -> ResponseReturnValue:
    """Where the draft goes on; a sent one leads to its claim."""
    progress = service().claiming.progress(person_id(), siren, draft_id)
    if progress.declaration.state is DraftState.SENT:
        return redirect(path_for("claims.show", siren=siren, claim_id=draft_id), 303)
    return _to(siren, draft_id, progress.resumed_at)


def _show(siren: Siren, draft_id: str, name: str) -> ResponseReturnValue:
    desk = service().claiming.desk(person_id(), siren, draft_id)
    progress = service().claiming.progress_of(desk.declaration)
    place = _written_on(progress, name) if submission_now() else progress.route.place(name)
    if desk.declaration.state is DraftState.SENT or place is None:
        return redirect(path_for("claim_drafts.resume", siren=siren, draft_id=draft_id), 303)
    template, values = _PAGES[place.stage]
    unsaved = _unsaved(progress, place)
    desk = _as_typed(desk, progress, place)
    return render_template(template, desk=desk, place=place, space=desk.space, unsaved=unsaved, **values(desk, place))


@pages.get(f"{_DRAFT}/<page:name>")
def show(siren: Siren, draft_id: str, name: str) -> ResponseReturnValue:
    """One page of the draft; one that the answers do not ask for leads to where it goes on."""
    return _show(siren, draft_id, name)


@pages.post(f"{_DRAFT}/<page:name>")
@shown_again(_show, ClaimDraftChanged)
def save(siren: Siren, draft_id: str, name: str) -> ResponseReturnValue:
    """Keep a page; a script is told so, a person goes on, back, or leaves."""
    claiming = service().claiming
    before = claiming.progress(person_id(), siren, draft_id)
    place = _written_on(before, name)
    if place is None:
        return _to(siren, draft_id, before.route.places[0])
    entries, later = _sent(before, place)
    saved = claiming.save(person_id(), siren, draft_id, entries, version_read(), later)
    progress = claiming.progress_of(saved)
    if wants_json():
        at = saved.written_at or saved.begun_at
        unread = [{"path": one.field, "text": problem(one)} for one in progress.problems]
        return jsonify(version=saved.version, saved=f"Enregistré le {moment(at)}", unread=unread)
    return _onwards(siren, progress, place)


@pages.post(f"{_DRAFT}/envoi")
@shown_again(
    lambda siren, draft_id: _show(siren, draft_id, "check"), ClaimFilesChanged, ClaimDraftChanged, FileBeingJudged
)
def send(siren: Siren, draft_id: str) -> ResponseReturnValue:
    """Send, once: again, the same receipt shows."""
    key, certified = request.form.get("key", ""), request.form.get("certified") == "yes"
    service().claiming.send(
        person_id(), siren, draft_id, key, files_seen(), certified=certified, version=version_read()
    )
    flash("claim_sent")
    return redirect(path_for("claims.show", siren=siren, claim_id=draft_id), 303)


@pages.post(f"{_DRAFT}/abandon")
@shown_again(lambda siren, draft_id: _show(siren, draft_id, "check"), ClaimDraftChanged)
def abandon(siren: Siren, draft_id: str) -> ResponseReturnValue:
    """Forget the draft."""
    service().claiming.abandon(person_id(), siren, draft_id, version_read())
    flash("draft_abandoned")
    return redirect(path_for("claims.listing", siren=siren), 303)


def _written_on(progress: ClaimProgress, name: str) -> Place | None:
    """The page that was written on, even one that the answers stopped asking for meanwhile: no word is lost."""
    known = {block.id for block in progress.tree.blocks}
    return progress.route.place(name) or (Place(Stage.QUESTIONS, name) if name in known else None)


def _sent(progress: ClaimProgress, place: Place) -> tuple[dict[str, str], frozenset[str] | None]:
    """What the page brings: the cause, answers, or which documents come later."""
    draft = progress.declaration
    if place.stage is Stage.CAUSE:
        return {CAUSE: request.form.get(CAUSE, draft.cause)}, None
    if place.stage is Stage.DOCUMENTS:
        return {}, frozenset(request.form.getlist("later")) & progress.documents
    return typed(_block(progress.tree, place).questions, draft.entries), None


def _unsaved(progress: ClaimProgress, place: Place) -> tuple[Told, ...]:
    """What was sent and not kept, since somebody wrote meanwhile: nothing of either is lost."""
    if place.stage is Stage.CHECK or not isinstance(submission_now().error, ClaimDraftChanged):
        return ()
    kept, (entries, later) = progress.declaration, _sent(progress, place)
    if place.stage is Stage.CAUSE:
        same = entries[CAUSE] == kept.cause
        return () if same else (Told(CAUSE, "Ce qui se passe", (cause_name(entries[CAUSE]),)),)
    if place.stage is Stage.DOCUMENTS:
        coming = tuple(DOCUMENTS[document] for document in sorted((later or frozenset()) - kept.later))
        return (Told("later", "Ce que vous transmettrez plus tard", coming),) if coming else ()
    questions = _block(progress.tree, place).questions
    present = told_of(kept.entries, questions)
    return tuple(one for one in told_of({**kept.entries, **entries}, questions) if one not in present)


def _as_typed(desk: ClaimDesk, progress: ClaimProgress, place: Place) -> ClaimDesk:
    """What was beyond measure shows as it was typed, to be made shorter."""
    if place.stage is not Stage.QUESTIONS or not isinstance(submission_now().error, Invalid):
        return desk
    entries = {**desk.declaration.entries, **_sent(progress, place)[0]}
    return evolve(desk, declaration=evolve(desk.declaration, entries=entries))


def _block(tree: Tree, place: Place) -> Block:
    return next(block for block in tree.blocks if block.id == place.block)


def _onwards(siren: Siren, progress: ClaimProgress, place: Place) -> ResponseReturnValue:
    """Where the pressed button leads."""
    action = request.form.get("action", "next")
    way, draft_id = progress.route, progress.declaration.id
    if place not in way.places:
        return redirect(path_for("claim_drafts.resume", siren=siren, draft_id=draft_id), 303)
    if action == "leave":
        flash("draft_saved")
        return redirect(path_for("claims.listing", siren=siren), 303)
    if action.startswith(("add:", "remove:")):
        question = action.split(":")[1]
        target = _page(siren, draft_id, place, ligne=question)
        return redirect(f"{target}#{question}", 303)
    if action == "back":
        return _to(siren, draft_id, way.before(place) or place)
    if action == "next" and place.stage is Stage.QUESTIONS and progress.misses(place):
        return redirect(f"{_page(siren, draft_id, place, verifie='1')}#erreurs", 303)
    return _to(siren, draft_id, way.places[-1] if _from_check() else way.after(place))


def _to(siren: Siren, draft_id: str, place: Place) -> ResponseReturnValue:
    return redirect(path_for("claim_drafts.show", siren=siren, draft_id=draft_id, name=place.name), 303)


def _page(siren: Siren, draft_id: str, place: Place, **asked: str) -> str:
    """The address of the same page, which still knows whether it was opened from the check."""
    back = "1" if _from_check() else None
    return path_for("claim_drafts.show", siren=siren, draft_id=draft_id, name=place.name, **asked, retour=back)


def _from_check() -> bool:
    """Whether the check opened the page: it leads back there, not to the page that follows."""
    return "retour" in request.args


def _of_cause(desk: ClaimDesk, _: Place) -> dict[str, object]:
    return {"start": service().claiming.start(person_id(), desk.declaration.siren)}


def _of_questions(desk: ClaimDesk, place: Place) -> dict[str, object]:
    everything, added = "verifie" in request.args, request.args.get("ligne", "")
    asked = page_of(desk, _block(desk.understood.tree, place), everything=everything, added=added)
    return {"asked": asked, "everything": everything, "back": _from_check()}


def _of_check(desk: ClaimDesk, _: Place) -> dict[str, object]:
    return {"blocks": told_by_page(desk.understood)}


_PAGES: Mapping[Stage, tuple[str, Callable[[ClaimDesk, Place], dict[str, object]]]] = {
    Stage.CAUSE: ("sinistres/cause.html", _of_cause),
    Stage.QUESTIONS: ("sinistres/questions.html", _of_questions),
    Stage.DOCUMENTS: ("sinistres/documents.html", lambda _desk, _place: {}),
    Stage.CHECK: ("sinistres/verification.html", _of_check),
}
