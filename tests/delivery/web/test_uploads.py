"""Files come in pieces as tus 1.0 says, or by a plain form, and go back as files to keep (RULES E5, E6)."""

import base64
import hashlib
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from flask import Flask

from societaire.uploads.upload import UploadState
from societaire_web.pages.uploads import KINDS
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.files import PIECE, SCAN, Sender, draft, metadata, uploads
from tests.delivery.web.world import World

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100 + b"\xff\xd9"


@pytest.fixture
def sender(as_: SignIn, world: World) -> Sender:
    """Alice's."""
    return Sender(as_("alice"), *draft(world))


class TestTus:
    """The published protocol, request by request."""

    def test_a_file_is_announced_then_sent_in_pieces(self, sender: Sender, world: World) -> None:
        answer = sender.create()
        assert (answer.status_code, answer.headers["Tus-Resumable"]) == (201, "1.0.0")
        path = answer.headers["Location"]
        for start in range(0, len(SCAN), 4000):
            answer = sender.piece(path, start, SCAN[start : start + 4000])
            assert answer.status_code == 204
            assert answer.headers["Upload-Offset"] == str(min(start + 4000, len(SCAN)))
        (upload,) = uploads(world)
        assert (upload.state, upload.slot, upload.name) == (UploadState.RECEIVED, "form", "scan.pdf")
        assert upload.sha256 == hashlib.sha256(SCAN).hexdigest()

    def test_how_far_a_file_is_can_be_asked(self, sender: Sender) -> None:
        path = sender.created()
        sender.piece(path, 0, SCAN[:1234])
        answer = sender.ask("HEAD", path)
        assert answer.status_code == 200
        assert (answer.headers["Upload-Offset"], answer.headers["Upload-Length"]) == ("1234", str(len(SCAN)))
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Upload-Expires"] == "Sun, 29 Nov 2026 09:00:00 GMT"

    def test_a_piece_that_begins_elsewhere_is_a_conflict(self, sender: Sender, world: World) -> None:
        path = sender.created()
        assert sender.piece(path, 10, SCAN[10:]).status_code == 409
        assert uploads(world)[0].offset == 0

    @pytest.mark.parametrize("version", ["", "0.2.2", "2.0.0"])
    def test_another_version_is_refused_with_the_one_that_is_spoken(self, sender: Sender, version: str) -> None:
        path = sender.created()
        for method, target in (("POST", sender.desk), ("PATCH", path), ("DELETE", path)):
            answer = sender.ask(method, target, SCAN, Tus_Resumable=version, Upload_Offset="0", Content_Type=PIECE)
            assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
        assert sender.ask("HEAD", path).headers["Upload-Offset"] == "0"

    def test_another_type_is_refused(self, sender: Sender) -> None:
        path = sender.created()
        assert sender.piece(path, 0, SCAN, Content_Type="application/pdf").status_code == 415

    @pytest.mark.parametrize("offset", ["", "-1", "x", "1_0", "١", "9" * 20, "0.0"])
    def test_an_offset_is_a_number(self, sender: Sender, offset: str) -> None:
        path = sender.created()
        headers = {"Upload_Offset": offset} if offset.isascii() else {}
        assert sender.ask("PATCH", path, SCAN, Content_Type=PIECE, **headers).status_code == 400

    @pytest.mark.parametrize("length", ["", "-1", "x", "9" * 20])
    def test_a_size_is_announced(self, sender: Sender, length: str) -> None:
        answer = sender.ask("POST", sender.desk, Upload_Length=length, Upload_Metadata=metadata(slot="form"))
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        "given", ["filename !", "filename =", f"filename {base64.b64encode(bytes([255])).decode()}"]
    )
    def test_metadata_that_can_t_be_read_are_refused(self, sender: Sender, given: str) -> None:
        assert sender.ask("POST", sender.desk, Upload_Length="5", Upload_Metadata=given).status_code == 400

    def test_a_file_beyond_the_largest_size_is_refused_before_it_is_sent(self, sender: Sender, world: World) -> None:
        most = world.service.limits.file_bytes
        answer = sender.create(most + 1)
        assert (answer.status_code, answer.headers["Tus-Max-Size"]) == (413, str(most))
        assert "50\u00a0Mo" in answer.text
        assert uploads(world) == []
        assert sender.create(most).status_code == 201

    def test_more_bytes_than_announced_are_refused(self, sender: Sender, world: World) -> None:
        path = sender.created(10)
        assert sender.piece(path, 0, b"x" * 11).status_code == 413
        assert uploads(world)[0].offset == 0

    def test_the_last_piece_of_a_refused_file_tells_why(self, sender: Sender, world: World) -> None:
        path = sender.created(5)
        answer = sender.piece(path, 0, b"<html")
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (422, "5")
        assert "PNG" in answer.text
        assert uploads(world)[0].state is UploadState.REFUSED

    @pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
    def test_a_piece_with_its_checksum_is_kept_when_it_is_right(self, sender: Sender, algorithm: str) -> None:
        path = sender.created()
        right = base64.b64encode(hashlib.new(algorithm, SCAN).digest()).decode()
        wrong = base64.b64encode(hashlib.new(algorithm, b"else").digest()).decode()
        assert sender.piece(path, 0, SCAN, Upload_Checksum=f"{algorithm} {wrong}").status_code == 460
        assert sender.ask("HEAD", path).headers["Upload-Offset"] == "0"
        assert sender.piece(path, 0, SCAN, Upload_Checksum=f"{algorithm} {right}").status_code == 204

    @pytest.mark.parametrize("checksum", ["md5 AAAA", "sha1", "sha1 !", "x"])
    def test_a_checksum_that_is_none_is_refused(self, sender: Sender, checksum: str) -> None:
        path = sender.created()
        assert sender.piece(path, 0, SCAN, Upload_Checksum=checksum).status_code in (400, 460)
        assert sender.ask("HEAD", path).headers["Upload-Offset"] == "0"

    def test_a_file_that_is_taken_back_is_gone(self, sender: Sender, world: World) -> None:
        path = sender.created()
        assert sender.ask("DELETE", path).status_code == 204
        assert sender.ask("HEAD", path).status_code == 404
        assert sender.piece(path, 0, SCAN).status_code == 404
        assert uploads(world) == []

    def test_what_the_server_can_do_is_told(self, sender: Sender) -> None:
        answer = sender.create()
        assert answer.headers["Tus-Extension"].split(",") == ["creation", "checksum", "expiration", "termination"]

    def test_nothing_goes_without_a_token_of_this_browser(self, sender: Sender, world: World) -> None:
        path, token = sender.created(), sender.token
        for sender.token in ("", "x", token[:-1]):
            assert sender.create().status_code == 400
            assert sender.piece(path, 0, SCAN).status_code == 400
            assert sender.ask("DELETE", path).status_code == 400
        (upload,) = uploads(world)
        assert upload.offset == 0

    def test_another_site_is_refused_though_it_had_the_token(self, sender: Sender) -> None:
        path = sender.created()
        assert sender.piece(path, 0, SCAN, Origin="https://evil.example").status_code == 403
        assert sender.piece(path, 0, SCAN, Sec_Fetch_Site="cross-site").status_code == 403

    def test_a_stranger_may_not_send_much(self, app: Flask, sender: Sender) -> None:
        stranger = Browser(app, URL)
        path = sender.created()
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = stranger.request("POST", f"{sender.desk}/envoi", data=b"x" * 3_000_000, headers=headers)
        assert answer.status_code in (303, 400)
        assert stranger.request("PATCH", path, data=SCAN, headers={"Content-Type": PIECE}).status_code in (303, 400)


class TestForm:
    """Without JavaScript."""

    def send(self, sender: Sender, *files: tuple[bytes, str], **values: str) -> int:
        data = {"csrf_token": sender.token, "slot": "form", **values}
        content = [(BytesIO(content), name) for content, name in files]
        return sender.browser.request("POST", f"{sender.desk}/envoi", data={**data, "file": content}).status_code

    def test_several_files_come_at_once(self, sender: Sender, world: World) -> None:
        back = f"/s/{sender.siren}/contrats"
        assert self.send(sender, (SCAN, "un.pdf"), (JPEG, "deux.jpg"), next=back) == 303
        assert sender.browser.response.headers["Location"] == back
        assert [(one.name, one.format, one.order) for one in uploads(world)] == [
            ("un.pdf", "pdf", 1),
            ("deux.jpg", "jpeg", 2),
        ]

    def test_a_bad_file_is_named_with_its_reason_and_the_good_one_stays(self, sender: Sender, world: World) -> None:
        assert self.send(sender, (SCAN, "bon.pdf"), (b"MZ", "programme.pdf"), (b"", "vide.pdf")) == 422
        page = sender.browser.page.root.one("main").text
        assert "programme.pdf" in page
        assert "vide.pdf" in page
        assert "Le fichier est vide" in page
        assert [one.state for one in uploads(world)] == [UploadState.RECEIVED, UploadState.REFUSED]

    def test_no_file_is_told(self, sender: Sender) -> None:
        assert self.send(sender, (b"", "")) == 422
        assert "Aucun fichier" in sender.browser.page.root.one("main").text

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # werkzeug leaves its spool open
    def test_a_cut_form_keeps_nothing_and_fails(self, sender: Sender, world: World) -> None:
        boundary = "xyz"
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{sender.token}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="slot"\r\n\r\nform\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        ).encode() + SCAN[:500]
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        answer = sender.browser.request("POST", f"{sender.desk}/envoi", data=body, headers=headers)
        assert answer.status_code in (400, 422)
        assert uploads(world) == []

    def test_a_form_heavier_than_a_file_is_refused(self, sender: Sender, world: World) -> None:
        most = world.service.limits.file_bytes + world.service.limits.upload_margin_bytes
        answer = sender.browser.request(
            "POST",
            f"{sender.desk}/envoi",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
            environ_overrides={"CONTENT_LENGTH": str(most + 1)},
        )
        assert answer.status_code == 413

    def test_one_goes_back_to_a_page_of_the_portal_alone(self, sender: Sender) -> None:
        assert self.send(sender, (SCAN, "a.pdf"), next="https://evil.example/") == 303
        assert sender.browser.response.headers["Location"] == f"/s/{sender.siren}/"

    def test_pages_are_moved_by_one_place(self, sender: Sender, world: World) -> None:
        self.send(sender, (SCAN, "0.pdf"), (JPEG, "1.jpg"))
        ids = [one.id for one in sorted(uploads(world), key=lambda one: one.order)]
        data = {"csrf_token": sender.token, "slot": "form", "file": ids, "up": ids[1]}
        assert sender.browser.request("POST", f"{sender.desk}/ordre", data=data).status_code == 303
        assert [one.id for one in sorted(uploads(world), key=lambda one: one.order)] == ids[::-1]
        data = {"csrf_token": sender.token, "slot": "form", "file": ids[::-1], "down": ids[0]}
        assert sender.browser.request("POST", f"{sender.desk}/ordre", data=data).status_code == 303
        assert [one.id for one in sorted(uploads(world), key=lambda one: one.order)] == ids[::-1], "the last one stays"

    def test_a_file_is_taken_back(self, sender: Sender, world: World) -> None:
        path = sender.sent()
        assert sender.browser.request("POST", f"{path}/retrait", data={"csrf_token": sender.token}).status_code == 303
        assert uploads(world) == []


class TestBack:
    """What was sent, given back."""

    def test_a_file_comes_back_as_a_file_to_keep(self, sender: Sender) -> None:
        path = sender.created()
        sender.piece(path, 0, SCAN)
        answer = sender.browser.get(path)
        assert answer.data == SCAN
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="scan.pdf"')
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"

    def test_a_colleague_waits_for_the_antivirus(self, sender: Sender, as_: SignIn, world: World) -> None:
        path = sender.sent()
        colleague = as_("albert")
        assert colleague.get(path).status_code == 409
        world.service.upload_checks.scan_waiting()
        assert colleague.get(path).data == SCAN

    @pytest.mark.parametrize(
        "name", ["a\r\nSet-Cookie: x=1.pdf", 'a";b.pdf', "日本.pdf", "../../etc/passwd", "e\u202efdp.exe"]
    )
    def test_a_hostile_name_goes_into_no_header(self, sender: Sender, world: World, name: str) -> None:
        path = sender.created()
        (upload,) = uploads(world)
        with world.parts.database.write() as unit:
            # As if it had come in before names were made harmless.
            unit.tables.uploads[upload.id] = evolve(upload, name=name)
            unit.commit()
        sender.piece(path, 0, SCAN)
        answer = sender.browser.get(path)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Content-Disposition"].count(";") == 2

    def test_a_script_is_told_where_each_file_stands(self, sender: Sender) -> None:
        path = sender.sent()
        half = sender.created()
        sender.piece(half, 0, SCAN[:2048])
        refused = sender.sent(b"<html")
        found: Any = sender.browser.get(sender.desk).json
        assert [one["address"] for one in found["files"]] == [path, half, refused]
        assert [one["state"] for one in found["files"]] == ["received", "receiving", "refused"]
        assert found["files"][1]["told"] == "Envoi interrompu : 2\u00a0Ko sur 10\u00a0Ko"
        assert found["files"][0]["download"] == path
        assert found["files"][2]["why"].startswith("Ce fichier n")


def test_every_kind_that_the_library_knows_has_its_addresses(world: World) -> None:
    assert set(KINDS) == set(world.service.uploading.subjects.checkers)
