"""A file is what its first bytes say, and its name is made to agree."""

import pytest

from societaire.uploads.kinds import ACCEPTED, kind_named, kind_of, named


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe1..Exif", "jpeg"),
        (b"\x00\x00\x00\x18ftypheic....", "heic"),
        (b"\x00\x00\x00\x18ftypmif1....", "heic"),
        (b"\x00\x00\x00\x18ftypisom....", None),
        (b"<html>%PDF-1.7", None),
        (b"MZ\x90", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: str | None) -> None:
    assert kind_of(head) == kind
    assert kind is None or kind in ACCEPTED


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("bilan.pdf", "pdf", "bilan.pdf"),
        ("bilan.PDF", "pdf", "bilan.PDF"),
        ("bilan.pdf. ", "pdf", "bilan.pdf"),
        ("bilan.exe", "pdf", "bilan.exe.pdf"),
        ("bilan.pdf.exe", "pdf", "bilan.pdf.exe.pdf"),
        ("photo.jpg", "png", "photo.jpg.png"),
        ("photo.jpeg", "jpeg", "photo.jpeg"),
        ("IMG_1.HEIC", "heic", "IMG_1.HEIC"),
        ("scan", "jpeg", "scan.jpg"),
    ],
)
def test_a_kept_name_ends_with_what_the_content_is(name: str, kind: str, kept: str) -> None:
    assert named(name, kind) == kept
    assert kind_named(kept) == kind
