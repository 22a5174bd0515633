"""Passwords kept with Argon2id, no more hashings at once than the machine has slots."""

import base64
import secrets

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.low_level import Type
from attrs import field, frozen
from attrs.validators import ge

from societaire_security.slots import MachineSlots


@frozen
class Argon2Hasher:
    """Memory in KiB, passes over it, lanes; the defaults are OWASP's, and nothing weaker is taken."""

    slots: MachineSlots
    memory: int = field(default=19_456, validator=ge(19_456))
    passes: int = field(default=2, validator=ge(2))
    lanes: int = field(default=1, validator=ge(1))
    _argon2: Argon2 = field(init=False, repr=False)
    _nobody: str = field(init=False, repr=False)

    @_argon2.default
    def _with_parameters(self) -> Argon2:
        return Argon2(time_cost=self.passes, memory_cost=self.memory, parallelism=self.lanes, type=Type.ID)

    @_nobody.default
    def _form_of_nobody(self) -> str:
        # Well formed, so that verifying it takes a whole hashing, and no password's: its digest is drawn, not computed.
        salt, digest = (base64.b64encode(secrets.token_bytes(size)).rstrip(b"=").decode() for size in (16, 32))
        return f"$argon2id$v=19$m={self.memory},t={self.passes},p={self.lanes}${salt}${digest}"

    def hash(self, password: str) -> str:
        """Encode as "$argon2id$v=19$m=…,t=…,p=…$salt$digest"; raises `Busy` when every slot is taken."""
        with self.slots.one():
            return self._argon2.hash(_bytes(password))

    def verify(self, encoded: str | None, password: str) -> bool:
        """Whether the password is the one kept; raises `Busy` when every slot is taken."""
        with self.slots.one():
            try:
                return self._matches(encoded or self._nobody, password)
            except (InvalidHashError, VerificationError):
                # What can't be read takes as long as a wrong password; a machine out of memory fails here again, aloud.
                return self._matches(self._nobody, password)

    def outdated(self, encoded: str) -> bool:
        """Whether other parameters made it, or it can't be read."""
        try:
            return self._argon2.check_needs_rehash(encoded)
        except InvalidHashError:
            return True

    def _matches(self, encoded: str, password: str) -> bool:
        try:
            return self._argon2.verify(encoded, _bytes(password))
        except VerifyMismatchError:
            return False


def _bytes(password: str) -> bytes:
    # A lone surrogate matches no password kept (the policy refuses it) but must be answered like any other mistake.
    return password.encode("utf-8", "surrogatepass")
