"""Declarations and periods as a terminal, or a JSON reader, is shown them."""

from typing import TYPE_CHECKING, Any

from societaire_cli.output import say_facts, say_table, say_title, when

if TYPE_CHECKING:
    from societaire.declarations.findings import Finding
    from societaire.ports.declarations import RegisterLine
    from societaire.use_cases.declaration_office import DeclarationFile


def say_declaration(shown: "DeclarationFile") -> None:
    """What was sent, what the rules find in it, its files, for whoever reads a terminal."""
    from societaire_wording import declaration_labels, formats, labels
    from societaire_wording.upload_codes import SHORT_STATES

    dossier, declaration = shown.dossier, shown.dossier.declaration
    say_title(f"{declaration.number or declaration.id} : {labels.declaration_state(declaration.state)}")
    sender = shown.people.get(declaration.sent_by, "") if declaration.sent_by else ""
    say_facts(
        [
            ("Société", f"{shown.company_name} ({declaration.siren})"),
            ("Contrat", declaration.contract),
            ("Période", formats.exercise(dossier.period.covered)),
            ("Date limite", formats.short_day(dossier.due_date)),
            ("Par", labels.declaration_way(declaration.way)),
            ("Envoyé le", when(declaration.sent_at) if declaration.sent_at else ""),
            ("En retard", "oui" if declaration.late else ""),
            ("Envoyé par", sender),
            ("Certifié par", ", ".join(filter(None, (declaration.declarant_name, declaration.declarant_role)))),
            ("Décision de", declaration.decided_by),
            ("Raison", declaration.decision_reason),
            ("Sur", declaration.decision_path),
        ]
    )
    form = declaration.form or ""
    if declaration.entries:
        say_title("Saisi")
        say_facts((declaration_labels.place(path, form), text) for path, text in declaration.entries.items() if text)
    if shown.findings:
        say_title("Trouvé")
        for one in shown.findings:
            answer = declaration.reasons.get(one.key, "")
            say_facts([(declaration_labels.severity(one.severity), declaration_labels.finding(one)), ("Dit", answer)])
    if dossier.uploads:
        say_title("Fichiers")
        say_table(
            ("Pièce", "Nom", "Taille", "État"),
            [
                (labels.slot(one.slot), one.name, formats.size(one.size), SHORT_STATES[one.state])
                for one in dossier.uploads
            ],
            cut=("Nom",),
        )


def state_of(line: "RegisterLine") -> str:
    """Where a period stands, in a word or two."""
    from societaire_wording import labels

    if line.declaration is not None:
        return labels.declaration_state(line.declaration.state)
    return "Courrier à venir" if line.period.letter_date is None else "À faire"


def line_data(line: "RegisterLine") -> dict[str, Any]:
    """A period for JSON."""
    period, made = line.period, line.declaration
    return {
        "siren": str(period.siren),
        "company": line.company.name,
        "contract": period.contract,
        "start": period.covered.start,
        "end": period.covered.end,
        "letter_date": period.letter_date,
        "due_date": period.due_date,
        "documents": list(period.requested_documents),
        "state": made.state.value if made else None,
        "id": made.id if made else None,
        "number": made.number if made else None,
        "way": made.way.value if made else None,
        "late": made.late if made else False,
        "sent_at": made.sent_at if made else None,
    }


def finding_data(finding: "Finding") -> dict[str, Any]:
    """A finding for JSON."""
    return {"code": finding.code, "severity": finding.severity.value, "paths": list(finding.paths)}
