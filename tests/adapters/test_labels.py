"""Every code that a person may be shown has a French label."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from societaire.companies.access import AccessState, Profile
from societaire.companies.company import CompanyStatus
from societaire.companies.invitation import InvitationState
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.declarations.declaration import DeclarationState, Way
from societaire.notifications import MessageKind, MessageState
from societaire.ports.journal import LoggedAction, Outcome
from societaire.preferences.choices import Frequency, Topic
from societaire.records.codes import Heading, RequestedDocument
from societaire.uploads.upload import FORM_SLOT, FREE_SLOT
from societaire_wording import labels


@pytest.mark.parametrize(
    ("codes", "label"),
    [
        (AccessState, labels.access_state),
        (CompanyStatus, labels.company_status),
        (ContractStatus, labels.contract_status),
        (DeclarationState, labels.declaration_state),
        (Way, labels.declaration_way),
        (DocumentKind, labels.document_kind),
        (DocumentKind, labels.document_kinds),
        (Frequency, labels.frequency),
        (Heading, labels.heading),
        (InvitationState, labels.invitation_state),
        (LoggedAction, labels.log_action),
        (MessageKind, labels.message_kind),
        (MessageState, labels.message_state),
        (Outcome, labels.outcome),
        (PremiumMode, labels.premium_mode),
        (Profile, labels.profile),
        (RequestedDocument, labels.slot),
        (Topic, labels.topic),
    ],
)
def test_every_code_has_a_label(codes: type[StrEnum], label: Callable[[str], str]) -> None:
    assert [code.value for code in codes if label(code.value) == code.value] == []


def test_the_places_of_every_declaration_have_a_label() -> None:
    assert [slot for slot in (FORM_SLOT, FREE_SLOT) if labels.slot(slot) == slot] == []
