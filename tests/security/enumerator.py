"""Every route, for every role, with every mix of own, foreign and random identifiers (SECURITY 7, T2)."""

from collections.abc import Iterator, Mapping
from itertools import product

from attrs import define, field, frozen
from flask import Flask

from societaire.companies.access import Profile
from societaire.ports.journal import Outcome
from tests.security.examples import EXAMPLES, NOTHING
from tests.security.rights import OF_A_COMPANY, Kind, Rights, Route, Who
from tests.security.visits import Answer, Caller, holds, named
from tests.security.world import ANONYMOUS, ROLES, SIRENS, Kept, Role, World

Labels = Mapping[str, str]
SIGN_IN = "/connexion"


@frozen
class Fault:
    """What an attempt told, or changed, that it should not have."""

    what: str
    route: str
    role: str
    labels: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.route} as {self.role} with {self.labels or 'nothing'} {self.detail}".rstrip()


@define
class Enumerator:
    """Tries everything, each attempt from the same state; `faults` is what it found, the rest how much it tried."""

    world: World
    app: Flask
    rights: Rights
    faults: list[Fault] = field(factory=list, init=False)
    attempts: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)
    allowed: int = field(default=0, init=False)
    caller: Caller = field(init=False)
    _before: Kept = field(init=False)
    _answers: dict[object, Answer] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.caller = Caller(self.world, self.app)
        self._before = self.world.keep()

    @property
    def figures(self) -> str:
        """How much was tried."""
        return (
            f"{len(self.rights.routes)} routes x {len(ROLES)} roles, {self.attempts} mixes of identifiers: "
            f"{self.refused} refused like random ones, {self.allowed} allowed; {self.caller.requests} requests"
        )

    def run(self, routes: tuple[Route, ...] = ()) -> list[Fault]:
        """Try the routes, all of the table unless named; returns the faults."""
        start = self._before
        for route in routes or self.rights.routes:
            self._before = start.without(EXAMPLES.get(str(route), NOTHING).without)
            for role in ROLES:
                for method in (route.method, "HEAD") if route.method == "GET" else (route.method,):
                    for labels in mixes(route, role):
                        self._try(route, role, method, labels)
                self._try_hints(route, role)
        self._before = start
        self.world.restore(start)
        return self.faults

    def _try(self, route: Route, role: Role, method: str, labels: Labels) -> None:
        self.attempts += 1
        answer = self._call(route, role, method, labels)
        changed = self.world.changes(self._before)
        self._check_fields(route, role, labels)
        self._check_marks(route, role, labels, answer)
        if is_allowed(route, role, labels):
            self.allowed += 1
            self._check_success(route, role, labels, answer, changed)
        else:
            self.refused += 1
            self._check_refusal(route, role, labels, answer, changed)
            self._check_log(route, role, labels)
            self._check_likeness(route, role, method, labels, answer)

    def _call(self, route: Route, role: Role, method: str, labels: Labels, hint: str = "") -> Answer:
        self.world.restore(self._before)
        self.caller.asked()
        example = EXAMPLES.get(str(route), NOTHING)
        fields = {**example.fields, "compte": hint} if hint else example.fields
        given = {"headers": example.headers, **example.options}
        return self.caller.call(role, route, labels, method=method, fields=fields, kept=example.kept, **given)

    def _check_fields(self, route: Route, role: Role, labels: Labels) -> None:
        unnamed = self.caller.asked() - route.fields.keys() - self.rights.everywhere.keys()
        if unnamed:
            self._fault("reads a field that the table does not name", route, role, labels, str(sorted(unnamed)))

    def _check_marks(self, route: Route, role: Role, labels: Labels, answer: Answer) -> None:
        told = holds(answer, self.world.marks(role), named(self.world, role, route, labels))
        if told:
            self._fault("tells another company's data", route, role, labels, str(told))

    def _check_success(self, route: Route, role: Role, labels: Labels, answer: Answer, changed: list[str]) -> None:
        to_sign_in = route.who is not Who.PUBLIC and answer.header("Location").startswith(SIGN_IN)
        example = EXAMPLES.get(str(route), NOTHING)
        is_other = example.strangers_only and role is not ANONYMOUS
        if answer.status not in ((403,) if is_other else example.statuses) or to_sign_in:
            self._fault("refuses what is one's own", route, role, labels, str(answer.status))
        if bool(changed) is not (route.changes and not is_other) and not (
            role is ANONYMOUS and route.rule == "/deconnexion"
        ):
            self._fault(f"changes {changed}", route, role, labels)

    def _check_refusal(self, route: Route, role: Role, labels: Labels, answer: Answer, changed: list[str]) -> None:
        wanted = refusal(route, role, labels)
        if answer.status != wanted or (wanted == 303 and not answer.header("Location").startswith(SIGN_IN)):
            self._fault(f"answers {answer.status}, not {wanted}", route, role, labels)
        if changed:
            self._fault(f"refused, and yet changes {changed}", route, role, labels)

    def _check_log(self, route: Route, role: Role, labels: Labels) -> None:
        asked = next((labels[name] for name, kind in route.parameters.items() if kind is Kind.COMPANY), None)
        if role is ANONYMOUS or asked is None or asked == "random" or asked in role.profiles:
            return
        tables = self.world.parts.database.tables
        added = [entry for key, entry in tables.access_log.items() if key not in self._before.tables.access_log]
        kept = [(entry.person_id, entry.siren, entry.outcome) for entry in added if entry.request_id]
        if kept != [(self.world.person(role).id, SIRENS[asked], Outcome.REFUSED)]:
            self._fault("attempt not kept once in the access log", route, role, labels, str(kept))

    def _check_likeness(self, route: Route, role: Role, method: str, labels: Labels, answer: Answer) -> None:
        foreign = {name: _like(role, label) for name, label in labels.items()}
        if foreign == labels:
            return
        key = (str(route), role.name, method, tuple(foreign.items()))
        if key not in self._answers:
            random = self._call(route, role, method, foreign)
            self._answers[key] = random.masked(named(self.world, role, route, foreign))
        if answer.masked(named(self.world, role, route, labels)) != self._answers[key]:
            self._fault("does not answer as for a random identifier", route, role, labels, _difference(answer))

    def _try_hints(self, route: Route, role: Role) -> None:
        """The account that a link was written for: another's and a random one get the same answer, and tell nothing."""
        labels = next(mixes(route, role))
        if route.method != "GET" or route.who is Who.PUBLIC or role is ANONYMOUS:
            return
        answers = []
        for label in ("foreign", "random"):
            self.attempts += 1
            hint = self.world.value(role, Kind.PERSON, label)
            answer = self._call(route, role, route.method, labels, hint)
            if answer.status != 403 or self.world.changes(self._before):
                self._fault("opens a link written for somebody else", route, role, labels, str(answer.status))
            answers.append(answer.masked({**named(self.world, role, route, labels), hint: "hint"}))
        if answers[0] != answers[1]:
            self._fault("does not answer as for a random account", route, role, labels)

    def _fault(self, what: str, route: Route, role: Role, labels: Labels, detail: str = "") -> None:
        told = ", ".join(f"{name} {label}" for name, label in labels.items())
        self.faults.append(Fault(what, str(route), role.name, told, detail))


def mixes(route: Route, role: Role) -> Iterator[Labels]:
    """Every choice of identifiers for a route: of each company of the role, of one closed to it, random ones."""
    companies = (*role.profiles, role.foreign, "random")
    choices = {
        Kind.SECRET: ("live", "random"),
        Kind.SEAL: ("live", "random"),
        Kind.SESSION: ("own", "foreign", "random") if role.person else ("foreign", "random"),
        Kind.PERSON: ("own", "foreign", "random") if role.person else ("foreign", "random"),
    }
    kinds = route.identifiers
    for labels in product(*(choices.get(kind, companies) for kind in kinds.values())):
        yield dict(zip(kinds, labels, strict=True))


def is_allowed(route: Route, role: Role, labels: Labels) -> bool:
    """Whether the table of rights lets the role do that."""
    if route.who is Who.PUBLIC:
        return not _is_forged(route, labels)
    if role.person is None or not _consistent(route, role, labels):
        return False
    return route.who is not Who.ADMINISTRATOR or _profile(route, role, labels) is Profile.ADMINISTRATOR


def refusal(route: Route, role: Role, labels: Labels) -> int:
    """How what is not allowed is answered: sign in first, not for your profile, or nothing there."""
    if _is_forged(route, labels):
        return 404
    if role.person is None:
        return 303
    asked = next((labels[name] for name, kind in route.parameters.items() if kind is Kind.COMPANY), None)
    too_low = route.who is Who.ADMINISTRATOR and asked in role.profiles
    return 403 if too_low and _profile(route, role, labels) is not Profile.ADMINISTRATOR else 404


def _is_forged(route: Route, labels: Labels) -> bool:
    return any(kind is Kind.SEAL and labels[name] == "random" for name, kind in route.identifiers.items())


def _profile(route: Route, role: Role, labels: Labels) -> Profile | None:
    asked = next(labels[name] for name, kind in route.parameters.items() if kind is Kind.COMPANY)
    return role.profiles.get(asked)


def _consistent(route: Route, role: Role, labels: Labels) -> bool:
    companies = {labels[name] for name, kind in route.identifiers.items() if kind in OF_A_COMPANY}
    persons = {labels[name] for name, kind in route.identifiers.items() if kind in (Kind.SESSION, Kind.PERSON)}
    return len(companies) <= 1 and companies <= role.profiles.keys() and persons <= {"own"}


def _like(role: Role, label: str) -> str:
    """The label whose answer this one's must be like: random, unless it is the role's own."""
    return label if label == "own" or label in role.profiles else "random"


def _difference(answer: Answer) -> str:
    return f"({answer.status})"
