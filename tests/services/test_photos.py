"""Photos of candidates: the commission's, of a draft, and nothing but pictures."""

from __future__ import annotations

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import PHOTO_BYTES_MOST
from omp_desktop.domain.candidate_errors import CandidateFrozen, PhotoTooLarge, PhotoUnreadable
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.photos import PhotosService
from omp_desktop.store.errors import RecordMissing
from tests.services.scene import Desk, Draft, People, SmallElection

JPEG = b"\xff\xd8\xff" + bytes(64)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def photos(desk: Desk) -> PhotosService:
    return PhotosService(desk.core)


def test_a_photo_takes_the_place_of_the_one_before(
    photos: PhotosService, people: People, draft: Draft
) -> None:
    first = draft.president[0].id
    assert photos.photo(first) is None

    for photo in (JPEG, PNG):
        photos.put(people.commission, first, photo)
        assert photos.photo(first) == photo

    photos.remove(people.commission, first)
    assert photos.photo(first) is None


def test_it_is_a_change_of_the_candidate_in_the_audit_log(
    desk: Desk, photos: PhotosService, people: People, draft: Draft
) -> None:
    photos.put(people.commission, draft.president[0].id, JPEG)

    assert AuditLog(desk.core).page()[-1].event is AuditEvent.CANDIDATE_CHANGED


@pytest.mark.parametrize("photo", [b"", b"GIF89a" + bytes(64), b"<svg/>"])
def test_only_pictures_are_kept(photos: PhotosService, people: People, draft: Draft, photo: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        photos.put(people.commission, draft.president[0].id, photo)


def test_a_photo_of_too_many_bytes_is_refused(photos: PhotosService, people: People, draft: Draft) -> None:
    photos.put(people.commission, draft.president[0].id, JPEG.ljust(PHOTO_BYTES_MOST, b"\0"))
    with pytest.raises(PhotoTooLarge) as refused:
        photos.put(people.commission, draft.president[0].id, JPEG.ljust(PHOTO_BYTES_MOST + 1, b"\0"))

    assert refused.value.params == {"size": "301 kB", "most": "300 kB"}


def test_only_the_commission_changes_photos(photos: PhotosService, people: People, draft: Draft) -> None:
    with pytest.raises(NotAllowed):
        photos.put(people.manager, draft.president[0].id, JPEG)
    with pytest.raises(NotAllowed):
        photos.remove(people.observer, draft.president[0].id)


def test_after_publication_photos_are_fixed(
    photos: PhotosService, people: People, published: SmallElection
) -> None:
    with pytest.raises(CandidateFrozen):
        photos.put(people.commission, published.president[0].id, JPEG)
    with pytest.raises(CandidateFrozen):
        photos.remove(people.commission, published.president[0].id)


def test_nobody_has_no_photo(photos: PhotosService, people: People) -> None:
    with pytest.raises(RecordMissing):
        photos.put(people.commission, "ab" * 16, JPEG)
    assert photos.photo("ab" * 16) is None
