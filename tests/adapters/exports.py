"""Small exports written for a test, and imports of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen

from societaire.ports.database import Database
from societaire.ports.export import Portion
from societaire.records.report import ImportReport, Remark
from societaire.records.rows import RecordKind, Row
from societaire.settings import Limits
from societaire.testing.clock import FixedClock
from societaire.testing.memory import MemoryDatabase
from societaire.testing.passwords import CountingEntropy
from societaire.testing.storage import MemoryFileStore
from societaire.use_cases.imports import Imports
from societaire_intake import DirectoryExport

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PDF = b"%PDF-1.3\n%%EOF\n"
DEMO = Path(__file__).parents[2] / "demo"

SMALL: dict[str, str] = {
    "agences.csv": "code;nom;telephone\nLYO;Agence de Lyon;04 00 00 00 01\n",
    "interlocuteurs.csv": "code;prenom;nom;agence\nI1;Anne;Petit;LYO\n",
    "societes.csv": "siren;raison_sociale;agence;interlocuteur;statut\n552000002;Martin;LYO;I1;active\n",
    "personnes.csv": "code;email;nom;prenom\nP1;a@martin.example;Durand;Claire\nP2;b@martin.example;Petit;Jean\n",
    "acces.csv": "personne;siren;profil\nP1;552000002;administrateur\nP2;552000002;collaborateur\n",
    "contrats.csv": "numero;siren;produit;libelle;statut;date_effet;mode_cotisation\n"
    "K1;552000002;RCD;Décennale;actif;2020-01-01;assiette\n",
    "documents.csv": "reference;contrat;type;annee;fichier;date_publication\n"
    "D1;K1;attestation;2026;d1.pdf;2026-01-15\n",
    "periodes.csv": "contrat;exercice_debut;exercice_fin;date_limite\nK1;2025-01-01;2025-12-31;2026-12-31\n",
    "bases.csv": "contrat;exercice;rubrique;activite;montant\nK1;2025;effectif;;8\n",
    "sinistres.csv": "numero;contrat;mise_en_cause;date_survenance;date_declaration;statut\n"
    "S1;K1;A1;2026-01-01;2026-01-02;declare\n",
    "fichiers/d1.pdf": PDF.decode(),
}
"""One row or two of everything."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> DirectoryExport:
    """Write files under a folder, texts in UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return DirectoryExport(folder)


@frozen
class Read:
    """A file as it was read, all portions together."""

    rows: list[Row]
    lines: list[int]
    refused: list[Remark]
    warnings: list[Remark]
    count: int

    @property
    def codes(self) -> list[tuple[int, str, str]]:
        """Line, column and code of each refusal, in the order of lines."""
        return sorted((remark.line, remark.column, remark.code) for remark in self.refused)


def read(export: DirectoryExport, kind: RecordKind, size: int = 5000) -> Read:
    """Read the file of a kind."""
    file = next(file for file in export.files() if file.kind is kind)
    portions: list[Portion] = list(export.portions(file, size))
    placed = [each for portion in portions for each in portion.rows]
    return Read(
        [row for _, row in placed],
        [line for line, _ in placed],
        [remark for portion in portions for remark in portion.refused],
        [remark for portion in portions for remark in portion.warnings],
        sum(portion.read for portion in portions),
    )


@frozen
class Desk:
    """Where imports are run: a database and a storage that last as long as the object."""

    clock: FixedClock = field(factory=lambda: FixedClock(NOON))
    database: Database = field()
    files: MemoryFileStore = field()
    entropy: CountingEntropy = field(factory=CountingEntropy)

    @database.default
    def _database(self) -> Database:
        return MemoryDatabase(self.clock)

    @files.default
    def _files(self) -> MemoryFileStore:
        return MemoryFileStore(self.clock)

    @property
    def imports(self) -> Imports:
        """The use case."""
        return Imports(self.database, self.files, self.entropy, self.clock, Limits())

    def load(self, folder: Path, files: Mapping[str, str | bytes]) -> ImportReport:
        """Import the files, written under the folder."""
        return self.imports.run(write(folder, files))


def refusals(report: ImportReport) -> list[tuple[str, int, str, str]]:
    """File, line, column and code of each refusal."""
    return [(remark.file, remark.line, remark.column, remark.code) for remark in report.refused]
