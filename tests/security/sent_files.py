"""Files of each company: some that the antivirus has passed, one with its copies, some that are still to come."""

from io import BytesIO

from attrs import evolve

from societaire.uploads.copies import Copies, Copy, CopySize
from societaire.uploads.upload import FREE_SLOT, Upload, UploadState
from societaire.values import PersonId, Siren
from tests.delivery.web.world import NOW, PDF, Builder, identifier


def files_sent(world: Builder, letter: str, siren: Siren) -> None:
    """All marked with the company's letter; what is to come is of thirty bytes, places are missing, claims have one."""
    tables, by = world.tables, PersonId(identifier("per", 100 + ord(letter)))
    subject = f"declaration:{identifier('dec', ord(letter))}"
    coming = Upload(
        identifier("com", ord(letter)), siren, subject, FREE_SLOT, f"MARK-{letter} bilan.pdf", 30, by, NOW, version=1
    )
    stored = world.parts.files.save(tables.companies[siren].file_owner, BytesIO(PDF + f"MARK-{letter}".encode()))
    accepted = evolve(
        coming,
        id=identifier("sen", ord(letter)),
        size=stored.size,
        offset=stored.size,
        state=UploadState.ACCEPTED,
        format="pdf",
        pages=1,
        sha256=stored.sha256,
        file_key=stored.key,
        order=3,
        scanned_at=NOW,
    )
    claimed = (("cld", "claim"), ("cla", "claim_addition"))
    photographs = (
        evolve(
            coming,
            id=identifier(f"p{place}", ord(letter)),
            subject=f"{kind}:{identifier(name, ord(letter))}",
            slot="photographs",
            order=5,
        )
        for place, (name, kind) in enumerate(claimed)
    )
    added = evolve(
        accepted,
        id=identifier("pa", ord(letter)),
        subject=f"claim_addition:{identifier('cla', ord(letter))}",
        slot="photographs",
        untold=True,
    )
    copies = [
        world.parts.files.save(tables.companies[siren].file_owner, BytesIO(f"MARK-{letter} {size}".encode()))
        for size in CopySize
    ]
    pictured = evolve(
        added,
        id=identifier("pho", ord(letter)),
        name=f"MARK-{letter} toit.jpg",
        format="jpeg",
        copies=Copies(*(Copy(one.key, one.size, one.sha256) for one in copies)),
    )
    for upload in (evolve(coming, order=5), accepted, added, pictured, *photographs):
        tables.uploads[upload.id] = upload
