"""What the insurer's records learn, on memory adapters (docs/change-feed.md)."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from societaire import events
from societaire.claims.claim import ClaimState
from societaire.companies.access import Profile
from societaire.errors import Invalid
from societaire.events import SYSTEM, Actor, ActorKind, CompanyEvent, PersonEvent
from societaire.testing.assembly import memory_service
from societaire.testing.conformance_world import NOON, World
from societaire.use_cases.feed_kinds import KINDS
from tests.core.claims.setting import Setting as ClaimSetting

STAFF = Actor(ActorKind.STAFF, "C1", "agent")


class Setting:
    """A company with a contract, whose administrator asked for another address."""

    def __init__(self) -> None:
        self.service, self.parts = memory_service(NOON)
        world = World(self.parts.database)
        self.company = world.company()
        world.contract(self.company, "K1")
        self.claire = world.person(1, code="P1")
        self.service.companies.attach("P1", self.company.siren, Profile.ADMINISTRATOR, STAFF)
        self.request = self.service.contact_details.ask_address(
            self.claire.id, self.company.siren, "rue du Lac", "69500", "Bron"
        )

    def kinds(self, since: str = "", most: int | None = None) -> list[str]:
        return [str(line.values["kind"]) for line in self.service.change_feed.since(since, most)]


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_lines_hold_what_the_insurer_needs(setting: Setting) -> None:
    granted, asked = setting.service.change_feed.since("")
    assert json.loads(json.dumps(dict(granted.values))) == {
        "v": 1,
        "cursor": granted.cursor,
        "kind": "access_granted",
        "at": NOON.isoformat(),
        "actor": {"kind": "staff", "code": "C1"},
        "company": {
            "siren": str(setting.company.siren),
            "name": setting.company.name,
            "phone": None,
            "email": None,
            "address": {"street": None, "postal_code": None, "city": "Lyon"},
        },
        "person": {
            "id": setting.claire.id,
            "code": "P1",
            "email": str(setting.claire.email),
            "first_name": "Claire",
            "last_name": "Durand",
        },
        "profile": "administrator",
    }
    assert asked.values["request"] == {
        "id": setting.request.id,
        "state": "pending",
        "former": {"street": None, "postal_code": None, "city": "Lyon"},
        "wanted": {"street": "rue du Lac", "postal_code": "69500", "city": "Bron"},
        "to_check": ["number_missing"],
        "reason": "",
    }


def test_a_cursor_goes_on_where_it_was(setting: Setting) -> None:
    lines = list(setting.service.change_feed.since(""))
    assert setting.kinds(lines[0].cursor) == ["address_requested"]
    assert setting.kinds(lines[-1].cursor) == []
    setting.service.address_office.approve(setting.request.id, STAFF)
    assert setting.kinds(lines[-1].cursor) == ["address_approved", "contract_address_changed"]
    assert setting.kinds("", 1) == ["access_granted"]
    assert setting.kinds("", 0) == []


def test_the_same_cursor_gives_the_same_lines(setting: Setting) -> None:
    before = [line.cursor for line in setting.service.change_feed.since("")]
    setting.parts.clock.advance(timedelta(hours=-1))
    setting.service.address_office.refuse(setting.request.id, "Non", STAFF)
    assert [line.cursor for line in setting.service.change_feed.since("")][: len(before)] == before


@pytest.mark.parametrize("cursor", ["1", "zzz", "ZjE6", "ZjE6LTE", "ZjE6MDE", "é", "ZjE6MQ=="])
def test_a_cursor_that_is_none_is_refused(setting: Setting, cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        setting.service.change_feed.since(cursor)
    assert [problem.code for problem in refused.value.problems] == ["cursor_unknown"]


def test_a_cursor_beyond_the_end_is_refused(setting: Setting) -> None:
    last = list(setting.service.change_feed.since(""))[-1].cursor
    fresh, _ = memory_service(NOON)
    with pytest.raises(Invalid) as refused:
        fresh.change_feed.since(last)
    assert [problem.code for problem in refused.value.problems] == ["cursor_ahead"]


def test_long_feeds_come_page_by_page(setting: Setting) -> None:
    with setting.parts.database.write() as unit:
        for _ in range(1200):
            unit.record(events.PaperChosen(setting.claire.id, paper=True), SYSTEM)
            unit.record(events.SessionsEnded(setting.claire.id, 1), SYSTEM)
        unit.commit()
    assert setting.kinds().count("paper_chosen") == 1200
    assert len(setting.kinds("", 700)) == 700


def test_every_kind_exported_is_an_event() -> None:
    known = {kind.__name__ for base in (PersonEvent, CompanyEvent) for kind in base.__subclasses__()}
    assert set(KINDS) <= known
    assert len(set(KINDS.values())) == len(KINDS)


def test_every_kind_is_documented_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "change-feed.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \| [^|]*\|$", page, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(KINDS.values())


def test_a_claim_is_told_with_the_number_that_it_bears_now() -> None:
    setting = ClaimSetting()
    sent = setting.sent()
    setting.service.claim_office.move(sent.receipt or "", ClaimState.REGISTERED, STAFF)
    told, moved = [line.values for line in setting.service.change_feed.since("") if "claim" in line.values]
    assert (told["kind"], told["receipt"], told["claim"]["number"]) == ("claim_sent", "D2026-000001", "D2026-000001")
    assert (moved["kind"], moved["state"], moved["claim"]["id"]) == ("claim_state_changed", "registered", sent.id)
    assert json.loads(json.dumps(dict(told)))["claim"]["cause"] == "D1"
