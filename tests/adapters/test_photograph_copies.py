"""The copies that are shown of photographs, from real ones: upright, bounded, and silent on where they were taken."""

import struct
from io import BytesIO

import pi_heif
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from societaire.ports.photographs import MadeCopies
from societaire.uploads.copies import LARGEST_SIDES
from societaire_documents.confinement import Confinement
from societaire_documents.copier import ConfinedCopier
from tests.adapters import hostile
from tests.adapters.hostile import picture
from tests.adapters.test_merging import BLUE, GREEN, RED, WHITE, corners

SECRET = b"SECRET"
_START_OF_SCAN = 0xDA
_FIRST_OF_TABLES, _LAST_OF_TABLES = 0xC0, 0xDD
_JFIF = 0xE0


def copied(content: bytes) -> MadeCopies:
    made = ConfinedCopier(Confinement(wall=180)).copies(BytesIO(content))
    assert made is not None
    return made


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=["JPEG"]) as shown:
        shown.load()
        return shown


def segments(content: bytes) -> list[int]:
    """The markers of a JPEG up to its points."""
    at, found = 2, []
    while content[at + 1] != _START_OF_SCAN:
        assert content[at] == 0xFF
        found.append(content[at + 1])
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return found


def is_near(shown: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found = shown.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return max(abs(one - other) for one, other in zip(found, colour, strict=True)) < 25


def telling() -> bytes:
    """A photograph that tells of its place, its camera, its author, in every way that a JPEG has."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif[0x013B] = "SECRET author"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (45.0, 45.0, 36.0)
    exif.get_ifd(0x8769)[0xA431] = "SECRET serial number"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(
        "JPEG",
        size=(400, 300),
        exif=exif,
        comment=b"SECRET comment",
        xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET place</x:xmpmeta>",
        icc_profile=profile,
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_shown_upright_whatever_way_it_lies(orientation: int) -> None:
    for content in (made := copied(corners(orientation))).display, made.thumbnail:
        shown = opened(content)
        assert shown.size == (80, 40)
        for colour, place in ((RED, (20, 10)), (BLUE, (60, 10)), (GREEN, (20, 30)), (WHITE, (60, 30))):
            assert is_near(shown, place, colour)


def test_a_copy_holds_points_alone_and_the_original_is_left_as_it_is() -> None:
    original = telling()
    assert original.count(SECRET) == 5
    with Image.open(BytesIO(original)) as seen:
        assert seen.getexif().get_ifd(0x8825)[1] == "N"
    content = BytesIO(original)
    made = ConfinedCopier().copies(content)
    assert content.getvalue() == original
    assert made is not None
    for copy in (made.display, made.thumbnail):
        shown = opened(copy)
        assert not shown.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(shown.info)
        assert all(one == _JFIF or _FIRST_OF_TABLES <= one <= _LAST_OF_TABLES for one in segments(copy)), segments(copy)
        assert SECRET not in copy
        assert copy.endswith(b"\xff\xd9")


def test_what_a_png_tells_is_left_out_too() -> None:
    told = PngInfo()
    told.add_text("Author", "SECRET")
    told.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SECRET</x:xmpmeta>")
    exif = Image.Exif()
    exif[0x0112] = 6
    original = picture("PNG", size=(60, 40), pnginfo=told, exif=exif)
    assert SECRET in original
    made = copied(original)
    assert opened(made.display).size == (40, 60)
    assert SECRET not in made.display + made.thumbnail


def test_a_photograph_of_a_telephone_is_shown_as_it_shows_it() -> None:
    path = hostile.SAMPLES / "photo.heic"
    made = copied(path.read_bytes())
    seen, shown = pi_heif.open_heif(path).to_pillow().convert("RGB"), opened(made.display)
    assert b"Exemple" in path.read_bytes()
    assert b"Exemple" not in made.display + made.thumbnail
    assert shown.size == seen.size
    for place in ((10, 10), (seen.width - 10, 10), (10, seen.height - 10)):
        colour = seen.getpixel(place)
        assert isinstance(colour, tuple)
        assert is_near(shown, place, colour)


@pytest.mark.parametrize(
    ("kind", "size", "display", "thumbnail"),
    [
        ("JPEG", (4000, 3000), (1600, 1200), (240, 180)),
        ("PNG", (3000, 4000), (1200, 1600), (180, 240)),
        ("JPEG", (100, 80), (100, 80), (100, 80)),
        ("PNG", (30_000, 10), (1600, 1), (240, 1)),
    ],
)
def test_copies_are_bounded_and_never_larger(
    kind: str, size: tuple[int, int], display: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    assert tuple(LARGEST_SIDES.values()) == (240, 1600)
    made = copied(picture(kind, size=size))
    assert (opened(made.display).size, opened(made.thumbnail).size) == (display, thumbnail)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_in_any_colours_is_shown(mode: str) -> None:
    assert opened(copied(picture("PNG", mode)).display).size == (64, 48)


def test_the_inks_of_a_printer_become_colours() -> None:
    held = BytesIO()
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(held, "JPEG", quality=95)
    assert is_near(opened(copied(held.getvalue()).display), (20, 20), (255, 0, 0))


def test_sixteen_bits_keep_their_light() -> None:
    held = BytesIO()
    Image.new("I;16", (40, 40), 0xC000).save(held, "PNG")
    assert is_near(opened(copied(held.getvalue()).display), (20, 20), (0xC0, 0xC0, 0xC0))


def test_what_is_transparent_is_white() -> None:
    held = BytesIO()
    Image.new("RGBA", (40, 40), (200, 30, 30, 0)).save(held, "PNG")
    assert is_near(opened(copied(held.getvalue()).display), (20, 20), WHITE)


@pytest.mark.parametrize(
    ("kind", "exif"),
    [
        ("JPEG", b"nonsense"),
        ("PNG", b"MM\x00\x2a\x00\x00\x00\x08\x00\x09nonsense"),
        ("JPEG", b"MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x02\x00\x00\x00\x03zz\x00\x00\x00\x00\x00\x00"),
        ("JPEG", b"MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x63\x00\x00\x00\x00\x00\x00"),
    ],
    ids=["no table", "cut table", "orientation in letters", "orientation 99"],
)
def test_a_photograph_whose_camera_wrote_nonsense_is_shown_as_it_lies(kind: str, exif: bytes) -> None:
    assert opened(copied(picture(kind, exif=b"Exif\x00\x00" + exif)).display).size == (64, 48)


@pytest.mark.parametrize(
    "content",
    [
        hostile.flat_png(12_000),
        picture("JPEG", size=(900, 900))[:-400],
        picture("PNG", size=(300, 300))[:-60],
        hostile.animated(3),
        b"\x89PNG\r\n\x1a\n",
    ],
    ids=["pixel flood", "cut JPEG", "cut PNG", "animated", "nothing"],
)
def test_what_is_hostile_or_broken_gets_no_copy(content: bytes) -> None:
    assert ConfinedCopier(Confinement(wall=180)).copies(BytesIO(content)) is None
