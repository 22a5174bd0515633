"""French forms of dates, amounts, sizes, durations and telephone numbers."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from societaire.values import PARIS, Period, folded

NBSP = "\u00a0"
_THIN = "\u202f"
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905 - one line
)
_DAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}
_HOURS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<times>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)


_VOWEL = re.compile(r"[aeiou]|y(?![aeiou])")


def typeset(text: str) -> str:
    """The text with the unbreakable spaces and the apostrophes that French typography wants."""
    text = re.sub(r" (?=[:;!?»€%])", NBSP, text)
    text = re.sub(r"(?<=\w)'(?=\w)", "\u2019", text)
    return text.replace("« ", "«" + NBSP)


def inside(words: str) -> str:
    """The words inside a sentence: their first letter small, unless they start with an acronym."""
    first = words.split(maxsplit=1)[0].strip(",;:.") if words.strip() else ""
    return words if len(first) > 1 and first.isupper() else words[:1].lower() + words[1:]


def day(moment: date) -> str:
    """1er janvier 2026."""
    number = "1er" if moment.day == 1 else str(moment.day)
    return f"{number} {_MONTHS[moment.month - 1]} {moment.year}"


def short_day(moment: date) -> str:
    """01/01/2026."""
    return f"{moment.day:02}/{moment.month:02}/{moment.year:04}"


def moment(instant: datetime) -> str:
    """22 novembre 2026 à 14 h 03, in Paris."""
    return f"{day(instant.astimezone(PARIS).date())} à {hour(instant)}"


def hour(instant: datetime) -> str:
    """14 h 03, in Paris."""
    local = instant.astimezone(PARIS)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02}"


def span(of: date, start: time, end: time) -> str:
    """lundi 23 novembre, de 8 h 30 à 12 h."""
    weekday = [*_DAYS.values()][of.weekday()]
    times = f"de {_hour(f'{start:%H:%M}')} à {_hour(f'{end:%H:%M}')}"
    return f"{weekday} {day(of).rpartition(' ')[0]}, {times}"


def exercise(period: Period) -> str:
    """The period that a declaration is about: `exercice 2025`, or its days when it is no calendar year."""
    start, end = period.start, period.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"exercice {start.year}"
    return f"exercice du {day(start)} au {day(end)}"


def number(value: int | Decimal) -> str:
    """1 234 567 with thin unbreakable spaces, a decimal comma."""
    whole, _, cents = f"{value:,}".partition(".")
    return whole.replace(",", _THIN) + (f",{cents}" if cents else "")


def plain_number(value: Decimal) -> str:
    """12,5 or 1 200: without the zeros that say nothing."""
    return number(value.to_integral_value() if value == value.to_integral_value() else value.normalize())


def amount(value: Decimal) -> str:
    """15 000 000 €; cents shown only when there are some."""
    exact = value.quantize(Decimal("0.01"))
    return number(exact.to_integral_value() if exact == exact.to_integral_value() else exact) + NBSP + "€"


def size(count: int) -> str:
    """1,7 Ko; multiples of 1024, as people's computers count."""
    if count < 1024:
        return f"{count}{NBSP}octets" if count > 1 else f"{count}{NBSP}octet"
    value = float(count)
    for unit in ("Ko", "Mo", "Go", "To"):
        value /= 1024
        if value < 999.95 or unit == "To":
            return f"{value:.1f}".removesuffix(".0").replace(".", ",") + NBSP + unit
    raise AssertionError(count)


def duration(seconds: int) -> str:
    """How long to wait, rounded up to what a person would say: 40 secondes, 3 minutes, 2 heures."""
    if seconds < 60:
        return _counted(max(1, seconds), "seconde")
    if seconds < 3600:
        return _counted(-(-seconds // 60), "minute")
    return _counted(-(-seconds // 3600), "heure")


def plural(count: int, word: str) -> str:
    """1 contrat, 2 contrats; words that take an s."""
    return _counted(count, word)


def of(name: str) -> str:
    """de Paul, d'Ursule, de Yann, d'Yves: as it is said before a vowel; an h keeps its "de"."""
    return f"d\u2019{name}" if _VOWEL.match(folded(name)) else f"de {name}"


def phone(text: str) -> str:
    """04 65 71 23 75: ten French digits by pairs; anything else as it is."""
    digits = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"0\d{9}", digits):
        return NBSP.join(digits[i : i + 2] for i in range(0, 10, 2))
    return text


def phone_link(text: str) -> str:
    """The same as an address that telephones understand."""
    return "tel:" + re.sub(r"[^\d+]", "", text.replace("(0)", ""))


def hidden_address(address: object) -> str:
    """An e-mail address that its owner recognises and that a stranger can't write to: c•••@mail.example."""
    name, _, domain = str(address).partition("@")
    return f"{name[:1]}•••@{domain}"


def hours(text: str) -> str:
    """Opening hours as a sentence when they follow the records' form, else as they are."""
    found = _HOURS.fullmatch(text.strip().lower())
    if not found or found["first"] not in _DAYS or (found["last"] or found["first"]) not in _DAYS:
        return text
    days = f"du {_DAYS[found['first']]} au {_DAYS[found['last']]}" if found["last"] else f"le {_DAYS[found['first']]}"
    spans = [f"de {_hour(start)} à {_hour(end)}" for start, end in (s.split("-") for s in found["times"].split(","))]
    return f"{days}, {' et '.join(spans)}"


def _hour(text: str) -> str:
    hour, minute = text.split(":")
    return f"{int(hour)}{NBSP}h" + ("" if minute == "00" else f"{NBSP}{minute}")


def _counted(count: int, word: str) -> str:
    return f"{number(count)}{NBSP}{word}{'s' if count > 1 else ''}"
