"""Telephone numbers and e-mail addresses, judged by their libraries."""

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# A ten-digit number of Réunion or the Antilles is none of mainland France.
_REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT")
_TEN_DIGITS = frozenset({33, 262, 590, 594, 596})


@frozen
class LibraryChecks:
    """The ContactChecks port."""

    def phone(self, text: str) -> str | None:
        # Few requests check a number or an address: no other process should wait for the libraries, nor hold them.
        import phonenumbers

        numbers = [found for region in _REGIONS if (found := _parsed(text, region)) is not None]
        valid = next((number for number in numbers if phonenumbers.is_valid_number(number)), None)
        possible = next((number for number in numbers if phonenumbers.is_possible_number(number)), None)
        number = valid or possible
        return None if number is None else _written(number)

    def email(self, text: str) -> str | None:
        from email_validator import EmailNotValidError, validate_email

        try:
            found = validate_email(text, check_deliverability=False)
        except EmailNotValidError:
            return None
        return found.normalized.lower()


def _parsed(text: str, region: str) -> "PhoneNumber | None":
    import phonenumbers
    from phonenumbers import NumberParseException

    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def _written(number: "PhoneNumber") -> str:
    """Ten digits as one dials them from France, else the international form; with the extension if there is one."""
    if number.country_code in _TEN_DIGITS and len(str(number.national_number)) == 9:
        extension = f" ext. {number.extension}" if number.extension else ""
        return f"0{number.national_number}{extension}"
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
