"""What is in a picture; runs confined."""

import warnings
from typing import BinaryIO

import pi_heif

# Pillow would import these two in the middle of a JPEG, when nothing can be opened any more.
from PIL import Image, ImageFile, MpoImagePlugin, PngImagePlugin, TiffImagePlugin

from societaire_documents.acceptance import Unacceptable

MOST_MEGAPIXELS = 40
_FORMATS = ("PNG", "JPEG", "HEIF")
_PRELOADED = (MpoImagePlugin, TiffImagePlugin)

pi_heif.register_heif_opener(thumbnails=False)
pi_heif.options.DECODE_THREADS = 1
Image.preinit()
# Our own limit comes before, and says so.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False


def opened(file: BinaryIO) -> Image.Image:
    """A picture of an accepted kind and size, not decoded yet."""
    warnings.simplefilter("error")
    try:
        picture = Image.open(file, formats=_FORMATS)
    except ValueError as error:
        # What Pillow says of texts that unfold to more than pictures carry.
        raise Unacceptable("file_too_complex" if "too large" in str(error) else "file_damaged") from error
    if min(picture.size) < 1:
        raise Unacceptable("file_damaged")
    if picture.width * picture.height > MOST_MEGAPIXELS * 1_000_000:
        raise Unacceptable("file_too_many_pixels", most=MOST_MEGAPIXELS)
    if isinstance(picture, PngImagePlugin.PngImageFile) and getattr(picture, "n_frames", 1) > 1:
        raise Unacceptable("file_animated")
    return picture


def inspect_picture(file: BinaryIO) -> int:
    """One page; the picture is decoded to its last byte."""
    picture = opened(file)
    if picture.format == "JPEG":
        # An eighth of each side: every byte is read, a sixty-fourth of the memory is taken.
        picture.draft(None, (picture.width // 8 or 1, picture.height // 8 or 1))
    try:
        picture.load()
    except OSError as error:
        if "truncated" in str(error).lower():
            raise Unacceptable("file_truncated") from error
        raise
    return 1
