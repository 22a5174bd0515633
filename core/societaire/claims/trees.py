"""The trees that an insurer gives: the present one, and the former ones that claims were declared with."""

from attrs import frozen

from societaire.claims.questions import Tree
from societaire.claims.tree import CONSTRUCTION


@frozen
class Trees:
    """One tree at least; `present` is what new declarations follow."""

    present: Tree
    former: tuple[Tree, ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """Every kind of document that a claim may need, those of drafts that follow a former tree included."""
        return frozenset(wanted.id for tree in (self.present, *self.former) for wanted in tree.documents)

    def named(self, code: str, version: int) -> Tree:
        """That version of that tree; the present one when it is gone, so that a draft is never lost."""
        found = (tree for tree in (self.present, *self.former) if (tree.code, tree.version) == (code, version))
        return next(found, self.present)


SHIPPED_TREES = Trees(CONSTRUCTION)
