"""pypdf, whole: nothing of it can be imported any more once a file is open; runs confined."""

from typing import BinaryIO

# What pypdf would import by itself in the middle of its work.
from pypdf import PdfReader, filters, xmp
from pypdf.generic import _files, _fit

from societaire_documents.acceptance import Unacceptable

_PRELOADED = (filters, xmp, _files, _fit)


class _Plain(PdfReader):
    """Refuses ciphers before anything is made of them: they cost time, and libraries that may be missing."""

    @property
    def is_encrypted(self) -> bool:
        if super().is_encrypted:
            raise Unacceptable("file_protected")
        return False


def opened(file: BinaryIO) -> PdfReader:
    """A PDF as forgiving readers see it; raises Unacceptable when it is encrypted."""
    return _Plain(file, strict=False)
