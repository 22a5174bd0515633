"""Acts upon declarations of bases, through the portal's pages: those of the member."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from features.pilots.core_declarations import CoreDeclarationActs
from features.pilots.pages import Form, plain
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, Way
from societaire.values import ContractId, Siren
from societaire_wording import addresses

if TYPE_CHECKING:
    from features.pilots.web import Window

_NOTHING = "0" * 32
_BUTTONS = {Way.ONLINE: "Saisir vos relevés de bases", Way.SCAN: "Déposer mon formulaire"}


class WebDeclarationActs(CoreDeclarationActs):
    """Forms sent; what a page does not offer is asked for by its address."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...
        def open_company(self, browser: str, siren: Siren) -> Outcome: ...

    def open_declaration(self, browser: str, siren: Siren, contract: ContractId, start: date) -> Outcome:
        self.window(browser).open(_hub(siren, contract, start))
        return self.shown(browser)

    def to_declare(self, browser: str, siren: Siren) -> Outcome:
        return self.open_company(browser, siren)

    def begin_declaration(self, browser: str, siren: Siren, contract: ContractId, start: date, way: Way) -> Outcome:
        opened = self.open_declaration(browser, siren, contract, start)
        if opened.is_refused or opened.asks_sign_in:
            return opened
        here = self.window(browser)
        if resumed := here.page.link("Reprendre la saisie"):
            here.open(resumed)
        else:
            offered = next((form for form in here.page.forms if _BUTTONS[way] in form.buttons), None)
            here.send(offered or self._form_made_up(browser, siren, _hub(siren, contract, start), {"way": way}), {})
        told = self.shown(browser)
        # What stands in a field is read as well.
        fields = " ".join(value for form in here.page.forms for value in form.values.values())
        return ToldOutcome(plain(f"{told.text} {fields}"), told.is_refused, told.asks_sign_in)

    def save_declaration(self, browser: str, draft: Declaration, entries: Mapping[str, str]) -> Outcome:
        path = f"{_hub_of(draft)}/saisie"
        typed = {**entries, "version": str(draft.version), "action": "save"}
        return self._declare(browser, draft, path, typed)

    def send_declaration(
        self, browser: str, draft: Declaration, files: Mapping[str, str], certification: Certification
    ) -> Outcome:
        given = {
            "action": "send",
            "declarant_name": certification.name,
            "declarant_role": certification.role,
            "certified": "yes" if certification.certified else "",
            "file": [f"{upload}:{digest}" for upload, digest in files.items()],
            **{f"reasons.{key}": text for key, text in certification.reasons.items()},
        }
        return self._declare(browser, draft, f"{_hub_of(draft)}/verification", given)

    def prepare_declaration(self, browser: str, draft: Declaration) -> Outcome:
        return self._declare(browser, draft, f"{_hub_of(draft)}/verification", {"action": "prepare"})

    def past_declarations(self, browser: str, siren: Siren, contract: ContractId) -> Outcome:
        self.window(browser).open(f"{addresses.CONTRACT.format(siren=siren, contract=contract)}?type=releves")
        return self.shown(browser)

    def download_declaration(self, browser: str, siren: Siren, contract: ContractId, year: int) -> Outcome:
        here, documents = self.window(browser), addresses.COMPANY.format(siren=siren) + "documents/"
        here.open(f"{addresses.CONTRACT.format(siren=siren, contract=contract)}?type=releves&annee={year}")
        found = (link.address for link in here.page.links if link.address.startswith(documents))
        here.open(next(found, f"{documents}{_NOTHING}"))
        return self.shown(browser)

    def _declare(self, browser: str, draft: Declaration, path: str, given: Mapping[str, object]) -> Outcome:
        """The form of that page, sent with these values; by its address alone when the page shows it no more."""
        here = self.window(browser)
        here.open(path)
        offered = next((form for form in here.page.forms if form.address == path and form.method == "post"), None)
        form = offered or self._form_made_up(
            browser, draft.siren, path, {"key": draft.key, "version": str(draft.version)}
        )
        form.values.update(given)  # type: ignore[arg-type]  # a name may come with several values
        here.send(form, {})
        return self.shown(browser)

    def _form_made_up(self, browser: str, siren: Siren, address: str, values: Mapping[str, str]) -> Form:
        """A form that the pages do not show, with the token of another form of the company."""
        return Form(address, "post", {**values, "csrf_token": self.window(browser).token(siren)})


def _hub(siren: Siren, contract: ContractId, start: date) -> str:
    return f"{addresses.CONTRACT.format(siren=siren, contract=contract)}/releves/{start.isoformat()}"


def _hub_of(draft: Declaration) -> str:
    return _hub(draft.siren, draft.contract_id, draft.start)
