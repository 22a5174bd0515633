"""How a picture stands, and how its points look on paper; runs confined."""

import warnings

from PIL import Image

_ORIENTATION = 0x0112
_UPRIGHT = 1
_MOST_ORIENTATION = 8


def orientation_of(picture: Image.Image) -> int:
    """Which way a photograph lies, 1 to 8 as Exif says it; 1 when nothing that can be read says so."""
    if picture.format == "HEIF":
        # pi-heif turns what it decodes; Pillow does not.
        return _UPRIGHT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what a camera wrote may be damaged: the picture then stands as it lies
        return _UPRIGHT
    return found if isinstance(found, int) and _UPRIGHT <= found <= _MOST_ORIENTATION else _UPRIGHT


def flat(picture: Image.Image) -> Image.Image:
    """On white paper, in grey or colours of eight bits."""
    if picture.mode in ("1", "L", "RGB"):
        return picture
    if picture.mode.startswith("I"):
        return picture.point(lambda level: level / 256).convert("L") if picture.mode != "I;16" else _eight_bits(picture)
    if is_transparent(picture):
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return picture.convert("RGB")


def is_transparent(picture: Image.Image) -> bool:
    """Whether something may shine through."""
    return "A" in picture.getbands() or "transparency" in picture.info


def _eight_bits(picture: Image.Image) -> Image.Image:
    # The high byte of each point.
    return Image.frombytes("L", picture.size, picture.tobytes()[1::2])
