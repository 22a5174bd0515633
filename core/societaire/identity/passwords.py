"""What a password must be, as a value that an insurer may replace (RULES A3, A4, A5)."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from attrs import frozen

from societaire.errors import Problem
from societaire.identity.personal_facts import PersonalFacts, told
from societaire.identity.spelling import folded

__all__ = [
    "CNIL_FOURTEEN",
    "CNIL_FOUR_CLASSES",
    "CNIL_PASSPHRASE",
    "CharacterClass",
    "PasswordPolicy",
    "PersonalFacts",
    "normal_password",
    "weaknesses",
]

# Putting accents in order takes a time that grows with the square of the text: beyond any policy, leave it as it is.
_NORMALISED = 4096


class CharacterClass(StrEnum):
    """A kind of character; accented letters are letters, a space is special."""

    UPPER = "upper"
    LOWER = "lower"
    DIGIT = "digit"
    SPECIAL = "special"

    def holds(self, character: str) -> bool:
        """Whether one character is of this kind."""
        match self:
            case CharacterClass.UPPER:
                return character.isupper()
            case CharacterClass.LOWER:
                return character.islower()
            case CharacterClass.DIGIT:
                return character.isdigit()
            case CharacterClass.SPECIAL:
                return not character.isalnum()


@frozen
class PasswordPolicy:
    """Lengths in characters, the classes that must all appear, and for a passphrase how many different words."""

    minimum_length: int = 12
    maximum_length: int = 256
    classes: frozenset[CharacterClass] = frozenset(CharacterClass)
    minimum_words: int = 0


CNIL_FOUR_CLASSES = PasswordPolicy()
CNIL_FOURTEEN = PasswordPolicy(minimum_length=14, classes=frozenset(CharacterClass) - {CharacterClass.SPECIAL})
CNIL_PASSPHRASE = PasswordPolicy(classes=frozenset(), minimum_words=7)


def normal_password(text: str) -> str:
    """Exactly what was typed, in Unicode's composed form: keyboards differ in how they send accents.

    To be called before hashing, verifying and checking; spaces at the ends are part of the password.
    """
    return text if len(text) > _NORMALISED else unicodedata.normalize("NFC", text)


def weaknesses(
    password: str,
    policy: PasswordPolicy,
    facts: PersonalFacts,
    guessable: Callable[[str], bool],
) -> tuple[Problem, ...]:
    """Every advice that the password does not meet, at once and in a stable order; empty when it is good.

    `guessable` tells whether a password is common. Only the first `maximum_length` characters are searched for
    personal information and common words, so that a huge one costs nothing.
    """
    password = normal_password(password)
    searched = password[: policy.maximum_length]
    codes = [
        *told(searched, facts),
        *(["password_guessable"] if guessable(searched) else []),
    ]
    return (
        *_unfit(password, policy),
        *(Problem.of("password", code) for code in codes),
    )


def _unfit(password: str, policy: PasswordPolicy) -> Iterator[Problem]:
    length = len(password)
    if length < policy.minimum_length:
        yield Problem.of(
            "password",
            "password_too_short",
            minimum=policy.minimum_length,
            length=length,
        )
    if length > policy.maximum_length:
        yield Problem.of("password", "password_too_long", maximum=policy.maximum_length)
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in password):
        yield Problem.of("password", "password_bad_character")
    for kind in CharacterClass:
        if kind in policy.classes and not any(map(kind.holds, password)):
            yield Problem.of("password", f"password_without_{kind}")
    if policy.minimum_words > (found := _words(password[: policy.maximum_length])):
        yield Problem.of(
            "password",
            "password_too_few_words",
            minimum=policy.minimum_words,
            words=found,
        )


def _words(password: str) -> int:
    # Different ones of two letters at least: "a a a a a a a" is no passphrase.
    return len(set(re.findall(r"[^\W\d_]{2,}", folded(password))))
