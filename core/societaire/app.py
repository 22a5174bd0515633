"""The whole library as one frozen object: one field per area of use."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from societaire.claims.trees import SHIPPED_TREES, Trees
from societaire.declarations.shipped import SHIPPED, Forms
from societaire.identity.passwords import CNIL_FOUR_CLASSES, PasswordPolicy
from societaire.ports.archive import Archiver
from societaire.ports.claim_documents import ClaimDocuments
from societaire.ports.clock import Clock
from societaire.ports.composer import MailComposer
from societaire.ports.contact_checks import ContactChecks
from societaire.ports.database import Database
from societaire.ports.entropy import Entropy
from societaire.ports.form_documents import FormDocuments
from societaire.ports.inspector import Inspector
from societaire.ports.mail import Mailer
from societaire.ports.passwords import GuessablePasswords, PasswordHasher
from societaire.ports.photographs import PhotographCopier
from societaire.ports.pieces import PieceStore
from societaire.ports.scanner import VirusScanner
from societaire.ports.seals import Seals
from societaire.ports.storage import FileStore
from societaire.ports.working_days import WorkingDays
from societaire.settings import Limits
from societaire.use_cases.accepting import Accepting
from societaire.use_cases.access_office import AccessOffice
from societaire.use_cases.accesses import Accesses
from societaire.use_cases.address_office import AddressOffice
from societaire.use_cases.agencies import Agencies
from societaire.use_cases.call_back_asking import CallBackAsking
from societaire.use_cases.calling_back import CallingBack
from societaire.use_cases.choosing import Choosing
from societaire.use_cases.claim_additions import ClaimAdditions
from societaire.use_cases.claim_export import ClaimExport
from societaire.use_cases.claim_office import ClaimOffice
from societaire.use_cases.claim_reading import ClaimRules
from societaire.use_cases.claim_refusals import claim_refusals
from societaire.use_cases.claim_sending import ClaimSending
from societaire.use_cases.claim_subjects import claim_subjects
from societaire.use_cases.claim_upkeep import ClaimUpkeep
from societaire.use_cases.claiming import Claiming
from societaire.use_cases.companies import Companies
from societaire.use_cases.contact_details import ContactDetails
from societaire.use_cases.contracts import Contracts
from societaire.use_cases.declaration_export import DeclarationExport
from societaire.use_cases.declaration_history import DeclarationHistories
from societaire.use_cases.declaration_office import DeclarationOffice
from societaire.use_cases.declaration_opening import DeclarationOpening
from societaire.use_cases.declaration_papers import DeclarationPapers
from societaire.use_cases.declaration_receipts import DeclarationReceipts
from societaire.use_cases.declaration_refusals import declaration_refusals
from societaire.use_cases.declaration_sending import DeclarationSending
from societaire.use_cases.declaration_subject import declaration_subject
from societaire.use_cases.declaration_upkeep import DeclarationUpkeep
from societaire.use_cases.declaring import Declaring
from societaire.use_cases.feed import ChangeFeed
from societaire.use_cases.following import Following
from societaire.use_cases.imports import Imports
from societaire.use_cases.inviting import Inviting
from societaire.use_cases.mailing import Mailing
from societaire.use_cases.maintenance import Maintenance
from societaire.use_cases.news import News
from societaire.use_cases.passwords import Passwords
from societaire.use_cases.people import People
from societaire.use_cases.publishing import Publishing
from societaire.use_cases.sending import Sending
from societaire.use_cases.sessions import Sessions
from societaire.use_cases.signing_in import SigningIn
from societaire.use_cases.subjects import SubjectChecker, Subjects
from societaire.use_cases.upload_checks import UploadChecks
from societaire.use_cases.upload_copying import UploadCopying
from societaire.use_cases.upload_downloads import UploadDownloads
from societaire.use_cases.upload_finishing import UploadFinishing
from societaire.use_cases.upload_refusals import UploadRefusals
from societaire.use_cases.uploading import Uploading
from societaire.use_cases.verification import Verification

SUBJECTS: Mapping[str, SubjectChecker] = MappingProxyType({"declaration": declaration_subject})
"""What takes files, by its kind: a subject is named `kind:identifier`."""


@frozen
class Ports:
    """What the library needs from the outside world."""

    database: Database
    files: FileStore
    pieces: PieceStore
    inspector: Inspector
    copier: PhotographCopier
    scanner: VirusScanner
    hasher: PasswordHasher
    guessables: GuessablePasswords
    entropy: Entropy
    clock: Clock
    mailer: Mailer
    composer: MailComposer
    archiver: Archiver
    seals: Seals
    checks: ContactChecks
    form_documents: FormDocuments
    claim_documents: ClaimDocuments
    working_days: WorkingDays


@frozen
class Societaire:
    """The client space: what a portal, a command line or an insurer's own software calls."""

    signing_in: SigningIn
    sessions: Sessions
    passwords: Passwords
    people: People
    companies: Companies
    accesses: Accesses
    inviting: Inviting
    accepting: Accepting
    access_office: AccessOffice
    contact_details: ContactDetails
    address_office: AddressOffice
    change_feed: ChangeFeed
    contracts: Contracts
    declaring: Declaring
    declaration_papers: DeclarationPapers
    declaration_opening: DeclarationOpening
    declaration_office: DeclarationOffice
    declaration_upkeep: DeclarationUpkeep
    declaration_export: DeclarationExport
    claiming: Claiming
    following: Following
    calling_back: CallingBack
    claim_office: ClaimOffice
    claim_export: ClaimExport
    claim_additions: ClaimAdditions
    claim_upkeep: ClaimUpkeep
    agencies: Agencies
    publishing: Publishing
    imports: Imports
    choosing: Choosing
    news: News
    mailing: Mailing
    sending: Sending
    uploading: Uploading
    upload_downloads: UploadDownloads
    upload_checks: UploadChecks
    verification: Verification
    maintenance: Maintenance
    limits: Limits
    policy: PasswordPolicy

    @classmethod
    def from_ports(
        cls,
        ports: Ports,
        limits: Limits = Limits(),
        policy: PasswordPolicy = CNIL_FOUR_CLASSES,
        forms: Forms = SHIPPED,
        trees: Trees = SHIPPED_TREES,
        *,
        subjects: Mapping[str, SubjectChecker] = SUBJECTS,
        second_signature: bool = False,
        claims_open: bool = False,
    ) -> "Societaire":
        """Put the library together upon the given ports, limits, password policy, forms and question trees.

        `subjects` are the kinds of what takes files. With `second_signature`, an administrator certifies what a
        collaborator prepares. With `claims_open`, every colleague sees the claims of accidents and faults.
        """
        database, clock, entropy = ports.database, ports.clock, ports.entropy
        claims = ClaimRules(trees, ports.working_days, claims_open)
        takers = Subjects(database, clock, {**subjects, **claim_subjects(claims)})
        refusals = UploadRefusals(
            {"declaration": declaration_refusals(entropy), **claim_refusals(entropy, open_to_all=claims_open)}
        )
        copying = UploadCopying(database, ports.files, ports.copier)
        finishing = UploadFinishing(database, ports.files, ports.pieces, ports.inspector, takers, refusals, clock)
        sending_declarations = DeclarationSending(
            database, ports.files, ports.form_documents, entropy, clock, forms, second_signature
        )
        receipts = DeclarationReceipts(database, ports.files, ports.form_documents, clock, forms)
        asking = CallBackAsking(ports.checks, entropy, clock, claims)
        sending_claims = ClaimSending(database, ports.files, ports.claim_documents, entropy, clock, claims, asking)
        office = ClaimOffice(database, entropy, clock, claims, sending_claims)
        return cls(
            signing_in=SigningIn(database, ports.hasher, entropy, clock, limits),
            sessions=Sessions(database, clock, limits),
            passwords=Passwords(database, ports.hasher, ports.guessables, entropy, clock, limits, policy),
            people=People(database, entropy, clock, limits),
            companies=Companies(database, entropy, clock, claims_open),
            accesses=Accesses(database, entropy, clock, limits),
            inviting=Inviting(database, entropy, clock, limits),
            accepting=Accepting(database, ports.hasher, ports.guessables, entropy, clock, limits, policy),
            access_office=AccessOffice(database, entropy, clock, limits),
            contact_details=ContactDetails(database, ports.checks, entropy, clock),
            address_office=AddressOffice(database, entropy, clock),
            change_feed=ChangeFeed(database, forms),
            contracts=Contracts(database, ports.files, ports.archiver, clock),
            declaring=Declaring(
                database,
                entropy,
                clock,
                forms,
                sending_declarations,
                receipts,
                DeclarationHistories(database, clock),
                second_signature,
            ),
            declaration_papers=DeclarationPapers(database, ports.files, ports.form_documents, clock, forms),
            declaration_opening=DeclarationOpening(database, clock, forms),
            declaration_office=DeclarationOffice(database, ports.files, entropy, clock, forms, receipts),
            declaration_export=DeclarationExport(database, forms),
            declaration_upkeep=DeclarationUpkeep(database, entropy, clock, limits),
            claiming=Claiming(database, entropy, clock, claims, sending_claims),
            following=Following(database, entropy, clock, claims),
            calling_back=CallingBack(database, asking, entropy, clock, claims),
            claim_office=office,
            claim_export=ClaimExport(office, ports.files, ports.archiver, claims),
            claim_additions=ClaimAdditions(database, entropy, clock),
            claim_upkeep=ClaimUpkeep(database, entropy, clock, limits, claims_open),
            agencies=Agencies(database),
            publishing=Publishing(database, ports.files, clock, limits),
            imports=Imports(database, ports.files, entropy, clock, limits, claims_open=claims_open),
            choosing=Choosing(database, ports.seals, clock, limits),
            news=News(database, clock),
            mailing=Mailing(database, entropy, clock, limits),
            sending=Sending(database, ports.mailer, ports.composer, entropy, clock, limits, ports.seals, claims_open),
            uploading=Uploading(database, ports.pieces, entropy, clock, limits, takers, finishing),
            upload_downloads=UploadDownloads(database, ports.files, clock, takers),
            upload_checks=UploadChecks(database, ports.files, ports.scanner, finishing, copying, refusals, clock),
            verification=Verification(database, ports.files, clock, limits),
            maintenance=Maintenance(database, ports.files, ports.pieces, clock, limits),
            limits=limits,
            policy=policy,
        )
