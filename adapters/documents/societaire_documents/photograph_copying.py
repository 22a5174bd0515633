"""The copies that are shown of a photograph, drawn from its points alone; runs confined."""

import io
from typing import BinaryIO

from PIL import Image

from societaire.uploads.copies import LARGEST_SIDES, CopySize
from societaire_documents.drawing import flat, is_transparent, orientation_of
from societaire_documents.picture_inspection import opened

_QUALITY = 80
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Orientation of a photograph -> what sets it upright."""


def copy_photograph(made: BinaryIO, file: BinaryIO) -> list[int]:
    """Write the thumbnail, then the display copy; gives how many bytes each takes."""
    picture = opened(file)
    orientation = orientation_of(picture)
    side = LARGEST_SIDES[CopySize.DISPLAY]
    # A JPEG is decoded at a half, a quarter or an eighth when that is enough.
    picture.draft(None, (side, side))
    display = _bare(_smaller(picture, side))
    if orientation in _TURNS:
        display = display.transpose(_TURNS[orientation])
    thumbnail = display.copy()
    thumbnail.thumbnail((LARGEST_SIDES[CopySize.THUMBNAIL],) * 2)
    contents = [_written(thumbnail), _written(display)]
    made.write(b"".join(contents))
    made.flush()
    return list(map(len, contents))


def _smaller(picture: Image.Image, side: int) -> Image.Image:
    """Within a square, on white paper: made small first where it is transparent, to spare memory."""
    picture.load()
    seen = picture.convert("RGBA") if is_transparent(picture) else flat(picture)
    if seen.mode == "1":
        seen = seen.convert("L")
    seen.thumbnail((side, side))
    return flat(seen)


def _bare(picture: Image.Image) -> Image.Image:
    """Its points alone: Pillow hands a comment, among others, from what it opened to what it saves."""
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _written(picture: Image.Image) -> bytes:
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=_QUALITY, optimize=True)
    return held.getvalue()
