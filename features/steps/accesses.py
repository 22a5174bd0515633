"""Accesses: the list, invitations, removals, restorations, and what the insurer's staff does of them."""

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Coded, Newcomer, Outcome, Pilot
from features.steps.companies import PROFILES
from features.steps.phrase import phrase
from features.world import PASSWORD, STAFF, World
from societaire.companies.invitation import InvitationReplaced, NoLongerInvited
from societaire.identity.links import Purpose
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind
from societaire.records.rows import AccessRow, PersonRow, RecordKind
from societaire.settings import Limits
from societaire.values import Email, PersonId
from societaire_wording import labels

INVENTED = "z" * 43
_AGENCY_PHONE = "04 65 71 23 75"
_WHO = r"(?P<who>elle|il|[A-Z]\w+)"


def _newcomer(world: World, who: str) -> Newcomer:
    known = world.named(who)
    return Newcomer(known.last_name, known.first_name, known.email)


def _id(world: World, who: str) -> PersonId:
    email = Email(world.named(who).email)
    return next(person.id for person in world.parts.database.tables.persons.values() if person.email == email)


def _token(world: World, who: str, *, first: bool = False) -> str:
    return world.link(who, Purpose.INVITATION, first=first)


@given(phrase('Claire a invité {who} dans "{company}"'))
def _has_invited(world: World, who: str, company: str) -> None:
    asked = _newcomer(world, who)
    names = asked.last_name, asked.first_name, asked.address
    world.service.inviting.invite(_id(world, "Claire"), world.siren(company), *names)
    world.deliver()


@given(phrase("Claire a renvoyé l'invitation de {who}"))
def _has_renewed(world: World, who: str) -> None:
    invitation = next(iter(world.parts.database.tables.invitations.values()))
    assert invitation.email.address == world.named(who).email
    world.parts.clock.advance(Limits().link_mail_interval)
    world.service.inviting.renew(_id(world, "Claire"), invitation.siren, invitation.id)
    world.deliver()


@given(phrase("Claire a annulé l'invitation de {who}"))
def _has_revoked(world: World, who: str) -> None:
    invitation = next(iter(world.parts.database.tables.invitations.values()))
    assert invitation.email.address == world.named(who).email
    world.service.inviting.revoke(_id(world, "Claire"), invitation.siren, invitation.id)


@given(phrase("{who} a accepté son invitation"))
def _has_accepted(world: World, who: str) -> None:
    accepted = world.service.accepting.accept(_token(world, who), PASSWORD, Client())
    assert accepted.signed_in
    world.service.sessions.sign_out(accepted.signed_in.token)
    world.passwords[world.named(who).name] = PASSWORD


@given(phrase('{count} invitations de "{company}" attendent une réponse'))
def _many_wait(world: World, count: str, company: str) -> None:
    for number in range(int(count)):
        address = f"invite{chr(97 + number // 26)}{chr(97 + number % 26)}@mail.example"
        world.service.inviting.invite(_id(world, "Claire"), world.siren(company), "Nouveau", "Nom", address)
    world.deliver()


@given(phrase('Claire a retiré l\'accès de {who} à "{company}"'))
def _has_removed(world: World, who: str, company: str) -> None:
    siren = world.siren(company)
    access = world.parts.database.tables.accesses[_id(world, who), siren]
    world.service.accesses.remove(_id(world, "Claire"), siren, access.person_id, access.version)
    world.deliver()


@given(phrase('l\'agence a autorisé "{address}" dans "{company}"'))
def _was_allowed(world: World, address: str, company: str) -> None:
    world.service.access_office.allow(world.siren(company), address, world.staff())


@given(phrase('l\'assureur connaît "{address}" dans "{company}"'))
def _is_recorded(world: World, address: str, company: str) -> None:
    world.keep(RecordKind.PERSON, PersonRow("P099", address, "Service", "Compta"))
    world.keep(RecordKind.ACCESS, AccessRow("P099", str(world.siren(company)), PROFILES["collaborateur"]))


@when(phrase('{who} regarde les accès de "{company}"'), target_fixture="outcome")
def _look(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.accesses(world.named(who).name, world.siren(company))


@when(phrase('elle emporte la liste des accès de "{company}"'), target_fixture="outcome")
def _take(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.take_accesses(world.named("elle").name, world.siren(company))


@when(phrase('elle relit l\'historique des accès de "{company}"'), target_fixture="outcome")
def _read_history(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.access_history(world.named("elle").name, world.siren(company))


@when(parsers.re(_WHO + r' invite (?P<whom>[A-Z]\w+) dans "(?P<company>[^"]*)"'), target_fixture="outcome")
def _invite(world: World, pilot: Pilot, who: str, whom: str, company: str) -> Outcome:
    browser = world.named(who).name
    return pilot.invite_newcomer(browser, world.siren(company), _newcomer(world, whom))


@when(phrase('elle invite l\'adresse "{address}" dans "{company}"'), target_fixture="outcome")
def _invite_address(world: World, pilot: Pilot, address: str, company: str) -> Outcome:
    return pilot.invite_newcomer(world.named("elle").name, world.siren(company), Newcomer("Absent", "Paul", address))


@when(phrase('elle renvoie l\'invitation de {who} dans "{company}"'), target_fixture="outcome")
def _renew(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.renew_invitation(world.named("elle").name, world.siren(company), world.named(who).email)


@when(phrase('elle annule l\'invitation de {who} dans "{company}"'), target_fixture="outcome")
def _revoke(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.revoke_invitation(world.named("elle").name, world.siren(company), world.named(who).email)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) accepte (?P<which>son|sa première) invitation avec le mot de passe "(?P<word>[^"]*)"'
    ),
    target_fixture="outcome",
)
def _accept_with(world: World, pilot: Pilot, who: str, which: str, word: str) -> Outcome:
    token = _token(world, who, first=which == "sa première")
    return pilot.accept_invitation(world.named(who).name, token, word)


@when(parsers.re(r"(?P<who>[A-Z]\w+) accepte son invitation"), target_fixture="outcome")
def _accept(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.accept_invitation(world.named(who).name, _token(world, who), "")


@when(
    parsers.re(r"(?P<who>[A-Z]\w+) accepte l'invitation de (?P<whose>[A-Z]\w+)"),
    target_fixture="outcome",
)
def _accept_for(world: World, pilot: Pilot, who: str, whose: str) -> Outcome:
    return pilot.accept_invitation(world.named(who).name, _token(world, whose), "")


@when(parsers.re(r"(?P<who>[A-Z]\w+) accepte une invitation inventée"), target_fixture="outcome")
def _accept_invented(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.accept_invitation(world.named(who).name, INVENTED, PASSWORD)


@when(phrase('elle donne à {who} la fonction "{label}" dans "{company}"'), target_fixture="outcome")
def _relabel(world: World, pilot: Pilot, who: str, label: str, company: str) -> Outcome:
    return pilot.relabel(world.named("elle").name, world.siren(company), world.named(who).email, label)


@when(phrase('elle prépare le retrait de {who} de "{company}"'), target_fixture="outcome")
def _prepare(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.prepare_removal(world.named("elle").name, world.siren(company), world.named(who).email)


@when(
    parsers.re(_WHO + r' retire l\'accès de (?P<whom>[A-Z]\w+) à "(?P<company>[^"]*)"'),
    target_fixture="outcome",
)
def _remove(world: World, pilot: Pilot, who: str, whom: str, company: str) -> Outcome:
    return pilot.remove_access(world.named(who).name, world.siren(company), world.named(whom).email)


@when(phrase('elle rétablit l\'accès de {who} à "{company}"'), target_fixture="outcome")
def _restore(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.restore_access(world.named("elle").name, world.siren(company), world.named(who).email)


@when(phrase('l\'agence autorise "{address}" dans "{company}"'), target_fixture="outcome")
def _allow(world: World, pilot: Pilot, address: str, company: str) -> Outcome:
    return pilot.allow_mailbox(STAFF, world.siren(company), address)


@when(phrase("l'agence cherche les adresses partagées"), target_fixture="outcome")
def _find_shared(pilot: Pilot) -> Outcome:
    return pilot.role_mailboxes()


@when(phrase("l'agence rétablit l'accès de {who} à \"{company}\""), target_fixture="outcome")
def _give_back(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.give_back(STAFF, world.siren(company), world.named(who).code)


@when(
    parsers.re(
        r"l'agence remplace (?P<old>[A-Z]\w+) par (?P<new>[A-Z]\w+) à la tête de \"(?P<company>[^\"]*)\"",
    ),
    target_fixture="outcome",
)
def _replace(world: World, pilot: Pilot, old: str, new: str, company: str) -> Outcome:
    return pilot.replace_administrator(STAFF, world.siren(company), world.named(old).code, world.named(new).code)


@when(phrase("l'agence change l'adresse de {who} en \"{address}\""), target_fixture="outcome")
def _change_email(world: World, pilot: Pilot, who: str, address: str) -> Outcome:
    return pilot.change_email(STAFF, world.named(who).code, address)


@then(parsers.re(_WHO + r" voit (?P<whom>[A-Z]\w+) comme (?P<profile>administratrice|administrateur|collaborateur)"))
def _sees(world: World, outcome: Outcome, who: str, whom: str, profile: str) -> None:
    world.named(who)
    known = world.named(whom)
    code = PROFILES[profile]
    assert not outcome.is_refused
    assert outcome.position(f"{known.first_name} {known.last_name}") is not None
    assert outcome.position(Coded(code, labels.profile(code))) is not None


@then(phrase("la liste emportée nomme Claire et Karim"))
def _holds_both(world: World, outcome: Outcome) -> None:
    assert outcome.file
    text = outcome.file.content.decode("utf-8-sig")
    assert [world.named(who).email in text for who in ("Claire", "Karim")] == [True, True]


@then(phrase("elle lit que Claire a retiré l'accès de {who}"))
def _reads(world: World, outcome: Outcome, who: str) -> None:
    claire, other = world.named("Claire"), world.named(who)
    told = f"{claire.first_name} {claire.last_name} a retiré l'accès de {other.first_name} {other.last_name}"
    assert outcome.position(told) is not None or outcome.position(told.replace("'", "\u2019")) is not None


@then(phrase('{who} reçoit une invitation dans "{company}"'))
def _is_invited(world: World, who: str, company: str) -> None:
    told = [(each.message.kind, each.company_name) for each in world.received(who)]
    assert told == [(MessageKind.INVITATION, company)]


@then(phrase('"{address}" reçoit une invitation dans "{company}"'))
def _address_is_invited(world: World, address: str, company: str) -> None:
    told = [(each.message.kind, each.company_name) for each in world.received_at(Email(address))]
    assert told == [(MessageKind.INVITATION, company)]


@then(phrase("l'invitation de {who} attend sa réponse"))
def _waits(world: World, who: str) -> None:
    looked = world.service.accepting.look(_token(world, who))
    assert looked.invitation.email.address == world.named(who).email


@then(phrase("la première invitation de {who} ne sert plus"))
def _is_dead(world: World, who: str) -> None:
    token = _token(world, who, first=True)
    try:
        world.service.accepting.look(token)
    except (InvitationReplaced, NoLongerInvited):
        return
    raise AssertionError(token)


@then(phrase('"{address}" peut être invitée dans "{company}"'))
def _may_be_invited(world: World, address: str, company: str) -> None:
    world.service.inviting.invite(_id(world, "Claire"), world.siren(company), "Absent", "Paul", address)
    assert [each.message.kind for each in world.received_at(Email(address))] == [MessageKind.INVITATION]


@then(phrase('{who} a la fonction "{label}" dans "{company}"'))
def _has_label(world: World, who: str, label: str, company: str) -> None:
    assert world.parts.database.tables.accesses[_id(world, who), world.siren(company)].label == label


@then(phrase("Claire apprend que {who} a accepté"))
def _learns_acceptance(world: World, who: str) -> None:
    _learns(world, MessageKind.ACCESS_ACCEPTED, who)


@then(phrase("Claire apprend que l'accès de {who} est retiré"))
def _learns_removal(world: World, who: str) -> None:
    _learns(world, MessageKind.ACCESS_REMOVED, who)


@then(phrase("elle lit le nom de {who}, l'effet du retrait et le téléphone de l'agence"))
def _reads_consequences(world: World, outcome: Outcome, who: str) -> None:
    known = world.named(who)
    for told in (f"{known.first_name} {known.last_name}", "effet direct dans nos fichiers", _AGENCY_PHONE):
        assert outcome.position(told) is not None, told


@then(phrase("elle lit le téléphone de l'agence"))
def _reads_phone(outcome: Outcome) -> None:
    assert outcome.position(_AGENCY_PHONE) is not None


@then(phrase('elle trouve "{text}"'))
def _finds(outcome: Outcome, text: str) -> None:
    assert outcome.position(text) is not None


@then(phrase("elle ne trouve pas Claire"))
def _does_not_find(world: World, outcome: Outcome) -> None:
    assert outcome.position(world.named("Claire").email) is None


@then(phrase("{who} n'est plus connecté"))
def _is_out(world: World, pilot: Pilot, who: str) -> None:
    assert not pilot.is_signed_in(world.named(who).name)


@then(phrase("l'accès de {who} à \"{company}\" suit de nouveau l'export"))
def _follows(world: World, who: str, company: str) -> None:
    access = world.parts.database.tables.accesses[_id(world, who), world.siren(company)]
    assert (access.is_live, access.changed_in_portal) == (True, False)


def _learns(world: World, kind: MessageKind, who: str) -> None:
    known = world.named(who)
    told = [(each.message.kind, each.about) for each in world.received("Claire")]
    assert told == [(kind, f"{known.first_name} {known.last_name}")]
