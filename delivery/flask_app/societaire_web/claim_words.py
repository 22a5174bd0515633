"""The words that the templates of claims use."""

from flask import Flask

from societaire.claims.call_back import Slot
from societaire.claims.wizard import Stage
from societaire.use_cases.claim_reading import Understood
from societaire_web.claim_sheet import block_name, cause_name, place_of
from societaire_wording.claim_guidance import DEADLINES, DOCUMENTS, GATHER, REGIMES, URGENCIES, hint_told
from societaire_wording.claim_labels import CALL_BACKS, STATE_CODES, STATES
from societaire_wording.claim_questions import FAMILIES
from societaire_wording.formats import span


def block_asking(path: str, understood: Understood) -> str:
    """The page that asks for the answer of a path; '' when none does."""
    name = path.partition(".")[0]
    if name == Stage.CAUSE.value:
        return Stage.CAUSE.value
    found = (block for block, questions in understood.route.blocks.items() if any(one.id == name for one in questions))
    return next(found, "")


def slot_told(slot: Slot) -> str:
    """When somebody may be called back."""
    return span(slot.day, slot.start, slot.end)


def states() -> list[tuple[str, str]]:
    """Every state of a claim: the word of its address, its name."""
    return [(word, STATES[code]) for word, code in STATE_CODES.items()]


def register(app: Flask) -> None:
    """Give templates their filters and functions."""
    tables = {
        "claim_state": STATES,
        "call_back_state": CALL_BACKS,
        "family": FAMILIES,
        "claim_document": DOCUMENTS,
        "regime": REGIMES,
        "deadline": DEADLINES,
        "urgency": URGENCIES,
    }
    app.jinja_env.filters.update({name: table.__getitem__ for name, table in tables.items()})
    app.jinja_env.filters.update(
        cause=cause_name,
        claim_block=block_name,
        claim_path=place_of,
        gather=lambda letter: GATHER.get(letter, ()),
        block_asking=block_asking,
        claim_hint=hint_told,
        slot_told=slot_told,
    )
    app.jinja_env.globals.update(claim_states=states)
