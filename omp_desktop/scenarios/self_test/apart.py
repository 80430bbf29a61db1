"""A step in a process of its own: what ends that process is a line, and the self-test goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.self_test.lines import INSTALL_AGAIN, Line, wrong

SILENT_SECONDS: Final = 120.0
_END_SECONDS: Final = 10.0

Tell = Callable[[Line], None]


def lines_apart(
    step: str,
    look: Callable[[Tell], None],
    *,
    on_death: LocalText = INSTALL_AGAIN,
    silent_seconds: float = SILENT_SECONDS,
) -> Iterator[Line]:
    """What `look`, a function by name, tells in another process. `on_death`: what to do when that dies."""
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(look, theirs), name=f"self-test {step}", daemon=True)
    with mine:
        with theirs:
            process.start()
        try:
            while True:
                if not mine.poll(silent_seconds):
                    yield wrong(
                        step,
                        f"{silent_seconds:.0f}초 동안 아무 응답이 없었습니다.",
                        f"There was no answer for {silent_seconds:.0f} seconds.",
                        on_death,
                    )
                    break
                line = mine.recv()
                if line is None:
                    break
                yield line
        except (EOFError, OSError):  # the second one on Windows
            process.join(_END_SECONDS)
            code = process.exitcode
            yield wrong(
                step, f"도중에 끝났습니다(종료 코드 {code}).", f"It ended early (exit code {code}).", on_death
            )
        finally:
            process.kill()
            process.join()


def _run(look: Callable[[Tell], None], pipe: Connection) -> None:
    look(pipe.send)
    pipe.send(None)
