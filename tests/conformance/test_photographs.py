"""Whoever makes copies of photographs, under the same tests."""

from collections.abc import Mapping

import pytest

from societaire.ports.photographs import PhotographCopier
from societaire.testing.conformance_photographs import PhotographCopierConformance
from societaire.testing.photographs import PlainCopier
from societaire_documents.copier import ConfinedCopier
from tests.adapters import hostile


class _Samples(PhotographCopierConformance):
    @pytest.fixture
    def samples(self) -> Mapping[str, bytes]:
        return {
            "png": hostile.picture("PNG"),
            "jpeg": hostile.picture("JPEG"),
            "heic": (hostile.SAMPLES / "photo.heic").read_bytes(),
        }


class TestPlainCopier(_Samples):
    @pytest.fixture
    def copier(self) -> PhotographCopier:
        return PlainCopier()

    @pytest.fixture
    def unreadable(self) -> bytes:
        return hostile.picture("JPEG", comment=b"unreadable")


class TestConfinedCopier(_Samples):
    @pytest.fixture
    def copier(self) -> PhotographCopier:
        return ConfinedCopier()

    @pytest.fixture
    def unreadable(self) -> bytes:
        return hostile.picture("JPEG", size=(900, 900))[:-400]
