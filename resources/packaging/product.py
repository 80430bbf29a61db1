"""What every installer says of the program: one place for names, version and folders."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from omp_desktop import __version__

ROOT: Final = Path(__file__).resolve().parents[2]
DIST: Final = ROOT / "dist"
# Made by `make bundle`, taken by every installer.
BUNDLE: Final = DIST / "omp-desktop"
WORK: Final = ROOT / "build" / "packaging"

NAME: Final = "omp-desktop"
TITLE: Final = "OMP Desktop"
TITLE_KO: Final = "OMP 투표소"
VERSION: Final = __version__
IDENTIFIER: Final = "org.omp.desktop"
SUMMARY: Final = "Polling-station program with encrypted ballots that everyone can check"
SUMMARY_KO: Final = "누구나 검증할 수 있는 암호화 투표지를 쓰는 투표소 프로그램"
MAKER: Final = "OMP Desktop project"

# Archives are made with one time, so that the same files give the same archive.
_ANY_TIME: Final = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def build_time() -> int:
    """Seconds since 1970 that stand in every archive: SOURCE_DATE_EPOCH, or a fixed one."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or _ANY_TIME)
