"""Every inspector of files, under the same tests."""

from collections.abc import Mapping

import pytest

from societaire.ports.inspector import Inspector
from societaire.testing.conformance_inspector import InspectorConformance
from societaire.testing.inspector import PlainInspector
from societaire_documents.inspector import ConfinedInspector
from tests.adapters import hostile


class _Samples(InspectorConformance):
    @pytest.fixture
    def samples(self) -> Mapping[str, bytes]:
        return {
            "pdf": hostile.pdf(),
            "png": hostile.picture("PNG", size=(90, 90)),
            "jpeg": hostile.picture("JPEG", size=(90, 90)),
            "heic": (hostile.SAMPLES / "photo.heic").read_bytes(),
        }


class TestPlainInspector(_Samples):
    @pytest.fixture
    def inspector(self) -> Inspector:
        return PlainInspector()


class TestConfinedInspector(_Samples):
    @pytest.fixture
    def inspector(self) -> Inspector:
        return ConfinedInspector()
