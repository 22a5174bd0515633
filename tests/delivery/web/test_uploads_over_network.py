"""Files over a true network, by a client that is not ours and by raw requests, to two hosts of one installation."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from attrs import define, evolve, frozen
from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed
from werkzeug.serving import WSGIRequestHandler, make_server

from societaire.app import Societaire
from societaire.identity.sessions import Client
from societaire.uploads.upload import Upload, UploadState
from societaire_storage import open_file_store, open_piece_store
from societaire_web import WebConfig, create_app
from tests.delivery.web.browser import Browser
from tests.delivery.web.files import PIECE, SCAN, Sender, draft, metadata, uploads
from tests.delivery.web.world import PASSWORD, World, build


class Quiet(WSGIRequestHandler):
    """Says nothing, and takes a cut for what it is."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's signature
        """Say nothing."""


@define
class Host:
    """One of the machines: its own library, over the database and the storage of all."""

    port: int
    headers: dict[str, str]
    desk: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def raw(self, method: str, path: str, body: bytes = b"", *, length: int | None = None, **headers: str) -> bytes:
        """One request as bytes; `length` is what it says of its body, chunks when negative. The answer, as it came."""
        given = {**self.headers, **{name.replace("_", "-"): text for name, text in headers.items()}}
        if length is None or length >= 0:
            given["Content-Length"] = str(len(body) if length is None else length)
        else:
            given["Transfer-Encoding"] = "chunked"
            body = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
        head = "".join(f"{name}: {text}\r\n" for name, text in given.items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{head}\r\n".encode() + body)
            if length is not None and length > len(body):
                return b""
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def piece(self, path: str, offset: int, body: bytes, length: int | None = None) -> bytes:
        """A PATCH."""
        return self.raw("PATCH", path, body, length=length, Upload_Offset=str(offset), Content_Type=PIECE)

    def created(self, size: int) -> str:
        """Announce a file."""
        meta = metadata(filename="scan.pdf", slot="form")
        answer = self.raw("POST", self.desk, Upload_Length=str(size), Upload_Metadata=meta)
        return header(answer, "Location")

    def offset(self, path: str) -> int:
        """How far a file is."""
        return int(header(self.raw("HEAD", path), "Upload-Offset"))


@frozen
class Installation:
    """Two hosts, and what they share."""

    world: World
    one: Host
    two: Host

    def upload(self) -> Upload:
        """The only file."""
        (found,) = uploads(self.world)
        return found


def header(answer: bytes, name: str) -> str:
    """A header of an answer."""
    lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return next(text.strip() for given, _, text in (line.partition(":") for line in lines) if given == name)


def status(answer: bytes) -> int:
    """The status of an answer, 0 when there is none."""
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Both at once."""
    world = build()
    files = open_file_store(f"file://{tmp_path}")
    siren, declaration = draft(world)
    signed = world.service.signing_in.sign_in("alice@exemple.fr", PASSWORD, Client())
    hosts, servers = [], []
    for _ in range(2):
        pieces = open_piece_store(f"file://{tmp_path}")
        service = Societaire.from_ports(evolve(world.parts.ports(), files=files, pieces=pieces))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        app = create_app(service, WebConfig(f"http://127.0.0.1:{port}", "k" * 48))
        servers.append(make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet))
        threading.Thread(target=servers[-1].serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        browser = Browser(app, f"http://127.0.0.1:{port}")
        browser.client.set_cookie("societaire", signed.token, domain="127.0.0.1")
        sender = Sender(browser, siren, declaration)
        forms = browser.cookie("societaire-formulaires")
        cookies = f"societaire={signed.token}; societaire-formulaires={forms}"
        headers = {"Tus-Resumable": "1.0.0", "X-CSRFToken": sender.token, "Cookie": cookies, "Connection": "close"}
        hosts.append(Host(port, headers, sender.desk))
    yield Installation(world, *hosts)
    for server in servers:
        server.shutdown()
        server.server_close()


class TestClientOfOthers:
    """tuspy, the client that the authors of the protocol maintain for Python."""

    def test_a_file_is_sent_in_pieces_with_their_checksums(self, installation: Installation) -> None:
        host = installation.one
        client = TusClient(host.url + host.desk, headers=dict(host.headers))
        uploader = client.uploader(
            file_stream=BytesIO(SCAN),
            chunk_size=3000,
            metadata={"filename": "scan.pdf", "slot": "form"},
            upload_checksum=True,
        )
        uploader.upload()
        upload = installation.upload()
        assert (upload.state, upload.sha256) == (UploadState.RECEIVED, sha256(SCAN).hexdigest())

    def test_a_file_begun_on_one_host_ends_on_another(self, installation: Installation) -> None:
        one, two = installation.one, installation.two
        client = TusClient(one.url + one.desk, headers=dict(one.headers))
        uploader = client.uploader(
            file_stream=BytesIO(SCAN), chunk_size=3000, metadata={"filename": "scan.pdf", "slot": "form"}
        )
        uploader.upload_chunk()  # type: ignore[no-untyped-call]  # its library has no types
        other = TusClient(two.url + two.desk, headers=dict(two.headers))
        address = str(uploader.url).replace(one.url, two.url)
        resumed = other.uploader(file_stream=BytesIO(SCAN), chunk_size=4000, url=address)
        assert resumed.offset == 3000
        resumed.upload()
        assert installation.upload().sha256 == sha256(SCAN).hexdigest()

    def test_a_refused_file_is_an_error_for_it(self, installation: Installation) -> None:
        host = installation.one
        client = TusClient(host.url + host.desk, headers=dict(host.headers))
        uploader = client.uploader(file_stream=BytesIO(b"<html>"), metadata={"filename": "x.pdf", "slot": "form"})
        with pytest.raises(TusUploadFailed) as told:
            uploader.upload()
        assert told.value.status_code == 422


class TestRawRequests:
    def test_a_cut_keeps_what_came_and_the_other_host_goes_on(self, installation: Installation) -> None:
        one, two = installation.one, installation.two
        path = one.created(len(SCAN))
        one.piece(path, 0, SCAN[:6000], length=len(SCAN))
        assert eventually(lambda: two.offset(path)) == 6000
        answer = two.piece(path, 6000, SCAN[6000:])
        assert (status(answer), header(answer, "Upload-Offset")) == (204, str(len(SCAN)))
        assert installation.upload().sha256 == sha256(SCAN).hexdigest()

    def test_a_piece_in_chunks_needs_no_length(self, installation: Installation) -> None:
        path = installation.one.created(len(SCAN))
        assert status(installation.one.piece(path, 0, SCAN, length=-1)) == 204
        assert installation.upload().state is UploadState.RECEIVED

    def test_chunks_beyond_the_announced_size_are_refused(self, installation: Installation) -> None:
        path = installation.one.created(len(SCAN))
        assert status(installation.one.piece(path, 0, SCAN + b"x", length=-1)) == 413
        assert installation.one.offset(path) == 0

    def test_five_gigabytes_are_refused_before_their_first_byte(self, installation: Installation) -> None:
        host = installation.one
        meta = metadata(filename="scan.pdf", slot="form")
        answer = host.raw("POST", host.desk, Upload_Length=str(5 * 1024**3), Upload_Metadata=meta)
        assert status(answer) == 413
        path = host.created(100)
        line = f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1:{host.port}\r\n"
        given = {**host.headers, "Upload-Offset": "0", "Content-Type": PIECE, "Content-Length": str(5 * 1024**3)}
        head = line + "".join(f"{name}: {text}\r\n" for name, text in given.items()) + "\r\n"
        with socket.create_connection(("127.0.0.1", host.port), timeout=10) as connection:
            connection.sendall(head.encode() + b"x")
            assert connection.recv(100).split(b" ")[1] == b"413"

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # werkzeug leaves its spool open
    @pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.9, 0.99])
    def test_a_form_cut_anywhere_keeps_nothing(self, installation: Installation, kept: float) -> None:
        host, border = installation.one, "limite"
        body = (
            f'--{border}\r\nContent-Disposition: form-data; name="slot"\r\n\r\nform\r\n'
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        ).encode() + SCAN
        whole = body + f"\r\n--{border}--\r\n".encode()
        host.raw(
            "POST",
            f"{host.desk}/envoi",
            whole[: int(len(body) * kept)],
            length=len(whole),
            Content_Type=f"multipart/form-data; boundary={border}",
        )
        time.sleep(0.2)
        assert uploads(installation.world) == []

    def test_the_same_bytes_from_two_tabs_make_one_file(self, installation: Installation) -> None:
        one, two = installation.one, installation.two
        path = one.created(len(SCAN))
        answers: list[int] = []

        def send(host: Host) -> None:
            answers.append(status(host.piece(path, 0, SCAN[:5000])))

        threads = [threading.Thread(target=send, args=(host,)) for host in (one, two, one, two)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [204, 409, 409, 409]
        assert status(two.piece(path, 5000, SCAN[5000:])) == 204
        assert installation.upload().sha256 == sha256(SCAN).hexdigest()


def eventually(ask: Callable[[], int], seconds: float = 5.0) -> int:
    """What is told once it is more than nothing."""
    end = time.monotonic() + seconds
    while not (found := ask()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
