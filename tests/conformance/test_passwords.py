"""Every hasher of passwords, under the same tests."""

from pathlib import Path

import pytest

from societaire.ports.passwords import PasswordHasher
from societaire.testing.conformance_passwords import PasswordHasherConformance
from societaire.testing.passwords import PlainHasher
from societaire_security.hasher import Argon2Hasher
from societaire_security.slots import MachineSlots


class TestPlainHasher(PasswordHasherConformance):
    @pytest.fixture
    def hasher(self) -> PasswordHasher:
        return PlainHasher()

    @pytest.fixture
    def later(self) -> PasswordHasher:
        return PlainHasher("2")


class TestArgon2Hasher(PasswordHasherConformance):
    @pytest.fixture
    def hasher(self, tmp_path: Path) -> PasswordHasher:
        return Argon2Hasher(MachineSlots(tmp_path / "slots", patience=60))

    @pytest.fixture
    def later(self, tmp_path: Path) -> PasswordHasher:
        return Argon2Hasher(MachineSlots(tmp_path / "slots", patience=60), passes=3)
