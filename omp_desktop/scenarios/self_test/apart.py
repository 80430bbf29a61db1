"""A step in a process of its own: what ends that process is a line, and the self-test goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.self_test.lines import Line, wrong

SILENT_SECONDS: Final = 120.0
_END_SECONDS: Final = 10.0

Tell = Callable[[Line], None]


@dataclass(frozen=True, slots=True)
class Apart:
    """A step, what it is a trial of, and what to do when its process dies."""

    step: str
    trial: LocalText
    on_death: LocalText

    def died(self, ko: str, en: str) -> Line:
        """The line that is said instead of what is missing."""
        return wrong(self.step, f"{self.trial.ko}: {ko}", f"{self.trial.en}: {en}", self.on_death)


def lines_apart(
    apart: Apart, look: Callable[[Tell], None], silent_seconds: float = SILENT_SECONDS
) -> Iterator[Line]:
    """What `look`, a function of a module, tells in another process."""
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(look, theirs), name=f"self-test {apart.step}", daemon=True)
    with mine:
        with theirs:
            process.start()
        try:
            while True:
                if not mine.poll(silent_seconds):
                    seconds = round(silent_seconds)
                    yield apart.died(
                        f"{seconds}초 동안 응답이 없습니다.", f"there was no answer for {seconds} seconds."
                    )
                    break
                line = mine.recv()
                if line is None:
                    break
                yield line
        except (EOFError, OSError):  # the second one on Windows
            process.join(_END_SECONDS)
            code = process.exitcode
            yield apart.died(f"도중에 끝났습니다(종료 코드 {code}).", f"it ended early (exit code {code}).")
        finally:
            process.kill()
            process.join()


def _run(look: Callable[[Tell], None], pipe: Connection) -> None:
    # Ctrl+C is for the first process, which then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look(pipe.send)
    pipe.send(None)
