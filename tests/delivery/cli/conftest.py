"""The desk, for every test of the command line."""

import pytest

from tests.delivery.cli.desk import Desk, filled


@pytest.fixture
def desk(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    """Commands on memory adapters; nothing of the machine's environment gets in."""
    for name in ("SOCIETAIRE_AS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    return Desk(filled(), capsys, monkeypatch)
