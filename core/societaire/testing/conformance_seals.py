"""What any seals must do."""

import re

import pytest

from societaire.ports.seals import Seals


class SealsConformance:
    """`seals` is what is tried."""

    @pytest.fixture
    def seals(self) -> Seals:
        """Any."""
        raise NotImplementedError

    def test_what_was_sealed_comes_back(self, seals: Seals) -> None:
        sealed = seals.seal("purpose", "texte é:1")
        assert re.fullmatch(r"[A-Za-z0-9_.-]+", sealed)
        assert seals.open("purpose", sealed) == "texte é:1"

    def test_a_seal_is_of_one_purpose(self, seals: Seals) -> None:
        assert seals.open("other", seals.seal("purpose", "text")) is None

    @pytest.mark.parametrize("forged", ["", "x", "é", "a.b", "0" * 80, "\ud800"])
    def test_what_was_never_sealed_opens_nothing(self, seals: Seals, forged: str) -> None:
        assert seals.open("purpose", forged) is None
