"""Argon2 behind slots that all processes share, the French list of guessable passwords, the system's entropy."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.errors import Busy
from societaire.identity.passwords import CNIL_FOUR_CLASSES, PersonalFacts, weaknesses
from societaire.ports.entropy import Entropy
from societaire.testing.passwords import CountingEntropy
from societaire_security.entropy import SystemEntropy
from societaire_security.guessable import FrenchGuessableList
from societaire_security.hasher import Argon2Hasher
from societaire_security.slots import MachineSlots

HOLD = """
import sys
from pathlib import Path
from societaire_security.slots import MachineSlots

with MachineSlots(Path(sys.argv[1]), count=int(sys.argv[2])).one():
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(folder: Path, count: int) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds one of the slots until its input ends."""
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", HOLD, str(folder), str(count)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def free(slots: MachineSlots) -> int:
    """How many slots can be taken now."""
    with ExitStack() as held:
        for taken in range(slots.count + 1):
            try:
                held.enter_context(slots.one())
            except Busy:
                return taken
    return slots.count + 1


def test_no_more_holders_than_slots_within_a_process(tmp_path: Path) -> None:
    slots = MachineSlots(tmp_path / "new" / "slots", count=3, patience=0)
    assert free(slots) == 3
    assert free(slots) == 3, "slots come free again"


def test_processes_share_the_slots(tmp_path: Path) -> None:
    slots = MachineSlots(tmp_path, count=2, patience=0)
    with holder(tmp_path, 2):
        assert free(slots) == 1
        with holder(tmp_path, 2):
            assert free(slots) == 0


def test_a_process_that_is_killed_frees_its_slot(tmp_path: Path) -> None:
    slots = MachineSlots(tmp_path, count=1, patience=0)
    with holder(tmp_path, 1) as process:
        assert free(slots) == 0
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert free(slots) == 1


def test_every_slot_taken_is_told_within_a_short_moment(tmp_path: Path) -> None:
    hasher = Argon2Hasher(MachineSlots(tmp_path, count=1))
    encoded = hasher.hash("Xylophone vert-7")
    with holder(tmp_path, 1):
        for refused in (
            lambda: hasher.hash("a"),
            lambda: hasher.verify(encoded, "a"),
            lambda: hasher.verify(None, "a"),
        ):
            began = time.monotonic()
            with pytest.raises(Busy) as busy:
                refused()
            assert 0.2 <= time.monotonic() - began < 2
            assert busy.value.retry_after == 2


def test_a_slot_that_comes_free_in_time_is_taken(tmp_path: Path) -> None:
    slots = MachineSlots(tmp_path, count=1, patience=10)
    with ExitStack() as held:
        held.enter_context(slots.one())
        threading.Timer(0.1, held.pop_all().close).start()
        with slots.one():
            pass


def test_a_failure_inside_frees_the_slot(tmp_path: Path) -> None:
    slots = MachineSlots(tmp_path, count=1, patience=0)
    with pytest.raises(ZeroDivisionError), slots.one():
        _ = 1 / 0
    assert free(slots) == 1


def test_the_slots_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "slots"
    free(MachineSlots(folder, count=1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "slot-0").stat().st_mode & 0o777 == 0o600


def test_no_more_hashings_at_once_than_slots(tmp_path: Path) -> None:
    hasher = Argon2Hasher(MachineSlots(tmp_path, count=1, patience=0))
    told: list[bool] = []

    def sign_in() -> None:
        try:
            told.append(hasher.verify(None, "a"))
        except Busy as busy:
            told.append(busy.retry_after == 2)

    guesses = [threading.Thread(target=sign_in) for _ in range(50)]
    with MachineSlots(tmp_path, count=1).one():
        for guess in guesses:
            guess.start()
        for guess in guesses:
            guess.join()
    assert told == [True] * 50


def test_what_is_kept_is_argon2id_with_distinct_salts(tmp_path: Path) -> None:
    hasher = Argon2Hasher(MachineSlots(tmp_path, patience=60))
    kept = [hasher.hash("Xylophone vert-7") for _ in range(5)]
    form = re.compile(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$([A-Za-z0-9+/]{22})\$[A-Za-z0-9+/]{43}")
    salts = {match[1] for encoded in kept if (match := form.fullmatch(encoded))}
    assert len(salts) == 5


@pytest.mark.parametrize("weaker", [{"memory": 19_455}, {"passes": 1}, {"lanes": 0}])
def test_weaker_parameters_are_refused(tmp_path: Path, weaker: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be >="):
        Argon2Hasher(MachineSlots(tmp_path), **weaker)


@pytest.mark.parametrize("changed", [{"memory": 20_000}, {"passes": 3}, {"lanes": 2}])
def test_each_parameter_that_changes_asks_for_a_new_hashing(tmp_path: Path, changed: dict[str, int]) -> None:
    slots = MachineSlots(tmp_path, patience=60)
    encoded = Argon2Hasher(slots).hash("Xylophone vert-7")
    assert not Argon2Hasher(slots).outdated(encoded)
    assert Argon2Hasher(slots, **changed).outdated(encoded)


def processor_time(hasher: Argon2Hasher, encoded: str | None) -> float:
    began = time.process_time()
    assert not hasher.verify(encoded, "wrong")
    return time.process_time() - began


@pytest.mark.parametrize("unreadable", [None, "", "x", "$argon2id$v=19$m=19456,t=2,p=1$x$x"])
def test_nobody_costs_a_real_hashing(tmp_path: Path, unreadable: str | None) -> None:
    hasher = Argon2Hasher(MachineSlots(tmp_path, patience=60), passes=6)
    encoded = hasher.hash("Xylophone vert-7")
    somebody = min(processor_time(hasher, encoded) for _ in range(5))
    nobody = min(processor_time(hasher, unreadable) for _ in range(5))
    assert somebody * 0.6 < nobody < somebody / 0.6


def test_secrets_have_256_bits_and_identifiers_32_hexadecimal_characters() -> None:
    sources: list[Entropy] = [SystemEntropy(), CountingEntropy()]
    for source in sources:
        tokens = {source.token() for _ in range(1000)}
        identifiers = {source.identifier() for _ in range(1000)}
        assert len(tokens) == len(identifiers) == 1000
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)
        assert all(re.fullmatch(r"[0-9a-f]{32}", identifier) for identifier in identifiers)


@pytest.fixture(scope="module")
def guessable() -> FrenchGuessableList:
    return FrenchGuessableList(context=("La Mutuelle Zébulon", "Assuror"))


@pytest.mark.parametrize(
    "password",
    [
        "Azerty123456!",
        "Motdepasse2026!",
        "Motdepasse123!",
        "M0td3p@sse2026!",
        "Sinistre2026!!",
        "Marseille13000!",
        "Jean-Pierre1975!",
        "Soleil!Soleil1",
        "MOTDEPASSE-2026",
        "$oleil2026!!!!",
        "P@ssw0rd2026!",
        "Bénédicte1984!",
        "Benedicte1984!",
        "Maçonnerie75!",
        "MonChat-2026!",
        "Le Chantier 2026!",
        "Soleil1Soleil2Soleil3!",
        "Attestations26!",
        "M.o.t.d.e.p.a.s.s.e.1",
        "Bonjour1234567890!",
        "1a2z3e4r5t6Y!",
        "Qsdfghjklm2026!",
        "MarieMartin1980!",
        "Aaaaaaaaaa1!",
        "Aa1!Aa1!Aa1!",
        "AAAAbbbb1111!!!!",
        "01/01/2026-!!",
        "123456789012!",
        "Abcdefgh1234!",
        "Soleil1!" * 32,
        "Mot\u200bdepasse2026!",
    ],
)
def test_a_common_password_is_known_however_it_is_dressed_up(guessable: FrenchGuessableList, password: str) -> None:
    assert guessable.knows(password)


@pytest.mark.parametrize(
    "password",
    [
        "Camion-orange7pluie",
        "camion orange pluie velours tasse nuage brique",
        "xK9#vLq2!mTz",
        "Le7chienMange?la-soupe",
        "Xylophone vert-7",
        "Jean83$92!(7#40129",
        "Soleil8+!&2@2209+97#",
        "+#/4/'M{aI=,",
        "",
        "!",
        chr(0xD800),
    ],
)
def test_a_password_of_ones_own_is_not_known(guessable: FrenchGuessableList, password: str) -> None:
    assert not guessable.knows(password)


@pytest.mark.parametrize(
    "password", ["Zebulon2026!", "Z3bul0n!2026", "La-Mutuelle-Zébulon1", "Assuror-Zébulon7", "MonAssuror2026!"]
)
def test_the_insurers_own_names_are_known_when_given(guessable: FrenchGuessableList, password: str) -> None:
    assert guessable.knows(password)
    assert not FrenchGuessableList().knows(password)


STEMS = """
Azerty Motdepasse Soleil Chouchou Doudou Loulou Bonjour Marseille Camille Nathalie Christophe Maçonnerie Charpente
Batiment Chantier Sinistre Decennale Assurance Mutuelle Contrat Administrateur Bienvenue Bretagne Finistere Olympique
Septembre Printemps Dauphin Papillon Chocolat Princesse Jetaime Password
"""


def test_thousands_of_plausible_passwords_that_pass_the_classes_are_known(guessable: FrenchGuessableList) -> None:
    digits = [str(year) for year in range(1950, 2027)] + ["123456", "13000", "75000", "01012000", "99"]
    common = [stem + number + end for stem, number, end in product(STEMS.split(), digits, ("!", "!!", "*", "@", "?1"))]
    alone = PersonalFacts("", "")
    passing = [text for text in common if not weaknesses(text, CNIL_FOUR_CLASSES, alone, lambda _: False)]
    assert len(set(passing)) >= 3000
    assert [text for text in passing if not guessable.knows(text)] == []


@given(
    st.sampled_from(["motdepasse", "marseille", "charpentier", "sébastien", "anniversaire"]),
    st.lists(st.booleans(), min_size=12, max_size=12),
    st.integers(1930, 2030),
    st.sampled_from("!?.*-"),
)
def test_look_alikes_and_case_hide_no_stem(stem: str, choices: list[bool], year: int, end: str) -> None:
    leet = {"a": "@", "e": "3", "o": "0", "s": "$", "i": "!"}
    hidden = "".join(
        leet.get(letter, letter.upper()) if chosen else letter for letter, chosen in zip(stem, choices, strict=False)
    )
    assert LIST.knows(f"{hidden}{year}{end}")


LIST = FrenchGuessableList()


def test_the_list_answers_fast_and_without_a_network(
    guessable: FrenchGuessableList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", no_network)
    assert FrenchGuessableList().knows("Soleil2026!!")
    began = time.process_time()
    for at in range(200):
        guessable.knows(f"Camion-orange{at}pluie")
        guessable.knows("1l!|" * 64)
    assert (time.process_time() - began) / 400 < 0.002
