"""The review of accesses every three months."""

from pytest_bdd import parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import STAFF, World
from societaire.companies.review import is_to_confirm
from societaire.notifications import MessageKind


@when(phrase("les demandes de relecture partent"), target_fixture="outcome")
def _ask(pilot: Pilot) -> Outcome:
    return pilot.ask_reviews(STAFF)


@when(phrase("l'agence cherche les listes à relire"), target_fixture="outcome")
def _look(pilot: Pilot) -> Outcome:
    return pilot.overdue_reviews()


@when(parsers.re(r'(?P<who>elle|[A-Z]\w+) confirme les accès de "(?P<company>[^"]*)"'), target_fixture="outcome")
def _confirm_all(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.confirm_accesses(world.named(who).name, world.siren(company))


@when(phrase('elle confirme l\'accès de {who} à "{company}"'), target_fixture="outcome")
def _confirm(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.confirm_accesses(world.named("elle").name, world.siren(company), world.named(who).email)


@then(phrase('Claire apprend que la liste de "{company}" est à relire'))
def _is_asked(world: World, company: str) -> None:
    told = [(each.message.kind, each.company_name) for each in world.received("Claire")]
    assert told == [(MessageKind.ACCESS_REVIEW, company)]


@then(phrase("aucune liste n'est à relire"))
def _none_is_due(world: World) -> None:
    assert list(world.service.access_office.reviews_due()) == []


@then(phrase('il reste {count} accès à relire dans "{company}"'))
def _some_remain(world: World, count: str, company: str) -> None:
    now, siren = world.parts.clock.now(), world.siren(company)
    accesses = world.parts.database.tables.accesses.values()
    assert sum(is_to_confirm(each, now) for each in accesses if each.siren == siren) == int(count)
