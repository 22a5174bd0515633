"""Signing in and out, failed attempts, sessions."""

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.passwords import typed
from features.steps.phrase import phrase
from features.world import ELSEWHERE_IP, HOME_IP, STAFF, World
from societaire.errors import Busy, NotAllowed
from societaire.identity.sessions import Client

WRONG = "Faux-Tournesol 99"


def fail(world: World, address: str, ip: str) -> None:
    """Miss one attempt, after the wait that the ones before ask for."""
    try:
        world.service.signing_in.sign_in(address, WRONG, Client(ip=ip))
    except Busy as error:
        world.pass_time(timedelta(seconds=error.retry_after))
        fail(world, address, ip)
    except NotAllowed:
        return


@given(phrase("{who} est connectée?"))
def _signed_in(world: World, pilot: Pilot, who: str) -> None:
    password = world.ensure_activated(who)
    known = world.named(who)
    pilot.sign_in(known.name, known.email, password)
    assert pilot.is_signed_in(known.name)


@given(phrase("{who} est connectée? depuis un autre appareil"))
def _signed_in_elsewhere(world: World, pilot: Pilot, who: str) -> None:
    password = world.ensure_activated(who)
    known = world.named(who)
    pilot.sign_in(f"{known.name} ailleurs", known.email, password)
    assert pilot.is_signed_in(f"{known.name} ailleurs")


@given(phrase("{who} s'est déjà connectée depuis son appareil"))
def _device_known(world: World, pilot: Pilot, who: str) -> None:
    _signed_in(world, pilot, who)
    pilot.sign_out(world.named(who).name)


@given(phrase("{who} n'est pas connectée"))
def _not_signed_in(world: World, pilot: Pilot, who: str) -> None:
    assert not pilot.is_signed_in(world.person(who).name)


@given(phrase("{who} a manqué {count} essais"))
def _missed(world: World, who: str, count: str) -> None:
    for _ in range(int(count)):
        fail(world, world.named(who).email, HOME_IP)


@given(phrase("un inconnu a manqué {count} essais au nom de {who}"))
def _stranger_missed(world: World, who: str, count: str) -> None:
    for _ in range(int(count)):
        fail(world, world.named(who).email, ELSEWHERE_IP)


@given(phrase("{count} adresses inconnues ont été essayées du même endroit"))
def _several_missed(world: World, count: str) -> None:
    for number in range(int(count)):
        fail(world, f"inconnue{number}@mail.example", HOME_IP)


@given(phrase("{count} demandes d'aide sont venues du même endroit"))
def _much_help(world: World, count: str) -> None:
    for number in range(int(count)):
        world.service.passwords.ask_help(f"inconnue{number}@mail.example", Client(ip=HOME_IP))


@given(phrase("{who} consulte ses contrats toutes les {minutes:count} minutes pendant {hours:count} heures"))
def _works(world: World, pilot: Pilot, who: str, minutes: str, hours: str) -> None:
    siren = next(iter(world.sirens.values()))
    for _ in range(int(hours) * 60 // int(minutes)):
        world.pass_time(timedelta(minutes=int(minutes)))
        pilot.contracts(world.named(who).name, siren)


@when(phrase("{who} se connecte"), target_fixture="outcome")
def _sign_in(world: World, pilot: Pilot, who: str) -> Outcome:
    password = world.ensure_activated(who)
    known = world.named(who)
    return pilot.sign_in(known.name, known.email, password)


@when(phrase('{who} se connecte avec le mot de passe "{password}"'), target_fixture="outcome")
def _sign_in_with(world: World, pilot: Pilot, who: str, password: str) -> Outcome:
    known = world.named(who)
    return pilot.sign_in(known.name, known.email, typed(password))


@when(phrase('{who} se connecte avec l\'adresse "{address}" et le mot de passe "{password}"'), target_fixture="outcome")
def _sign_in_as(world: World, pilot: Pilot, who: str, address: str, password: str) -> Outcome:
    return pilot.sign_in(world.named(who).name, typed(address), password)


@when(phrase("{who} se déconnecte"), target_fixture="outcome")
def _sign_out(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.sign_out(world.named(who).name)


@when(phrase("{who} ferme ses autres sessions"), target_fixture="outcome")
def _end_others(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.end_other_sessions(world.named(who).name)


@when(phrase("{who} ferme la session de {other:who}"), target_fixture="outcome")
def _end_another(world: World, pilot: Pilot, who: str, other: str) -> Outcome:
    return pilot.end_session_of(world.named(who).name, other)


@when(phrase("l'agence ferme les sessions de {who}"), target_fixture="outcome")
def _staff_ends(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.end_sessions(STAFF, world.named(who).code)


@then(phrase("{who} est connectée"))
def _is_signed_in(world: World, pilot: Pilot, who: str) -> None:
    assert pilot.is_signed_in(world.named(who).name)


@then(phrase("{who} n'est pas connectée"))
def _is_not_signed_in(world: World, pilot: Pilot, who: str) -> None:
    assert not pilot.is_signed_in(world.named(who).name)


@then(parsers.re(r"elle est encore connectée depuis l'autre appareil"))
def _is_signed_in_elsewhere(world: World, pilot: Pilot) -> None:
    assert pilot.is_signed_in(f"{world.named('elle').name} ailleurs")


@then(parsers.re(r"elle n'est plus connectée depuis l'autre appareil"))
def _is_signed_out_elsewhere(world: World, pilot: Pilot) -> None:
    assert not pilot.is_signed_in(f"{world.named('elle').name} ailleurs")


@then(parsers.re(r"elle n'est plus connectée nulle part"))
def _is_nowhere_signed_in(world: World, pilot: Pilot) -> None:
    known = world.named("elle")
    assert not pilot.is_signed_in(known.name)
    assert world.service.people.show(known.code).sessions == ()
