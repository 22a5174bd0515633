"""Inspection and leftovers, in memory."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.identity.links import Link
from societaire.notifications import FINISHED
from societaire.ports.upkeep import Horizon, NamedContent, NamedFile
from societaire.testing.memory_tables import MemoryTables
from societaire.testing.memory_uploads import waits
from societaire.uploads.copies import CopySize
from societaire.uploads.upload import Upload, UploadState
from societaire.values import Siren


@frozen
class MemoryInspection:
    """The Inspection port."""

    tables: MemoryTables

    def files(self, after: str, most: int) -> tuple[NamedFile, ...]:
        found = sorted((row for row in self._files() if row.name > after), key=lambda row: row.name)
        return tuple(found[:most])

    def named(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(keys) & {row.file.key for row in self._files()}

    def dangling(self) -> Mapping[str, int]:
        return Counter(self._dangling())

    def without_administrator(self) -> tuple[Siren, ...]:
        accesses = self.tables.accesses.values()
        known = {access.siren for access in accesses}
        led = {access.siren for access in accesses if access.is_live and access.profile is Profile.ADMINISTRATOR}
        companies = self.tables.companies
        return tuple(sorted(s for s in known - led if s in companies and companies[s].status is CompanyStatus.ACTIVE))

    def _files(self) -> Iterator[NamedFile]:
        for d in self.tables.documents.values():
            yield NamedFile(d.reference, d.siren, NamedContent(d.file_key, d.file_size, d.file_sha256))
        for one in self.tables.declarations.values():
            for kind, key, sha256 in (
                ("receipt", one.receipt_key, one.receipt_sha256),
                ("scan", one.scan_key, one.scan_sha256),
            ):
                if key:
                    yield NamedFile(f"{kind}:{one.id}", one.siren, NamedContent(key, None, sha256 or ""))
        for claim in self.tables.claim_declarations.values():
            if claim.receipt_key:
                yield NamedFile(
                    f"claim:{claim.id}", claim.siren, NamedContent(claim.receipt_key, None, claim.receipt_sha256 or "")
                )
        for upload in self.tables.uploads.values():
            yield from _of_upload(upload)

    def _dangling(self) -> Iterator[str]:
        t = self.tables
        for name in ("credentials", "links", "sessions", "devices", "accesses"):
            rows: Mapping[Any, Any] = getattr(t, name)
            yield from (f"{name}.person_id" for row in rows.values() if row.person_id not in t.persons)
        yield from ("accesses.siren" for access in t.accesses.values() if access.siren not in t.companies)
        yield from ("invitations.siren" for one in t.invitations.values() if one.siren not in t.companies)
        yield from ("contracts.siren" for contract in t.contracts.values() if contract.siren not in t.companies)
        pairs = {(contract.siren, contract.number) for contract in t.contracts.values()}
        yield from ("documents.siren+contract" for d in t.documents.values() if (d.siren, d.contract) not in pairs)


@frozen
class MemoryUploadDesk:
    """The UploadDesk port."""

    tables: MemoryTables

    def awaited(self, uploads: Collection[str]) -> frozenset[str]:
        held = self.tables.uploads
        return frozenset(id_ for id_ in uploads if id_ in held and held[id_].state is UploadState.RECEIVING)

    def oldest_waiting(self) -> datetime | None:
        return min((one.created_at for one in self.tables.uploads.values() if waits(one)), default=None)

    def untold(self, kind: str, quiet_since: datetime, most: int) -> tuple[tuple[Siren, str], ...]:
        added = [one for one in self.tables.uploads.values() if one.untold and one.subject.startswith(f"{kind}:")]
        going = {(one.siren, one.subject) for one in added if one.came_at >= quiet_since}
        found = {(one.siren, one.subject) for one in added if one.is_kept}
        return tuple(sorted(found - going)[:most])


@frozen
class MemoryLeftovers:
    """The Leftovers port."""

    tables: MemoryTables

    def counts(self, horizon: Horizon) -> Mapping[str, int]:
        return {kind: len(keys) for kind, keys in self._over(horizon).items() if keys}

    def purge(self, horizon: Horizon) -> Mapping[str, int]:
        over = self._over(horizon)
        for kind, keys in over.items():
            for key in keys:
                del getattr(self.tables, kind)[key]
        links = self.tables.invitation_links
        for digest in [digest for digest, invitation in links.items() if invitation in over["invitations"]]:
            del links[digest]
        return {kind: len(keys) for kind, keys in over.items() if keys}

    def _over(self, horizon: Horizon) -> dict[str, list[Any]]:
        t = self.tables
        return {
            "links": [key for key, link in t.links.items() if _ended(link, horizon)],
            "sessions": [
                key
                for key, session in t.sessions.items()
                if session.seen_at < horizon.sessions_seen or session.created_at < horizon.sessions_opened
            ],
            "devices": [key for key, device in t.devices.items() if device.used_at < horizon.devices],
            "attempts": [key for key, moments in t.attempts.items() if moments[-1] < horizon.attempts],
            "access_log": [key for key, entry in t.access_log.items() if entry.at < horizon.access_log],
            "invitations": [key for key, one in t.invitations.items() if one.expires_at < horizon.invitations],
            "outbox": [key for key, one in t.outbox.items() if one.state in FINISHED and one.due_at < horizon.outbox],
            "uploads": [key for key, one in t.uploads.items() if _is_stale(one, horizon)],
        }


def _of_upload(upload: Upload) -> Iterator[NamedFile]:
    if upload.file_key:
        content = NamedContent(upload.file_key, upload.size, upload.sha256 or "")
        yield NamedFile(f"upload:{upload.id}", upload.siren, content)
    for size, copy in ((size, upload.copies.of(size)) for size in CopySize if upload.copies):
        yield NamedFile(f"{size}:{upload.id}", upload.siren, NamedContent(copy.file_key, copy.size, copy.sha256))


def _is_stale(upload: Upload, horizon: Horizon) -> bool:
    return upload.state is UploadState.RECEIVING and upload.created_at < horizon.uploads


def _ended(link: Link, horizon: Horizon) -> bool:
    ends = (link.expires_at, link.used_at, link.replaced_at)
    return any(moment is not None and moment < horizon.links for moment in ends)
