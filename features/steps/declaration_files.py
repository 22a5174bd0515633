"""Files that go with a declaration: sent, cut, taken up again, taken back."""

from datetime import timedelta
from io import BytesIO

from pytest_bdd import given, then, when

from features.pilots.pilot import Coded, Outcome, Pilot
from features.steps.declarations import SIGNED, begun, files_of, fill, person
from features.steps.phrase import phrase
from features.world import World
from societaire.declarations.declaration import Declaration
from societaire.notifications import MessageKind
from societaire.testing.scanner import EICAR
from societaire.uploads.upload import FREE_SLOT, Upload, UploadState
from societaire_wording.catalogue import sentence

PDF = b"%PDF-1.7 page %%EOF"
INFECTED = b"%PDF-1.7 " + EICAR + b" %%EOF"
CONTENTS = {
    "un PDF": PDF,
    "un texte": b"Bonjour.",
    "un PDF protégé": b"%PDF-1.7 /Encrypt %%EOF",
    "un PDF qui contient un programme": b"%PDF-1.7 /JavaScript %%EOF",
    "un PDF infecté": INFECTED,
    "un fichier vide": b"",
}


def draft_of(world: World) -> Declaration:
    """The declaration of the story."""
    (found,) = world.parts.database.tables.declarations.values()
    return found


def upload_of(world: World, name: str) -> Upload:
    """A file of the story."""
    return next(one for one in world.parts.database.tables.uploads.values() if one.name == name)


@given(phrase('{who} a joint "{name}", {content:rest}'))
def _had_sent(world: World, who: str, name: str, content: str) -> None:
    draft, sent = draft_of(world), CONTENTS[content]
    place = (person(world, who), draft.siren, draft.subject, FREE_SLOT, name)
    world.service.uploading.receive_whole(*place, BytesIO(sent), len(sent))


@given(phrase('l\'envoi de "{name}" par {who} a été coupé'))
def _was_cut(world: World, name: str, who: str) -> None:
    draft, uploading = draft_of(world), world.service.uploading
    upload = uploading.begin(person(world, who), draft.siren, draft.subject, FREE_SLOT, name, len(PDF))
    uploading.append(person(world, who), draft.siren, upload.id, 0, BytesIO(PDF[:7]))


@given(phrase('{who} a envoyé le relevé {year} du contrat "{number}" avec ses fichiers'))
def _had_sent_with_files(world: World, who: str, year: str, number: str) -> None:
    draft = fill(world, who, begun(world, who, number, year))
    files = files_of(world, draft)
    world.service.declaring.send(person(world, who), draft.siren, draft.id, draft.key, files, SIGNED)


@given(phrase("l'antivirus a examiné les fichiers"))
def _had_checked(world: World) -> None:
    world.service.upload_checks.scan_waiting()


@when(phrase("l'antivirus examine les fichiers"), target_fixture="outcome")
def _checks(pilot: Pilot) -> Outcome:
    return pilot.check_files()


@when(phrase('{who} joint "{name}", {content:rest}'), target_fixture="outcome")
def _sends(pilot: Pilot, world: World, who: str, name: str, content: str) -> Outcome:
    return pilot.send_file(who, draft_of(world), name, CONTENTS[content])


@when(phrase('{who} annonce "{name}", un fichier de plus de 50 Mo'), target_fixture="outcome")
def _announces(pilot: Pilot, world: World, who: str, name: str) -> Outcome:
    return pilot.announce_file(who, draft_of(world), name, 50 * 1024 * 1024 + 1)


@when(phrase('{who} reprend l\'envoi de "{name}"'), target_fixture="outcome")
def _resumes(pilot: Pilot, world: World, who: str, name: str) -> Outcome:
    return pilot.resume_file(who, upload_of(world, name), PDF)


@when(phrase('{who} retire "{name}"'), target_fixture="outcome")
def _takes_back(pilot: Pilot, world: World, who: str, name: str) -> Outcome:
    return pilot.take_file_back(who, upload_of(world, name))


@then(phrase('"{name}" est reçu'))
def _is_received(world: World, name: str) -> None:
    upload = upload_of(world, name)
    assert upload.state is UploadState.RECEIVED
    with world.parts.files.open(upload.file_key or "") as content:
        assert content.read() == PDF


@then(phrase("elle y lit que l'antivirus a refusé un fichier"))
def _reads_refusal(outcome: Outcome) -> None:
    signature = {"name": "Eicar-Test-Signature"}
    assert outcome.position(Coded("file_infected", sentence("file_infected", signature))) is not None, outcome


@then(phrase("{who} apprend qu'un fichier du relevé est refusé"))
def _learns_refusal(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.DECLARATION_FILE_REFUSED]


@then(phrase("aucun fichier n'est joint"))
def _none_left(world: World) -> None:
    assert world.parts.database.tables.uploads == {}


@then(phrase("rien n'en est gardé"))
def _nothing_kept(world: World) -> None:
    assert [one.file_key for one in world.parts.database.tables.uploads.values()] == [None]
    assert list(world.parts.pieces.uploads(world.parts.clock.now() + timedelta(days=1))) == []
