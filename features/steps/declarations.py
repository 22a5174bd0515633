"""Declarations of bases: opened, made, sent, decided on, followed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from attrs import evolve
from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import World
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.notifications import MessageKind
from societaire.records.codes import FormKind, RequestedDocument
from societaire.records.rows import PeriodRow
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState
from societaire.values import PersonId

DUE = date(2026, 12, 31)
AMOUNT = "125 000"
SIGNED = Certification("Claire Fontaine", "Gérante", certified=True)
_LATER = "document_missing:documents.tax_return"


def start_of(year: str) -> date:
    """The first day of a year's period."""
    return date(int(year), 1, 1)


def day_of(text: str) -> date:
    """31/12/2026."""
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def row_of(number: str, year: str, due: date = DUE, letter: date | None = None) -> PeriodRow:
    """A year's period."""
    return PeriodRow(number, start_of(year), date(int(year), 12, 31), due, letter)


def person(world: World, who: str) -> PersonId:
    """The id of somebody of the story."""
    code = world.named(who).code
    return next(each.id for each in world.parts.database.tables.persons.values() if each.code == code)


def begun(world: World, who: str, number: str, year: str = "2025", way: Way = Way.ONLINE) -> Declaration:
    """The period's draft, begun if need be; what was sent when nothing more is to be declared."""
    contract = world.contract(number)
    place = (person(world, who), contract.siren, contract.id, start_of(year))
    desk = world.service.declaring.desk(*place)
    if not desk.is_open:
        return desk.submissions[0]
    kept = desk.declaration
    return kept or world.service.declaring.begin(*place, way)


def numbered(world: World, number: str) -> Declaration:
    """What was sent under that number."""
    found = world.parts.database.tables.declarations.values()
    return next(one for one in found if one.number == number)


def files_of(world: World, draft: Declaration) -> dict[str, str]:
    """SHA-256 of its files, by upload."""
    found = world.parts.database.tables.uploads.values()
    return {one.id: one.sha256 or "" for one in found if one.subject == draft.subject}


def attach(world: World, who: str, draft: Declaration, slot: str) -> None:
    """A file received for a draft."""
    owner = world.parts.database.tables.companies[draft.siren].file_owner
    stored = world.parts.files.save(owner, BytesIO(b"%PDF-1.7 page %%EOF"))
    now, id_ = world.parts.clock.now(), world.parts.entropy.identifier()
    upload = Upload(id_, draft.siren, draft.subject, slot, "page.pdf", stored.size, person(world, who), now)
    kept = evolve(upload, state=UploadState.RECEIVED, format="pdf", sha256=stored.sha256, file_key=stored.key)
    with world.parts.database.write() as unit:
        unit.uploads.save(kept)
        unit.commit()


def fill(world: World, who: str, draft: Declaration, amount: str = AMOUNT) -> Declaration:
    """Type the single figure that the form asks."""
    entries = {**draft.entries, "equipment_value": amount}
    return world.service.declaring.save(person(world, who), draft.siren, draft.id, entries, draft.version)


def latest(world: World) -> Declaration:
    """The last draft of the story."""
    found = [one for one in world.parts.database.tables.declarations.values() if one.is_open]
    return found[-1]


# What there is.


@given(phrase('"{company}" a un contrat "{number}" dont la cotisation repose sur des bases'))
def _on_bases(world: World, company: str, number: str) -> None:
    world.add_contract(company, number, product="BRM", form=FormKind.CONTRACTOR, online_form=True)
    with world.parts.database.write() as unit:
        unit.records.finish()
        unit.commit()


@given(phrase('"{company}" a un contrat "{number}" qui ne se déclare pas en ligne'))
def _without_form(world: World, company: str, number: str) -> None:
    world.add_contract(company, number, product="FLO")


@given(parsers.re(r"l'assureur demande la signature d'un administrateur"))
def _second_signature(world: World) -> None:
    world.sign_twice()


@given(phrase('{who} a commencé le relevé {year} du contrat "{number}"'))
def _had_begun(world: World, who: str, year: str, number: str) -> None:
    begun(world, who, number, year)


@given(phrase('{who} a commencé le scan du relevé {year} du contrat "{number}"'))
def _had_begun_scan(world: World, who: str, year: str, number: str) -> None:
    begun(world, who, number, year, Way.SCAN)


@given(phrase('{who} a rempli le relevé {year} du contrat "{number}"'))
def _had_filled(world: World, who: str, year: str, number: str) -> None:
    fill(world, who, begun(world, who, number, year))


@given(phrase('{who} a déposé le scan du relevé {year} du contrat "{number}"'))
def _had_scanned(world: World, who: str, year: str, number: str) -> None:
    attach(world, who, begun(world, who, number, year, Way.SCAN), FORM_SLOT)


@given(phrase("{who} y a joint la liasse fiscale"))
def _had_attached(world: World, who: str) -> None:
    attach(world, who, latest(world), RequestedDocument.TAX_RETURN)


@given(phrase('{who} a envoyé le relevé {year} du contrat "{number}"'))
def _had_sent(world: World, who: str, year: str, number: str) -> None:
    draft = fill(world, who, begun(world, who, number, year))
    world.service.declaring.send(person(world, who), draft.siren, draft.id, draft.key, {}, SIGNED)


@given(phrase('{who} a envoyé le scan du relevé {year} du contrat "{number}"'))
def _had_sent_scan(world: World, who: str, year: str, number: str) -> None:
    draft = begun(world, who, number, year, Way.SCAN)
    attach(world, who, draft, FORM_SLOT)
    files = files_of(world, draft)
    world.service.declaring.send(person(world, who), draft.siren, draft.id, draft.key, files, SIGNED)


@given(phrase('{who} et {other:who} ont ouvert le même brouillon du contrat "{number}"'), target_fixture="seen_draft")
def _both_saw(world: World, who: str, other: str, number: str) -> Declaration:
    assert other
    return begun(world, who, number)


@given(phrase('{who} y écrit "{amount}"'))
def _had_written(world: World, seen_draft: Declaration, who: str, amount: str) -> None:
    fill(world, who, seen_draft, amount)


@given(phrase('{who} relit le relevé {year} du contrat "{number}" qu\'elle a rempli'), target_fixture="seen_files")
def _had_read(world: World, who: str, year: str, number: str) -> dict[str, str]:
    return files_of(world, fill(world, who, begun(world, who, number, year)))


# What somebody does.


@when(phrase('{who} ouvre le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _look(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.open_declaration(world.named(who).name, contract.siren, contract.id, start_of(year))


@when(phrase('{who} regarde ce qui reste à déclarer pour "{company}"'), target_fixture="outcome")
def _look_at_rest(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.to_declare(world.named(who).name, world.siren(company))


@when(phrase('{who} commence le relevé {year} du contrat "{number}" en ligne'), target_fixture="outcome")
def _begin(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    contract = world.contract(number)
    place = (world.named(who).name, contract.siren, contract.id, start_of(year))
    return pilot.begin_declaration(*place, Way.ONLINE)


@when(phrase('{who} commence le scan du relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _begin_scan(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.begin_declaration(world.named(who).name, contract.siren, contract.id, start_of(year), Way.SCAN)


@when(phrase('{who} y écrit "{amount}"'), target_fixture="outcome")
def _write(world: World, pilot: Pilot, seen_draft: Declaration, who: str, amount: str) -> Outcome:
    entries = {**seen_draft.entries, "equipment_value": amount}
    return pilot.save_declaration(world.named(who).name, seen_draft, entries)


@when(phrase('{who} envoie le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _send(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    return _sent(world, pilot, who, begun(world, who, number, year), SIGNED)


@when(phrase('{who} envoie sans certifier le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _send_uncertified(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    return _sent(world, pilot, who, begun(world, who, number, year), evolve(SIGNED, certified=False))


@when(
    phrase('{who} envoie le relevé {year} du contrat "{number}" en expliquant que la liasse fiscale viendra'),
    target_fixture="outcome",
)
def _send_explaining(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    signed = evolve(SIGNED, reasons={_LATER: "Chez le comptable."})
    return _sent(world, pilot, who, begun(world, who, number, year), signed)


@when(phrase("{who} envoie ce qu'elle a relu"), target_fixture="outcome")
def _send_seen(world: World, pilot: Pilot, seen_files: dict[str, str], who: str) -> Outcome:
    return pilot.send_declaration(world.named(who).name, latest(world), seen_files, SIGNED)


@when(phrase('{who} prépare le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _prepare(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    return pilot.prepare_declaration(world.named(who).name, begun(world, who, number, year))


@when(phrase('{who} télécharge le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _download(world: World, pilot: Pilot, who: str, year: str, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.download_declaration(world.named(who).name, contract.siren, contract.id, int(year))


@when(phrase('{who} regarde les relevés passés du contrat "{number}"'), target_fixture="outcome")
def _look_back(world: World, pilot: Pilot, who: str, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.past_declarations(world.named(who).name, contract.siren, contract.id)


# What comes of it.


@then(phrase("elle y lit la date limite {day}"))
def _reads_due(outcome: Outcome, day: str) -> None:
    assert outcome.position(day_of(day)) is not None, outcome


def _tells_year(outcome: Outcome, year: str) -> bool:
    """Whether the period is told, by its first day or as people call it."""
    return any(outcome.position(fact) is not None for fact in (start_of(year), f"exercice {year}"))


@then(phrase('le relevé {year} du contrat "{number}" y est à faire'))
def _is_to_do(outcome: Outcome, year: str, number: str) -> None:
    assert outcome.position(number) is not None, outcome
    assert _tells_year(outcome, year), outcome


@then(parsers.re(r"il ne reste rien à déclarer"))
def _nothing_to_do(outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    assert not _tells_year(outcome, "2025"), outcome


@then(phrase("elle y retrouve ce que {who} a rempli"))
def _finds(outcome: Outcome, who: str) -> None:
    assert who
    assert outcome.position(AMOUNT) is not None, outcome


@then(phrase('le relevé {year} du contrat "{number}" est commencé'))
def _is_begun(world: World, outcome: Outcome, year: str, number: str) -> None:
    assert not outcome.is_refused, outcome
    assert (latest(world).contract, latest(world).start) == (number, start_of(year))


@then(phrase('son récépissé porte le numéro "{number}"'))
def _has_number(world: World, outcome: Outcome, number: str) -> None:
    assert not outcome.is_refused, outcome
    sent = numbered(world, number)
    with world.parts.files.open(sent.receipt_key or "") as content:
        assert number.encode() in content.read()


@then(parsers.re(r"le relevé est noté en retard"))
def _is_late(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    assert numbered(world, "R2026-000001" if world.parts.clock.now().year == 2026 else "R2027-000001").late


@then(phrase('le relevé "{number}" est remplacé'))
def _is_replaced(world: World, number: str) -> None:
    assert numbered(world, number).state is DeclarationState.REPLACED


@then(phrase('il obtient le document du relevé "{number}"'))
def _obtains(outcome: Outcome, number: str) -> None:
    assert outcome.file is not None, outcome
    assert number.encode() in outcome.file.content


@then(phrase('il y voit l\'année {year} avec le relevé "{number}" et 125 000 €'))
def _sees_year(outcome: Outcome, year: str, number: str) -> None:
    for fact in (year, number, Decimal(125_000)):
        assert outcome.position(fact) is not None, outcome


@then(phrase("il y voit l'année {year} sans document"))
def _sees_bare_year(outcome: Outcome, year: str) -> None:
    assert outcome.position(year) is not None, outcome
    assert outcome.position("R2026") is None, outcome


@then(phrase("{who} reçoit la confirmation du relevé"))
def _is_confirmed(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.DECLARATION_SENT]


def _sent(world: World, pilot: Pilot, who: str, draft: Declaration, signed: Certification) -> Outcome:
    return pilot.send_declaration(world.named(who).name, draft, files_of(world, draft), signed)
