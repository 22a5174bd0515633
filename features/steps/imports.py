"""The insurer's export: what it says, and what becomes of it."""

from datetime import date

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.companies import PROFILES, day
from features.steps.phrase import phrase
from features.world import World, contract_row, document_row, pdf, reference
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus
from societaire.contracts.document import DocumentKind
from societaire.notifications import MessageKind
from societaire.records.rows import AccessRow, AgencyRow, CompanyRow, ContactRow, PersonRow, RecordKind
from societaire.values import Email

_AGENCY = AgencyRow("STE", "Agence de Saint-Étienne", "04 65 71 10 85")
_CONTACT = ContactRow("I009", "Amélie", "Muller", "STE")
_UNKNOWN_COMPANY = "999999999"


def add_person(world: World, who: str, email: str | None = None) -> str:
    """Put a person into the export, in the place of what it said of them; returns their code."""
    known = world.named(who)
    row = PersonRow(known.code, email or known.email, known.last_name, known.first_name)
    world.export_row(RecordKind.PERSON, row)
    return known.code


@given(phrase('l\'export décrit "{company}" et son contrat "{number}"'))
def _describes(world: World, company: str, number: str) -> None:
    siren = str(world.siren(company))
    world.export_row(RecordKind.AGENCY, _AGENCY)
    world.export_row(RecordKind.CONTACT, _CONTACT)
    world.export_row(RecordKind.COMPANY, CompanyRow(siren, company, CompanyStatus.ACTIVE, "STE", "I009"))
    world.export_row(RecordKind.CONTRACT, contract_row(siren, number))


@given(
    parsers.re(
        r'l\'export donne à (?P<who>\w+) l\'accès à "(?P<company>[^"]*)"'
        r" comme (?P<profile>administratrice|administrateur|collaboratrice|collaborateur)"
    )
)
def _gives_access(world: World, who: str, company: str, profile: str) -> None:
    code = add_person(world, who)
    world.export_row(RecordKind.ACCESS, AccessRow(code, str(world.siren(company)), PROFILES[profile]))


@given(phrase("l'export donne à {who} l'adresse \"{address}\""))
def _gives_address(world: World, who: str, address: str) -> None:
    add_person(world, who, address)


@given(phrase("l'export contient l'attestation de {year} du contrat \"{number}\""))
def _holds_attestation(world: World, year: str, number: str) -> None:
    row = document_row(number, DocumentKind.ATTESTATION, int(year))
    world.export_row(RecordKind.DOCUMENT, row)
    world.contents[row.file] = pdf(reference(number, DocumentKind.ATTESTATION, int(year)))


@given(phrase("l'export contient l'attestation de {year} du contrat \"{number}\" sans son fichier"))
def _lacks_file(world: World, year: str, number: str) -> None:
    world.export_row(RecordKind.DOCUMENT, document_row(number, DocumentKind.ATTESTATION, int(year)))


@given(phrase("l'export contient le contrat \"{number}\" d'une société inconnue"))
def _holds_dangling(world: World, number: str) -> None:
    world.export_row(RecordKind.CONTRACT, contract_row(_UNKNOWN_COMPANY, number))


@given(phrase('l\'export résilie le contrat "{number}" le {end:day}'))
def _terminates(world: World, number: str, end: str) -> None:
    siren = str(next(iter(world.sirens.values())))
    ended: date = day(end)
    row = contract_row(siren, number, status=ContractStatus.TERMINATED, end_date=ended)
    world.export_row(RecordKind.CONTRACT, row)


@given(phrase("{who} n'a encore accès à rien"))
def _has_nothing(world: World, who: str) -> None:
    code = world.named(who).code
    assert code not in {person.code for person in world.parts.database.tables.persons.values()}


@given(parsers.re(r"l'export est déjà repris"))
def _was_imported(world: World) -> None:
    report = world.service.imports.run(world.export())
    assert report.refused == ()
    world.deliver()


@when(parsers.re(r"l'export est repris"), target_fixture="outcome")
def _import(world: World, pilot: Pilot) -> Outcome:
    return pilot.import_export(world.export())


@when(parsers.re(r"l'export est repris en tout ou rien"), target_fixture="outcome")
def _import_strictly(world: World, pilot: Pilot) -> Outcome:
    return pilot.import_export(world.export(), strict=True)


@when(parsers.re(r"l'export est essayé à blanc"), target_fixture="outcome")
def _rehearse(world: World, pilot: Pilot) -> Outcome:
    return pilot.import_export(world.export(), dry_run=True)


@then(parsers.re(r"l'import dit que rien n'a changé"))
def _says_unchanged(outcome: Outcome) -> None:
    assert not outcome.is_refused
    assert outcome.counts == {"added": 0, "changed": 0, "superseded": 0}


@then(phrase("l'import compte {count} changements"))
def _counts_changes(outcome: Outcome, count: str) -> None:
    assert outcome.counts["added"] + outcome.counts["changed"] == int(count), outcome


@then(phrase("l'import compte {count} accès laissé"))
def _counts_superseded(outcome: Outcome, count: str) -> None:
    assert outcome.counts["superseded"] == int(count), outcome


@then(phrase('"{address}" est avertie du changement d\'adresse'))
def _is_told(world: World, address: str) -> None:
    kinds = [each.message.kind for each in world.received_at(Email(address))]
    assert kinds == [MessageKind.EMAIL_CHANGED]
