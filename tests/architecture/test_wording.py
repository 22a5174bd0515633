"""The catalogue: one French sentence for every code that the code gives, with the values that it is given."""

import importlib
import pkgutil
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pytest

from societaire.errors import Busy, SocietaireError
from societaire.ports.bulletins import NEWS, RESERVED
from societaire_wording import file_codes, finding_codes, import_codes, refusals, setting_codes
from societaire_wording.catalogue import SENTENCES
from societaire_wording.news import SENTENCES as NEWS_SENTENCES
from tests.architecture.code_sites import Site, constants, sites, sites_in
from tests.architecture.tree import project

_REMARKED = frozenset({"column", "value"})
_EXAMPLE = ("@entreprise.fr", "{detail}")
"""How a sentence may end besides a full stop."""
_MADE = {"wait": "retry_after", "largest_size": "largest"}
"""What the catalogue makes of a value -> the value."""


def every_error() -> dict[str, type[SocietaireError]]:
    """Every class of refusal of every package, by its name."""
    for package in project()["tool"]["importlinter"]["root_packages"]:
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if ".testing" not in module.name and ".migrations" not in module.name and ".wsgi" not in module.name:
                importlib.import_module(module.name)
    return {error.__name__: error for error in _below(SocietaireError) if error.__module__.startswith("societaire")}


def _below(error: type[SocietaireError]) -> Iterator[type[SocietaireError]]:
    for each in error.__subclasses__():
        yield each
        yield from _below(each)


def without_sentence(found: Iterable[Site], catalogue: Mapping[str, str]) -> list[str]:
    """Name the sites whose code has no sentence; a code that ends in `*` needs one that begins so."""
    return [
        f"{site.place} gives {site.code}"
        for site in found
        if not any(
            code == site.code or (site.code[-1] == "*" and code.startswith(site.code[:-1])) for code in catalogue
        )
    ]


def without_value(found: Iterable[Site], catalogue: Mapping[str, str]) -> list[str]:
    """Name the sites whose sentence names a value that is not given there."""
    faults = []
    for site in found:
        if site.values is None or site.code not in catalogue:
            continue
        named = {name for _, name, _, _ in string.Formatter().parse(catalogue[site.code]) if name}
        wanted = {_MADE.get(name, name) for name in named} - _REMARKED
        faults += [f"{site.place} gives {site.code} no {name}" for name in sorted(wanted - site.values)]
    return faults


def raised(errors: Mapping[str, type[SocietaireError]]) -> list[Site]:
    """The sites that build an error, under the error's code; those that are Busy have `retry_after`."""
    found = []
    for site in sites(errors):
        error = errors.get(site.code)
        if error is not None and site.values is not None:
            made = {"retry_after"} if issubclass(error, Busy) else set()
            found.append(Site(site.place, error.code, site.values | made))
    return found


def test_every_error_has_its_own_code_and_its_sentence() -> None:
    errors = every_error()
    codes = Counter(error.code for error in errors.values())
    assert len(errors) > 30
    assert [code for code, count in codes.items() if count > 1] == []
    assert [code for code in codes if code not in SENTENCES] == []


def test_every_code_given_has_a_sentence() -> None:
    found = sites()
    assert len({site.code for site in found}) > 60
    assert without_sentence(found, SENTENCES) == []


def test_every_sentence_is_given_its_values() -> None:
    assert without_value([*sites(), *raised(every_error())], SENTENCES) == []


def test_every_sentence_is_of_a_code_that_something_gives() -> None:
    given = constants() | {error.code for error in every_error().values()}
    families = tuple(site.code[:-1] for site in sites() if site.code.endswith("*"))
    assert [code for code in SENTENCES if code not in given and not code.startswith(families)] == []


def test_no_code_has_two_sentences() -> None:
    tables = (
        import_codes.SENTENCES,
        setting_codes.SENTENCES,
        refusals.SENTENCES,
        file_codes.SENTENCES,
        finding_codes.SENTENCES,
    )
    assert [code for code, count in Counter(code for table in tables for code in table).items() if count > 1] == []
    parts = (import_codes.WARNINGS, import_codes.REFUSED_ROWS, import_codes.REFUSED_FILES)
    assert [code for code, count in Counter(code for table in parts for code in table).items() if count > 1] == []


def test_every_news_has_its_sentence() -> None:
    assert set(NEWS_SENTENCES) == NEWS | RESERVED


def test_a_sentence_is_a_sentence() -> None:
    assert [code for code, text in SENTENCES.items() if text != text.strip() or "  " in text] == []
    assert [code for code, text in SENTENCES.items() if text[-1:] not in ".?" and not text.endswith(_EXAMPLE)] == []


_SOURCE = """
def f():
    Problem("field", "code_one")
    Problem.of("field", "code_two", minimum=3)
    Problem.of("field", "code_all", **values)
    Remark.of(name, 1, "", "", "code_three" if x else "code_four")
    Problem("field", f"code_{kind}")
    yield "code_five"
    Refused(person=1)
"""


def test_every_way_to_give_a_code_is_seen() -> None:
    found = [(site.code, site.values) for site in sites_in(_SOURCE, "here", {"Refused"})]
    assert sorted(found, key=lambda each: each[0]) == [
        ("Refused", frozenset({"person"})),
        ("code_*", None),
        ("code_all", None),
        ("code_five", None),
        ("code_four", frozenset()),
        ("code_one", None),
        ("code_three", frozenset()),
        ("code_two", frozenset({"minimum"})),
    ]


@pytest.mark.parametrize(
    ("code", "values", "catalogue", "faults"),
    [
        ("code_one", frozenset(), {"code_one": "Bien."}, 0),
        ("code_one", frozenset(), {"code_two": "Bien."}, 1),
        ("code_*", None, {"code_two": "Bien."}, 0),
        ("code_*", None, {"other": "Bien."}, 1),
        ("code_one", frozenset({"minimum"}), {"code_one": "Au moins {minimum}."}, 0),
        ("code_one", frozenset({"maximum"}), {"code_one": "Au moins {minimum}."}, 1),
        ("code_one", frozenset({"retry_after"}), {"code_one": "Dans {wait}."}, 0),
        ("code_one", frozenset(), {"code_one": "Dans {wait}."}, 1),
        ("code_one", None, {"code_one": "Au moins {minimum}."}, 0),
    ],
)
def test_a_code_without_its_sentence_is_seen(
    code: str, values: frozenset[str] | None, catalogue: dict[str, str], faults: int
) -> None:
    site = Site("here", code, values)
    assert len([*without_sentence([site], catalogue), *without_value([site], catalogue)]) == faults
