"""What may be opened of an export: the contents of documents and files of rows, and nothing outside its directory."""

import os
from pathlib import Path

import pytest

from societaire.ports.export import ContentRefused
from societaire.records.rows import RecordKind
from societaire_intake import DirectoryExport
from tests.adapters.exports import PDF, read, write

AGENCIES = "code;nom;telephone\nLYO;Agence de Lyon;04\nSTE;Agence de Saint-Étienne;05\n"


def test_a_content_is_opened_by_its_path_under_the_folder(tmp_path: Path) -> None:
    export = write(tmp_path, {"fichiers/2026/é.pdf": PDF, "fichiers/e\u0301t\u0301.pdf": PDF})
    for name in ("2026/é.pdf", "./2026/é.pdf"):
        with export.content(name) as content:
            assert content.read() == PDF
    (tmp_path / "fichiers" / "alias.pdf").symlink_to(tmp_path / "fichiers" / "2026" / "é.pdf")
    with export.content("alias.pdf") as content:
        assert content.read() == PDF


def test_a_name_in_composed_accents_finds_a_decomposed_file(tmp_path: Path) -> None:
    with write(tmp_path, {"fichiers/e\u0301.pdf": PDF}).content("é.pdf") as content:
        assert content.read() == PDF


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret.pdf", "file_outside"),
        ("a/../../secret.pdf", "file_outside"),
        ("/etc/passwd", "file_outside"),
        ("..\\secret.pdf", "file_outside"),
        ("C:secret.pdf", "file_outside"),
        ("link.pdf", "file_outside"),
        ("folder/secret.pdf", "file_outside"),
        ("absent.pdf", "file_missing"),
        ("dangling.pdf", "file_missing"),
        ("d1.pdf/x", "file_unreadable"),
        (".", "file_unreadable"),
        ("pipe.pdf", "file_unreadable"),
        ("loop.pdf", "file_unreadable"),
        ("x" * 300, "file_unreadable"),
        ("nul\0.pdf", "file_unreadable"),
    ],
)
def test_no_other_file_is_opened(tmp_path: Path, name: str, reason: str) -> None:
    export = write(tmp_path / "export", {"fichiers/d1.pdf": PDF})
    write(tmp_path, {"secret.pdf": PDF, "secrets/secret.pdf": PDF})
    contents = tmp_path / "export" / "fichiers"
    (contents / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (contents / "folder").symlink_to(tmp_path / "secrets")
    (contents / "dangling.pdf").symlink_to(contents / "nowhere")
    (contents / "loop.pdf").symlink_to(contents / "loop.pdf")
    os.mkfifo(contents / "pipe.pdf")
    with pytest.raises(ContentRefused) as refused:
        export.content(name)
    assert refused.value.reason == reason


def test_a_folder_of_contents_that_leads_outside_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {"secrets/d1.pdf": PDF, "export/agences.csv": AGENCIES, "export/pieces/d1.pdf": PDF})
    contents = tmp_path / "export" / "fichiers"
    contents.symlink_to(tmp_path / "secrets")
    with pytest.raises(ContentRefused) as refused:
        DirectoryExport(tmp_path / "export").content("d1.pdf")
    assert refused.value.reason == "file_outside"
    contents.unlink()
    contents.symlink_to("pieces")
    (tmp_path / "alias").symlink_to("export")
    for folder in ("export", "alias"):
        with DirectoryExport(tmp_path / folder).content("d1.pdf") as content:
            assert content.read() == PDF


def test_a_file_of_rows_that_leads_outside_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {"secret.csv": AGENCIES, "export/lignes/agences.csv": AGENCIES})
    rows = tmp_path / "export" / "agences.csv"
    rows.symlink_to(tmp_path / "secret.csv")
    found = read(DirectoryExport(tmp_path / "export"), RecordKind.AGENCY)
    assert (found.codes, found.rows) == ([(1, "", "leads_outside")], [])
    rows.unlink()
    rows.symlink_to("lignes/agences.csv")
    (tmp_path / "alias").symlink_to("export")
    for folder in ("export", "alias"):
        assert read(DirectoryExport(tmp_path / folder), RecordKind.AGENCY).count == 2


def test_without_folder_of_contents_every_one_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused, match="content_refused"):
        write(tmp_path, {"agences.csv": AGENCIES}).content("a.pdf")
