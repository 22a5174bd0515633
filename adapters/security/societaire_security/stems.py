"""Finding listed stems in a text, look-alike characters read as what they stand for."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from societaire.identity.spelling import LOOKALIKES

Branch: TypeAlias = "dict[str, Branch]"
_END = ""


@frozen
class Stems:
    """A set of folded words as a tree of letters, so that every reading of a text is followed at once."""

    tree: Branch

    @classmethod
    def of(cls, listed: Iterable[str]) -> "Stems":
        """Grow the tree of these words."""
        tree: Branch = {}
        for word in listed:
            branch = tree
            for letter in word:
                branch = branch.setdefault(letter, {})
            branch[_END] = {}
        return cls(tree)

    def ends(self, text: str, start: int) -> set[int]:
        """Where in `text` the words that begin at `start` end."""
        found: set[int] = set()
        branches = [self.tree]
        for at in range(start, len(text)):
            readings = text[at] + LOOKALIKES.get(text[at], "")
            branches = [branch[letter] for branch in branches for letter in readings if letter in branch]
            if not branches:
                break
            if any(_END in branch for branch in branches):
                found.add(at + 1)
        return found
