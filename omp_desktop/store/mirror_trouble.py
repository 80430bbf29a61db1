"""What is wrong with the second file, in words of both languages."""

from __future__ import annotations

import errno
from typing import Self

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled
from omp_desktop.store.errors import StoreDamaged, StoreFull, StoreKeyWrong


class MirrorTrouble(Labelled):
    """Why it is not written."""

    AWAY = "away", "매체가 없음", "it is not there"
    READ_ONLY = "read-only", "쓰기 금지", "it is read-only"
    FULL = "full", "남은 공간 없음", "it is full"
    BROKEN = "broken", "매체 오류", "it reports errors"
    DAMAGED = "damaged", "사본 손상", "the copy is damaged"
    ANOTHER = "another", "다른 파일", "it is another file"
    BEHIND = "behind", "빠진 기록이 있음", "it missed writes"
    DIFFERS = "differs", "내용이 다름", "it holds something else"

    @classmethod
    def of(cls, error: OSError) -> Self:
        """What an error of the system means here."""
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}:
            return cls("away")
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            return cls("read-only")
        return cls("full") if error.errno in {errno.ENOSPC, errno.EDQUOT} else cls("broken")

    @classmethod
    def told_by(cls, error: OmpError | None) -> Self:
        """What stands behind an error of the store, when it is the second file's."""
        if isinstance(error, StoreDamaged):
            return cls("damaged")
        if isinstance(error, StoreKeyWrong):
            return cls("another")
        return cls("full") if isinstance(error, StoreFull) else cls("broken")
