"""What any FileStore must do: subclass, and give the `store` fixture an empty one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from societaire.ports.storage import FileMissing, FileStore

OWNER = "0123456789abcdef" * 2
OTHER_OWNER = "f" * 32
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2200, 1, 1, tzinfo=UTC)
NO_KEYS = (
    "",
    "/",
    "s",
    "..",
    f"s/{OWNER}",
    f"s/{OWNER}/{'a' * 63}",
    f"s/{OWNER}/{'A' * 64}",
    f"s/{OWNER}/{'a' * 64}\n",
    f"/s/{OWNER}/{'a' * 64}",
    f"s/{OWNER}/../{OWNER}/{'a' * 64}",
    f"s/{OWNER}/{'a' * 64}/../{'a' * 64}",
)


class Trickle(BytesIO):
    """A content that gives little at a time, and refuses to be read whole."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "read whole"
        return super().read(min(size, 700))


class Broken(BytesIO):
    """A content whose reading fails once it has begun."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(size)


def read(store: FileStore, key: str) -> bytes:
    """The whole content under a key."""
    with store.open(key) as file:
        return file.read()


class FileStoreConformance:
    """The claims that every store keeps."""

    @pytest.fixture
    def store(self) -> FileStore:
        """An empty store."""
        raise AssertionError("the subclass gives the store")

    @pytest.mark.parametrize("content", [b"", b"a", b"\x00\r\n\xff" * 5000], ids=["empty", "one byte", "binary"])
    def test_what_is_saved_is_read_back(self, store: FileStore, content: bytes) -> None:
        stored = store.save(OWNER, BytesIO(content))
        assert stored.key == f"s/{OWNER}/{sha256(content).hexdigest()}"
        assert (stored.size, stored.sha256) == (len(content), sha256(content).hexdigest())
        assert store.size(stored.key) == len(content)
        assert read(store, stored.key) == content

    def test_a_content_is_read_in_pieces(self, store: FileStore) -> None:
        content = bytes(range(256)) * 20
        assert read(store, store.save(OWNER, Trickle(content)).key) == content

    def test_a_content_is_given_piece_by_piece(self, store: FileStore) -> None:
        content = bytes(range(256)) * 20
        with store.open(store.save(OWNER, BytesIO(content)).key) as file:
            assert b"".join(iter(lambda: file.read(1000), b"")) == content
            assert file.read(1) == b""

    def test_two_readers_do_not_disturb_each_other(self, store: FileStore) -> None:
        key = store.save(OWNER, BytesIO(b"abcdef")).key
        with store.open(key) as one, store.open(key) as other:
            assert (one.read(3), other.read(2), one.read(), other.read()) == (b"abc", b"ab", b"def", b"cdef")

    def test_saving_twice_changes_nothing(self, store: FileStore) -> None:
        first = store.save(OWNER, BytesIO(b"twice"))
        assert store.save(OWNER, BytesIO(b"twice")) == first
        assert list(store.keys(FAR_AHEAD)) == [first.key]

    def test_the_same_content_of_two_owners_is_two_files(self, store: FileStore) -> None:
        mine = store.save(OWNER, BytesIO(b"shared"))
        theirs = store.save(OTHER_OWNER, BytesIO(b"shared"))
        assert mine.key != theirs.key
        store.delete(mine.key)
        assert read(store, theirs.key) == b"shared"

    @pytest.mark.parametrize("owner", ["", "a" * 31, "a" * 33, "A" * 32, "../" + "a" * 29, "a" * 32 + "\n"])
    def test_an_owner_is_32_hexadecimal_characters(self, store: FileStore, owner: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.save(owner, BytesIO(b"x"))
        assert list(store.keys(FAR_AHEAD)) == []

    def test_an_absent_file_is_missing(self, store: FileStore) -> None:
        key = f"s/{OWNER}/{sha256(b'absent').hexdigest()}"
        with pytest.raises(FileMissing):
            store.open(key)
        assert store.size(key) is None
        store.delete(key)

    @pytest.mark.parametrize("key", NO_KEYS)
    def test_what_is_no_key_names_no_file(self, store: FileStore, key: str) -> None:
        kept = store.save(OWNER, BytesIO(b"kept"))
        with pytest.raises(FileMissing):
            store.open(key)
        assert store.size(key) is None
        store.delete(key)
        assert read(store, kept.key) == b"kept"

    def test_a_deleted_file_is_missing(self, store: FileStore) -> None:
        key = store.save(OWNER, BytesIO(b"gone")).key
        store.delete(key)
        with pytest.raises(FileMissing):
            store.open(key)
        assert store.size(key) is None
        assert list(store.keys(FAR_AHEAD)) == []

    def test_a_file_saved_since_is_not_deleted(self, store: FileStore) -> None:
        key = store.save(OWNER, BytesIO(b"kept")).key
        assert not store.delete(key, LONG_AGO)
        assert read(store, key) == b"kept"
        assert store.delete(key, FAR_AHEAD)
        assert store.size(key) is None
        assert store.delete(key, LONG_AGO)

    def test_keys_are_those_saved_before(self, store: FileStore) -> None:
        assert list(store.keys(FAR_AHEAD)) == []
        saved = {store.save(owner, BytesIO(text)).key for owner in (OWNER, OTHER_OWNER) for text in (b"1", b"2", b"3")}
        assert set(store.keys(FAR_AHEAD)) == saved
        assert set(store.keys(FAR_AHEAD.astimezone(tz=None) - timedelta(days=1))) == saved
        assert list(store.keys(LONG_AGO)) == []

    def test_keys_may_be_deleted_as_they_come(self, store: FileStore) -> None:
        for number in range(10):
            store.save(OWNER, BytesIO(b"%d" % number))
        for key in store.keys(FAR_AHEAD):
            store.delete(key)
        assert list(store.keys(FAR_AHEAD)) == []

    def test_a_moment_without_time_zone_is_refused_at_once(self, store: FileStore) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - the port tells no more
            store.keys(FAR_AHEAD.replace(tzinfo=None))

    def test_a_content_that_fails_leaves_nothing_and_keeps_its_error(self, store: FileStore) -> None:
        with pytest.raises(ConnectionResetError):
            store.save(OWNER, Broken(b"a" * 3_000_000))
        assert list(store.keys(FAR_AHEAD)) == []

    def test_twenty_threads_save_the_same_and_other_contents(self, store: FileStore) -> None:
        contents = [b"same" if number % 2 else b"%d" % number * 10_000 for number in range(20)]
        with ThreadPoolExecutor(20) as pool:
            stored = list(pool.map(lambda content: store.save(OWNER, BytesIO(content)), contents))
        assert [read(store, one.key) for one in stored] == contents
        assert set(store.keys(FAR_AHEAD)) == {one.key for one in stored}
