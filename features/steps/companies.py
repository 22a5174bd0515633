"""Companies, who has access to them, and moving between them."""

from datetime import date, datetime, timedelta

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import STAFF, STRANGER, World
from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.notifications import MessageKind

PROFILES = {
    "administratrice": Profile.ADMINISTRATOR,
    "administrateur": Profile.ADMINISTRATOR,
    "collaboratrice": Profile.COLLABORATOR,
    "collaborateur": Profile.COLLABORATOR,
}
_HAS_PROFILE = (
    r"(?P<who>[A-Z]\w+) est (?P<profile>administratrice|administrateur|collaboratrice|collaborateur)"
    r' de "(?P<company>[^"]*)"'
)
_AS = r"comme (?P<profile>administratrice|administrateur|collaboratrice|collaborateur)"


def day(text: str) -> date:
    """A day as the features write it: 31/12/2024."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone


@given(phrase('{who} a accès à "{company}"'))
def _has_access(world: World, who: str, company: str) -> None:
    world.access(who, company)


@given(phrase('{who}, née le {born:day}, a accès à "{company}"'))
def _born_has_access(world: World, who: str, born: str, company: str) -> None:
    world.access(who, company)
    world.person(who, day(born))


@given(phrase('{who} a accès à "{company}" et à "{other}"'))
def _has_two(world: World, who: str, company: str, other: str) -> None:
    world.access(who, company)
    world.access(who, other)


@given(phrase('{who} a accès à {count} sociétés et à "{company}"'))
def _has_many(world: World, who: str, count: str, company: str) -> None:
    for number in range(int(count)):
        world.access(who, f"Société {number:02}")
    world.access(who, company)


@given(phrase("{who} n'a accès à aucune société"))
def _has_none(world: World, who: str) -> None:
    world.person(who)
    assert not world.sirens


@given(parsers.re(_HAS_PROFILE))
def _has_profile(world: World, who: str, profile: str, company: str) -> None:
    world.access(who, company, PROFILES[profile])


@given(phrase("\"{company}\" n'est pas connue de l'assureur"))
def _company_unknown(world: World, company: str) -> None:
    assert world.siren(company) not in world.parts.database.tables.companies


@given(phrase('"{company}" est radiée'))
def _removed(world: World, company: str) -> None:
    world.company(company, status=CompanyStatus.REMOVED)


@given(phrase('l\'agence a détaché "{company}" de {who}'))
def _was_detached(world: World, company: str, who: str) -> None:
    world.service.companies.detach(world.named(who).code, world.siren(company), world.staff())
    world.deliver()


@given(phrase('{who} a ouvert l\'espace de "{company}" en dernier'))
def _visited_last(world: World, pilot: Pilot, who: str, company: str) -> None:
    password = world.ensure_activated(who)
    known = world.named(who)
    pilot.sign_in(known.name, known.email, password)
    for name in [*(each for each in world.sirens if each != company), company]:
        world.pass_time(timedelta(minutes=1))
        pilot.open_company(known.name, world.siren(name))


@when(phrase('{who} ouvre l\'espace de "{company}"'), target_fixture="outcome")
def _open(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.open_company(world.named(who).name, world.siren(company))


@when(phrase("{who} regarde ses sociétés"), target_fixture="outcome")
def _list(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.companies(world.named(who).name)


@when(phrase('{who} cherche "{text}" parmi ses sociétés'), target_fixture="outcome")
def _search(world: World, pilot: Pilot, who: str, text: str) -> Outcome:
    return pilot.companies(world.named(who).name, text)


@when(phrase('{who} cherche le SIREN de "{company}" parmi ses sociétés'), target_fixture="outcome")
def _search_number(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.companies(world.named(who).name, str(world.siren(company)))


@when(parsers.re(rf'l\'agence rattache "(?P<company>[^"]*)" à (?P<who>[A-Z]\w+) {_AS}'), target_fixture="outcome")
def _attach(world: World, pilot: Pilot, company: str, who: str, profile: str) -> Outcome:
    return pilot.attach(STAFF, world.named(who).code, world.siren(company), PROFILES[profile])


@when(
    parsers.re(rf'l\'agence rattache "(?P<company>[^"]*)" à l\'adresse "(?P<address>[^"]*)" {_AS}'),
    target_fixture="outcome",
)
def _attach_address(world: World, pilot: Pilot, company: str, address: str, profile: str) -> Outcome:
    return pilot.attach(STAFF, address, world.siren(company), PROFILES[profile])


@when(phrase("quelqu'un d'étranger à l'assureur rattache \"{company}\" à {who}"), target_fixture="outcome")
def _attach_as_stranger(world: World, pilot: Pilot, company: str, who: str) -> Outcome:
    return pilot.attach(STRANGER, world.named(who).code, world.siren(company), Profile.ADMINISTRATOR)


@when(phrase('l\'agence détache "{company}" de {who}'), target_fixture="outcome")
def _detach(world: World, pilot: Pilot, company: str, who: str) -> Outcome:
    return pilot.detach(STAFF, world.named(who).code, world.siren(company))


@then(phrase('{who} a accès à "{company}"'))
def _sees_company(world: World, pilot: Pilot, who: str, company: str) -> None:
    assert pilot.profile(world.named(who).code, world.siren(company))


@then(phrase('{who} n\'a plus accès à "{company}"'))
def _sees_company_no_more(world: World, pilot: Pilot, who: str, company: str) -> None:
    assert pilot.profile(world.named(who).code, world.siren(company)) is None


@then(parsers.re(_HAS_PROFILE))
def _profile_is(world: World, pilot: Pilot, who: str, profile: str, company: str) -> None:
    assert pilot.profile(world.named(who).code, world.siren(company)) is PROFILES[profile]


@then(phrase('elle voit l\'espace de "{company}"'))
def _sees_space(outcome: Outcome, company: str) -> None:
    assert not outcome.is_refused
    assert outcome.position(company) is not None


@then(phrase('elle trouve seulement "{company}"'))
def _finds_only(world: World, outcome: Outcome, company: str) -> None:
    found = [name for name in world.sirens if outcome.position(name) is not None]
    assert found == [company]


@then(phrase("elle ne voit aucune société"))
def _sees_no_company(outcome: Outcome, world: World) -> None:
    assert not outcome.is_refused
    assert not [name for name in world.sirens if outcome.position(name) is not None]


@then(phrase('{who} reçoit un avis de rattachement à "{company}"'))
def _told_attached(world: World, who: str, company: str) -> None:
    told = [(each.message.kind, each.company_name) for each in world.received(who)]
    assert told == [(MessageKind.COMPANY_ATTACHED, company)]


@then(phrase('{who} reçoit un avis de détachement de "{company}"'))
def _told_detached(world: World, who: str, company: str) -> None:
    told = [(each.message.kind, each.company_name) for each in world.received(who)]
    assert told == [(MessageKind.COMPANY_DETACHED, company)]
