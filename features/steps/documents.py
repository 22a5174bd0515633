"""Documents: found, downloaded, published."""

import zipfile
from io import BytesIO

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import STAFF, World, document_row, pdf, reference
from societaire.contracts.document import DocumentKind
from societaire.values import DocumentId, Year

KINDS = {
    "attestation": DocumentKind.ATTESTATION,
    "attestations": DocumentKind.ATTESTATION,
    "appel de cotisation": DocumentKind.PREMIUM_NOTICE,
    "appels de cotisations": DocumentKind.PREMIUM_NOTICE,
}
INVENTED = DocumentId("f" * 32)
FAULTY = {"vide": b"", "un texte": b"Bonjour", "tronqué": pdf("x")[:-8]}
_ONE = r"l'(?P<kind>attestation|appel de cotisation) de (?P<year>\d{4})"
_MANY = r"les (?P<kind>attestations|appels de cotisations) de (?P<first>\d{4}) à (?P<last>\d{4})"
_OF = r'du contrat "(?P<number>[^"]*)"'


@given(parsers.re(r'le contrat "(?P<number>[^"]*)" a une attestation de (?P<year>\d{4})'))
def _has_attestation(world: World, number: str, year: str) -> None:
    world.add_document(number, DocumentKind.ATTESTATION, int(year))


@given(parsers.re(rf'le contrat "(?P<number>[^"]*)" a {_MANY}'))
def _has_documents(world: World, number: str, kind: str, first: str, last: str) -> None:
    for year in range(int(first), int(last) + 1):
        world.add_document(number, KINDS[kind], year)


@given(phrase('le contrat "{number}" n\'a aucun document'))
def _has_none(world: World, number: str) -> None:
    assert not [each for each in world.parts.database.tables.documents.values() if each.contract == number]


@given(parsers.re(rf"le fichier de {_ONE} {_OF} est perdu"))
def _is_lost(world: World, number: str, kind: str, year: str) -> None:
    world.parts.files.delete(world.document(number, KINDS[kind], int(year)).file_key)


@when(parsers.re(rf"elle télécharge {_ONE} {_OF}"), target_fixture="outcome")
def _download(world: World, pilot: Pilot, number: str, kind: str, year: str) -> Outcome:
    document = world.document(number, KINDS[kind], int(year))
    return pilot.download(world.named("elle").name, document.siren, document.id)


@when(parsers.re(rf'elle télécharge {_ONE} {_OF} depuis l\'espace de "(?P<company>[^"]*)"'), target_fixture="outcome")
def _download_from(world: World, pilot: Pilot, number: str, kind: str, year: str, company: str) -> Outcome:
    document = world.document(number, KINDS[kind], int(year))
    return pilot.download(world.named("elle").name, world.siren(company), document.id)


@when(phrase('elle télécharge un document inventé depuis l\'espace de "{company}"'), target_fixture="outcome")
def _download_invented(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.download(world.named("elle").name, world.siren(company), INVENTED)


@when(phrase('elle télécharge la dernière attestation du contrat "{number}"'), target_fixture="outcome")
def _download_latest(world: World, pilot: Pilot, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.download_latest(world.named("elle").name, contract.siren, contract.id)


@when(phrase('elle télécharge ensemble les documents de {year} du contrat "{number}"'), target_fixture="outcome")
def _download_year(world: World, pilot: Pilot, number: str, year: str) -> Outcome:
    contract = world.contract(number)
    return pilot.download_all(world.named("elle").name, contract.siren, contract.id, [Year(int(year))])


@when(
    phrase('elle télécharge ensemble les documents de "{number}" depuis l\'espace de "{company}"'),
    target_fixture="outcome",
)
def _download_all_from(world: World, pilot: Pilot, number: str, company: str) -> Outcome:
    return pilot.download_all(world.named("elle").name, world.siren(company), world.contract(number).id, [])


@when(phrase('elle cherche les documents de {year} du contrat "{number}"'), target_fixture="outcome")
def _search_year(world: World, pilot: Pilot, number: str, year: str) -> Outcome:
    contract = world.contract(number)
    return pilot.contract(world.named("elle").name, contract.siren, contract.id, year=Year(int(year)))


@when(phrase('elle cherche les appels de cotisations du contrat "{number}"'), target_fixture="outcome")
def _search_kind(world: World, pilot: Pilot, number: str) -> Outcome:
    contract = world.contract(number)
    kind = DocumentKind.PREMIUM_NOTICE
    return pilot.contract(world.named("elle").name, contract.siren, contract.id, kind=kind)


@when(parsers.re(rf"l'agence publie {_ONE} {_OF}"), target_fixture="outcome")
def _publish(pilot: Pilot, number: str, kind: str, year: str) -> Outcome:
    row = document_row(number, KINDS[kind], int(year))
    return pilot.publish(STAFF, row, pdf("published"))


@when(
    phrase('l\'agence publie pour le contrat "{number}" une attestation dont le fichier est {fault:rest}'),
    target_fixture="outcome",
)
def _publish_faulty(pilot: Pilot, number: str, fault: str) -> Outcome:
    return pilot.publish(STAFF, document_row(number, DocumentKind.ATTESTATION, 2026), FAULTY[fault])


@when(
    phrase('l\'agence publie pour le contrat "{number}" un document sous la référence de cette attestation'),
    target_fixture="outcome",
)
def _publish_taken(world: World, pilot: Pilot, number: str) -> Outcome:
    taken = next(iter(world.parts.database.tables.documents))
    row = document_row(number, DocumentKind.ATTESTATION, 2026)
    return pilot.publish(STAFF, row._replace(reference=taken), pdf("published"))


@then(parsers.re(rf"elle obtient {_ONE} en PDF"))
def _obtains(outcome: Outcome, kind: str, year: str) -> None:
    assert outcome.file, outcome
    name = outcome.file.name.removesuffix(".pdf")
    assert name.startswith(KINDS[kind][:3].upper())
    assert name.endswith(year)
    assert outcome.file.media_type == "application/pdf"
    assert outcome.file.content == pdf(name)


@then(parsers.re(rf"elle voit {_MANY}"))
def _sees_all(world: World, outcome: Outcome, kind: str, first: str, last: str) -> None:
    shown = {year for _, year in _shown(world, outcome, KINDS[kind])}
    assert shown == set(range(int(first), int(last) + 1))


@then(parsers.re(rf"elle voit seulement {_ONE}"))
def _sees_only(world: World, outcome: Outcome, kind: str, year: str) -> None:
    assert {year for _, year in _shown(world, outcome, KINDS[kind])} == {int(year)}


@then(parsers.re(rf"elle ne voit pas {_ONE} parmi les documents"))
def _does_not_see(world: World, outcome: Outcome, kind: str, year: str) -> None:
    assert int(year) not in {shown for _, shown in _shown(world, outcome, KINDS[kind])}


@then(parsers.re(rf"elle obtient un dossier qui contient {_ONE}"))
def _holds(outcome: Outcome, kind: str, year: str) -> None:
    assert [name for name in _inside(outcome) if KINDS[kind][:3].upper() in name and year in name]


@then(parsers.re(rf"le dossier ne contient pas {_ONE}"))
def _does_not_hold(outcome: Outcome, kind: str, year: str) -> None:
    assert not [name for name in _inside(outcome) if KINDS[kind][:3].upper() in name and year in name]


@then(parsers.re(rf'le contrat "(?P<number>[^"]*)" a {_ONE}'))
def _is_published(pilot: Pilot, number: str, kind: str, year: str) -> None:
    assert pilot.published(number).position(reference(number, KINDS[kind], int(year))) is not None


@then(phrase('le contrat "{number}" a {count} document'))
def _has_count(world: World, number: str, count: str) -> None:
    held = [each for each in world.parts.database.tables.documents.values() if each.contract == number]
    assert len(held) == int(count)


def _shown(world: World, outcome: Outcome, kind: DocumentKind) -> set[tuple[str, int]]:
    every = world.parts.database.tables.documents.values()
    return {(d.contract, d.year) for d in every if d.kind is kind and outcome.position(d.label) is not None}


def _inside(outcome: Outcome) -> list[str]:
    assert outcome.file, outcome
    with zipfile.ZipFile(BytesIO(outcome.file.content)) as archive:
        return archive.namelist()
