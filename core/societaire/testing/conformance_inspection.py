"""What any database must do with inspections."""

from attrs import evolve

from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.access import AccessState, Profile
from societaire.companies.company import CompanyStatus
from societaire.events import SYSTEM, PersonInvited
from societaire.ports.database import Database
from societaire.ports.upkeep import NamedContent, NamedFile
from societaire.records.rows import CompanyRow, RecordKind
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_uploads import COPIES, upload
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.uploads.upload import UploadState


class InspectionConformance(DatabaseConformance):
    """Looking through everything."""

    def test_rows_that_name_files_come_by_name_portion_by_portion(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        documents = [world.document(contract, reference) for reference in ("D3", "D1", "D2")]
        with database.read() as kept:
            first = kept.inspection.files("", 2)
            assert [row.name for row in first] == ["D1", "D2"]
            (last,) = kept.inspection.files("D2", 2)
            assert kept.inspection.files("D3", 2) == ()
        d3 = documents[0]
        assert last == NamedFile("D3", contract.siren, NamedContent(d3.file_key, d3.file_size, d3.file_sha256))

    def test_files_that_members_sent_are_among_them(self, database: Database, world: World) -> None:
        document, _ = world.document(world.contract(world.company()), "D1"), world.person()
        kept_file = evolve(upload(2), state=UploadState.RECEIVED, sha256="a" * 64, file_key="s/b/c")
        with database.write() as unit:
            unit.uploads.save(upload(1))
            unit.uploads.save(kept_file)
            unit.commit()
        sent = NamedFile(f"upload:{kept_file.id}", kept_file.siren, NamedContent("s/b/c", 100, "a" * 64))
        with database.read() as kept:
            assert [row.name for row in kept.inspection.files("", 5)] == ["D1", sent.name]
            assert kept.inspection.files("D1", 5) == (sent,)
            assert kept.inspection.named(["s/b/c", document.file_key, "s/x"]) == {"s/b/c", document.file_key}

    def test_the_copies_of_a_photograph_are_among_them(self, database: Database, world: World) -> None:
        world.company()
        world.person()
        photograph = evolve(upload(2), state=UploadState.ACCEPTED, sha256="a" * 64, file_key="s/b/c", copies=COPIES)
        with database.write() as unit:
            unit.uploads.save(photograph)
            unit.commit()
        wanted = {
            "display": NamedContent("s/b/e", 90_000, "c" * 64),
            "thumbnail": NamedContent("s/b/d", 900, "b" * 64),
            "upload": NamedContent("s/b/c", 100, "a" * 64),
        }
        with database.read() as kept:
            assert kept.inspection.files("", 5) == tuple(
                NamedFile(f"{kind}:{photograph.id}", photograph.siren, content) for kind, content in wanted.items()
            )
            assert kept.inspection.named(["s/b/e", "s/b/d", "s/b/f"]) == {"s/b/e", "s/b/d"}

    def test_the_receipt_of_a_claim_is_among_them(self, database: Database, world: World) -> None:
        company = world.company()
        sent = ClaimDeclaration("1" * 32, company.siren, "key", "construction", 1, NOON)
        with database.write() as unit:
            unit.claim_declarations.save(sent)
            unit.claim_declarations.save(evolve(sent, id="2" * 32, key="other", receipt_key="s/1", receipt_sha256="d"))
            unit.commit()
        with database.read() as kept:
            assert kept.inspection.files("", 5) == (
                NamedFile(f"claim:{'2' * 32}", company.siren, NamedContent("s/1", None, "d")),
            )
            assert kept.inspection.named(["s/1", "s/2"]) == {"s/1"}

    def test_named_keys_are_told_from_others(self, database: Database, world: World) -> None:
        document = world.document(world.contract(world.company()), "D1")
        with database.read() as kept:
            assert kept.inspection.named([document.file_key, "s/other"]) == {document.file_key}
            assert kept.inspection.named([]) == frozenset()

    def test_a_sound_database_has_nothing_dangling(self, database: Database, world: World) -> None:
        company = world.company()
        world.access(world.person(), company)
        world.document(world.contract(company), "D1")
        with database.read() as kept:
            assert kept.inspection.dangling() == {}
            assert kept.inspection.without_administrator() == ()

    def test_a_company_left_without_administrator_is_found(self, database: Database, world: World) -> None:
        led, left, shared, gone = (world.company(number) for number in range(1, 5))
        world.company(5)
        for number, company in enumerate((led, left, gone), start=1):
            world.access(world.person(number), company)
        world.access(world.person(4), shared, Profile.COLLABORATOR)
        world.access(world.person(5), left, Profile.COLLABORATOR)
        with database.write() as unit:
            for company in (left, gone):
                for access, _ in unit.accesses.of_company(company.siren):
                    if access.profile is Profile.ADMINISTRATOR:
                        unit.accesses.save(evolve(access, state=AccessState.REMOVED, removed_at=NOON))
            unit.commit()
        world.load(RecordKind.COMPANY, [CompanyRow(str(gone.siren), "Partie", CompanyStatus.REMOVED, "A1")])
        with database.read() as kept:
            assert kept.inspection.without_administrator() == tuple(sorted([left.siren, shared.siren]))

    def test_a_stream_tells_its_end(self, database: Database) -> None:
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            unit.commit()
        with database.read() as kept:
            *_, last = kept.events.of_stream(f"person:{person_id(1)}")
            assert kept.events.end(f"person:{person_id(1)}") == (2, last.hash)
            assert kept.events.end("person:nobody") is None

    def test_the_message_that_waits_for_the_longest_is_told(self, database: Database) -> None:
        with database.write() as unit:
            assert unit.outbox.oldest_due() is None
            unit.outbox.add([message(1), message(2), message(3)])
            unit.outbox.save([message(1).sent()])
            unit.commit()
        with database.read() as kept:
            assert kept.outbox.oldest_due() == message(2).due_at
