"""Choosing, changing and trying passwords; links that let do it."""

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import World
from societaire.identity.links import Purpose
from societaire.identity.passwords import CNIL_PASSPHRASE
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind

PURPOSES = {"d'activation": Purpose.ACTIVATION, "de changement": Purpose.RESET}
INVENTED = "x" * 43
_LINK = r"par (?P<whose>son|son premier|un) lien (?P<purpose>d'activation|de changement)(?P<rest>.*)"
_OF_A_KIND = "Aa1-"


def long_password(length: int) -> str:
    """A good password of that many characters, which says nothing of anybody."""
    return (_OF_A_KIND + "wvxq" * length)[:length]


def typed(text: str) -> str:
    """What is typed for a text of a feature, where ␣ shows a space that would not be seen."""
    return text.replace("␣", " ")


def _token(world: World, whose: str, purpose: Purpose) -> str:
    return INVENTED if whose == "un" else world.link("elle", purpose, first=whose == "son premier")


def _choose(world: World, pilot: Pilot, password: str, link: tuple[str, str, str]) -> Outcome:
    whose, kind, rest = link
    browser = world.named("elle").name
    if "un autre appareil" in rest:
        browser += " ailleurs"
    purpose = PURPOSES[kind]
    return pilot.choose_password(browser, _token(world, whose, purpose), purpose, password)


@given(parsers.re(r"l'assureur demande une phrase de sept mots"))
def _passphrase_policy(world: World) -> None:
    world.policy = CNIL_PASSPHRASE


@given(phrase('"{password}" est un mot de passe courant'))
def _common(world: World, password: str) -> None:
    world.make_common(password)


@given(phrase("{who} a reçu un lien de changement"))
def _received_reset(world: World, who: str) -> None:
    world.service.passwords.ask_help(world.named(who).email, Client())
    world.deliver()


@given(phrase('{who} a choisi le mot de passe "{password}" par son lien d\'activation'))
def _has_activated(world: World, who: str, password: str) -> None:
    opened = world.service.passwords.activate(world.link(who, Purpose.ACTIVATION), password, Client())
    world.service.sessions.sign_out(opened.token)


@given(phrase('{who} a choisi le mot de passe "{password}" par son lien de changement'))
def _has_reset(world: World, who: str, password: str) -> None:
    world.reset(who, password)


@when(parsers.re(rf'(?P<who>elle|il) choisit le mot de passe "(?P<password>[^"]*)" {_LINK}'), target_fixture="outcome")
def _choose_password(world: World, pilot: Pilot, password: str, whose: str, purpose: str, rest: str) -> Outcome:
    return _choose(world, pilot, password, (whose, purpose, rest))


@when(parsers.re(rf"elle choisit un mot de passe de (?P<length>\d+) caractères {_LINK}"), target_fixture="outcome")
def _choose_long_password(world: World, pilot: Pilot, length: str, whose: str, purpose: str, rest: str) -> Outcome:
    return _choose(world, pilot, long_password(int(length)), (whose, purpose, rest))


@when(
    parsers.re(rf'elle choisit un mot de passe qui contient le SIREN de "(?P<company>[^"]*)" {_LINK}'),
    target_fixture="outcome",
)
def _choose_siren(world: World, pilot: Pilot, company: str, whose: str, purpose: str, rest: str) -> Outcome:
    return _choose(world, pilot, f"Xk-{world.siren(company)} Luz", (whose, purpose, rest))


@when(parsers.re(rf'elle essaie le mot de passe "(?P<password>[^"]*)" {_LINK}'), target_fixture="outcome")
def _try_password(world: World, pilot: Pilot, password: str, whose: str, purpose: str) -> Outcome:
    kind = PURPOSES[purpose]
    return pilot.try_password(world.named("elle").name, _token(world, whose, kind), kind, password)


@when(parsers.re(r"elle consulte son lien (?P<purpose>d'activation|de changement)"), target_fixture="outcome")
def _look(world: World, pilot: Pilot, purpose: str) -> Outcome:
    kind = PURPOSES[purpose]
    return pilot.look(world.named("elle").name, world.link("elle", kind), kind)


@when(phrase("{who} dit son mot de passe oublié"), target_fixture="outcome")
def _say_forgotten(world: World, pilot: Pilot, who: str) -> Outcome:
    known = world.named(who)
    return pilot.ask_help(known.name, known.email)


@when(phrase("de l'aide est demandée pour l'adresse \"{address}\""), target_fixture="outcome")
def _ask_help(world: World, pilot: Pilot, address: str) -> Outcome:
    return pilot.ask_help(world.named("elle").name, address)


@when(phrase('{who} remplace le mot de passe "{present}" par "{password}"'), target_fixture="outcome")
def _change(world: World, pilot: Pilot, who: str, present: str, password: str) -> Outcome:
    return pilot.change_password(world.named(who).name, present, password)


@then(phrase('son mot de passe est "{password}"'))
def _password_is(world: World, pilot: Pilot, password: str) -> None:
    known = world.named("elle")
    pilot.sign_in(f"{known.name} essai", known.email, password)
    assert pilot.is_signed_in(f"{known.name} essai")


@then(phrase('son mot de passe n\'est plus "{password}"'))
def _password_is_not(world: World, pilot: Pilot, password: str) -> None:
    known = world.named("elle")
    pilot.sign_in(f"{known.name} autre essai", known.email, password)
    assert not pilot.is_signed_in(f"{known.name} autre essai")


@then(parsers.re(r"son lien (?P<purpose>d'activation|de changement) est encore bon"))
def _link_is_good(world: World, purpose: str) -> None:
    kind = PURPOSES[purpose]
    assert (
        world.service.passwords.look(world.link("elle", kind), kind).person.email.address == world.named("elle").email
    )


@then(phrase("{who} reçoit un avis de changement de mot de passe"))
def _told_of_change(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.PASSWORD_CHANGED]


@then(phrase('aucun courriel envoyé ne contient "{text}"'))
def _never_sent(world: World, text: str) -> None:
    world.deliver()
    assert world.parts.mailer.sent
    assert not [mail for mail in world.parts.mailer.sent if text in mail.text or text in mail.subject]


@then(phrase("la réponse est la même que pour une adresse connue"))
def _same_answer(world: World, pilot: Pilot, outcome: Outcome) -> None:
    assert not outcome.is_refused
    assert outcome.same_as(pilot.ask_help("Denis", world.person("Denis").email))
