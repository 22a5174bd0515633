"""What is there of the insurer's records, in memory."""

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from societaire.companies.access import Profile
from societaire.ports.records import StoredContract, StoredDocument, StoredPerson
from societaire.records.rows import RecordKind
from societaire.testing.memory_tables import MemoryTables
from societaire.values import ContractNumber


@frozen
class MemoryRecordIndex:
    """The RecordIndex port."""

    tables: MemoryTables

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        stored: dict[RecordKind, Collection[str | None]] = {
            RecordKind.AGENCY: self.tables.agencies,
            RecordKind.CONTACT: self.tables.contacts,
            RecordKind.COMPANY: {siren.number for siren in self.tables.companies},
            RecordKind.PERSON: {person.code for person in self.tables.persons.values()},
            RecordKind.CONTRACT: self.tables.contracts,
        }
        return frozenset(key for key in keys if key in stored[kind])

    def contracts(self, numbers: Collection[str]) -> Mapping[str, StoredContract]:
        found = (self.tables.contracts[ContractNumber(n)] for n in numbers if n in self.tables.contracts)
        return {
            one.number: StoredContract(one.siren, one.end_date, self.tables.companies[one.siren].file_owner)
            for one in found
        }

    def persons(self, codes: Collection[str], emails: Collection[str]) -> Sequence[StoredPerson]:
        return [
            StoredPerson(person.id, person.code, person.email)
            for person in self.tables.persons.values()
            if person.code in codes or person.email.address in emails
        ]

    def administrators(self, sirens: Collection[str]) -> Mapping[str, Mapping[str, bool]]:
        found: dict[str, dict[str, bool]] = {}
        for access in self.tables.accesses.values():
            if access.siren.number in sirens and access.is_live and access.profile is Profile.ADMINISTRATOR:
                person = self.tables.persons[access.person_id]
                found.setdefault(access.siren.number, {})[person.code or person.id] = access.changed_in_portal
        return found

    def documents(self, references: Collection[str]) -> Mapping[str, StoredDocument]:
        found = (self.tables.documents[reference] for reference in references if reference in self.tables.documents)
        return {one.reference: StoredDocument(one.contract, one.file_sha256) for one in found}
