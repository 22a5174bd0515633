"""Every kind of seals keeps the same claims."""

import pytest

from societaire.ports.seals import Seals
from societaire.testing.conformance_seals import SealsConformance
from societaire.testing.seals import PlainSeals
from societaire_security.seals import HmacSeals

OLD, NEW = "ancienne" * 6, "nouvelle" * 6


class TestPlainSeals(SealsConformance):
    @pytest.fixture
    def seals(self) -> Seals:
        return PlainSeals()


class TestHmacSeals(SealsConformance):
    @pytest.fixture
    def seals(self) -> Seals:
        return HmacSeals((NEW, OLD))

    def test_a_seal_of_the_key_before_still_opens_and_another_ones_does_not(self, seals: Seals) -> None:
        assert seals.open("p", HmacSeals((OLD,)).seal("p", "text")) == "text"
        assert seals.open("p", HmacSeals(("autre" * 9,)).seal("p", "text")) is None

    def test_no_character_of_a_seal_can_be_changed(self, seals: Seals) -> None:
        sealed = seals.seal("p", "abc")
        for at, character in enumerate(sealed):
            forged = sealed[:at] + ("A" if character != "A" else "B") + sealed[at + 1 :]
            assert seals.open("p", forged) is None
