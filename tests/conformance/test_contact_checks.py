"""Every judge of telephone numbers and e-mail addresses, under the same tests."""

import pytest

from societaire.ports.contact_checks import ContactChecks
from societaire.testing.conformance_contact_checks import ContactChecksConformance
from societaire.testing.contact_checks import PlainChecks
from societaire_reference.contact_checks import LibraryChecks


class TestPlainChecks(ContactChecksConformance):
    @pytest.fixture
    def checks(self) -> ContactChecks:
        return PlainChecks()


class TestLibraryChecks(ContactChecksConformance):
    @pytest.fixture
    def checks(self) -> ContactChecks:
        return LibraryChecks()
