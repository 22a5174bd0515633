"""Three companies, everything of each marked with its letter, and one person of each role (SECURITY 7)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve, field, frozen
from flask import Flask

from societaire.app import Ports, Societaire
from societaire.companies.access import AccessState, Profile
from societaire.companies.company import Address
from societaire.companies.invitation import Invitation
from societaire.contracts.contract import ContractStatus
from societaire.contracts.document import DocumentKind
from societaire.events import SYSTEM, DocumentPublished
from societaire.identity.links import Link, Purpose, digest
from societaire.identity.person import Person
from societaire.identity.sessions import Client
from societaire.preferences.address_request import AddressRequest
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.testing.assembly import MemoryParts
from societaire.testing.memory_tables import MemoryTables
from societaire.use_cases.alert_mails import UNSUBSCRIBE
from societaire.values import DocumentId, Email, PersonId, Siren
from societaire_documents.archive import ZipArchiver
from societaire_web import WebConfig, create_app
from tests.delivery.web.world import NOW, PASSWORD, UNKNOWN, A, B, Builder, identifier, siren_number
from tests.security.claimed import claimed
from tests.security.declared import declared
from tests.security.rights import Kind
from tests.security.sent_files import files_sent

URL = "https://espace.assureur.example"
CONFIG = WebConfig(public_url=URL, secret_key="k" * 48, insurer_name="Mutuelle d'essai")
SIRENS = {"A": A, "B": B, "C": siren_number(900_000_000)}
SIREN_OF_NOBODY = siren_number(910_000_000)
RANDOM = {
    Kind.COMPANY: str(UNKNOWN),
    Kind.CONTRACT: "5a0c7e1fd2b94386a1e07c5d93b2f684",
    Kind.DOCUMENT: "c41f08d6b73e4a92958d60e1f27ba3c5",
    Kind.COLLABORATOR: "0d5b92c7e41f4a68b3d07f1c9ae52846",
    Kind.FORMER: "93c1e7a04b6d4f25a8e60d7b1f3c5928",
    Kind.INVITATION: "2f8a6d03c97e4b1598d4e07a6b1c3f52",
    Kind.ADDRESS_REQUEST: "6e1b84d09c7f4a2385d06be7f91a4c3d",
    Kind.PERIOD: "2018-04-01",
    Kind.DECLARATION: "4c9e07b2d16a4f83b5e20c7d9f1a6e38",
    Kind.SUBMISSION: "8d2f5b90e4c71a36b8f04e6d2c9a5713",
    Kind.UPLOAD: "b7401e8d5f2c4a96837d0e1fa6c92b54",
    Kind.PHOTOGRAPH: "f52a9c0be6d7418396b0e4d17c8a3f05",
    Kind.SENT_FILE: "3e95c7f0a1b84d269f7e50d8c4b1a263",
    Kind.DRAFT_KEY: "1f6a93d7c05e4b82a9d3e17f406c8b25",
    Kind.CLAIM: "5d0e83b7c1f64a29860d7e4b91c3f5a2",
    Kind.CLAIM_DRAFT: "a27c4e90d83b4f16957e0c6d1b8f3a45",
    Kind.CLAIM_KEY: "60f7b1d39e2c4a8586d04e7c1f9b3a52",
    Kind.CALL_BACK: "c8e15f70b2d94a36817e0d5c4b9f2a63",
    Kind.SESSION: "e9d25b7038c64f1ab4f6017ed8a3c952",
    Kind.PERSON: "7b36f0e8a9d14c52b08e41d7c65f923a",
    Kind.SEAL: "0f4c8ab2d6",
    Kind.SECRET: "Zk3vQ9xTn1bWc8Lr5HsY2dFgM7aJpE4uXo6iKqBtRwV",
}
LIVE_SECRET = "Qm7tYb2xKc9vNw4rHs8dLf1gPz6aJe3uXo5iTqBkRyM"
_IDENTIFIED = {
    Kind.CONTRACT: "con",
    Kind.DOCUMENT: "doc",
    Kind.INVITATION: "inv",
    Kind.ADDRESS_REQUEST: "adr",
    Kind.DECLARATION: "dec",
    Kind.SUBMISSION: "sub",
    Kind.DRAFT_KEY: "key",
    Kind.UPLOAD: "com",
    Kind.SENT_FILE: "sen",
    Kind.PHOTOGRAPH: "pho",
    Kind.CLAIM: "cla",
    Kind.CLAIM_DRAFT: "cld",
    Kind.CLAIM_KEY: "clk",
    Kind.CALL_BACK: "cab",
}
STARTS = {"A": date(2023, 1, 1), "B": date(2024, 1, 1), "C": date(2025, 1, 1)}
"""A period of each company begins on a day of its own: it names the company's alone."""
_PERSONS = {Kind.COLLABORATOR: 100, Kind.FORMER: 300}


@frozen
class Role:
    """Who asks: a person by first name, with their profile in each company that is open to them."""

    name: str
    person: str | None = None
    profiles: Mapping[str, Profile] = field(factory=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def foreign(self) -> str:
        """A company that is closed to them, by its letter."""
        return next(letter for letter in "BAC" if letter not in self.profiles)


ADMIN, MEMBER = Profile.ADMINISTRATOR, Profile.COLLABORATOR
ANONYMOUS = Role("anonymous")
ADMIN_OF_A = Role("administrator of A", "alice", {"A": ADMIN})
MEMBER_OF_A = Role("collaborator of A", "albert", {"A": MEMBER})
OF_BOTH = Role("administrator of A, collaborator of B", "claire", {"A": ADMIN, "B": MEMBER})
OF_B = Role("administrator of B", "beatrice", {"B": ADMIN})
ROLES = (ANONYMOUS, Role("person without company", "denis"), MEMBER_OF_A, ADMIN_OF_A, OF_BOTH, OF_B)


@frozen
class Kept:
    """Everything that a request could change, as it was."""

    tables: MemoryTables
    files: Mapping[str, Any]
    sent: int
    written: int
    given: int
    hashings: int

    def without(self, table: str) -> "Kept":
        """The same, a table of that name emptied; '' names none."""
        if not table:
            return self
        tables = self.tables.copied()
        getattr(tables, table).clear()
        tables.seal()
        return evolve(self, tables=tables)


@frozen
class World:
    """The library, the portal over it, and what everybody's identifiers are."""

    service: Societaire
    parts: MemoryParts
    app: Flask
    tokens: dict[str, str]
    sessions: Mapping[str, tuple[str, str]]

    def another_app(self) -> Flask:
        """The portal again, over the same library: to plant something in."""
        return create_app(self.service, CONFIG)

    def person(self, role: Role) -> Person:
        """Who plays the role."""
        found = self.parts.database.tables.persons.values()
        return next(person for person in found if person.first_name.lower() == role.person)

    def value(self, role: Role, kind: Kind, label: str) -> str:  # noqa: C901, PLR0911 - a case a kind
        """An identifier: of a company by its letter, `own` or `foreign` of a person, `live`, or `random`."""
        if label == "random":
            return RANDOM[kind]
        if kind is Kind.COMPANY:
            return str(SIRENS[label])
        if kind in _IDENTIFIED:
            return identifier(_IDENTIFIED[kind], ord(label))
        if kind is Kind.PERIOD:
            return STARTS[label].isoformat()
        if kind in _PERSONS:
            return identifier("per", _PERSONS[kind] + ord(label))
        if kind is Kind.SECRET:
            return LIVE_SECRET
        if kind is Kind.SEAL:
            return self.parts.seals.seal(UNSUBSCRIBE, f"{identifier('per', 6)}:{Topic.ATTESTATIONS}")
        owner = role if label == "own" else OF_B if role is not OF_B else ADMIN_OF_A
        if kind is Kind.SESSION:
            return self.sessions[owner.person or ""][1]
        return self.person(owner).id

    def marks(self, role: Role) -> list[str]:
        """What only the companies closed to a role hold."""
        closed = [letter for letter in SIRENS if letter not in role.profiles]
        found = [f"MARK-{letter}" for letter in closed]
        for siren in (SIRENS[letter] for letter in closed):
            number = str(siren)
            found += [number, *(sign.join((number[:3], number[3:6], number[6:])) for sign in (" ", "\u00a0", "\u202f"))]
        return found + [self.value(role, kind, letter) for letter in closed for kind in (*_IDENTIFIED, *_PERSONS)]

    def keep(self) -> Kept:
        """The state now."""
        parts = self.parts
        counts = (len(parts.mailer.sent), len(parts.composer.written), parts.entropy._given, parts.hasher.hashings)
        return Kept(parts.database.tables, dict(parts.files._held), *counts)

    def restore(self, kept: Kept) -> None:
        """Back to a state."""
        parts = self.parts
        parts.database.tables = kept.tables
        parts.files._held.clear()
        parts.files._held.update(kept.files)
        parts.pieces._held.clear()
        parts.pieces._numbers.clear()
        del parts.mailer.sent[kept.sent :]
        del parts.composer.written[kept.written :]
        parts.entropy._given, parts.hasher.hashings = kept.given, kept.hashings

    def everything(self) -> dict[str, Any]:
        """Every table, access log and last visits apart."""
        return _compared(self.parts.database.tables)

    def changes(self, before: Kept) -> list[str]:
        """What is no longer as it was, by table, access log and last visits apart; row for row."""
        now = self.keep()
        first, second = _compared(before.tables), _compared(now.tables)
        found = [name for name in first if first[name] != second[name]]
        found += ["files"] if now.files != before.files else []
        return found + (["mails"] if now.sent != before.sent else [])


def build(config: WebConfig = CONFIG) -> World:
    """A fresh world, everybody signed in twice, two minutes ago."""
    parts = MemoryParts.at(NOW)
    ports: Ports = evolve(parts.ports(), archiver=ZipArchiver())
    service = Societaire.from_ports(ports)
    with parts.database.write() as unit:
        _Marked(parts, unit.tables).everything()
        for letter, siren in SIRENS.items():
            reference, contract = f"attestation-2026-MARK-{letter}", f"RCD-MARK-{letter}"
            unit.record(DocumentPublished(siren, reference, contract, DocumentKind.ATTESTATION, 2026), SYSTEM)
        unit.commit()
    tokens, sessions = {}, {}
    for role in ROLES[1:]:
        name = role.person or ""
        address = f"{name}@exemple.fr"
        first, second = (service.signing_in.sign_in(address, PASSWORD, Client(ip="192.0.2.7")) for _ in range(2))
        tokens[name], sessions[name] = first.token, (first.session.id, second.session.id)
    # Late enough for the next request to note that the session was seen.
    parts.clock.advance(timedelta(minutes=2))
    return World(service, parts, create_app(service, config), tokens, sessions)


@frozen
class _Marked(Builder):
    def everything(self) -> None:
        self.insurer()
        for letter, siren in SIRENS.items():
            self._company(siren, f"MARK-{letter} Bâtiment")
            self._contract(ord(letter), f"RCD-MARK-{letter}", siren, f"MARK-{letter} Décennale")
            self._contract(
                ord(letter) + 32, f"MRP-MARK-{letter}", siren, f"MARK-{letter} Locaux", ContractStatus.TERMINATED
            )
            for kind, year in ((k, y) for k in DocumentKind for y in (2025, 2026)):
                self._document(f"{kind}-{year}-MARK-{letter}", f"RCD-MARK-{letter}", kind, year)
            document = self.tables.documents[f"attestation-2026-MARK-{letter}"]
            known = evolve(document, id=DocumentId(identifier("doc", ord(letter))), label=f"MARK-{letter} Attestation")
            self.tables.documents[document.reference] = known
        self._person(1, "Alice", "Martin", {A: ADMIN})
        self._person(2, "Albert", "Morel", {A: MEMBER, B: MEMBER})
        self._person(3, "Beatrice", "MARK-B Durand", {B: ADMIN})
        self._person(4, "Claire", "Deux", {A: ADMIN, B: MEMBER, SIRENS["C"]: ADMIN})
        self._person(5, "Denis", "Seul", {A: MEMBER})
        self._person(6, "Nadia", "Nouvelle", {A: MEMBER}, activated=False)
        wanted = Choice(PersonId(identifier("per", 6)), Topic.ATTESTATIONS, Frequency.IMMEDIATE, NOW)
        self.tables.choices[wanted.person_id, wanted.topic] = wanted
        for letter, siren in SIRENS.items():
            self._invited_and_others(letter, siren)
            declared(self, letter, siren, STARTS[letter])
            files_sent(self, letter, siren)
            claimed(self, letter, siren)
        self._company(SIREN_OF_NOBODY, "Toitures Neutres")
        self._invitation("nobody", SIREN_OF_NOBODY, "Nouvelle", digest(LIVE_SECRET.swapcase()))
        # Three who once had access: what they may not see is not only what they never saw.
        for number, siren in ((2, B), (4, SIRENS["C"]), (5, A)):
            self._remove(identifier("per", number), siren)
        now = self.parts.clock.now()
        for purpose, name in ((Purpose.ACTIVATION, "nadia"), (Purpose.RESET, "denis")):
            person = next(p for p in self.tables.persons.values() if p.first_name.lower() == name)
            key = digest(LIVE_SECRET if purpose is Purpose.RESET else LIVE_SECRET[::-1])
            self.tables.links[key] = Link(key, purpose, person.id, person.email, now, now + timedelta(hours=1))

    def _invited_and_others(self, letter: str, siren: Siren) -> None:
        """A collaborator, somebody removed yesterday and an invitation, of this company alone."""
        collaborator, former = (number + ord(letter) for number in _PERSONS.values())
        self._person(collaborator, f"Carole{letter}", f"MARK-{letter} Collègue", {siren: MEMBER})
        self._person(former, f"Fabien{letter}", f"MARK-{letter} Ancien", {siren: MEMBER})
        self._remove(identifier("per", former), siren)
        self._invitation(letter, siren, f"MARK-{letter} Invité", digest(letter))
        self._address_request(letter, siren, PersonId(identifier("per", collaborator)))

    def _invitation(self, letter: str, siren: Siren, last_name: str, key: str) -> None:
        sent = NOW - timedelta(hours=1)
        one = Invitation(
            identifier("inv", ord(letter[0])),
            siren,
            Email(f"paul.{letter.lower()}@invite.example"),
            last_name,
            "Paul",
            "",
            PersonId(identifier("per", 1)),
            sent,
            sent,
            NOW + timedelta(days=6),
            digest=key,
        )
        self.tables.invitations[one.id] = one
        self.tables.invitation_links[key] = one.id

    def _address_request(self, letter: str, siren: Siren, by: PersonId) -> None:
        wanted = Address(f"1 rue MARK-{letter}", "69500", "Bron")
        key = identifier("adr", ord(letter))
        self.tables.address_requests[key] = AddressRequest(key, siren, by, NOW, Address(), wanted)

    def _remove(self, person_id: Any, siren: Siren) -> None:
        access = self.tables.accesses[person_id, siren]
        self.tables.accesses[person_id, siren] = evolve(access, state=AccessState.REMOVED, removed_at=NOW)


def _compared(tables: MemoryTables) -> dict[str, Any]:
    everything = dict(tables._tables())
    del everything["access_log"]
    everything["sessions"] = {key: evolve(s, seen_at=s.created_at) for key, s in tables.sessions.items()}
    everything["accesses"] = {key: evolve(access, visited_at=None) for key, access in tables.accesses.items()}
    return everything
