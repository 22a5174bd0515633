"""Files sent with a declaration, through the portal: by its forms, and in pieces as its script does."""

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING

from features.pilots.core_files import CoreFileActs
from features.pilots.pages import plain
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.declarations.declaration import Declaration
from societaire.uploads.upload import FREE_SLOT, Upload
from societaire.values import Siren

if TYPE_CHECKING:
    from features.pilots.web import Window


class WebFileActs(CoreFileActs):
    """The token of forms comes from another page of the company."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...

    def announce_file(self, browser: str, draft: Declaration, name: str, size: int) -> Outcome:
        named = f"filename {b64encode(name.encode()).decode()},slot {b64encode(FREE_SLOT.encode()).decode()}"
        headers = {"Upload-Length": str(size), "Upload-Metadata": named}
        return self._piece(browser, draft.siren, "POST", _desk(draft), headers, b"")

    def send_file(self, browser: str, draft: Declaration, name: str, content: bytes) -> Outcome:
        token = self.window(browser).token(draft.siren)
        values = {"csrf_token": token, "slot": FREE_SLOT, "file": (BytesIO(content), name)}
        self.window(browser).post(f"{_desk(draft)}/envoi", data=values)
        return self.shown(browser)

    def resume_file(self, browser: str, upload: Upload, content: bytes) -> Outcome:
        path = _file(upload)
        self._piece(browser, upload.siren, "HEAD", path, {}, b"")
        offset = self.window(browser).response.headers.get("Upload-Offset", "0")
        headers = {"Upload-Offset": offset, "Content-Type": "application/offset+octet-stream"}
        return self._piece(browser, upload.siren, "PATCH", path, headers, content[int(offset) :])

    def take_file_back(self, browser: str, upload: Upload) -> Outcome:
        token = self.window(browser).token(upload.siren)
        self.window(browser).post(f"{_file(upload)}/retrait", data={"csrf_token": token})
        return self.shown(browser)

    def look_at_photograph(self, browser: str, upload: Upload) -> Outcome:
        here = self.window(browser)
        here.open(f"{_file(upload)}/photographie")
        if here.response.status_code == 200:
            assert f'src="{_file(upload)}/copie"' in here.response.text
            here.open(f"{_file(upload)}/copie")
        return self.shown(browser)

    def download_original(self, browser: str, upload: Upload) -> Outcome:
        self.window(browser).open(_file(upload))
        return self.shown(browser)

    def _piece(
        self, browser: str, siren: Siren, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> ToldOutcome:
        given = {"Tus-Resumable": "1.0.0", "X-CSRFToken": self.window(browser).token(siren), **headers}
        self.window(browser).post(path, method=method, headers=given, data=body)
        response = self.window(browser).response
        if response.mimetype == "text/plain":
            return ToldOutcome(plain(response.text), is_refused=response.status_code >= 400)
        return self.shown(browser)


def _desk(draft: Declaration) -> str:
    return f"/s/{draft.siren}/fichiers/releve/{draft.id}"


def _file(upload: Upload) -> str:
    return f"/s/{upload.siren}/fichiers/{upload.id}"
