"""A claim of each company with all that is said about it, and one that is being declared."""

from datetime import date, time
from io import BytesIO

from attrs import evolve

from societaire.claims.call_back import CallBack, Slot
from societaire.claims.claim import Claim, ClaimMessage, DocumentRequest, Voice
from societaire.claims.declaring import ClaimDeclaration, DraftState
from societaire.companies.company import Address
from societaire.values import ContractNumber, PersonId, Siren
from tests.delivery.web.world import NOW, Builder, identifier


def claimed(world: Builder, letter: str, siren: Siren) -> None:
    """Everything that the pages of claims show, marked with the company's letter."""
    tables, by = world.tables, PersonId(identifier("per", 100 + ord(letter)))
    receipt = world.parts.files.save(tables.companies[siren].file_owner, BytesIO(f"MARK-{letter} claim".encode()))
    draft = ClaimDeclaration(
        identifier("cld", ord(letter)),
        siren,
        identifier("clk", ord(letter)),
        "construction",
        1,
        NOW,
        by,
        entries={
            "cause": "F3",
            "danger": "no",
            "known_on": "20/11/2026",
            "description": f"MARK-{letter} : une fissure est apparue sur le pignon, et elle grandit.",
            "follow_up.name": f"MARK-{letter} Suivi",
            "preferred_channel": "mail",
        },
        written_by=by,
        written_at=NOW,
        version=1,
    )
    number = f"D2026-MARK-{letter}"
    sent = evolve(
        draft,
        id=identifier("cla", ord(letter)),
        key=f"sent-{letter}",
        state=DraftState.SENT,
        receipt=number,
        sent_by=by,
        sent_at=NOW,
        receipt_key=receipt.key,
        receipt_sha256=receipt.sha256,
    )
    tables.claim_declarations[draft.id], tables.claim_declarations[sent.id] = draft, sent
    contract = ContractNumber(f"RCD-MARK-{letter}")
    day, place = date(2026, 11, 20), Address(f"1 rue MARK-{letter}", "69500", "Bron")
    claim = Claim(
        sent.id, siren, number, "F3", day, day, contract=contract, address=place, receipt=number, declared_by=by
    )
    tables.claims[number] = claim
    message = ClaimMessage(f"m{letter}", siren, claim.id, NOW, Voice.INSURER, "nobody", f"MARK-{letter} bonjour")
    request = DocumentRequest(f"r{letter}", siren, claim.id, "invoices", f"MARK-{letter} factures", NOW, "nobody")
    tables.claim_messages[message.id], tables.document_requests[request.id] = message, request
    slot = Slot(date(2026, 11, 23), time(9), time(12))
    call = CallBack(
        identifier("cab", ord(letter)), siren, claim.id, f"MARK-{letter} suite", "0472000001", slot, by, NOW, version=1
    )
    tables.call_backs[call.id] = call
