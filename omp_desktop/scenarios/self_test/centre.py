"""Does the central endpoint start on this computer, answer and end?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from omp_desktop.domain.language import LocalText
from omp_desktop.logs import without_secrets
from omp_desktop.scenarios.centre_process import LOG, CentreDidNotStart, CentreNotInstalled, CentreProcess
from omp_desktop.scenarios.self_test.lines import INSTALL_AGAIN, Line, Outcome, well, wrong

STEP: Final = "centre"
_WORDS_MOST: Final = 300


def look_at_centre(folder: Path) -> Iterator[Line]:
    """Starts it in `folder` on a free port."""
    place = folder / "centre"
    centre = CentreProcess(place)
    try:
        centre.start()
        port = centre.port
    except CentreNotInstalled:
        yield Line(
            STEP,
            Outcome.NOTE,
            LocalText(
                "중앙 서버 부분이 설치되어 있지 않습니다. 투표소에는 필요 없습니다.",
                "The central endpoint is not installed. A polling station does not need it.",
            ),
        )
        return
    except CentreDidNotStart as error:
        reason = f"{error.params['reason']}{_last_words(place / LOG)}"
        yield wrong(
            STEP,
            f"중앙 서버가 시작되지 않았습니다({reason}).",
            f"The central endpoint did not start ({reason}).",
            LocalText(
                f"방화벽이나 백신이 프로그램을 막는지 확인하십시오. {INSTALL_AGAIN.ko}",
                f"Check whether a firewall or virus scanner stops the program. {INSTALL_AGAIN.en}",
            ),
        )
        return
    finally:
        centre.stop()
    yield well(
        STEP,
        f"중앙 서버가 시작되어 포트 {port}에서 응답하고 끝났습니다.",
        f"The central endpoint started, answered on port {port} and ended.",
    )


def _last_words(log: Path) -> str:
    """What the process said last before it ended."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {without_secrets(last)[:_WORDS_MOST]}" if last else ""
