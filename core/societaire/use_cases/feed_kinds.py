"""What the change feed tells: which events, under which names, with which of their values (docs/change-feed.md)."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "AccessGranted": "access_granted",
        "AccessRemoved": "access_removed",
        "AccessRestored": "access_restored",
        "AccessProfileChanged": "access_profile_changed",
        "InvitationAccepted": "invitation_accepted",
        "MailboxAllowed": "mailbox_allowed",
        "CompanyDetailsChanged": "company_details_changed",
        "AddressRequested": "address_requested",
        "AddressWithdrawn": "address_withdrawn",
        "AddressApproved": "address_approved",
        "AddressRefused": "address_refused",
        "ContractAddressChanged": "contract_address_changed",
        "DeclarationPeriodOpened": "declaration_period_opened",
        "DeclarationSent": "declaration_sent",
        "ActivityRequested": "activity_requested",
        "DeclarationCorrectionRequested": "declaration_correction_requested",
        "DeclarationFileRefused": "declaration_file_refused",
        "DeclarationValidated": "declaration_validated",
        "DeclarationRefused": "declaration_refused",
        "DeclarationKeyedIn": "declaration_keyed_in",
        "ClaimSent": "claim_sent",
        "ClaimStateChanged": "claim_state_changed",
        "ClaimAssigned": "claim_assigned",
        "ClaimDocumentRequested": "claim_document_requested",
        "ClaimFilesAdded": "claim_files_added",
        "ClaimFileRefused": "claim_file_refused",
        "ClaimMessageSent": "claim_message_sent",
        "ClaimReopeningAsked": "claim_reopening_asked",
        "CallBackAsked": "call_back_asked",
        "CallBackPlanned": "call_back_planned",
        "CallBackEnded": "call_back_ended",
        "PersonActivated": "person_activated",
        "EmailChanged": "email_changed",
        "EmailVerified": "email_verified",
        "EmailBounced": "email_bounced",
        "EmailReached": "email_reached",
        "PaperChosen": "paper_chosen",
    }
)
"""Events that are exported -> their name on the line, which never changes."""
AS_THEY_ARE = (
    "profile",
    "fields",
    "contract",
    "paper",
    "invitation",
    "start",
    "due_date",
    "activity",
    "receipt",
    "state",
    "handler",
    "document",
    "upload",
    "reason",
    "count",
    "message",
    "voice",
    "call_back",
)
"""Values of events that lines hold unchanged."""
