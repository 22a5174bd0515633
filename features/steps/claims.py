"""Claims declared: begun, answered, checked, sent."""

from io import BytesIO

from attrs import evolve
from pytest_bdd import given, parsers, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.claim_answers import CAUSES, DOCUMENTS, complete, entry_of
from features.steps.declarations import day_of, person
from features.steps.phrase import phrase
from features.world import STAFF, World
from societaire.claims.claim import Claim
from societaire.claims.declaring import ClaimDeclaration
from societaire.records.rows import ContactRow, RecordKind
from societaire.uploads.upload import Upload, UploadState

PRODUCTS = {
    "en décennale": "RCD",
    "en responsabilité civile": "RCG",
    "en multirisque": "MRP",
    "pour ses machines": "BRM",
    "pour ses données": "CYB",
    "pour ses véhicules": "FLO",
    "en protection juridique": "PJU",
}
PAGE = b"%PDF-1.7 page %%EOF"
HANDLER_EMAIL = "nadia.perrin@assureur.example"


def draft_of(world: World) -> ClaimDeclaration:
    """The last declaration begun, sent or not."""
    return list(world.parts.database.tables.claim_declarations.values())[-1]


def claim_of(world: World) -> Claim:
    """The last claim declared."""
    return list(world.parts.database.tables.claims.values())[-1]


def files_of(world: World, draft: ClaimDeclaration) -> dict[str, str]:
    """SHA-256 of its files, by upload."""
    found = world.parts.database.tables.uploads.values()
    return {one.id: one.sha256 or "" for one in found if one.subject == draft.subject}


def begin(world: World, who: str, cause: str) -> ClaimDeclaration:
    """A draft of the company of whoever declares."""
    siren = next(iter(world.sirens.values()))
    return world.service.claiming.begin(person(world, who), siren, CAUSES[cause])


def write(world: World, who: str, draft: ClaimDeclaration, entries: dict[str, str]) -> ClaimDeclaration:
    """Answers kept."""
    return world.service.claiming.save(person(world, who), draft.siren, draft.id, entries, draft.version)


def answer_all(world: World, who: str, draft: ClaimDeclaration) -> ClaimDeclaration:
    """What still has to be answered, answered."""
    return write(world, who, draft, complete(draft.cause, draft.entries))


def send(world: World, who: str, draft: ClaimDeclaration) -> ClaimDeclaration:
    """A draft sent with all its files."""
    place = (person(world, who), draft.siren, draft.id, draft.key, files_of(world, draft))
    return world.service.claiming.send(*place, certified=True)


def attach(world: World, who: str, draft: ClaimDeclaration, document: str, name: str) -> None:
    """A file received for a draft."""
    owner = world.parts.database.tables.companies[draft.siren].file_owner
    stored = world.parts.files.save(owner, BytesIO(PAGE))
    now, id_ = world.parts.clock.now(), world.parts.entropy.identifier()
    upload = Upload(id_, draft.siren, draft.subject, document, name, stored.size, person(world, who), now)
    kept = evolve(upload, state=UploadState.RECEIVED, format="pdf", sha256=stored.sha256, file_key=stored.key)
    with world.parts.database.write() as unit:
        unit.uploads.save(kept)
        unit.commit()


def _robbed(world: World, who: str, street: str, city: str) -> ClaimDeclaration:
    place = {"theft_place.street": street, "theft_place.city": city}
    return answer_all(world, who, write(world, who, begin(world, who, "un vol"), place))


# What there is.


@given(parsers.re(r'"(?P<company>[^"]*)" est assurée (?P<cover>[^"]+) par "(?P<number>[^"]*)" depuis le (?P<day>\S+)'))
def _insured(world: World, company: str, cover: str, number: str, day: str) -> None:
    world.keep(RecordKind.CONTACT, ContactRow(STAFF, "Nadia", "Perrin", "LYO", email=HANDLER_EMAIL))
    world.add_contract(company, number, product=PRODUCTS[cover], start_date=day_of(day), contact=STAFF)


@given(
    parsers.re(
        r'"(?P<company>[^"]*)" a été assurée (?P<cover>[^"]+) par "(?P<number>[^"]*)"'
        r" du (?P<first>\S+) au (?P<last>\S+)"
    )
)
def _was_insured(world: World, company: str, cover: str, number: str, first: str, last: str) -> None:
    days = {"start_date": day_of(first), "end_date": day_of(last)}
    world.add_contract(company, number, product=PRODUCTS[cover], contact=STAFF, **days)


@given(phrase("{who} a commencé à déclarer {cause:rest}"))
def _had_begun(world: World, who: str, cause: str) -> None:
    begin(world, who, cause)


@given(phrase('{who} y a répondu "{answer}" à "{question}"'))
def _had_answered(world: World, who: str, answer: str, question: str) -> None:
    write(world, who, draft_of(world), entry_of(question, answer))


@given(phrase('{who} y a demandé un rappel "{when}" au "{phone}"'))
def _had_asked_call(world: World, who: str, when: str, phone: str) -> None:
    wanted = (("être rappelé", "oui"), ("à quel moment", when), ("téléphone", phone), ("nom", who))
    entries = {path: text for question, answer in wanted for path, text in entry_of(question, answer).items()}
    answer_all(world, who, write(world, who, draft_of(world), entries))


@given(phrase("aucun numéro de {who} ni de sa société n'est connu"))
def _has_no_number(world: World, who: str) -> None:
    with world.parts.database.write() as unit:
        company, known = unit.companies.get(draft_of(world).siren), unit.persons.get(person(world, who))
        assert company
        assert known
        unit.companies.save(evolve(company, phone=None))
        unit.persons.save(evolve(known, phone=None))
        unit.commit()


@given(phrase("{who} a répondu à tout"))
def _had_answered_all(world: World, who: str) -> None:
    answer_all(world, who, draft_of(world))


@given(parsers.re(r"(?P<who>[A-Z]\w+) a déclaré (?P<cause>(?:un|on)[^\"]+)"))
def _had_declared(world: World, who: str, cause: str) -> None:
    send(world, who, answer_all(world, who, begin(world, who, cause)))


@given(phrase('{who} a déclaré au "{street}" de {city:who} un vol'))
def _was_robbed(world: World, who: str, street: str, city: str) -> None:
    send(world, who, _robbed(world, who, street, city))


@given(phrase('{who} est en train de déclarer au "{street}" de {city:who} un vol'))
def _is_robbed(world: World, who: str, street: str, city: str) -> None:
    _robbed(world, who, street, city)


@given(phrase("{who} a envoyé sa déclaration"))
def _had_sent(world: World, who: str) -> None:
    send(world, who, draft_of(world))


@given(phrase('{who} y a joint "{name}"'))
def _had_attached(world: World, who: str, name: str) -> None:
    attach(world, who, draft_of(world), "photographs", name)


@given(phrase("{who} a dit que {document:rest} viendra plus tard"))
def _comes_later(world: World, who: str, document: str) -> None:
    draft = draft_of(world)
    place = (person(world, who), draft.siren, draft.id)
    world.service.claiming.save(*place, {}, draft.version, frozenset({DOCUMENTS[document]}))


@given(phrase("{who} lit sa déclaration avec {other:who}"), target_fixture="seen_claim")
def _both_saw(world: World, who: str, other: str) -> ClaimDeclaration:
    assert who != other
    return draft_of(world)


@given(phrase("{who} a relu ses fichiers"), target_fixture="seen_files")
def _had_read(world: World, who: str) -> dict[str, str]:
    assert who
    return files_of(world, draft_of(world))


@given(phrase('"{name}" a été remplacé depuis'))
def _was_replaced(world: World, name: str) -> None:
    upload = next(one for one in world.parts.database.tables.uploads.values() if one.name == name)
    with world.parts.database.write() as unit:
        unit.uploads.save(evolve(upload, sha256="0" * 64))
        unit.commit()


@given(parsers.re(r"l'assureur ouvre à tous les sinistres des personnes"))
def _open_to_all(world: World) -> None:
    world.open_claims()


@given(phrase("le {day} est férié"))
def _holiday(world: World, day: str) -> None:
    world.make_holiday(day_of(day))


@given(phrase("la réception {how:rest} date du {accepted:day}, le dommage du {seen:day}, avec {effect:rest}"))
def _dated(world: World, how: str, accepted: str, seen: str, effect: str) -> None:
    told = {"réception": how, "réception le": accepted, "apparu le": seen, "effets": effect}
    entries: dict[str, str] = {}
    for question, answer in told.items():
        entries.update(entry_of(question, answer))
    write(world, "Claire", draft_of(world), entries)


# What somebody does.


@when(phrase('{who} veut déclarer un sinistre de "{company}"'), target_fixture="outcome")
def _starts(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.start_claim(world.named(who).name, world.siren(company))


@when(phrase('{who} commence à déclarer {cause:rest} de "{company}"'), target_fixture="outcome")
def _begins(world: World, pilot: Pilot, who: str, cause: str, company: str) -> Outcome:
    return pilot.begin_claim(world.named(who).name, world.siren(company), CAUSES[cause])


@when(phrase('{who} commence une déclaration de "{company}" sans dire ce qui arrive'), target_fixture="outcome")
def _begins_blind(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.begin_claim(world.named(who).name, world.siren(company), "")


@when(phrase('{who} y répond "{answer}" à "{question}"'), target_fixture="outcome")
def _answers(world: World, pilot: Pilot, who: str, answer: str, question: str) -> Outcome:
    return pilot.save_claim(world.named(who).name, draft_of(world), entry_of(question, answer))


@when(phrase('{who} y répond à son tour "{answer}" à "{question}"'), target_fixture="outcome")
def _answers_after(
    world: World, pilot: Pilot, seen_claim: ClaimDeclaration, who: str, answer: str, question: str
) -> Outcome:
    return pilot.save_claim(world.named(who).name, seen_claim, entry_of(question, answer))


@when(phrase("{who} dit que c'est plutôt {cause:rest}"), target_fixture="outcome")
def _changes_cause(world: World, pilot: Pilot, who: str, cause: str) -> Outcome:
    return pilot.save_claim(world.named(who).name, draft_of(world), {"cause": CAUSES[cause]})


@when(phrase("{who} relit la déclaration"), target_fixture="outcome")
def _checks(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.check_claim(world.named(who).name, draft_of(world))


@when(phrase("{who} regarde les documents à fournir"), target_fixture="outcome")
def _looks_at_documents(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.documents_of_claim(world.named(who).name, draft_of(world))


@when(phrase("{who} renonce à la déclaration"), target_fixture="outcome")
def _abandons(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.abandon_claim(world.named(who).name, draft_of(world))


@when(phrase("{who} renonce à la déclaration qu'elle a lue"), target_fixture="outcome")
def _abandons_seen(world: World, pilot: Pilot, seen_claim: ClaimDeclaration, who: str) -> Outcome:
    return pilot.abandon_claim(world.named(who).name, seen_claim)


@when(phrase("{who} envoie la déclaration"), target_fixture="outcome")
@when(phrase("{who} envoie de nouveau la déclaration"), target_fixture="outcome")
def _sends(world: World, pilot: Pilot, who: str) -> Outcome:
    draft = draft_of(world)
    return pilot.send_claim(world.named(who).name, draft, files_of(world, draft))


@when(phrase("{who} envoie la déclaration sans la dire sincère"), target_fixture="outcome")
def _sends_uncertified(world: World, pilot: Pilot, who: str) -> Outcome:
    draft = draft_of(world)
    return pilot.send_claim(world.named(who).name, draft, files_of(world, draft), certified=False)


@when(phrase("{who} envoie la déclaration qu'elle a relue"), target_fixture="outcome")
def _sends_seen(world: World, pilot: Pilot, seen_files: dict[str, str], who: str) -> Outcome:
    return pilot.send_claim(world.named(who).name, draft_of(world), seen_files)


@when(phrase("{who} télécharge le récépissé"), target_fixture="outcome")
def _downloads(world: World, pilot: Pilot, who: str) -> Outcome:
    draft = draft_of(world)
    return pilot.receipt_of_claim(world.named(who).name, draft.siren, draft.id)
