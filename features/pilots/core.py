"""Scenarios played on the core: use cases on memory adapters."""

from collections.abc import Sequence
from io import BytesIO

from attrs import define, evolve, field

from features.people import PEOPLE
from features.pilots.core_accesses import CoreAccessActs
from features.pilots.core_choices import CoreChoiceActs
from features.pilots.core_claim_office import CoreClaimOfficeActs
from features.pilots.core_claims import CoreClaimActs
from features.pilots.core_declarations import CoreDeclarationActs
from features.pilots.core_details import CoreDetailActs
from features.pilots.core_files import CoreFileActs
from features.pilots.core_outcomes import CoreOutcome, outcome_of, refused_as
from features.pilots.pilot import File, Outcome
from features.world import HOME_IP, World
from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.errors import SocietaireError
from societaire.events import Actor
from societaire.identity.links import Purpose
from societaire.identity.person import Person
from societaire.identity.sessions import Client
from societaire.records.rows import DocumentRow
from societaire.testing.export import MemoryExport
from societaire.use_cases.contracts import Archive, Download
from societaire.use_cases.signing_in import SignedIn
from societaire.values import ContractId, ContractNumber, DocumentId, PersonId, Siren, Year


@define
class Browser:
    """What a browser keeps: the tokens that it was given, and the version of the details that it shows."""

    client: Client
    token: str = ""
    shown: int | None = None


@define
class CorePilot(
    CoreAccessActs,
    CoreDetailActs,
    CoreChoiceActs,
    CoreDeclarationActs,
    CoreFileActs,
    CoreClaimActs,
    CoreClaimOfficeActs,
):
    """Acts are calls of use cases."""

    world: World
    browsers: dict[str, Browser] = field(factory=dict)

    @property
    def service(self) -> Societaire:
        """The library of the scenario."""
        return self.world.service

    def browser(self, name: str) -> Browser:
        """The browser of that name, new when it was never used; all are at the same place."""
        return self.browsers.setdefault(name, Browser(Client(ip=HOME_IP, browser="Navigateur")))

    # Signing in.

    def sign_in(self, browser: str, address: str, password: str) -> Outcome:
        """Sign in, and keep the tokens."""
        here = self.browser(browser)

        def act() -> str:
            self._keep(here, self.service.signing_in.sign_in(address, password, here.client))
            return address

        return outcome_of(act)

    def sign_out(self, browser: str) -> Outcome:
        """Sign out."""
        return outcome_of(lambda: self.service.sessions.sign_out(self.browser(browser).token))

    def is_signed_in(self, browser: str) -> bool:
        """Whether the browser's session is live."""
        return not outcome_of(lambda: self._person(browser)).is_refused

    def end_other_sessions(self, browser: str) -> Outcome:
        """End the person's other sessions."""

        def act() -> int:
            session, person = self.service.sessions.current(self.browser(browser).token)
            return self.service.sessions.end_others(person.id, session.id)

        return outcome_of(act)

    def end_session_of(self, browser: str, other: str) -> Outcome:
        """Try to end the session of another browser."""

        def act() -> None:
            session, _ = self.service.sessions.current(self.browser(other).token, prolong=False)
            self.service.sessions.end(self._person(browser), session.id)

        return outcome_of(act)

    # Passwords.

    def ask_help(self, browser: str, address: str) -> Outcome:
        """Say that the password of an address is forgotten."""
        return outcome_of(lambda: self.service.passwords.ask_help(address, self.browser(browser).client))

    def look(self, browser: str, token: str, purpose: Purpose) -> Outcome:
        """Look at a link."""
        self.browser(browser)
        return outcome_of(lambda: self.service.passwords.look(token, purpose))

    def try_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome:
        """Ask for advice."""
        self.browser(browser)
        try:
            problems = self.service.passwords.advice(token, purpose, password)
        except SocietaireError as error:
            return refused_as(error)
        return CoreOutcome(tuple((problem.code, problem.values) for problem in problems))

    def choose_password(self, browser: str, token: str, purpose: Purpose, password: str) -> Outcome:
        """Choose a password by a link."""
        here = self.browser(browser)

        def act() -> None:
            if purpose is Purpose.ACTIVATION:
                self._keep(here, self.service.passwords.activate(token, password, here.client))
            else:
                device = self.service.passwords.reset(token, password, here.client)
                here.client = evolve(here.client, device=device)

        return outcome_of(act)

    def change_password(self, browser: str, present: str, password: str) -> Outcome:
        """Change the password of the signed-in person."""
        here = self.browser(browser)

        def act() -> None:
            changed = self.service.passwords.change(self._person(browser), present, password, here.client)
            self._keep(here, changed)

        return outcome_of(act)

    # The member's space.

    def companies(self, browser: str, text: str = "") -> Outcome:
        """The person's companies."""

        def act() -> object:
            found = self.service.companies.mine(self._person(browser), text)
            return found.memberships, self.service.agencies.all() if not found.total else ()

        return outcome_of(act)

    def open_company(self, browser: str, siren: Siren) -> Outcome:
        """A company's home."""

        def act() -> object:
            home = self.service.companies.home(self._person(browser), siren)
            return home.space.company, home.contracts, home.space.agency, home.space.contact

        return outcome_of(act)

    def contracts(self, browser: str, siren: Siren) -> Outcome:
        """A company's contracts."""
        return outcome_of(lambda: self.service.contracts.of_company(self._person(browser), siren).contracts)

    def contract(
        self,
        browser: str,
        siren: Siren,
        contract: ContractId,
        kind: DocumentKind | None = None,
        year: Year | None = None,
    ) -> Outcome:
        """A contract, its documents narrowed."""

        def act() -> object:
            wanted = DocumentFilter(kind, year)
            found = self.service.contracts.details(self._person(browser), siren, contract, wanted)
            return found.contract, found.agency, found.contact, found.documents.documents

        return outcome_of(act)

    def download(self, browser: str, siren: Siren, document: DocumentId) -> Outcome:
        """A document's content."""
        here = self.browser(browser)
        return outcome_of(
            lambda: _file(self.service.contracts.download(self._person(browser), siren, document, here.client))
        )

    def download_latest(self, browser: str, siren: Siren, contract: ContractId) -> Outcome:
        """The newest attestation of a contract."""
        details = self.service.contracts.details(self._person(browser), siren, contract)
        assert details.attestation
        return self.download(browser, siren, details.attestation.id)

    def download_all(self, browser: str, siren: Siren, contract: ContractId, years: Sequence[Year]) -> Outcome:
        """A contract's documents in one file."""
        here = self.browser(browser)
        return outcome_of(
            lambda: _file(self.service.contracts.archive(self._person(browser), siren, contract, years, here.client))
        )

    def agencies(self, browser: str) -> Outcome:
        """The public list of agencies."""
        self.browser(browser)
        return outcome_of(self.service.agencies.all)

    # The insurer's staff.

    def invite(self, staff: str, person: str) -> Outcome:
        """Invite a person."""
        return outcome_of(lambda: self.service.people.invite(person, self._staff(staff)))

    def invite_company(self, staff: str, siren: Siren) -> Outcome:
        """Invite everybody in a company."""
        return outcome_of(lambda: tuple(self.service.people.invite_all(siren, self._staff(staff))))

    def end_sessions(self, staff: str, person: str) -> Outcome:
        """End a person's sessions."""

        def act() -> int:
            found = self.service.people.show(person).person
            return self.service.sessions.end_all(found.id, self._staff(staff))

        return outcome_of(act)

    def attach(self, staff: str, person: str, siren: Siren, profile: Profile) -> Outcome:
        """Attach a company."""
        return outcome_of(lambda: self.service.companies.attach(person, siren, profile, self._staff(staff)))

    def detach(self, staff: str, person: str, siren: Siren) -> Outcome:
        """Detach a company."""
        return outcome_of(lambda: self.service.companies.detach(person, siren, self._staff(staff)))

    def publish(self, staff: str, row: DocumentRow, content: bytes) -> Outcome:
        """Publish a document."""
        return outcome_of(lambda: self.service.publishing.publish(row, BytesIO(content), self._staff(staff)))

    def published(self, number: str) -> Outcome:
        """The documents of a contract."""
        return outcome_of(
            lambda: self.service.publishing.listed(ContractNumber(number), DocumentFilter(), 1, 100)[1].documents
        )

    def import_export(
        self, export: MemoryExport, *, dry_run: bool = False, strict: bool = False, notify: bool = False
    ) -> Outcome:
        """Import an export: the codes of the rows refused, and the counts."""
        report = self.service.imports.run(export, dry_run=dry_run, strict=strict, notify=notify)
        refused = tuple((remark.code, remark.values) for remark in report.refused)
        counts = {
            name: sum(getattr(count, name) for count in report.files.values())
            for name in ("added", "changed", "superseded")
        }
        return CoreOutcome(refused, is_refused=bool(refused), counts=counts)

    def profile(self, person: str, siren: Siren) -> Profile | None:
        """The profile in the company's dossier."""
        accesses = self.service.companies.dossier(siren).accesses
        return next((access.profile for access, who in accesses if access.is_live and is_known_as(who, person)), None)

    # What the core does not keep for its callers.

    def _keep(self, here: Browser, opened: SignedIn) -> None:
        here.token = opened.token
        here.client = evolve(here.client, device=opened.device)

    def _person(self, browser: str) -> PersonId:
        _, person = self.service.sessions.current(self.browser(browser).token)
        return person.id

    def _staff(self, code: str) -> Actor:
        return self.service.people.acting(code, "agent")


def is_known_as(person: Person, code: str) -> bool:
    """Whether it is whom the story gives that code; the insurer may not know them."""
    known = next(each for each in PEOPLE.values() if each.code == code)
    return code == person.code or known.email == person.email.address


def _file(found: Download | Archive) -> File:
    if isinstance(found, Archive):
        return File(b"".join(found.stream), "application/zip", found.file_name)
    with found.content() as content:
        return File(content.read(), found.document.media_type, found.document.file_name)
