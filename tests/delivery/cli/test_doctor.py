"""What `societaire doctor` tells operators that nobody else is told."""

from pathlib import Path

import pytest

from tests.delivery.cli.installation import Installation


@pytest.mark.parametrize(
    ("name", "address", "why"),
    [
        ("SOCIETAIRE_DATABASE_URL", "postgresql+psycopg://portal:canary@127.0.0.1:1/base", "Connection refused"),
        ("SOCIETAIRE_FILES_URL", "file:///dev/null/files", "Not a directory"),
    ],
)
def test_doctor_tells_why_something_is_out(tmp_path: Path, name: str, address: str, why: str) -> None:
    done = Installation(tmp_path).run("doctor", changes={name: address})
    assert (done.status, why in done.out, name in done.out) == (1, True, True), done.out
    assert "canary" not in done.out + done.err
