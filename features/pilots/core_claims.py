"""Acts upon claims, on the core: those of the member."""

from collections.abc import Mapping
from io import BytesIO

from features.pilots.core_acts import CoreActs
from features.pilots.core_files import judged
from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import File, Outcome
from societaire.claims.call_back import CallBack
from societaire.claims.claim import Claim
from societaire.claims.declaring import ClaimDeclaration
from societaire.identity.sessions import Client
from societaire.uploads.upload import Upload
from societaire.use_cases.claim_reading import ADDITION
from societaire.use_cases.claim_views import ClaimFilters
from societaire.values import Siren

KEY = "c" * 32
"""What a page gives a message so that it is said once."""


class CoreClaimActs(CoreActs):
    """Acts are calls of use cases."""

    # Declaring.

    def start_claim(self, browser: str, siren: Siren) -> Outcome:
        """The causes that a contract may answer, and the drafts at hand."""

        def act() -> object:
            start = self.service.claiming.start(self._person(browser), siren)
            drafts = [(one.cause, one.begun_at.date()) for one in start.drafts]
            return [cause.code for cause in start.fitting], drafts, tuple(start.writers.values())

        return outcome_of(act)

    def begin_claim(self, browser: str, siren: Siren, cause: str) -> Outcome:
        """Choose what happened."""
        return outcome_of(lambda: self.service.claiming.begin(self._person(browser), siren, cause))

    def save_claim(self, browser: str, draft: ClaimDeclaration, entries: Mapping[str, str]) -> Outcome:
        """Keep answers, from the draft as it was seen."""
        claiming = self.service.claiming
        return outcome_of(lambda: claiming.save(self._person(browser), draft.siren, draft.id, entries, draft.version))

    def check_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        """What is read before sending."""

        def act() -> object:
            desk = self.service.claiming.desk(self._person(browser), draft.siren, draft.id)
            read = desk.understood
            answering = ([contract.number for contract in read.answering.contracts], read.answering.hints)
            near = read.near.number if read.near else ""
            texts = tuple(read.answers.values())
            return answering, read.deadlines, read.regimes, read.urgencies, near, texts, desk.blocking

        return outcome_of(act)

    def documents_of_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        """The documents that the answers want."""
        claiming = self.service.claiming
        return outcome_of(lambda: claiming.desk(self._person(browser), draft.siren, draft.id).understood.documents)

    def abandon_claim(self, browser: str, draft: ClaimDeclaration) -> Outcome:
        """Forget a draft, as it was seen."""
        claiming = self.service.claiming
        return outcome_of(lambda: claiming.abandon(self._person(browser), draft.siren, draft.id, draft.version))

    def send_claim(
        self, browser: str, draft: ClaimDeclaration, files: Mapping[str, str], *, certified: bool = True
    ) -> Outcome:
        """Send, with the files that were seen."""
        claiming = self.service.claiming

        def act() -> object:
            person = self._person(browser)
            sent = claiming.send(person, draft.siren, draft.id, draft.key, files, certified=certified)
            return sent.receipt

        return outcome_of(act)

    def receipt_of_claim(self, browser: str, siren: Siren, claim: str) -> Outcome:
        """The receipt as a file."""

        def act() -> File:
            found = self.service.claiming.receipt(self._person(browser), siren, claim, Client())
            with found.content as content:
                return File(content.read(), "application/pdf", f"recepisse-{found.receipt}.pdf")

        return outcome_of(act)

    # Following.

    def claims(self, browser: str, siren: Siren, text: str = "", *, open_only: bool = False) -> Outcome:
        """The claims and the drafts of a company."""

        def act() -> object:
            wanted = ClaimFilters(open_only=open_only, text=text)
            found = self.service.following.of_company(self._person(browser), siren, wanted)
            lines = [
                (line.claim.number, line.claim.occurred_on, line.claim.state, line.claim.contract, line.claim.address)
                for line in found.lines
            ]
            return lines, [draft.cause for draft in found.drafts], tuple(found.writers.values())

        return outcome_of(act)

    def claim(self, browser: str, claim: Claim) -> Outcome:
        """One claim, with everything about it."""

        def act() -> object:
            file = self.service.following.show(self._person(browser), claim.siren, claim.id)
            said = [message.text for message in file.messages]
            asked = [(one.document, one.note) for one in file.awaited]
            files = [upload.name for upload in (*file.sent, *file.added) if upload.is_kept]
            lost = [(upload.name, upload.problem) for upload in file.lost]
            handler = file.handler.full_name if file.handler else file.agency.name
            calls = [(one.state, one.phone, one.slot.name) for one in file.call_backs]
            return file.claim, handler, said, asked, files, lost, calls

        return outcome_of(act)

    def say_about_claim(self, browser: str, claim: Claim, text: str) -> Outcome:
        """Write to whoever handles it."""
        following = self.service.following
        return outcome_of(lambda: following.say(self._person(browser), claim.siren, claim.id, text, KEY))

    def ask_reopening(self, browser: str, claim: Claim, text: str) -> Outcome:
        """Ask for a closed claim to be opened again."""
        following = self.service.following
        return outcome_of(lambda: following.ask_reopening(self._person(browser), claim.siren, claim.id, text, KEY))

    def add_to_claim(self, browser: str, claim: Claim, document: str, name: str, content: bytes) -> Outcome:
        """A whole file, and the handler told."""

        def act() -> Upload:
            person, subject = self._person(browser), f"{ADDITION}:{claim.id}"
            sent = (person, claim.siren, subject, document, name, BytesIO(content), len(content))
            upload = judged(self.service.uploading.receive_whole(*sent))
            self.service.following.note_files(person, claim.siren, claim.id)
            return upload

        return outcome_of(act)

    # Being called back.

    def ask_call_back(self, browser: str, claim: Claim, reason: str, phone: str, slot: str) -> Outcome:
        """Ask to be called back in a slot."""
        calling = self.service.calling_back

        def act() -> str:
            return calling.ask(self._person(browser), claim.siren, claim.id, reason, phone, slot).slot.name

        return outcome_of(act)

    def withdraw_call_back(self, browser: str, asked: CallBack) -> Outcome:
        """Take the request back."""
        calling = self.service.calling_back
        return outcome_of(lambda: calling.withdraw(self._person(browser), asked.siren, asked.claim, asked.id))
