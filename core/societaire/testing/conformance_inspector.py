"""What any inspector of files must do."""

from collections.abc import Mapping
from io import BytesIO

import pytest

from societaire.errors import Problem
from societaire.ports.inspector import Inspected, Inspector
from societaire.uploads.kinds import ACCEPTED


class InspectorConformance:
    """`inspector` is what is tried; `samples` are sound files, by kind."""

    @pytest.fixture
    def inspector(self) -> Inspector:
        """Any."""
        raise NotImplementedError

    @pytest.fixture
    def samples(self) -> Mapping[str, bytes]:
        """One of each accepted kind, of one page."""
        raise NotImplementedError

    @pytest.mark.parametrize("kind", ACCEPTED)
    def test_a_sound_file_is_what_it_is(self, inspector: Inspector, samples: Mapping[str, bytes], kind: str) -> None:
        assert inspector.inspect(BytesIO(samples[kind])) == Inspected(kind, 1)

    def test_it_is_read_from_its_beginning_and_given_back_there(
        self, inspector: Inspector, samples: Mapping[str, bytes]
    ) -> None:
        content = BytesIO(samples["pdf"])
        content.seek(3)
        assert inspector.inspect(content) == Inspected("pdf", 1)
        assert content.read() == samples["pdf"]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "file_empty"),
            (b"<html>", "file_not_accepted"),
            (b"PK\x03\x04", "file_not_accepted"),
            (b"<html>%PDF-1.7 %%EOF", "file_not_accepted"),
        ],
    )
    def test_another_file_is_refused(self, inspector: Inspector, content: bytes, code: str) -> None:
        assert inspector.inspect(BytesIO(content)) == Problem("file", code)

    @pytest.mark.parametrize("kind", ["pdf", "png", "jpeg"])
    def test_a_file_that_was_cut_is_told(self, inspector: Inspector, samples: Mapping[str, bytes], kind: str) -> None:
        assert inspector.inspect(BytesIO(samples[kind][:-40])) == Problem("file", "file_truncated")

    def test_a_protected_file_is_told(self, inspector: Inspector, samples: Mapping[str, bytes]) -> None:
        locked = samples["pdf"].replace(b"/Root", b"/Encrypt << /Filter /Standard >> /Root")
        assert inspector.inspect(BytesIO(locked)) == Problem("file", "file_protected")

    def test_a_file_that_acts_is_told(self, inspector: Inspector, samples: Mapping[str, bytes]) -> None:
        acting = samples["pdf"].replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript >> /Type /Catalog")
        assert inspector.inspect(BytesIO(acting)) == Problem("file", "file_active")
