"""The French sentence of every code: one place, so that the portal, the mails and the command line say the same."""

from collections.abc import Mapping
from types import MappingProxyType

from societaire.errors import Busy, Problem, SocietaireError
from societaire_wording.claim_codes import SENTENCES as CLAIM_SENTENCES
from societaire_wording.declaration_codes import SENTENCES as DECLARATION_SENTENCES
from societaire_wording.file_codes import SENTENCES as FILE_SENTENCES
from societaire_wording.finding_codes import RULES as FOUND_SENTENCES
from societaire_wording.finding_codes import SENTENCES as FINDING_SENTENCES
from societaire_wording.finding_codes import told
from societaire_wording.formats import duration, size, typeset
from societaire_wording.import_codes import SENTENCES as IMPORT_SENTENCES
from societaire_wording.refusals import SENTENCES as REFUSAL_SENTENCES
from societaire_wording.setting_codes import SENTENCES as SETTING_SENTENCES
from societaire_wording.upkeep_codes import SENTENCES as UPKEEP_SENTENCES
from societaire_wording.upload_codes import SENTENCES as UPLOAD_SENTENCES

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        **IMPORT_SENTENCES,
        **SETTING_SENTENCES,
        **REFUSAL_SENTENCES,
        **FILE_SENTENCES,
        **DECLARATION_SENTENCES,
        **CLAIM_SENTENCES,
        **FINDING_SENTENCES,
        **UPKEEP_SENTENCES,
        **UPLOAD_SENTENCES,
    }
)
"""Code -> sentence, with the values that it names in braces."""


class _Values(dict[str, object]):
    """Values of a sentence; one that was not given shows as an ellipsis rather than hiding the whole sentence."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """The French sentence of a code; raises KeyError when the catalogue lacks it (a test keeps that from happening).

    `retry_after` (seconds) gives `wait`, `largest` (bytes) gives `largest_size`.
    """
    given = _Values(values or {})
    if code in FOUND_SENTENCES or code in DECLARATION_SENTENCES:
        given = _Values({name: told(name, value) for name, value in given.items()})
    if isinstance(seconds := given.get("retry_after"), int):
        given["wait"] = duration(seconds)
    if isinstance(largest := given.get("largest"), int):
        given["largest_size"] = size(largest)
    return typeset(SENTENCES[code]).format_map(given)


def refusal(error: SocietaireError) -> str:
    """The sentence of what the library refused, without its problems."""
    values: dict[str, object] = dict(error.values)
    if isinstance(error, Busy):
        values["retry_after"] = error.retry_after
    return sentence(error.code, values)


def problem(found: Problem) -> str:
    """The sentence of one problem of a form."""
    return sentence(found.code, dict(found.values))
