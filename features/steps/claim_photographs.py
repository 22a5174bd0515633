"""Photographs sent for a claim: what is seen of them, and what is kept."""

from pytest_bdd import given, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.claim_following import add
from features.steps.declaration_files import upload_of
from features.steps.phrase import phrase
from features.world import World
from societaire.testing.scanner import EICAR

PLACE = b"GPSLatitude 45.7600"
START, END = b"\xff\xd8\xff\xe1", b"\xff\xd9"
PHOTOGRAPH = START + PLACE + END


@given(phrase('{who} a photographié "{name}" pour le sinistre'))
def _took(world: World, who: str, name: str) -> None:
    add(world, who, name, PHOTOGRAPH)


@given(phrase('{who} a photographié "{name}", infectée, pour le sinistre'))
def _took_infected(world: World, who: str, name: str) -> None:
    add(world, who, name, START + PLACE + EICAR + END)


@given(phrase("l'antivirus a contrôlé les fichiers"))
def _scanned(world: World) -> None:
    assert world.service.upload_checks.scan_waiting()


@given(phrase("l'antivirus ne répond pas"))
def _not_scanned(world: World) -> None:
    world.parts.scanner.down = True
    assert not world.service.upload_checks.scan_waiting()


@when(phrase('{who} regarde la photographie "{name}"'), target_fixture="outcome")
def _looks(world: World, pilot: Pilot, who: str, name: str) -> Outcome:
    return pilot.look_at_photograph(world.named(who).name, upload_of(world, name))


@when(phrase('{who} télécharge l\'original de "{name}"'), target_fixture="outcome")
def _downloads(world: World, pilot: Pilot, who: str, name: str) -> Outcome:
    return pilot.download_original(world.named(who).name, upload_of(world, name))


@then(phrase("la photographie ne dit pas où elle a été prise"))
def _is_silent(outcome: Outcome) -> None:
    assert outcome.file is not None
    assert outcome.file.media_type == "image/jpeg"
    assert outcome.file.content.startswith(START[:3])
    assert PLACE not in outcome.file.content


@then(phrase("l'original dit où la photographie a été prise"))
def _tells_all(outcome: Outcome) -> None:
    assert outcome.file is not None
    assert outcome.file.content == PHOTOGRAPH
