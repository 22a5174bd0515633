"""The copies that are shown of photographs, drawn by a process that can harm nothing."""

import tempfile
from typing import BinaryIO

from attrs import field, frozen

from societaire.ports.photographs import MadeCopies
from societaire_documents.confinement import Confinement, Refused


@frozen
class ConfinedCopier:
    """The PhotographCopier port."""

    confinement: Confinement = field(factory=Confinement)

    def copies(self, content: BinaryIO) -> MadeCopies | None:
        """Both copies; None for what can't be drawn again."""
        with tempfile.TemporaryFile() as made:
            try:
                lengths = self.confinement.run("copy_photograph", [content], made)
            except Refused:
                return None
            made.seek(0)
            return MadeCopies(*(made.read(int(length)) for length in lengths))
