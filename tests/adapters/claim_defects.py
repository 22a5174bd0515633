"""Four defects planted in a library of the tests' own, never in the product: each is one that crashes show (SECURITY
4.5)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO, cast

from attrs import define, evolve, field, fields_dict, frozen

from societaire.app import Ports, Societaire
from societaire.claims.declaring import ClaimDeclaration, DraftState
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.storage import StoredFile, file_key
from societaire.use_cases.claim_sending import ClaimSending
from societaire.values import PersonId, Siren


@define
class Later:
    """Does what it is given once a unit of work is over, when it should have been done before."""

    waiting: list[Callable[[], object]] = field(factory=list)

    def put_off(self, act: Callable[[], object]) -> None:
        """Keep an act for later."""
        self.waiting.append(act)

    def catch_up(self) -> None:
        """Do what was put off."""
        while self.waiting:
            self.waiting.pop(0)()


class Belated:
    """A database after whose units of work what was put off is done; `late_messages` go to the outbox only then."""

    def __init__(self, database: Database, later: Later, *, late_messages: bool = False) -> None:
        self.database, self.later, self.late_messages = database, later, late_messages

    def read(self) -> Any:
        """As it is."""
        return self.database.read()

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work, and then the rest."""
        with self.database.write() as unit:
            yield cast(UnitOfWork, LateUnit(unit, self)) if self.late_messages else unit
        self.later.catch_up()


class LateUnit:
    """A unit of work that leaves messages out."""

    def __init__(self, unit: UnitOfWork, belated: Belated) -> None:
        self.unit, self.belated = unit, belated

    def __getattr__(self, name: str) -> Any:
        return self if name == "outbox" else getattr(self.unit, name)

    def add(self, messages: Any) -> None:
        """Queue them, in a unit of their own."""

        def queue() -> None:
            with self.belated.database.write() as unit:
                unit.outbox.add(messages)
                unit.commit()

        self.belated.later.put_off(queue)


@frozen
class LateFiles:
    """A file store that says where a content lies before it is there."""

    files: Any
    later: Later

    def __getattr__(self, name: str) -> Any:
        return getattr(self.files, name)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Promise a content."""
        whole = content.read()
        digest = sha256(whole).hexdigest()
        self.later.put_off(lambda: self.files.save(owner, BytesIO(whole)))
        return StoredFile(file_key(owner, digest), len(whole), digest)


@frozen
class LateMailer:
    """A mailer that hands mails in once they are marked."""

    mailer: Any
    later: Later

    def send(self, mail: Any) -> None:
        """Promise a mail."""
        self.later.put_off(lambda: self.mailer.send(mail))


@frozen
class WithoutKey(ClaimSending):
    """Each click sends what the page holds, as if for the first time."""

    def send(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        key: str,
        expected_files: Mapping[str, str],
        *,
        certified: bool,
        version: int | None = None,
    ) -> ClaimDeclaration:
        """A claim of its own."""
        with self.database.write() as unit:
            draft = unit.claim_declarations.get(siren, declaration_id)
            assert draft is not None
            if draft.state is DraftState.SENT:
                declaration_id, key, expected_files = self.entropy.identifier(), self.entropy.token(), {}
                anew = evolve(draft, id=declaration_id, key=key, state=DraftState.DRAFT, version=0)
                unit.claim_declarations.save(
                    evolve(anew, receipt=None, receipt_key=None, receipt_sha256=None, files=())
                )
                unit.commit()
        return super().send(person_id, siren, declaration_id, key, expected_files, certified=certified, version=version)


def without_key(ports: Ports) -> Societaire:
    """No key makes sending happen once."""
    service = Societaire.from_ports(ports)
    held = service.claiming.sending
    sending = WithoutKey(**{name: getattr(held, name) for name in fields_dict(ClaimSending)})
    return evolve(service, claiming=evolve(service.claiming, sending=sending))


def rows_before_files(ports: Ports) -> Societaire:
    """A row names a receipt that is not there yet."""
    later = Later()
    files = LateFiles(ports.files, later)
    service = Societaire.from_ports(ports)
    sending = evolve(service.claiming.sending, database=Belated(ports.database, later), files=files)
    return evolve(service, claiming=evolve(service.claiming, sending=sending))


def mail_after_commit(ports: Ports) -> Societaire:
    """The claim is kept before the mail that tells of it."""
    database = Belated(ports.database, Later(), late_messages=True)
    service = Societaire.from_ports(ports)
    return evolve(
        service, claiming=evolve(service.claiming, sending=evolve(service.claiming.sending, database=database))
    )


def marked_before_sent(ports: Ports) -> Societaire:
    """A mail is marked before the server has it."""
    later = Later()
    service = Societaire.from_ports(ports)
    sending = evolve(service.sending, database=Belated(ports.database, later), mailer=LateMailer(ports.mailer, later))
    return evolve(service, sending=sending)
