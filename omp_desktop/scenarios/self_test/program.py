"""Which program is this, on what system, and what is it made of?"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import Final

import omp_desktop
from omp_desktop import parts, paths
from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.self_test.lines import Line, well, wrong

PROGRAM: Final = "program"
PARTS: Final = "parts"
_AS_BUNDLE: Final = LocalText(
    "설치된 프로그램으로 실행 중이며 이 컴퓨터의 Python을 쓰지 않습니다",
    "installed as a program of its own, without the Python of this computer",
)
_AS_PACKAGE: Final = LocalText(
    "이 컴퓨터의 Python에 설치된 패키지로 실행 중입니다", "installed as a package of this computer's Python"
)
_FROM_SOURCE: Final = LocalText("소스 폴더에서 실행 중입니다", "run from the folder of its source")


def look_at_program() -> Iterator[Line]:
    """Version, system, and how it is installed."""
    how = _how_installed()
    system = f"{_system()} ({platform.machine()}), Python {platform.python_version()}"
    told = f"OMP Desktop {omp_desktop.__version__}, {system}"
    yield well(PROGRAM, f"{told}: {how.ko}.", f"{told}: {how.en}.")


def look_at_parts() -> Iterator[Line]:
    """Whether every part of a bundle comes with its licence. From source there is no list of parts."""
    if not paths.is_frozen():
        yield well(
            PARTS,
            "번들이 아니므로 들어 있는 것의 목록이 없습니다. 쓰는 패키지는 requirements.lock에 있습니다.",
            "No bundle, so there is no list of parts; the packages in use stand in requirements.lock.",
        )
        return
    found = parts.parts()
    bare = [part.name for part in found if not any(text.strip() for text in parts.licence_texts(part))]
    if bare or not found:
        names = ", ".join(bare) or "–"
        yield wrong(PARTS, f"라이선스 없이 온 부분: {names}.", f"Parts without their licence: {names}.")
    else:
        count = len(found)
        yield well(
            PARTS,
            f"들어 있는 {count}가지가 모두 라이선스와 함께 왔습니다.",
            f"All {count} parts of the program come with their licences.",
        )


def _how_installed() -> LocalText:
    if paths.is_frozen():
        return _AS_BUNDLE
    return _AS_PACKAGE if paths.is_packaged() else _FROM_SOURCE


def _system() -> str:
    """The name that people know; `platform` says Darwin of macOS, and a kernel's version of a Linux."""
    mac = platform.mac_ver()[0]
    if mac:
        return f"macOS {mac}"
    if platform.system() != "Linux":
        return f"{platform.system()} {platform.release()}"
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"Linux {platform.release()}"
