"""What any PieceStore must do: subclass, and give the `store` fixture an empty one."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from societaire.ports.pieces import PieceMissing, PieceStore
from societaire.testing.conformance_storage import FAR_AHEAD, LONG_AGO, Broken, Trickle

UPLOAD = "0123456789abcdef" * 2
OTHER = "f" * 32


def read(store: PieceStore, upload: str, *names: str) -> bytes:
    """Pieces one after the other."""
    with store.open(upload, names) as content:
        return content.read()


class PieceStoreConformance:
    """The claims that every store of pieces keeps."""

    @pytest.fixture
    def store(self) -> PieceStore:
        """An empty store."""
        raise AssertionError("the subclass gives the store")

    def test_pieces_are_read_one_after_the_other_as_named(self, store: PieceStore) -> None:
        one, two = (store.keep(UPLOAD, BytesIO(text)) for text in (b"one", b""))
        three = store.keep(UPLOAD, BytesIO(b"three"), whole=True)
        assert read(store, UPLOAD, one, two, three) == b"onethree"
        assert read(store, UPLOAD, three, one) == b"threeone"
        assert read(store, UPLOAD) == b""

    def test_a_piece_is_read_in_little_pieces(self, store: PieceStore) -> None:
        content = bytes(range(256)) * 20
        assert read(store, UPLOAD, store.keep(UPLOAD, Trickle(content))) == content

    def test_pieces_can_be_read_anywhere(self, store: PieceStore) -> None:
        names = [store.keep(UPLOAD, BytesIO(text)) for text in (b"0123", b"45", b"6789")]
        with store.open(UPLOAD, names) as content:
            assert content.seekable()
            assert (content.read(5), content.tell()) == (b"01234", 5)
            assert content.seek(-4, 2) == 6
            assert content.read() == b"6789"
            assert content.read() == b""
            assert (content.seek(3), content.read(3)) == (3, b"345")
            assert (content.seek(1, 1), content.read(1)) == (7, b"7")
            content.seek(0)
            assert b"".join(iter(lambda: content.read(3), b"")) == b"0123456789"

    def test_two_pieces_never_share_a_name(self, store: PieceStore) -> None:
        with ThreadPoolExecutor(10) as pool:
            names = list(pool.map(lambda n: store.keep(UPLOAD, BytesIO(b"%d" % n)), range(10)))
        assert [read(store, UPLOAD, name) for name in names] == [b"%d" % n for n in range(10)]

    def test_a_forgotten_upload_has_no_pieces_and_others_keep_theirs(self, store: PieceStore) -> None:
        mine, theirs = store.keep(UPLOAD, BytesIO(b"mine")), store.keep(OTHER, BytesIO(b"theirs"))
        store.forget(UPLOAD)
        store.forget(UPLOAD)
        with pytest.raises(PieceMissing):
            read(store, UPLOAD, mine)
        assert read(store, OTHER, theirs) == b"theirs"
        assert list(store.uploads(FAR_AHEAD)) == [OTHER]

    def test_a_piece_belongs_to_its_upload(self, store: PieceStore) -> None:
        mine = store.keep(UPLOAD, BytesIO(b"mine"))
        for upload, name in ((OTHER, mine), (UPLOAD, "../" + mine), (UPLOAD, "x" * 32), (UPLOAD, "")):
            with pytest.raises(PieceMissing):
                read(store, upload, name)

    def test_a_new_piece_after_forgetting_is_another_one(self, store: PieceStore) -> None:
        former = store.keep(UPLOAD, BytesIO(b"former"))
        store.forget(UPLOAD)
        store.keep(UPLOAD, BytesIO(b"new"))
        with pytest.raises(PieceMissing):
            read(store, UPLOAD, former)

    def test_a_content_that_fails_leaves_nothing_and_keeps_its_error(self, store: PieceStore) -> None:
        with pytest.raises(ConnectionResetError):
            store.keep(UPLOAD, Broken(b"a" * 3_000_000))
        kept = store.keep(UPLOAD, BytesIO(b"after"))
        assert read(store, UPLOAD, kept) == b"after"

    def test_uploads_are_those_without_newer_pieces(self, store: PieceStore) -> None:
        for upload in (UPLOAD, OTHER, UPLOAD):
            store.keep(upload, BytesIO(b"x"))
        assert sorted(store.uploads(FAR_AHEAD)) == [UPLOAD, OTHER]
        assert list(store.uploads(LONG_AGO)) == []
        for upload in store.uploads(FAR_AHEAD):
            store.forget(upload)
        assert list(store.uploads(FAR_AHEAD)) == []

    def test_a_moment_without_time_zone_is_refused_at_once(self, store: PieceStore) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.uploads(FAR_AHEAD.replace(tzinfo=None))

    @pytest.mark.parametrize("upload", ["", "a" * 31, "A" * 32, "../" + "a" * 29, "a" * 32 + "\n"])
    def test_an_upload_is_32_hexadecimal_characters(self, store: PieceStore, upload: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.keep(upload, BytesIO(b"x"))
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.open(upload, ["x"])
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.forget(upload)
