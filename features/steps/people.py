"""Who is known to the insurer, invited, activated."""

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import STAFF, STRANGER, World
from societaire.identity.links import Purpose
from societaire.values import Email


@given(phrase("{who} n'est pas connu de l'assureur"))
def _unknown(world: World, who: str) -> None:
    known = world.named(who)
    with world.parts.database.read() as kept:
        assert kept.persons.by_email(Email(known.email)) is None


@given(phrase("{who} n'est pas encore activée?"))
def _not_activated(world: World, who: str) -> None:
    assert world.person(who).name not in world.passwords


@given(phrase("{who} est invitée?"))
@given(phrase("{who} est invitée? de nouveau"))
def _invited(world: World, who: str) -> None:
    world.person(who)
    world.invite(who)


@given(phrase("{who} est activée?"))
def _activated(world: World, who: str) -> None:
    world.ensure_activated(who)


@given(phrase('{who} est activée avec le mot de passe "{password}"'))
def _activated_with(world: World, who: str, password: str) -> None:
    world.activate(who, password)


@when(phrase("l'agence invite {who}"), target_fixture="outcome")
def _invite(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.invite(STAFF, world.named(who).code)


@when(phrase("quelqu'un d'étranger à l'assureur invite {who}"), target_fixture="outcome")
def _invite_as_stranger(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.invite(STRANGER, world.named(who).code)


@when(phrase('l\'agence invite toutes les personnes de "{company}"'), target_fixture="outcome")
def _invite_company(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.invite_company(STAFF, world.siren(company))


@then(phrase("{who} reçoit un lien d'activation"))
def _receives_activation(world: World, who: str) -> None:
    assert [each.purpose for each in world.received(who)] == [Purpose.ACTIVATION]


@then(parsers.re(r"(?P<who>elle|il|[A-Z]\w+) ne reçoit aucun (?:nouveau )?courriel"))
def _receives_nothing(world: World, who: str) -> None:
    assert world.received(who) == []


@then(phrase("{who} reçoit exactement {count} courriel"))
def _receives(world: World, who: str, count: str) -> None:
    assert len(world.received(who)) == int(count)
