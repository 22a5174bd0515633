"""Notifications: chosen, sent, ended; addresses that receive; news."""

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.documents import KINDS
from features.steps.phrase import phrase
from features.world import STAFF, World, document_row, pdf
from societaire.contracts.document import DocumentKind
from societaire.identity.person import Person
from societaire.notifications import PUBLISHED, MessageKind
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.values import Siren

TOPICS = {
    "attestations": Topic.ATTESTATIONS,
    "appels de cotisations": Topic.PREMIUM_NOTICES,
    "sinistres": Topic.CLAIMS,
}
FREQUENCIES = {"dès que possible": Frequency.IMMEDIATE, "une fois par jour": Frequency.DAILY}
INVENTED = "0123456789"
_WHAT = r"les (?P<topic>attestations|appels de cotisations|sinistres)"
_OFTEN = r"(?P<often>dès que possible|une fois par jour)"


@given(parsers.re(rf"(?P<who>[A-Z]\w+) demande {_WHAT} {_OFTEN}"))
def _chose(world: World, who: str, topic: str, often: str) -> None:
    world.ensure_activated(who)
    choice = Choice(_person(world, who).id, TOPICS[topic], FREQUENCIES[often], world.parts.clock.now())
    with world.parts.database.write() as unit:
        unit.choices.save([choice])
        unit.commit()


@given(phrase('l\'agence a publié les attestations de {year} et de {other:year} du contrat "{number}"'))
def _published(world: World, year: str, other: str, number: str) -> None:
    for each in (year, other):
        row = document_row(number, DocumentKind.ATTESTATION, int(each))
        world.keep_published(row, pdf(each))
    world.deliver()


@given(phrase("l'agence a noté que les courriels à {who} reviennent"))
def _bounced(world: World, who: str) -> None:
    world.service.mailing.bounce(world.named(who).code, "boîte pleine", world.staff())


@given(phrase("{who} a demandé le papier"))
def _on_paper(world: World, who: str) -> None:
    world.service.choosing.choose_paper(_person(world, who).id, _first(world), paper=True)


@given(parsers.re(r"un an a passé"))
def _year(world: World) -> None:
    world.pass_time(timedelta(days=366))


@given(parsers.re(r"la nuit est passée"))
def _night(world: World) -> None:
    world.service.mailing.nightly()
    world.deliver()


@when(parsers.re(rf'elle demande {_WHAT} {_OFTEN} depuis "(?P<company>[^"]*)"'), target_fixture="outcome")
def _choose(world: World, pilot: Pilot, topic: str, often: str, company: str) -> Outcome:
    who = world.named("elle").name
    return pilot.choose(who, world.siren(company), TOPICS[topic], FREQUENCIES[often])


@when(parsers.re(rf'elle ne veut plus {_WHAT} depuis "(?P<company>[^"]*)"'), target_fixture="outcome")
def _choose_none(world: World, pilot: Pilot, topic: str, company: str) -> Outcome:
    return pilot.choose(world.named("elle").name, world.siren(company), TOPICS[topic], Frequency.OFF)


@when(parsers.re(r"la nuit passe"), target_fixture="outcome")
def _pass_night(pilot: Pilot) -> Outcome:
    return pilot.pass_night()


@when(parsers.re(r"l'export est repris en avertissant"), target_fixture="outcome")
def _import_telling(world: World, pilot: Pilot) -> Outcome:
    return pilot.import_export(world.export(), notify=True)


@when(phrase("{who} suit le lien de fin de son dernier message"), target_fixture="outcome")
def _end(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.end_messages(world.named(who).name, _last_seal(world, who))


@when(phrase("{who} regarde le lien de fin de son dernier message"), target_fixture="outcome")
def _look_at_end(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.look_at_end(world.named(who).name, _last_seal(world, who))


@when(phrase("{who} suit un lien de fin inventé"), target_fixture="outcome")
def _end_invented(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.end_messages(world.named(who).name, INVENTED)


@when(phrase('elle demande le papier depuis "{company}"'), target_fixture="outcome")
def _want_paper(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.choose_paper(world.named("elle").name, world.siren(company), paper=True)


@when(phrase('elle renonce au papier depuis "{company}"'), target_fixture="outcome")
def _leave_paper(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.choose_paper(world.named("elle").name, world.siren(company), paper=False)


@when(phrase('elle confirme son adresse depuis "{company}"'), target_fixture="outcome")
def _verify(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.verify_email(world.named("elle").name, world.siren(company))


@when(phrase("l'agence cherche qui n'a pas confirmé son adresse"), target_fixture="outcome")
def _search_unverified(pilot: Pilot) -> Outcome:
    return pilot.unverified()


@when(phrase("l'agence note que les courriels à {who} reviennent"), target_fixture="outcome")
def _note(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.note_bounce(STAFF, world.named(who).code, "boîte pleine")


@when(phrase("l'agence note sans raison que les courriels à {who} reviennent"), target_fixture="outcome")
def _note_without_reason(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.note_bounce(STAFF, world.named(who).code, "")


@when(phrase("l'agence note que les courriels à {who} arrivent"), target_fixture="outcome")
def _clear(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.clear_bounce(STAFF, world.named(who).code)


@when(phrase('elle lit les nouvelles de "{company}"'), target_fixture="outcome")
def _read_news(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.news(world.named("elle").name, world.siren(company))


@when(phrase('elle marque comme vues les nouvelles de "{company}"'), target_fixture="outcome")
def _mark_news(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.mark_news(world.named("elle").name, world.siren(company))


@then(parsers.re(rf"elle reçoit désormais {_WHAT} {_OFTEN}"))
def _receives(world: World, topic: str, often: str) -> None:
    assert _choices(world, "elle")[TOPICS[topic]] is FREQUENCIES[often]


@then(parsers.re(rf"elle ne reçoit plus {_WHAT}"))
def _receives_no_more(world: World, topic: str) -> None:
    assert _choices(world, "elle")[TOPICS[topic]] is Frequency.OFF


@then(parsers.re(r"elle ne reçoit rien d'autre"))
def _receives_nothing_else(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused
    assert sum(often is not Frequency.OFF for often in _choices(world, "elle").values()) <= 1


@then(phrase('ses choix valent pour "{company}" et "{other}"'))
def _names(world: World, pilot: Pilot, company: str, other: str) -> None:
    shown = pilot.choices(world.named("elle").name, world.siren(company))
    assert shown.position(company) is not None
    assert shown.position(other) is not None


@then(
    parsers.re(
        r"(?P<who>[A-Z]\w+) est avertie? de l'(?P<kind>attestation|appel de cotisation) de (?P<year>\d{4})"
        r' de "(?P<company>[^"]*)"'
    )
)
def _is_told(world: World, who: str, kind: str, year: str, company: str) -> None:
    (content,) = world.received(who)
    assert content.message.kind is PUBLISHED[KINDS[kind]][1]
    assert content.company_name == company
    assert [document.year for section in content.documents for document in section.documents] == [int(year)]


@then(phrase("{who} reçoit un message du jour de {count} documents"))
def _receives_digest(world: World, who: str, count: str) -> None:
    (content,) = world.received(who)
    assert content.message.kind is MessageKind.DIGEST
    assert sum(len(section.documents) for section in content.documents) == int(count)


@then(phrase("{who} reçoit un message du jour d'un sinistre"))
def _receives_digest_of_claim(world: World, who: str) -> None:
    (content,) = world.received(who)
    assert content.message.kind is MessageKind.DIGEST
    assert [len(section.claims) for section in content.documents] == [1]


@then(phrase("{who} est invitée? à confirmer son adresse"))
def _is_asked(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.EMAIL_CHECK]


@then(phrase("elle trouve l'adresse de {who}"))
def _finds_address(world: World, outcome: Outcome, who: str) -> None:
    assert outcome.position(world.named(who).email) is not None


@then(parsers.re(r"son adresse est confirmée"))
def _is_verified(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused
    person = _person(world, "elle")
    with world.parts.database.read() as kept:
        assert not kept.standings.get(person.id).must_verify(
            person.email, world.parts.clock.now(), world.service.limits
        )


@then(parsers.re(r"elle est désormais sur papier"))
def _is_on_paper(world: World) -> None:
    with world.parts.database.read() as kept:
        assert kept.standings.get(_person(world, "elle").id).paper_since is not None


@then(parsers.re(r"elle n'est plus sur papier"))
def _is_paperless(world: World) -> None:
    with world.parts.database.read() as kept:
        assert kept.standings.get(_person(world, "elle").id).paper_since is None


@then(phrase("l'adresse de {who} ne reçoit plus"))
def _is_bounced(world: World, who: str) -> None:
    assert _standing_bounced(world, who)


@then(phrase("l'adresse de {who} reçoit"))
def _is_reached(world: World, who: str) -> None:
    assert not _standing_bounced(world, who)


@then(phrase("elle a {count} nouvelles à lire"))
def _has_news(world: World, outcome: Outcome, count: str) -> None:
    assert not outcome.is_refused
    page = world.service.news.page(_person(world, "elle").id, _first(world))
    assert page.space.news == int(count)
    assert len(page.items) == 2


def _person(world: World, who: str) -> Person:
    return world.service.people.show(world.named(who).code).person


def _first(world: World) -> Siren:
    return next(iter(world.sirens.values()))


def _choices(world: World, who: str) -> dict[Topic, Frequency]:
    found = world.service.choosing.of_person(_person(world, who).id, _first(world)).choices
    return {topic: choice.frequency for topic, choice in found.items()}


def _standing_bounced(world: World, who: str) -> bool:
    person = _person(world, who)
    with world.parts.database.read() as kept:
        return kept.standings.get(person.id).is_bounced(person.email)


def _last_seal(world: World, who: str) -> str:
    address = world.named(who).email
    seals = [each.unsubscribe for each in world.parts.composer.written if str(each.message.recipient) == address]
    assert seals[-1] is not None
    return seals[-1]
