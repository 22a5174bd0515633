"""`societaire declarations`."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from societaire.contracts.contract import Contract, PremiumMode
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.ports.storage import file_key
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState
from tests.delivery.cli.desk import MARTIN, NOW, PEOPLE, Desk

AS = ("--as", "I001")
PERIOD = ("--start", "2025-01-01", "--end", "31/12/2025", "--due", "2026-12-31")
SIGNED = Certification("Claire Müller", "Gérante", certified=True)


@pytest.fixture
def contract(desk: Desk) -> Contract:
    """The contract of Maçonnerie Martin, on bases, whose form asks a single figure."""
    kept = desk.tables.contracts
    found = next(one for one in kept.values() if one.siren == MARTIN)
    changed: Contract = evolve(found, product="BRM", premium_mode=PremiumMode.ON_BASES)
    desk.composition.parts.database.tables.contracts = {**kept, found.number: changed}
    return changed


@pytest.fixture
def opened(desk: Desk, contract: Contract) -> Contract:
    """With a period."""
    assert desk.type("declarations", "open", contract.number, *PERIOD, "--form", "entreprise", *AS).status == 0
    return contract


def draft(desk: Desk, contract: Contract, way: Way = Way.ONLINE) -> Declaration:
    declaring = desk.composition.service.declaring
    return declaring.begin(PEOPLE["P1"].id, MARTIN, contract.id, date(2025, 1, 1), way)


@pytest.fixture
def sent(desk: Desk, opened: Contract) -> Declaration:
    """A declaration of Claire's."""
    declaring, person = desk.composition.service.declaring, PEOPLE["P1"].id
    begun = draft(desk, opened)
    entries = {**begun.entries, "equipment_value": "125 000"}
    saved = declaring.save(person, MARTIN, begun.id, entries, begun.version)
    return declaring.send(person, MARTIN, saved.id, saved.key, {}, SIGNED)


@pytest.fixture
def scan(desk: Desk, opened: Contract) -> Declaration:
    """A scan of Claire's."""
    parts, person = desk.composition.parts, PEOPLE["P1"].id
    begun = draft(desk, opened, Way.SCAN)
    owner = desk.tables.companies[MARTIN].file_owner
    stored = parts.files.save(owner, BytesIO(b"%PDF-1.4 page %%EOF"))
    upload = Upload("f" * 32, MARTIN, begun.subject, FORM_SLOT, "../page.pdf", stored.size, person, NOW)
    kept = evolve(upload, state=UploadState.RECEIVED, sha256=stored.sha256, format="pdf")
    with parts.database.write() as unit:
        unit.uploads.save(evolve(kept, file_key=file_key(owner, stored.sha256)))
        unit.commit()
    files = {upload.id: stored.sha256}
    return desk.composition.service.declaring.send(person, MARTIN, begun.id, begun.key, files, SIGNED)


class TestOpen:
    """Periods."""

    def test_a_period_is_opened_and_listed(self, desk: Desk, contract: Contract) -> None:
        documents = ("--document", "liasse_fiscale", "--document", "dsn_annuelle")
        done = desk.type("declarations", "open", contract.number, *PERIOD, *documents, *AS)
        assert (done.status, done.out) == (0, "")
        (period,) = json.loads(desk.type("declarations", "list", "--json").out)["periods"]
        assert (period["contract"], period["letter_date"], period["due_date"]) == (
            contract.number,
            "2026-11-22",
            "2026-12-31",
        )
        assert (period["documents"], period["state"]) == (["tax_return", "annual_dsn"], None)

    @pytest.mark.parametrize(
        "words",
        [
            ("K9", *PERIOD),
            ("{contract}", "--start", "2025-12-31", "--end", "2025-01-01", "--due", "2026-12-31"),
            ("{contract}", *PERIOD[:-1], "2026-11-01", "--letter", "2026-11-02"),
        ],
    )
    def test_what_does_not_hold_is_refused(self, desk: Desk, contract: Contract, words: tuple[str, ...]) -> None:
        done = desk.type("declarations", "open", *(word.format(contract=contract.number) for word in words), *AS)
        assert done.status == 1
        assert done.err
        assert desk.tables.periods == {}

    @pytest.mark.parametrize("words", [(), ("K1",), ("K1", "--from", __file__), PERIOD])
    def test_half_a_command_is_wrong_usage(self, desk: Desk, words: tuple[str, ...]) -> None:
        assert desk.type("declarations", "open", *words, *AS).status == 2

    def test_many_are_opened_from_a_file_and_the_others_told(
        self, desk: Desk, contract: Contract, tmp_path: Path
    ) -> None:
        file = tmp_path / "campagne.csv"
        rows = [
            "contrat;exercice_debut;exercice_fin;date_courrier;date_limite;pieces_demandees",
            f"{contract.number};2025-01-01;2025-12-31;;2026-12-31;liasse_fiscale",
            "INCONNU;2025-01-01;2025-12-31;;2026-12-31;",
            f"{contract.number};2024-01-01;2024-12-31;2026-11-02;2026-11-01;",
            f"{contract.number};2023-01-01;2023-12-31;;demain;",
        ]
        file.write_text("\n".join(rows), encoding="utf-8")
        done = desk.type("declarations", "open", "--from", str(file), *AS)
        assert done.status == 1
        assert [line for line in ("ligne 3", "ligne 4", "ligne 5") if line not in done.err] == []
        assert [start for _, start in desk.tables.periods] == [date(2025, 1, 1)]
        assert desk.type("declarations", "open", "--from", str(file), *AS).status == 1
        assert len(desk.tables.periods) == 1


class TestList:
    """Who declared, who did not."""

    def test_it_is_narrowed(self, desk: Desk, sent: Declaration) -> None:
        def found(*words: str) -> list[str | None]:
            periods = json.loads(desk.type("declarations", "list", *words, "--json").out)["periods"]
            return [period["number"] for period in periods]

        assert found("--state", "envoye") == found("--for", str(MARTIN)) == found() == [sent.number]
        assert found("--awaited") == found("--late") == found("--for", "K9") == []
        text = desk.type("declarations", "list")
        assert (text.status, (sent.number or "?") in text.out) == (0, True)


class TestShow:
    """One declaration."""

    def test_it_tells_what_was_sent_and_by_whom(self, desk: Desk, sent: Declaration) -> None:
        text = desk.type("declarations", "show", sent.number or "")
        for told in ("Claire Müller, Gérante", "125 000", "exercice 2025", sent.number or ""):
            assert told in text.out
        data = json.loads(desk.type("declarations", "show", sent.id, "--json").out)
        assert (data["number"], data["state"], data["figures"]["equipment_value"]) == (sent.number, "sent", "125000.00")

    def test_its_files_are_copied_under_names_of_ours(self, desk: Desk, scan: Declaration, tmp_path: Path) -> None:
        done = desk.type("declarations", "show", scan.number or "", "--files", str(tmp_path / "copies"))
        assert done.status == 0
        names = [path.name for path in sorted((tmp_path / "copies").iterdir())]
        assert names == [f"{scan.number}-{n:02}-{k}.pdf" for n, k in enumerate(("receipt", "scan", "form"), start=1)]
        assert "antivirus" in done.err
        assert b"page" in (tmp_path / "copies" / names[2]).read_bytes()

    def test_what_is_unknown_is_refused(self, desk: Desk) -> None:
        for number in ("R2026-000009", "x"):
            assert desk.type("declarations", "show", number).status == 1


class TestDecisions:
    """What staff answers."""

    def test_a_declaration_is_validated_once(self, desk: Desk, sent: Declaration) -> None:
        number = sent.number or ""
        assert desk.type("declarations", "validate", number, *AS).status == 0
        assert number in desk.tables.documents
        done = desk.type("declarations", "validate", number, *AS)
        assert done.status == 1
        assert "declarations show" in done.err

    def test_a_correction_is_asked_for(self, desk: Desk, sent: Declaration) -> None:
        words = ("declarations", "request-correction", sent.number or "", "--reason", "Le montant")
        assert desk.type(*words, *AS).status == 2
        assert desk.type(*words, "--due", "2020-01-01", *AS).status == 1
        assert desk.type(*words, "--due", "2026-12-15", "--about", "inconnu", *AS).status == 1
        assert desk.tables.declarations[sent.id].state is DeclarationState.SENT
        assert desk.type(*words, "--due", "2026-12-15", "--about", "equipment_value", *AS).status == 0
        assert desk.tables.declarations[sent.id].state is DeclarationState.CORRECTION_REQUESTED

    def test_a_refusal_needs_a_reason(self, desk: Desk, sent: Declaration) -> None:
        words = ("declarations", "refuse", sent.number or "")
        assert desk.type(*words, *AS).status == 2
        assert desk.type(*words, "--reason", " ", *AS).status == 1
        assert desk.type(*words, "--reason", "Une autre société", *AS).status == 0
        assert desk.tables.declarations[sent.id].state is DeclarationState.REFUSED

    def test_nobody_unknown_decides(self, desk: Desk, sent: Declaration) -> None:
        assert desk.type("declarations", "validate", sent.number or "").status == 2
        assert desk.type("declarations", "validate", sent.number or "", "--as", "X999").status == 1


class TestKeyIn:
    """The figures of a scan."""

    def test_figures_are_typed_or_read(self, desk: Desk, scan: Declaration, tmp_path: Path) -> None:
        file = tmp_path / "chiffres.json"
        file.write_text(json.dumps({"period_start": "01/01/2025"}), encoding="utf-8")
        words = ("declarations", "key-in", scan.number or "")
        done = desk.type(*words, "--from", str(file), "--set", "equipment_value = 1 000", *AS)
        assert done.status == 0
        assert desk.tables.declarations[scan.id].entries == {"period_start": "01/01/2025", "equipment_value": "1 000"}

    def test_what_can_not_be_read_is_refused(self, desk: Desk, scan: Declaration, tmp_path: Path) -> None:
        words = ("declarations", "key-in", scan.number or "")
        file = tmp_path / "chiffres.json"
        file.write_text("[1]", encoding="utf-8")
        assert desk.type(*words, "--from", str(file), *AS).status == 2
        file.write_text('{"equipment_value": null}', encoding="utf-8")
        assert desk.type(*words, *AS).status == 2
        assert desk.type(*words, "--set", "equipment_value", *AS).status == 2
        assert desk.type(*words, "--from", str(file), *AS).status == 2
        assert desk.type(*words, "--set", "equipment_value=beaucoup", *AS).status == 1
        assert desk.type(*words, "--set", "inconnu=1", *AS).status == 1
        assert not desk.tables.declarations[scan.id].keyed_in


class TestExport:
    """What leaves."""

    def test_bases_leave_as_csv(self, desk: Desk, sent: Declaration) -> None:
        lines = desk.type("declarations", "export").out.splitlines()
        told = (sent.number, MARTIN, sent.contract, "2025", "2025-01-01", "2025-12-31", "envoye", "2026-11-22", "non")
        assert lines[1] == ";".join(map(str, (*told, "valeur_materiel", "", "125000,00")))

    def test_the_day_of_sending_is_the_french_one(self, desk: Desk, sent: Declaration) -> None:
        late = evolve(sent, sent_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
        desk.composition.parts.database.tables.declarations = {**desk.tables.declarations, sent.id: late}
        assert ";2027-01-01;" in desk.type("declarations", "export").out.splitlines()[1]

    def test_everything_leaves_as_json_lines(self, desk: Desk, sent: Declaration) -> None:
        (line,) = desk.type("declarations", "export", "--format", "jsonl").out.splitlines()
        data = json.loads(line)
        assert (data["number"], data["declarant"]["role"]) == (sent.number, "Gérante")
        assert data["bases"] == [{"heading": "equipment_value", "activity": "", "amount": "125000.00"}]

    def test_a_scan_without_figures_is_a_line_without_base(self, desk: Desk, scan: Declaration) -> None:
        assert desk.type("declarations", "export").out.splitlines()[1].endswith(";non;;;")
        assert scan.number

    def test_only_what_is_new_since_a_day(self, desk: Desk, sent: Declaration) -> None:
        assert sent.number
        assert len(desk.type("declarations", "export", "--since", "2026-11-22").out.splitlines()) == 2
        assert len(desk.type("declarations", "export", "--since", "23/11/2026").out.splitlines()) == 1

    def test_the_change_feed_tells_it_too(self, desk: Desk, sent: Declaration) -> None:
        lines = [json.loads(line) for line in desk.type("events", "export").out.splitlines()]
        (told,) = [line for line in lines if line["kind"] == "declaration_sent"]
        assert told["declaration"]["number"] == sent.number
        assert told["declaration"]["bases"][0]["amount"] == "125000.00"
