"""The password policy: every advice named at once, personal information found however it is spelt."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.errors import Problem
from societaire.identity.passwords import (
    CNIL_FOUR_CLASSES,
    CNIL_FOURTEEN,
    CNIL_PASSPHRASE,
    CharacterClass,
    PasswordPolicy,
    PersonalFacts,
    normal_password,
    weaknesses,
)
from societaire.testing.passwords import FixedGuessables
from societaire.values import Email, Siren

CLAIRE = PersonalFacts(
    last_name="Lefèvre",
    first_name="Claire",
    email=Email("c.lefevre75@toitures-rhone.fr"),
    birth_date=date(1980, 3, 14),
    company_names=("SARL Maçonnerie Pétrin & Fils",),
    sirens=(Siren("732829320"),),
)
NOBODY = PersonalFacts(last_name="", first_name="")
GOOD = "Xylophone vert-7"


def codes(password: str, facts: PersonalFacts = NOBODY, policy: PasswordPolicy = CNIL_FOUR_CLASSES) -> list[str]:
    return [problem.code for problem in weaknesses(password, policy, facts, FixedGuessables().knows)]


@pytest.mark.parametrize(
    "password", [GOOD, "Camion-orange7pluie", "xK9#vLq2!mTz", "Le7chienMange?la-soupe", "Été comme hiver 4"]
)
def test_a_good_password_meets_every_advice(password: str) -> None:
    assert codes(password, CLAIRE) == []


def test_every_unmet_advice_is_named_at_once_in_a_stable_order() -> None:
    empty = weaknesses("", CNIL_FOUR_CLASSES, NOBODY, FixedGuessables().knows)
    assert empty[0] == Problem.of("password", "password_too_short", minimum=12, length=0)
    assert [problem.code for problem in empty[1:]] == [
        "password_without_upper", "password_without_lower", "password_without_digit", "password_without_special",
    ]  # fmt: skip
    everything = "claire lefevre c.lefevre75 petrin 14031980 732829320"
    found = weaknesses(
        everything, PasswordPolicy(60, 50, minimum_words=9), CLAIRE, FixedGuessables([everything[:50]]).knows
    )
    assert [problem.code for problem in found] == [
        "password_too_short", "password_too_long", "password_without_upper", "password_too_few_words",
        "password_has_last_name", "password_has_first_name", "password_has_birth_date", "password_has_email",
        "password_has_company_name", "password_guessable",
    ]  # fmt: skip
    assert {problem.field for problem in found} == {"password"}


def test_lengths_are_counted_in_characters_both_bounds_included() -> None:
    assert codes("Xylophone-7") == ["password_too_short"]
    assert codes("Xylophones-7") == []
    assert codes("Xy-7" + "é" * 252) == []
    long = weaknesses("Xy-7" + "é" * 253, CNIL_FOUR_CLASSES, NOBODY, FixedGuessables().knows)
    assert long == (Problem.of("password", "password_too_long", maximum=256),)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("xylophone vert-7", "upper"),
        ("XYLOPHONE VERT-7", "lower"),
        ("Xylophone vert-g", "digit"),
        ("XylophoneVert77", "special"),
    ],
)
def test_each_class_of_characters_is_asked_for(password: str, missing: str) -> None:
    assert codes(password) == [f"password_without_{missing}"]


def test_accented_letters_are_letters_and_a_space_is_special() -> None:
    assert codes("ÉÀÇ éàç 2468 ") == []
    assert codes("ÉÀÇéàç246800") == ["password_without_special"]


def test_the_policy_is_a_value() -> None:
    assert codes("XylophoneVert77", policy=CNIL_FOURTEEN) == []
    assert codes("XylophoneVe77", policy=CNIL_FOURTEEN) == ["password_too_short"]
    assert codes("camion orange pluie velours tasse nuage brique", policy=CNIL_PASSPHRASE) == []
    assert codes("camion orange pluie velours tasse nuage", policy=CNIL_PASSPHRASE) == ["password_too_few_words"]
    assert codes("camion camion camion camion camion camion camion", policy=CNIL_PASSPHRASE) == [
        "password_too_few_words"
    ]
    assert codes("xyxyxy", policy=PasswordPolicy(6, classes=frozenset({CharacterClass.LOWER}))) == []


@pytest.mark.parametrize("bad", ["\0", chr(0xD800), chr(0xDFFF)])
def test_a_character_that_no_keyboard_sends_is_refused(bad: str) -> None:
    assert codes(GOOD + bad) == ["password_bad_character"]


@pytest.mark.parametrize(
    "password", ["Lefevre", "LEFÈVRE", "l3f3vr3", "L.e.f.e.v.r.e", "Le fevre", "ｌｅｆèｖｒｅ", "Le\u200bfèvre"]
)
def test_a_last_name_is_found_however_it_is_spelt(password: str) -> None:
    assert "password_has_last_name" in codes(f"Zz9!{password}!9zZ", CLAIRE)


@pytest.mark.parametrize("password", ["Claire", "CLAIRE", "cl4ire", "C1@1r3", "c|a!re", "cl-ai-re"])
def test_a_first_name_is_found_however_it_is_spelt(password: str) -> None:
    assert "password_has_first_name" in codes(f"Zz9!{password}!9zZ", CLAIRE)


@pytest.mark.parametrize(
    "password",
    [
        "14031980", "140380", "14/03/80", "14-3-1980", "1980-03-14", "19800314", "800314", "14.03.1980", "14 03 1980",
        "14 mars 1980", "14mars80", "14/3/80", "1980/3/14", "1431980", "14-MARS-80", "I4o3I98o", "14_03_1980",
        "80.3.14",
    ],
)  # fmt: skip
def test_a_birth_date_is_found_in_every_usual_form(password: str) -> None:
    assert "password_has_birth_date" in codes(f"Xylo-{password}-Phone", CLAIRE)


@pytest.mark.parametrize("password", ["1er février 2001", "1fev01", "1/2/2001", "01022001", "1-2-01", "20010201"])
def test_the_first_of_a_month_is_found_too(password: str) -> None:
    facts = PersonalFacts("", "", birth_date=date(2001, 2, 1))
    assert "password_has_birth_date" in codes(f"Xylo-{password}-Phone", facts)


@pytest.mark.parametrize("password", ["15031980", "914380", "143800", "14 avril 1980", "1980", "1403"])
def test_another_date_or_a_part_of_it_does_not_block(password: str) -> None:
    assert codes(f"Xylo-{password}-Phone", CLAIRE) == []


@pytest.mark.parametrize("password", ["c.lefevre75", "CLefevre-75", "toitures-rhone", "T0itur3s", "rhône"])
def test_the_address_is_found_by_its_local_part_and_its_domain(password: str) -> None:
    assert "password_has_email" in codes(f"Zz9!{password}!9zZ", CLAIRE)


def test_a_mailbox_provider_is_no_personal_information() -> None:
    assert codes("Camion-orange7pluie", PersonalFacts("", "", Email("zoe.durand@orange.fr"))) == []


@pytest.mark.parametrize("password", ["Pétrin", "p3tr1n", "maçonnerie", "SarlMaçonneriePétrinFils"])
def test_a_company_is_found_by_its_own_words(password: str) -> None:
    assert "password_has_company_name" in codes(f"Zz9!{password}!9zZ", CLAIRE)


def test_generic_words_of_a_company_do_not_block_but_its_whole_name_does() -> None:
    facts = PersonalFacts("", "", company_names=("SARL Les Artisans du Bâtiment Père et Fils",))
    assert codes("Sarl les artisans du 7", facts) == []
    assert codes("Les artisans du batiment Père et Fils 7", facts) == ["password_has_company_name"]


@pytest.mark.parametrize("siren", ["732829320", "732 829 320", "732-829-320", "73282932000074", "73282932o"])
def test_a_siren_is_found_with_or_without_spaces(siren: str) -> None:
    assert "password_has_siren" in codes(f"Xylo {siren} Phone", CLAIRE)


def test_a_very_short_name_only_blocks_as_a_whole_word() -> None:
    ng = PersonalFacts(last_name="Ng", first_name="Li")
    assert codes("Un manger chinois l1 11 7", ng) == []
    assert codes("Xylophone-NG-vert7", ng) == ["password_has_last_name"]
    assert codes("Li7 xylophone vert", ng) == ["password_has_first_name"]


@pytest.mark.parametrize(
    ("name", "password"),
    [("Gil", "Xylophone-911"), ("Ono", "Camion orange 7"), ("Ali", "Xylo-final i-7"), ("Ali", "Xylophone 4!!")],
)
def test_a_short_name_is_not_read_into_numbers_or_across_words(name: str, password: str) -> None:
    assert "password_has_first_name" not in codes(password, PersonalFacts("", name))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Roy", "R-o-y"),
        ("Jean-Pierre", "pierre"),
        ("de La Tour", "Tour"),
        ("O'Connor", "0connor"),
        ("Œuvrard", "oeuvrard"),
    ],
)
def test_the_parts_of_a_name_are_found(name: str, password: str) -> None:
    assert codes(f"Xyl-{password}-phone7", PersonalFacts(name, "")) == ["password_has_last_name"]


def test_the_particles_of_a_name_do_not_block() -> None:
    assert codes("Le voile de la mariée 7", PersonalFacts("de La Tour", "")) == []


def test_a_guessable_password_is_named_so() -> None:
    found = weaknesses(GOOD, CNIL_FOUR_CLASSES, NOBODY, FixedGuessables([GOOD]).knows)
    assert found == (Problem.of("password", "password_guessable"),)


def test_composed_and_decomposed_accents_are_one_password() -> None:
    typed = " Forêt Déçue 7 "
    assert normal_password(unicodedata.normalize("NFD", typed)) == normal_password(typed) == typed
    short = unicodedata.normalize("NFD", "éàéàéàéàéà7")
    assert weaknesses(short, CNIL_FOUR_CLASSES, NOBODY, FixedGuessables().knows)[0].values == (
        ("minimum", 12),
        ("length", 11),
    )


def test_a_huge_text_is_not_rearranged() -> None:
    huge = "a" + "\u0316\u0301" * 200_000
    assert normal_password(huge) is huge


LEET = {"a": "4@", "e": "3€", "i": "1!", "o": "0", "s": "5$", "t": "7+", "l": "1", "g": "9", "b": "8"}
around = st.text(st.sampled_from("wxyzWXYZ#%&?2 "), max_size=8)


@st.composite
def spellings(draw: st.DrawFn, word: str, separators: str = ".-_ /") -> str:
    spelt = ""
    for at, letter in enumerate(word):
        base = unicodedata.normalize("NFD", letter)[0] if draw(st.booleans()) else letter
        # The first letter stays itself: a reading needs one letter of its own.
        shown = draw(st.sampled_from(LEET.get(base.lower(), base) + base)) if at else base
        spelt += (shown.upper() if draw(st.booleans()) else shown) + draw(st.sampled_from(["", "", "", *separators]))
    return spelt


@given(around, spellings("bénédicte"), around)
def test_a_name_is_always_found(before: str, spelt: str, after: str) -> None:
    assert "password_has_first_name" in codes(before + spelt + after, PersonalFacts("", "Bénédicte"))


@given(spellings("léa", separators=""), around)
def test_a_three_letter_name_is_always_found_in_one_piece(spelt: str, after: str) -> None:
    assert "password_has_first_name" in codes("Xyl" + spelt + after, PersonalFacts("", "Léa"))


@given(
    st.dates(date(1920, 1, 1), date(2010, 12, 31)),
    st.sampled_from(
        ["%d%m%Y", "%d%m%y", "%Y%m%d", "%y%m%d", "%d/%m/%Y", "%d-%m-%y", "%d.%m.%Y", "%d %m %y", "%Y-%m-%d"]
    ),
    around.filter(lambda text: "2" not in text),
    around.filter(lambda text: "2" not in text),
)
def test_a_birth_date_is_always_found(day: date, form: str, before: str, after: str) -> None:
    written = day.strftime(form)
    facts = PersonalFacts("", "", birth_date=day)
    assert "password_has_birth_date" in codes(before + written + after, facts)
    unpadded = f"{day.day}/{day.month}/{day.year}"
    assert "password_has_birth_date" in codes(f"{before}{unpadded}{after}", facts)


@given(
    st.text(max_size=40), st.permutations(["Pétrin SARL", "Charpente Durand", "Zed"]), st.sampled_from(["NFC", "NFD"])
)
def test_neither_the_order_of_companies_nor_the_form_of_accents_matters(
    password: str, names: list[str], form: str
) -> None:
    sirens = (Siren("732829320"), Siren("552100554"))
    one = PersonalFacts("Lefèvre", "Claire", company_names=tuple(names), sirens=sirens)
    other = PersonalFacts("Lefèvre", "Claire", company_names=tuple(reversed(names)), sirens=sirens[::-1])
    written = unicodedata.normalize(form, password)  # type: ignore[arg-type]  # one of the four forms
    assert codes(password, one) == codes(written, other)


@given(st.text(max_size=300) | st.text(st.sampled_from("wxyzWXYZ2468#! é"), min_size=9, max_size=15))
def test_only_passwords_within_the_policy_pass(password: str) -> None:
    normal = normal_password(password)
    within = 12 <= len(normal) <= 256
    mixed = all(any(map(kind, normal)) for kind in (str.isupper, str.islower, str.isdigit)) and not normal.isalnum()
    clean = not any(c == "\0" or unicodedata.category(c) == "Cs" for c in normal)
    assert (codes(password) == []) == (within and mixed and clean)
