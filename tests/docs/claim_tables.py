"""The tables of docs/claims.md as the shipped tree and the life cycles give them."""

from collections.abc import Iterable, Iterator, Sequence

from societaire.claims import call_back, claim
from societaire.claims.questions import CAUSE, Condition, Every, Is, Need, Question, Tree, Wanted


def told(condition: Condition) -> str:
    """A condition in words; nothing when it always holds."""
    if isinstance(condition, Is):
        if condition.question == CAUSE:
            return ", ".join(sorted(condition.values))
        return f"`{condition.question}` is {_codes(sorted(condition.values), ' or ')}"
    parts = [told(part) for part in condition.parts]
    return (" and " if isinstance(condition, Every) else " or ").join(parts)


def causes_table(tree: Tree) -> str:
    """Which products answer which cause."""
    rows = [(cause.code, ", ".join(cause.products) or "none: a person looks") for cause in tree.causes]
    return _table(("cause", "contracts that may answer"), rows)


def questions_table(tree: Tree) -> str:
    """Every question, in the order in which it may be asked."""
    heads = ("page", "question", "kind", "asked when", "choices or columns", "answer")
    rows = [
        (
            f"`{block.id}` ({told(block.when) or 'always'})",
            f"`{question.id}`",
            question.kind.value,
            told(question.when),
            _codes([column.id for column in question.columns] or question.options, ", "),
            ", ".join(_answer(question)),
        )
        for block in tree.blocks
        for question in block.questions
    ]
    return _table(heads, rows)


def documents_table(tree: Tree) -> str:
    """Every document, and when it is required or offered."""
    rows = [(f"`{wanted.id}`", _when(wanted, Need.REQUIRED), _when(wanted, Need.OPTIONAL)) for wanted in tree.documents]
    return _table(("document", "required", "offered"), rows)


def states_table() -> str:
    """Where staff may move a claim."""
    rows = [
        (f"`{state}`", _codes([one for one in claim.ClaimState if one in after], ", "))
        for state, after in claim.NEXT.items()
    ]
    return _table(("state", "what may come"), rows)


def calls_table() -> str:
    """What becomes of a request to be called back."""
    rows = [
        (f"`{state}`", _codes([one for one in call_back.CallBackState if one in after], ", "))
        for state, after in call_back.NEXT.items()
    ]
    return _table(("request", "what may come"), rows)


def _answer(question: Question) -> Iterator[str]:
    if question.required:
        yield "required"
    if question.unknown:
        yield "may be unknown"
    if question.shortest:
        yield f"{question.shortest} characters at least"


def _when(wanted: Wanted, need: Need) -> str:
    return " or ".join(told(condition) for found, condition in wanted.lines if found is need)


def _codes(codes: Iterable[str], between: str) -> str:
    return between.join(f"`{code}`" for code in codes)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(row).replace("|  |", "| |") + " |" for row in lines)
