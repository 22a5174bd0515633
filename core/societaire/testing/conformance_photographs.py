"""What whoever makes copies of photographs must do."""

from collections.abc import Mapping
from io import BytesIO

import pytest

from societaire.ports.photographs import PhotographCopier
from societaire.uploads.copies import COPY_FORMAT, PHOTOGRAPHS
from societaire.uploads.kinds import kind_of


class PhotographCopierConformance:
    """`copier` is what is tried; `samples` are sound photographs, by kind, and `unreadable` one that is not."""

    @pytest.fixture
    def copier(self) -> PhotographCopier:
        """Any."""
        raise NotImplementedError

    @pytest.fixture
    def samples(self) -> Mapping[str, bytes]:
        """One of each kind."""
        raise NotImplementedError

    @pytest.fixture
    def unreadable(self) -> bytes:
        """What begins like a photograph and can't be drawn again."""
        raise NotImplementedError

    @pytest.mark.parametrize("kind", sorted(PHOTOGRAPHS))
    def test_both_copies_are_of_one_kind_and_not_the_original(
        self, copier: PhotographCopier, samples: Mapping[str, bytes], kind: str
    ) -> None:
        made = copier.copies(BytesIO(samples[kind]))
        assert made is not None
        assert {kind_of(made.thumbnail), kind_of(made.display)} == {COPY_FORMAT}
        assert samples[kind] not in (made.thumbnail, made.display)

    def test_a_content_is_read_from_its_beginning_and_left_open(
        self, copier: PhotographCopier, samples: Mapping[str, bytes]
    ) -> None:
        content = BytesIO(samples["png"])
        content.seek(3)
        assert copier.copies(content) == copier.copies(BytesIO(samples["png"]))
        assert not content.closed

    def test_what_is_no_photograph_has_none(self, copier: PhotographCopier, unreadable: bytes) -> None:
        for content in (unreadable, b"%PDF-1.7 %%EOF", b""):
            assert copier.copies(BytesIO(content)) is None
