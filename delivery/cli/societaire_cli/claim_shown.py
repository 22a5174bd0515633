"""A claim as a terminal shows it, in the words of the pages and of the receipt."""

from typing import TYPE_CHECKING

from societaire.claims.questions import CAUSE
from societaire.claims.reading import YES
from societaire_cli.output import coloured, safe, safe_lines, say, say_facts, say_table, say_title, when
from societaire_cli.postal import address_line
from societaire_wording import claim_answers, claim_guidance, claim_labels, claim_questions, formats
from societaire_wording.upload_codes import SHORT_STATES

if TYPE_CHECKING:
    from societaire.claims.call_back import CallBack
    from societaire.use_cases.claim_office import ClaimDossier

_DANGER = "DANGER : à la déclaration, des personnes étaient en danger ou le dommage s'aggravait."


def named_cause(code: str) -> str:
    """A *mise en cause* by its code, then in words."""
    return f"{code} {claim_questions.CAUSES.get(code, '')}".rstrip()


def say_claim(dossier: "ClaimDossier") -> None:
    """What puts people in danger first, then the claim, the call that waits, and all that was answered and said."""
    claim, declaration = dossier.claim, dossier.declaration
    say_title(f"{safe(dossier.company.name)} ({claim.siren})")
    if declaration and declaration.entries.get("danger") == YES:
        say(coloured(_DANGER, bold=True, fg="red"))
    say_facts(
        [
            ("Numéro", claim.number),
            ("Récépissé", claim.receipt if claim.is_registered else ""),
            ("Mise en cause", named_cause(claim.cause)),
            ("État", claim_labels.STATES[claim.state]),
            ("Survenu ou connu le", formats.short_day(claim.occurred_on)),
            ("Déclaré le", formats.short_day(claim.declared_on)),
            ("Adresse", address_line(claim.address)),
            ("Contrat", claim.contract or "à trouver"),
            ("Suivi par", claim.handler),
            ("Saisi par", declaration.staff if declaration else ""),
        ]
    )
    if dossier.call_back:
        _say_call_back(dossier.call_back)
    _say_answers(dossier)
    if dossier.uploads:
        say_title("Fichiers")
        rows = [(_document(one.slot), one.name, one.size, SHORT_STATES[one.state]) for one in dossier.uploads]
        say_table(("Pièce", "Nom", "Octets", "État"), rows)
    if dossier.requests:
        say_title("Pièces demandées")
        asked = [
            (
                _document(one.document),
                when(one.asked_at),
                formats.short_day(one.due_on) if one.due_on else "",
                one.note,
            )
            for one in dossier.requests
        ]
        say_table(("Pièce", "Demandée le", "Pour le", "Note"), asked)
    for message in dossier.messages:
        say_title(f"{when(message.at)}, {claim_labels.VOICES[message.voice]}")
        say(safe_lines(message.text))


def _say_call_back(call: "CallBack") -> None:
    say_title("Rappel à faire")
    say_facts(
        [
            ("Créneau", f"{formats.short_day(call.slot.day)} {call.slot.start:%H:%M}-{call.slot.end:%H:%M}"),
            ("Téléphone", formats.phone(call.phone)),
            ("Raison", call.reason),
            ("État", claim_labels.CALL_BACKS[call.state]),
            ("Demande", call.id),
        ]
    )


def _say_answers(dossier: "ClaimDossier") -> None:
    entries = dossier.declaration.entries if dossier.declaration else {}
    for block, questions in dossier.asked:
        told = claim_answers.told_of(entries, (question for question in questions if question.id != CAUSE))
        if told:
            say_title(claim_questions.BLOCKS.get(block.id, block.id))
        for one in told:
            say(safe(one.label))
            for line in one.lines:
                say(f"    {safe(line)}")


def _document(code: str) -> str:
    return claim_guidance.DOCUMENTS.get(code, code)
