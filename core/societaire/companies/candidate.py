"""Who an administrator would like to add: what was typed, checked (RULES C3, C7)."""

import unicodedata
from collections.abc import Callable, Iterator

from attrs import frozen

from societaire.companies.mailboxes import is_role_mailbox
from societaire.errors import Invalid, Problem
from societaire.values import Email

LONGEST_NAME = 80
LONGEST_LABEL = 60
_IN_NAMES = frozenset(" '\u2019-")


@frozen
class Candidate:
    """A person as an administrator names them; nothing tells whether somebody has that address already."""

    last_name: str
    first_name: str
    email: Email
    label: str = ""

    @classmethod
    def of(
        cls, last_name: str, first_name: str, address: str, label: str, allowed: Callable[[Email], bool]
    ) -> "Candidate":
        """The candidate; raises Invalid with every problem. `allowed` tells the shared mailboxes let in by staff."""
        names = {"last_name": one_line(last_name), "first_name": one_line(first_name)}
        problems = [] if names["last_name"] else [Problem("last_name", "last_name_missing")]
        problems += [] if names["first_name"] else [Problem("first_name", "first_name_missing")]
        problems += [found for name, text in names.items() for found in _name_problems(name, text)]
        try:
            email: Email | None = Email(address)
        except ValueError:
            email = None
            problems.append(Problem("email", "email_malformed"))
        if email and is_role_mailbox(email) and not allowed(email):
            problems.append(Problem("email", "role_mailbox"))
        problems += text_problems("label", one_line(label), LONGEST_LABEL)
        if problems or email is None:
            raise Invalid(problems)
        return cls(**names, email=email, label=one_line(label))


def _name_problems(name: str, text: str) -> Iterator[Problem]:
    yield from text_problems(name, text, LONGEST_NAME)
    # A mail greets by that name whoever the address belongs to: nothing can be said in it, no address be given.
    if any(not (character in _IN_NAMES or unicodedata.category(character)[0] in "LM") for character in text):
        yield Problem(name, "name_character")


def checked_label(text: str) -> str:
    """The label as kept; raises Invalid."""
    label = one_line(text)
    if problems := tuple(text_problems("label", label, LONGEST_LABEL)):
        raise Invalid(problems)
    return label


def one_line(text: str) -> str:
    """The text without the spaces around it, nor two of them together."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_problems(name: str, text: str, longest: int) -> Iterator[Problem]:
    """What is wrong with a short text that others will read."""
    if len(text) > longest:
        yield Problem.of(name, "too_long", longest=longest)
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"} for character in text):
        yield Problem(name, "control_character")
