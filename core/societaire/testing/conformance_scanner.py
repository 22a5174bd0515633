"""What any antivirus must do."""

from io import BytesIO

import pytest

from societaire.ports.scanner import ScannerUnavailable, VirusScanner
from societaire.testing.scanner import EICAR


class VirusScannerConformance:
    """`scanner` is what is tried, knowing the EICAR test; `broken` is the same while nothing answers."""

    @pytest.fixture
    def scanner(self) -> VirusScanner:
        """One that answers."""
        raise NotImplementedError

    @pytest.fixture
    def broken(self) -> VirusScanner:
        """One that does not."""
        raise NotImplementedError

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF\n", bytes(1_000_000)])
    def test_a_harmless_content_is_clean(self, scanner: VirusScanner, content: bytes) -> None:
        assert scanner.scan(BytesIO(content)) is None

    def test_what_is_known_is_named(self, scanner: VirusScanner) -> None:
        assert "eicar" in (scanner.scan(BytesIO(EICAR)) or "").lower()

    def test_it_is_found_deep_inside(self, scanner: VirusScanner) -> None:
        found = scanner.scan(BytesIO(bytes(500_000) + EICAR + bytes(500_000)))
        assert found is not None

    def test_a_scanner_that_does_not_answer_is_never_clean(self, broken: VirusScanner) -> None:
        with pytest.raises(ScannerUnavailable) as raised:
            broken.scan(BytesIO(b"%PDF-1.7\n%%EOF\n"))
        assert raised.value.retry_after > 0

    def test_a_content_that_fails_is_told_as_such(self, scanner: VirusScanner) -> None:
        class Failing(BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                raise OSError(size)

        with pytest.raises(OSError, match="1"):
            scanner.scan(Failing(b"x"))
