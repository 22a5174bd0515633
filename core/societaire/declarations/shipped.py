"""The forms that come with the library, and the registry by which an embedding insurer brings others (RULES E3, E4)."""

from collections.abc import Callable
from functools import lru_cache

from attrs import evolve, frozen

from societaire.declarations.entries import shape_of
from societaire.declarations.forms import Form, RuleUse
from societaire.declarations.rules import PARTIAL, ready
from societaire.declarations.shipped_contractor import CONTRACTOR
from societaire.declarations.shipped_designer import PROJECT_MANAGER
from societaire.errors import NotFound


class FormUnknown(NotFound):
    """No form has this code and version."""

    code = "form_unknown"


@frozen
class Forms:
    """Every form that contracts may use; older versions stay for the declarations that were filled in with them."""

    forms: tuple[Form, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each form, once."""
        return tuple(dict.fromkeys(form.code for form in self.forms))

    def form(self, code: str, version: int | None = None, product: str = "") -> Form:
        """The form of a code as contracts of a product are asked it: the sections that are for it, and their rules.

        The latest version unless told; raises FormUnknown.
        """
        found = [form for form in self.forms if form.code == code and version in (None, form.version)]
        if not found:
            raise FormUnknown(form=code)
        return _for_product(max(found, key=lambda each: each.version), product)


@lru_cache(maxsize=64)
def _for_product(form: Form, product: str) -> Form:
    kept = evolve(form, sections=tuple(section for section in form.sections if section.is_for(product)), rules=())
    if len(kept.sections) == len(form.sections):
        return form
    knows = shape_of(kept).knows
    uses = (_narrowed(use, knows) if use.rule in PARTIAL else use for use in form.rules)
    return evolve(kept, rules=tuple(use for use in uses if all(map(knows, ready(use).reads()))))


def _narrowed(use: RuleUse, knows: Callable[[str], bool]) -> RuleUse:
    given = dict(use.parameters)
    asked = tuple(path for path in ready(use).reads() if knows(path) and path != given["nil"])
    return evolve(use, parameters=tuple({**given, "parts": asked}.items()))


SHIPPED = Forms((CONTRACTOR, PROJECT_MANAGER))


def form_named(code: str, version: int | None = None, product: str = "", forms: Forms = SHIPPED) -> Form:
    """The form of a code among `forms`; raises FormUnknown."""
    return forms.form(code, version, product)
