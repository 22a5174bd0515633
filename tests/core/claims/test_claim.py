"""A claim's states, who may see it, when two tell of the same event."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from attrs import evolve

from societaire.claims.claim import NEXT, Claim, ClaimMoved, ClaimState, checked_message, is_visible, same_event
from societaire.claims.declaring import ClaimAlreadySent, ClaimDeclaration, DraftState, checked_sincerity
from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Address
from societaire.errors import Invalid
from societaire.values import PersonId, Siren

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SITE = Address("12 rue de l'Église", "69003", "Lyon")
CLAIM = Claim("c" * 32, Siren("552000002"), "S1", "A1", date(2026, 11, 1), date(2026, 11, 2), address=SITE)
DRAFT = ClaimDeclaration("d" * 32, Siren("552000002"), "key", "construction", 1, NOW, PersonId("p"))


def test_every_pair_of_states_is_allowed_or_refused_by_the_table() -> None:
    assert set(NEXT) == set(ClaimState)
    for before, after in product(ClaimState, ClaimState):
        claim = evolve(CLAIM, state=before)
        if after in NEXT[before]:
            assert claim.moved(after).state is after
        else:
            with pytest.raises(ClaimMoved):
                claim.moved(after)


def test_every_state_can_be_left_and_leads_to_the_end() -> None:
    for state in ClaimState:
        reached, border = {state}, {state}
        while border:
            border = {after for before in border for after in NEXT[before]} - reached
            reached |= border
        assert ClaimState.CLOSED in reached
        assert NEXT[state]


def _access(profile: Profile, person: str) -> Access:
    return Access(PersonId(person), Siren("552000002"), profile, AccessState.LIVE, NOW)


@pytest.mark.parametrize(
    ("cause", "profile", "person", "open_to_all", "seen"),
    [
        ("A1", Profile.COLLABORATOR, "other", False, True),
        ("C1", Profile.COLLABORATOR, "other", False, False),
        ("C2", Profile.COLLABORATOR, "p", False, True),
        ("C2", Profile.ADMINISTRATOR, "other", False, True),
        ("C1", Profile.COLLABORATOR, "other", True, True),
    ],
)
def test_sensitive_claims_are_for_administrators_and_whoever_declared(
    cause: str, profile: Profile, person: str, open_to_all: bool, seen: bool
) -> None:
    assert is_visible(cause, (PersonId("p"),), _access(profile, person), open_to_all) is seen


def test_the_same_place_within_ninety_days_seems_the_same_event() -> None:
    same = Address("12  RUE DE L’EGLISE".replace("’", "'"), "69003", "lyon")
    assert same_event(CLAIM, same, date(2027, 1, 30))
    assert not same_event(CLAIM, same, date(2027, 1, 31))
    assert not same_event(CLAIM, Address("13 rue de l'Église", "69003", "Lyon"), date(2026, 11, 1))


def test_two_unknown_places_are_not_the_same() -> None:
    assert not same_event(evolve(CLAIM, address=Address()), Address(), CLAIM.occurred_on)


def test_a_draft_keeps_what_is_typed_over_what_was() -> None:
    draft = DRAFT.written({"cause": "A1", "description": "Une fissure"}, frozenset(), PersonId("p"), NOW)
    draft = draft.written({"cause": "A2", "description": ""}, frozenset({"plans"}), PersonId("q"), NOW)
    assert (draft.cause, dict(draft.entries), draft.later) == ("A2", {"cause": "A2"}, frozenset({"plans"}))


def test_what_was_sent_is_not_written_in() -> None:
    with pytest.raises(ClaimAlreadySent):
        evolve(DRAFT, state=DraftState.SENT).written({}, frozenset(), None, NOW)


def test_sincerity_is_declared() -> None:
    checked_sincerity(True)
    with pytest.raises(Invalid):
        checked_sincerity(False)


def test_a_message_says_something_and_not_too_much() -> None:
    assert checked_message("  Bonjour \n") == "Bonjour"
    for text in (" \n", "a" * 4001):
        with pytest.raises(Invalid):
            checked_message(text)
