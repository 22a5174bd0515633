"""Whoever asks in the declaration to be called back is called back (RULES H6)."""

from collections.abc import Mapping

import pytest
from attrs import evolve

from societaire.claims.call_back import CallBack, CallBackPending, CallBackState
from societaire.claims.declaring import ClaimDeclaration
from societaire.errors import Invalid
from societaire.testing.conformance_world import NOON
from tests.core.claims.setting import STAFF, THEFT, Setting

WANTED = {"call_back": "yes", "call_back_when": "Plutôt  le matin", "follow_up.phone": "04 72 00 00 01"}


@pytest.fixture
def setting() -> Setting:
    return Setting()


def _sent(setting: Setting, entries: Mapping[str, str]) -> ClaimDeclaration:
    return setting.send(setting.save(setting.begin(who=setting.karim), {**THEFT, **entries}), setting.karim)


def _waiting(setting: Setting) -> list[CallBack]:
    return [call for call, _, _ in setting.service.calling_back.waiting()]


def test_the_earliest_slot_that_is_offered_is_promised(setting: Setting) -> None:
    sent = _sent(setting, WANTED)
    (call,) = _waiting(setting)
    desk = setting.service.calling_back.desk(setting.karim.id, setting.company.siren, sent.id)
    assert (call.state, call.claim, call.asked_by, call.asked_at) == (
        CallBackState.ASKED,
        sent.id,
        setting.karim.id,
        NOON,
    )
    assert (call.reason, call.phone, call.slot) == ("Plutôt le matin", "0472000001", desk.offered[0])
    assert desk.pending == call
    assert setting.events() == ["ClaimSent", "CallBackAsked"]


def test_sending_again_asks_for_nothing_more_and_another_request_waits_its_turn(setting: Setting) -> None:
    sent = _sent(setting, WANTED)
    setting.send(sent, setting.karim)
    assert len(_waiting(setting)) == 1
    calling = setting.service.calling_back
    slot = calling.desk(setting.claire.id, setting.company.siren, sent.id).offered[0]
    with pytest.raises(CallBackPending):
        calling.ask(setting.claire.id, setting.company.siren, sent.id, "Moi aussi", "0472000001", slot.name)


@pytest.mark.parametrize("entries", [{}, {"call_back": "no", "call_back_when": "Le matin"}])
def test_who_does_not_ask_is_not_called(setting: Setting, entries: dict[str, str]) -> None:
    _sent(setting, entries)
    assert _waiting(setting) == []


def test_without_a_number_among_the_answers_the_one_at_hand_is_called(setting: Setting) -> None:
    place, details = (setting.claire.id, setting.company.siren), setting.service.contact_details
    details.change(*place, "04 72 00 00 09", "", details.show(*place).space.company.version)
    _sent(setting, {**WANTED, "follow_up.phone": ""})
    assert [call.phone for call in _waiting(setting)] == ["0472000009"]


def test_a_number_of_the_records_that_is_none_gives_way_to_the_next(setting: Setting) -> None:
    place, details = (setting.claire.id, setting.company.siren), setting.service.contact_details
    details.change(*place, "04 72 00 00 09", "", details.show(*place).space.company.version)
    with setting.parts.database.write() as unit:
        unit.persons.save(evolve(setting.karim, phone="standard"))
        unit.commit()
    _sent(setting, {**WANTED, "follow_up.phone": ""})
    assert [call.phone for call in _waiting(setting)] == ["0472000009"]


def test_nobody_promises_a_call_to_no_number(setting: Setting) -> None:
    with pytest.raises(Invalid) as refused:
        _sent(setting, {**WANTED, "follow_up.phone": "le soir"})
    assert [(one.field, one.code) for one in refused.value.problems] == [("follow_up.phone", "phone_malformed")]
    assert (_waiting(setting), setting.events()) == ([], [])


def test_without_any_number_the_check_asks_for_one_before_the_sending_does(setting: Setting) -> None:
    with setting.parts.database.write() as unit:
        company = unit.companies.get(setting.company.siren)
        assert company
        unit.companies.save(evolve(company, phone=None))
        unit.persons.save(evolve(setting.karim, phone=None))
        unit.commit()
    with pytest.raises(Invalid) as refused:
        _sent(setting, {**WANTED, "follow_up.phone": ""})
    assert [(one.field, one.code) for one in refused.value.problems] == [("follow_up.phone", "phone_missing")]
    (draft,) = setting.parts.database.tables.claim_declarations.values()
    desk = setting.service.claiming.desk(setting.karim.id, setting.company.siren, draft.id)
    assert desk.blocking == tuple(refused.value.problems)


def test_staff_who_declares_for_a_member_asks_for_the_call_too(setting: Setting) -> None:
    sent = setting.service.claim_office.declare(setting.company.siren, {"cause": "D1", **THEFT, **WANTED}, STAFF)
    (call,) = _waiting(setting)
    assert (call.claim, call.asked_by) == (sent.id, None)
    setting.service.calling_back.end(call.id, reached=False, actor=STAFF)
    assert "call_back_missed" not in [kind for kind, _ in setting.mails()]
