"""Acts upon claims, through the portal's pages: those of the member."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from features.pilots.core_claims import CoreClaimActs
from features.pilots.pages import Form
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.claims.call_back import CallBack
from societaire.claims.claim import Claim
from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.questions import CAUSE, SEPARATOR, Block, QuestionKind, asked
from societaire.claims.trees import SHIPPED_TREES
from societaire.values import Siren
from societaire_wording import addresses

if TYPE_CHECKING:
    from features.pilots.web import Window

_TREE = SHIPPED_TREES.present


class WebClaimActs(CoreClaimActs):
    """Forms sent; what a page does not offer is asked for by its address."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...

    def start_claim(self, browser: str, siren: Siren) -> Outcome:
        return self._opened(browser, f"{_claims(siren)}/declarer")

    def begin_claim(self, browser: str, siren: Siren, cause: str) -> Outcome:
        opened = self.start_claim(browser, siren)
        if opened.is_refused:
            return opened
        here = self.window(browser)
        form = here.page.form("Commencer")
        form.values[CAUSE] = cause
        here.send(form, {})
        return self.shown(browser)

    def save_claim(self, browser: str, draft: ClaimDeclaration, entries: Mapping[str, str]) -> Outcome:
        told = {**draft.entries, **entries}
        name = CAUSE if CAUSE in entries else next(_block_of(path, told).id for path in entries)
        sent = {CAUSE: told[CAUSE]} if name == CAUSE else _page(_block(name), told)
        given = {**sent, "version": str(draft.version), "action": "stay"}
        return self._ask(browser, draft.siren, f"{_draft(draft)}/{name}", given)

    def check_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        return self._opened(browser, f"{_draft(draft)}/check")

    def documents_of_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        return self._opened(browser, f"{_draft(draft)}/documents")

    def abandon_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        return self._ask(browser, draft.siren, f"{_draft(draft)}/abandon", {"version": str(draft.version)})

    def send_claim(
        self, browser: str, draft: ClaimDeclaration, files: Mapping[str, str], *, certified: bool = True
    ) -> Outcome:
        given = {
            "key": draft.key,
            "version": str(draft.version),
            "certified": "yes" if certified else "",
            "file": [f"{upload}:{digest}" for upload, digest in files.items()],
        }
        return self._ask(browser, draft.siren, f"{_draft(draft)}/envoi", given)

    def receipt_of_claim(self, browser: str, siren: Siren, claim: str) -> Outcome:
        return self._opened(browser, f"{_claims(siren)}/{claim}/recepisse.pdf")

    def claims(self, browser: str, siren: Siren, text: str = "", *, open_only: bool = False) -> Outcome:
        wanted = {"q": text, "etat": "en_cours" if open_only else ""}
        self.window(browser).open(_claims(siren), query_string=wanted)
        return self.shown(browser)

    def claim(self, browser: str, claim: Claim) -> Outcome:
        return self._opened(browser, _claim(claim))

    def say_about_claim(self, browser: str, claim: Claim, text: str) -> Outcome:
        return self._ask(browser, claim.siren, f"{_claim(claim)}/messages", {"text": text})

    def ask_reopening(self, browser: str, claim: Claim, text: str) -> Outcome:
        return self._ask(browser, claim.siren, f"{_claim(claim)}/messages", {"text": text, "reopening": "yes"})

    def add_to_claim(self, browser: str, claim: Claim, document: str, name: str, content: bytes) -> Outcome:
        desk = f"/s/{claim.siren}/fichiers/sinistre-suite/{claim.id}/envoi"
        given = {"slot": document, "file": (BytesIO(content), name)}
        sent = self._ask(browser, claim.siren, desk, given)
        return sent if sent.is_refused else self._ask(browser, claim.siren, f"{_claim(claim)}/pieces", {})

    def ask_call_back(self, browser: str, claim: Claim, reason: str, phone: str, slot: str) -> Outcome:
        given = {"reason": reason, "phone": phone, "slot": slot}
        return self._ask(browser, claim.siren, f"{_claim(claim)}/rappel", given)

    def withdraw_call_back(self, browser: str, asked: CallBack) -> Outcome:
        path = f"{_claims(asked.siren)}/{asked.claim}/rappel/{asked.id}/retrait"
        return self._ask(browser, asked.siren, path, {})

    def _opened(self, browser: str, path: str) -> ToldOutcome:
        self.window(browser).open(path)
        return self.shown(browser)

    def _ask(self, browser: str, siren: Siren, path: str, given: Mapping[str, object]) -> ToldOutcome:
        """What a page of the company would send to that address, with the token of another form of the company."""
        here = self.window(browser)
        form = Form(path, "post", {"csrf_token": here.token(siren)})
        form.values.update(given)  # type: ignore[arg-type]  # a name may come with several values, or with a file
        here.send(form, {})
        return self.shown(browser)


def _claims(siren: Siren) -> str:
    return addresses.COMPANY.format(siren=siren) + "sinistres"


def _draft(draft: ClaimDeclaration) -> str:
    return f"{_claims(draft.siren)}/brouillons/{draft.id}"


def _claim(claim: Claim) -> str:
    return f"{_claims(claim.siren)}/{claim.id}"


def _block(name: str) -> Block:
    return next(block for block in _TREE.blocks if block.id == name)


def _block_of(path: str, told: Mapping[str, str]) -> Block:
    """The page that asks for that answer."""
    name = path.partition(".")[0]
    return next(block for block, questions in asked(_TREE, told) if any(one.id == name for one in questions))


def _page(block: Block, told: Mapping[str, str]) -> dict[str, object]:
    """What the page holds when those are the answers."""
    several = {question.id for question in block.questions if question.kind is QuestionKind.SEVERAL}
    names = {question.id for question in block.questions}
    found = {path: text for path, text in told.items() if path.partition(".")[0] in names}
    return {path: text.split(SEPARATOR) if path in several else text for path, text in found.items()}
