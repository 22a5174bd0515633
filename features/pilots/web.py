"""Scenarios played through the portal: pages opened, links followed, forms sent, as one would without JavaScript."""

from collections.abc import Sequence
from functools import cache
from urllib.parse import urljoin, urlsplit

from attrs import define, field
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from features.people import PEOPLE
from features.pilots.core import CorePilot
from features.pilots.pages import Form, Page, file_name
from features.pilots.pilot import File, Outcome
from features.pilots.told import ToldOutcome
from features.pilots.web_accesses import WebAccessActs
from features.pilots.web_choices import WebChoiceActs
from features.pilots.web_claims import WebClaimActs
from features.pilots.web_declarations import WebDeclarationActs
from features.pilots.web_details import WebDetailActs
from features.pilots.web_files import WebFileActs
from features.world import HOME_IP, World
from societaire.companies.access import Profile
from societaire.contracts.document import DocumentKind
from societaire.identity.links import Purpose
from societaire.values import ContractId, DocumentId, Siren, Year
from societaire_web import WebConfig, create_app
from societaire_web.context import KEY
from societaire_wording import addresses, labels

PUBLIC_URL = "https://espace.assureur.example"
_CONFIG = WebConfig(public_url=PUBLIC_URL, secret_key="k" * 48, insurer_name="Mutuelle d'essai")
_MOST_TURNS = 10


@cache
def _portal() -> Flask:
    """The portal, put together once for all scenarios, which takes longest; each brings its own library."""
    return create_app(World().service, _CONFIG)


@define
class Window:
    """A browser's window: its cookies are the client's, `path` and `response` are of the page that it shows."""

    client: FlaskClient
    path: str = "/"
    response: TestResponse = field(init=False)

    @property
    def page(self) -> Page:
        """The page shown."""
        return Page.of(self.response.text)

    def open(self, path: str, **options: object) -> None:
        """Open an address and follow redirections."""
        self._request("GET", path, **options)
        for _ in range(_MOST_TURNS):
            if not 300 <= self.response.status_code < 400:
                return
            self._request("GET", self.response.headers["Location"])
        raise AssertionError("redirected in a ring")

    def send(self, form: Form, answers: dict[str, str]) -> None:
        """Fill in a form, by the labels of its fields, and send it."""
        values = form.filled(answers)
        address = urlsplit(form.address or self.path).path
        if form.method == "get":
            self.open(address, query_string=values)
            return
        self._request("POST", address, data=values)
        if 300 <= self.response.status_code < 400:
            self.open(self.response.headers["Location"])

    def token(self, siren: Siren) -> str:
        """What forms of the company prove themselves with, for one that no page shows: that of its details."""
        self.open(addresses.DETAILS.format(siren=siren))
        return self.page.form("Téléphone").values["csrf_token"]

    def post(self, path: str, *, method: str = "POST", **options: object) -> None:
        """Send what no form of a page is filled in for, and follow where it leads."""
        self._request(method, path, **options)
        if 300 <= self.response.status_code < 400:
            self.open(self.response.headers["Location"])

    def ask(self, address: str, token: str, values: dict[str, str]) -> dict[str, list[str]]:
        """What the page's script would ask for while somebody types."""
        answer = self.client.post(address, json=values, headers={"X-CSRFToken": token}, base_url=PUBLIC_URL)
        found: dict[str, list[str]] = answer.get_json()
        return found

    def _request(self, method: str, path: str, **options: object) -> None:
        target = urlsplit(urljoin(f"{PUBLIC_URL}{self.path}", path))
        given = options.pop("headers", None)
        headers = {"Referer": f"{PUBLIC_URL}{self.path}", **(given if isinstance(given, dict) else {})}
        if "query_string" not in options and target.query:
            options["query_string"] = target.query
        self.path = target.path
        self.response = self.client.open(
            target.path,
            method=method,
            base_url=PUBLIC_URL,
            headers=headers,
            environ_base={"REMOTE_ADDR": HOME_IP},
            buffered=True,
            **options,  # type: ignore[arg-type]  # options of werkzeug's client
        )


@define
class WebPilot(WebAccessActs, WebDetailActs, WebChoiceActs, WebDeclarationActs, WebFileActs, WebClaimActs, CorePilot):
    """What the portal does not offer, the insurer's staff does straight on the core."""

    windows: dict[str, Window] = field(factory=dict)

    def window(self, browser: str) -> Window:
        """The window of that browser, new when it was never used."""
        # At each look: a story may replace its library, as an insurer's setting is of its assembly.
        _portal().extensions[KEY] = (self.world.service, _CONFIG)
        if browser not in self.windows:
            self.windows[browser] = Window(_portal().test_client())
        return self.windows[browser]

    # Signing in.

    def sign_in(self, browser: str, address: str, password: str) -> Outcome:
        here = self.window(browser)
        here.open(addresses.SIGN_IN)
        answers = {"Adresse e-mail": address, "Mot de passe": password}
        here.send(here.page.form(*answers), answers)
        return _outcome(here)

    def sign_out(self, browser: str) -> Outcome:
        here = self.window(browser)
        here.open("/")
        here.send(here.page.form("Me déconnecter"), {})
        return _outcome(here)

    def is_signed_in(self, browser: str) -> bool:
        here = self.window(browser)
        here.open("/")
        return not _outcome(here).asks_sign_in

    def end_other_sessions(self, browser: str) -> Outcome:
        here = self._account(browser)
        here.send(here.page.form("Terminer toutes les autres"), {})
        return _outcome(here)

    # Passwords.

    def ask_help(self, browser: str, address: str) -> Outcome:
        here = self.window(browser)
        here.open(addresses.SIGN_IN)
        here.open(_found(here.page, "Mot de passe oublié"))
        answers = {"Adresse e-mail": address}
        here.send(here.page.form(*answers), answers)
        return _outcome(here)

    def look(self, browser: str, token: str, purpose: Purpose) -> Outcome:
        here = self.window(browser)
        here.open(addresses.link_path(purpose, token))
        return _outcome(here)

    def try_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome:
        shown = self.look(browser, token, purpose)
        if shown.is_refused:
            return shown
        here = self.window(browser)
        page = here.page
        form = page.form("Votre mot de passe")
        values = {"password": password, "purpose": purpose.value}
        unmet = here.ask(page.advice_address, form.values["csrf_token"], values)["unmet"]
        return ToldOutcome(" ".join(page.advice[name] for name in unmet))

    def choose_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome:
        shown = self.look(browser, token, purpose)
        if shown.is_refused:
            return shown
        here = self.window(browser)
        answers = {"Votre mot de passe": password}
        here.send(here.page.form(*answers), answers)
        return _outcome(here)

    def change_password(self, browser: str, present: str, password: str) -> Outcome:
        here = self._account(browser)
        answers = {"Mot de passe actuel": present, "Nouveau mot de passe": password}
        here.send(here.page.form(*answers), answers)
        return _outcome(here)

    # The member's space.

    def companies(self, browser: str, text: str = "") -> Outcome:
        here = self.window(browser)
        here.open("/")
        if every := here.page.link("Toutes mes sociétés"):
            here.open(every)
        if text:
            answers = {"Nom ou SIREN": text}
            here.send(here.page.form(*answers), answers)
        return _outcome(here)

    def open_company(self, browser: str, siren: Siren) -> Outcome:
        here = self.window(browser)
        here.open(addresses.COMPANY.format(siren=siren))
        return _outcome(here)

    def contracts(self, browser: str, siren: Siren) -> Outcome:
        opened = self.open_company(browser, siren)
        if opened.is_refused or opened.asks_sign_in:
            return opened
        here = self.window(browser)
        here.open(_found(here.page, "Mes contrats"))
        return _outcome(here)

    def contract(
        self,
        browser: str,
        siren: Siren,
        contract: ContractId,
        kind: DocumentKind | None = None,
        year: Year | None = None,
    ) -> Outcome:
        listed = self.contracts(browser, siren)
        if listed.is_refused or listed.asks_sign_in:
            return listed
        here = self.window(browser)
        here.open(_leading_to(here.page, contract) or f"{here.path}/{contract}")
        if kind:
            here.open(_found(here.page, labels.document_kinds(kind)))
        if year:
            answers = {"Année": str(year)}
            here.send(here.page.form(*answers), answers)
        return _outcome(here)

    def download(self, browser: str, siren: Siren, document: DocumentId) -> Outcome:
        held = self.world.parts.database.tables.documents.values()
        contract = next((each.contract_id for each in held if each.id == document), None)
        here = self.window(browser)
        if contract is not None:
            self.contract(browser, siren, contract)
        made_up = addresses.COMPANY.format(siren=siren) + f"documents/{document}"
        here.open(_leading_to(here.page, document) if contract and _leading_to(here.page, document) else made_up)
        return _outcome(here)

    def download_latest(self, browser: str, siren: Siren, contract: ContractId) -> Outcome:
        self.contract(browser, siren, contract)
        here = self.window(browser)
        here.open(_found(here.page, "Télécharger mon attestation"))
        return _outcome(here)

    def download_all(self, browser: str, siren: Siren, contract: ContractId, years: Sequence[Year]) -> Outcome:
        self.contract(browser, siren, contract)
        here = self.window(browser)
        name = f"Télécharger toute l'année {years[0]}" if years else "Télécharger tout"
        asked = "&".join(f"annee={year}" for year in years)
        made_up = addresses.COMPANY.format(siren=siren) + f"contrats/{contract}/documents.zip?{asked}"
        here.open(here.page.link(name) or made_up)
        return _outcome(here)

    def agencies(self, browser: str) -> Outcome:
        here = self.window(browser)
        here.open(addresses.SIGN_IN)
        here.open(_found(here.page, "agence"))
        return _outcome(here)

    def profile(self, person: str, siren: Siren) -> Profile | None:
        """The profile that the company's pages show to the person themselves, who is signed in."""
        name = next(known.name for known in PEOPLE.values() if known.code == person)
        opened = self.open_company(name, siren)
        assert not opened.asks_sign_in, name
        if opened.is_refused:
            return None
        shown = self.window(name).page.text
        return next(profile for profile in Profile if labels.profile(profile) in shown)

    def shown(self, browser: str) -> ToldOutcome:
        """What the browser's window shows."""
        return _outcome(self.window(browser))

    def _account(self, browser: str) -> Window:
        here = self.window(browser)
        here.open("/")
        here.open(_found(here.page, "Mon compte"))
        return here


def _found(page: Page, text: str) -> str:
    address = page.link(text)
    assert address, f"no link says {text}: {[link.text for link in page.links]}"
    return address


def _leading_to(page: Page, what: str) -> str:
    return next((link.address for link in page.links if link.address.rstrip("/").endswith(what)), "")


def _outcome(window: Window) -> ToldOutcome:
    response = window.response
    disposition = response.headers.get("Content-Disposition", "")
    if disposition.startswith("attachment"):
        return ToldOutcome("", file=File(response.data, response.mimetype or "", file_name(disposition)))
    return ToldOutcome(
        window.page.main,
        is_refused=response.status_code >= 400,
        asks_sign_in=window.path == addresses.SIGN_IN and response.status_code == 200,
    )
