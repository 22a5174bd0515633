"""What a password must not tell of the person who chooses it (RULES A5)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from societaire.identity.spelling import contains, folded, spells, words
from societaire.values import Email, Siren

_MONTHS = (
    ("janvier", "janv", "jan"), ("fevrier", "fevr", "fev"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
    ("juillet", "juil"), ("aout",), ("septembre", "sept", "sep"), ("octobre", "oct"), ("novembre", "nov"),
    ("decembre", "dec"),
)  # fmt: skip


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _set("d de du des l la le les el al da di do das dos del della von van der den ben bin bint")
_LEGAL_FORMS = _set("sarl eurl sas sasu sa sci scop snc selarl ei eirl scp gie earl gaec ste societe")
_GENERIC = _LEGAL_FORMS | _set(
    "entreprise entreprises etablissement etablissements groupe compagnie maison cabinet bureau atelier ateliers"
    " artisan artisans artisanal artisanale batiment batiments travaux construction constructions general generale"
    " generaux service services france francaise francais pere fils fille filles frere freres soeur soeurs associe"
    " associes chez pour avec dans entre sous"
)
# A mailbox provider's name tells nothing of the person, and several are everyday words.
_NOT_DOMAINS = _set(
    "gmail googlemail orange wanadoo free laposte outlook hotmail live msn yahoo icloud sfr neuf bbox numericable aol"
    " proton protonmail gmx mail www com asso gouv"
)
_DISTINCTIVE = 4


@frozen
class PersonalFacts:
    """What the insurer knows of a person that a guesser may know too."""

    last_name: str
    first_name: str
    email: Email | None = None
    birth_date: date | None = None
    company_names: tuple[str, ...] = ()
    sirens: tuple[Siren, ...] = ()


def told(password: str, facts: PersonalFacts) -> Iterator[str]:
    """The code of each kind of personal information found, whatever its case, accents, look-alikes and separators."""
    text = folded(password)

    def has(candidates: Iterable[str]) -> bool:
        return any(contains(text, candidate) for candidate in candidates)

    if has(_name(facts.last_name)):
        yield "password_has_last_name"
    if has(_name(facts.first_name)):
        yield "password_has_first_name"
    if facts.birth_date and _tells_day(text, facts.birth_date):
        yield "password_has_birth_date"
    if facts.email and has(_address(facts.email)):
        yield "password_has_email"
    if has(word for name in facts.company_names for word in _company(name)):
        yield "password_has_company_name"
    if has(siren.number for siren in facts.sirens):
        yield "password_has_siren"


def _name(name: str) -> set[str]:
    parts = words(name)
    return {"".join(parts), *(part for part in parts if part not in _PARTICLES)}


def _distinctive(parts: Iterable[str]) -> set[str]:
    return {part for part in parts if sum(map(str.isalpha, part)) >= _DISTINCTIVE and part not in _GENERIC}


def _company(name: str) -> set[str]:
    parts = words(name)
    bare = "".join(part for part in parts if part not in _LEGAL_FORMS)
    return {"".join(parts), bare, *_distinctive(parts)}


def _address(email: Email) -> set[str]:
    local, _, domain = email.address.rpartition("@")
    pieces = {piece for piece in re.findall(r"[^\W\d_]+", folded(local)) if len(piece) >= _DISTINCTIVE}
    labels = [label for label in domain.split(".")[:-1] if len(label) > 2 and label not in _NOT_DOMAINS]
    names = {"".join(words(label)) for label in labels}
    return {
        "".join(words(local)),
        *pieces,
        *names,
        *_distinctive(part for label in labels for part in words(label)),
    }


def _tells_day(text: str, day: date) -> bool:
    d, m, years = (
        f"{day.day:02}",
        f"{day.month:02}",
        (f"{day.year:04}", f"{day.year % 100:02}"),
    )
    written = [form for y in years for form in (d + m + y, y + m + d)]
    days = {d, str(day.day), "1er" if day.day == 1 else d}
    written += [n + month + y for n in days for month in _MONTHS[day.month - 1] for y in years]
    # Without its zeros a date is a few digits: it must be all the digits there, "14/3/80" but not "914380".
    apart, year = r"[\W_]{0,3}", f"(?:{'|'.join(years)})"
    short = (
        f"0?{day.day}{apart}0?{day.month}{apart}{year}",
        f"{year}{apart}0?{day.month}{apart}0?{day.day}",
    )
    return any(spells(text, form) for form in written) or any(re.search(rf"(?<!\d){s}(?!\d)", text) for s in short)
