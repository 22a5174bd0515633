"""What every hasher of passwords must do: subclass `PasswordHasherConformance` and give the two hashers."""

from abc import ABC, abstractmethod

import pytest

from societaire.ports.passwords import PasswordHasher


class PasswordHasherConformance(ABC):
    """Tests for one implementation of `PasswordHasher`."""

    @pytest.fixture
    @abstractmethod
    def hasher(self) -> PasswordHasher:
        """The hasher with its present parameters."""

    @pytest.fixture
    @abstractmethod
    def later(self) -> PasswordHasher:
        """The same kind of hasher after its parameters changed."""

    def test_a_password_is_recognised_and_another_is_not(self, hasher: PasswordHasher) -> None:
        encoded = hasher.hash("Xylophone vert-7")
        assert hasher.verify(encoded, "Xylophone vert-7")
        assert not hasher.verify(encoded, "Xylophone vert-8")

    @pytest.mark.parametrize(
        "other", ["xylophone vert-7", "Xylophone vert-7 ", " Xylophone vert-7", "Xylophone vert-", ""]
    )
    def test_a_password_counts_exactly_as_typed(self, hasher: PasswordHasher, other: str) -> None:
        assert not hasher.verify(hasher.hash("Xylophone vert-7"), other)

    @pytest.mark.parametrize("at", [0, 72, 128, 255])
    def test_every_character_of_a_long_password_counts(self, hasher: PasswordHasher, at: int) -> None:
        long = "é" * 256
        encoded = hasher.hash(long)
        assert hasher.verify(encoded, long)
        assert not hasher.verify(encoded, long[:at] + "e" + long[at + 1 :])

    @pytest.mark.parametrize("odd", ["", "\0", "a\0b", "\ud800", "日本語", "\U0001f512"])
    def test_any_text_can_be_kept_and_recognised(self, hasher: PasswordHasher, odd: str) -> None:
        encoded = hasher.hash(odd)
        assert hasher.verify(encoded, odd)
        assert not hasher.verify(encoded, odd + "a")

    def test_the_same_password_is_kept_in_two_forms(self, hasher: PasswordHasher) -> None:
        assert hasher.hash("Xylophone vert-7") != hasher.hash("Xylophone vert-7")

    def test_the_password_can_not_be_read_in_its_form(self, hasher: PasswordHasher) -> None:
        assert "Xylophone" not in hasher.hash("Xylophone")

    def test_no_password_is_recognised_for_nobody(self, hasher: PasswordHasher) -> None:
        assert not hasher.verify(None, "")
        assert not hasher.verify(None, "Xylophone vert-7")

    @pytest.mark.parametrize("damaged", ["", "x", "$argon2id$", "plain$1", "Xylophone vert-7"])
    def test_a_damaged_form_recognises_nothing_and_is_outdated(self, hasher: PasswordHasher, damaged: str) -> None:
        assert not hasher.verify(damaged, "Xylophone vert-7")
        assert hasher.outdated(damaged)

    def test_a_form_made_with_other_parameters_still_holds_and_is_outdated(
        self, hasher: PasswordHasher, later: PasswordHasher
    ) -> None:
        encoded = hasher.hash("Xylophone vert-7")
        assert not hasher.outdated(encoded)
        assert later.verify(encoded, "Xylophone vert-7")
        assert later.outdated(encoded)
        assert not later.outdated(later.hash("Xylophone vert-7"))
