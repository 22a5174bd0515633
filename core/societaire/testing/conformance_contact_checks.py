"""What any judge of telephone numbers and e-mail addresses must take, and refuse."""

import pytest

from societaire.ports.contact_checks import ContactChecks


class ContactChecksConformance:
    """`checks` is the one to give."""

    @pytest.fixture
    def checks(self) -> ContactChecks:
        """The one to try."""
        raise NotImplementedError

    @pytest.mark.parametrize("text", ["04 72 00 00 01", "04.72.00.00.01", "+33 4 72 00 00 01", "0033472000001"])
    def test_a_french_number_is_kept_as_ten_digits_however_it_is_written(
        self, checks: ContactChecks, text: str
    ) -> None:
        assert checks.phone(text) == "0472000001"

    @pytest.mark.parametrize("text", ["0262 20 00 01", "0590 20 00 01", "0596 50 00 01", "0594 30 00 01"])
    def test_an_overseas_number_is_one(self, checks: ContactChecks, text: str) -> None:
        assert checks.phone(text) == text.replace(" ", "")

    @pytest.mark.parametrize("text", ["+32 2 550 00 01", "+352 26 00 00 01"])
    def test_a_foreign_number_keeps_its_country(self, checks: ContactChecks, text: str) -> None:
        kept = checks.phone(text)
        assert kept is not None
        assert kept.startswith(text[:3])

    @pytest.mark.parametrize("text", ["", "au bureau", "12", "04 72", "0" * 40])
    def test_what_is_no_number_is_none(self, checks: ContactChecks, text: str) -> None:
        assert checks.phone(text) is None

    @pytest.mark.parametrize("text", ["contact@martin.example", "Contact@Martin.example", " contact@martin.example "])
    def test_an_address_is_kept_in_small_letters(self, checks: ContactChecks, text: str) -> None:
        assert checks.email(text.strip()) == "contact@martin.example"

    @pytest.mark.parametrize("text", ["", "contact", "contact@", "@martin.example", "a@b", "a b@martin.example"])
    def test_what_is_no_address_is_none(self, checks: ContactChecks, text: str) -> None:
        assert checks.email(text) is None
