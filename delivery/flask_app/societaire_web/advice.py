"""The advice on passwords as a list that is met or not, point by point (RULES A3, A4, A5)."""

from collections.abc import Collection

from attrs import frozen

from societaire.errors import Invalid
from societaire.identity.passwords import CharacterClass, PasswordPolicy
from societaire_web.forms import Submission

_PERSONAL = frozenset(
    f"password_has_{what}" for what in ("last_name", "first_name", "birth_date", "email", "company_name", "siren")
)


@frozen
class Advice:
    """One point of the list, unmet when one of its codes is among the problems; a rare one shows only then."""

    name: str
    codes: frozenset[str]
    figure: int = 0
    is_rare: bool = False

    def unmet(self, codes: Collection[str]) -> bool:
        """Whether the problems say so."""
        return not self.codes.isdisjoint(codes)


def advice_of(policy: PasswordPolicy) -> tuple[Advice, ...]:
    """What the policy advises, in the order of the page."""
    found = [
        Advice("length", frozenset({"password_too_short"}), policy.minimum_length),
        Advice("longest", frozenset({"password_too_long"}), policy.maximum_length, is_rare=True),
        Advice("character", frozenset({"password_bad_character"}), is_rare=True),
    ]
    found += [
        Advice(kind.value, frozenset({f"password_without_{kind}"})) for kind in CharacterClass if kind in policy.classes
    ]
    if policy.minimum_words:
        found.append(Advice("words", frozenset({"password_too_few_words"}), policy.minimum_words))
    return (*found, Advice("personal", _PERSONAL), Advice("guessable", frozenset({"password_guessable"})))


def tell_all(advices: Collection[Advice], submission: Submission) -> bool:
    """Whether the list tells everything that is wrong with the password sent: once is enough for the eye."""
    found = submission.error.problems if isinstance(submission.error, Invalid) else ()
    codes = {problem.code for problem in found if problem.field == "password"}
    return codes <= frozenset().union(*(advice.codes for advice in advices))


def unmet(policy: PasswordPolicy, codes: Collection[str]) -> list[str]:
    """The names of the points that are not met."""
    return [advice.name for advice in advice_of(policy) if advice.unmet(codes)]
