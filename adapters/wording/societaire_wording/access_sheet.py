"""The list of accesses as the lines of a table."""

from datetime import datetime

from societaire.use_cases.accesses import Member
from societaire.values import day_in_paris
from societaire_wording.formats import short_day
from societaire_wording.labels import profile

HEADINGS = (
    "Nom",
    "Prénom",
    "Adresse e-mail",
    "Profil",
    "Fonction",
    "Accès depuis le",
    "Dernière visite le",
    "Confirmé le",
)


def cells(member: Member) -> tuple[str, ...]:
    """One line, in the order of HEADINGS."""
    access, person = member.access, member.person
    return (
        person.last_name,
        person.first_name,
        str(person.email),
        profile(access.profile),
        access.label,
        _day(access.granted_at),
        _day(access.visited_at),
        _day(access.confirmed_at),
    )


def _day(moment: datetime | None) -> str:
    return short_day(day_in_paris(moment)) if moment else ""
