"""`omp-desktop self-test`: whether the program as it is installed here is fit for a polling day.

It works in a temporary folder and never on a station's data. Exit codes: 0 all is well, 1 something is
wrong, 3 there is no temporary folder to work in.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, MappingProxyType
from typing import Annotated, Any, Final, NoReturn

import typer

from omp_desktop import __version__, parts
from omp_desktop.console import NO, UNREACHABLE, Language
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.parts import Part, PartsUnreadable
from omp_desktop.scenarios.self_test.apart import Apart, Tell, lines_apart
from omp_desktop.scenarios.self_test.ballot import BALLOT, look_at_ballot
from omp_desktop.scenarios.self_test.centre import STEP as CENTRE
from omp_desktop.scenarios.self_test.centre import look_at_centre
from omp_desktop.scenarios.self_test.keys import STEP as KEYS
from omp_desktop.scenarios.self_test.keys import look_at_keys
from omp_desktop.scenarios.self_test.lines import INSTALL_AGAIN, NOTHING, Line, Outcome, guarded, wrong
from omp_desktop.scenarios.self_test.program import PARTS, PROGRAM, look_at_parts, look_at_program
from omp_desktop.scenarios.self_test.stores import STEP as STORE
from omp_desktop.scenarios.self_test.stores import look_at_store

WINDOWS: Final = "windows"
DISPLAY: Final = "display"
LEAST_FREE: Final = 50_000_000  # bytes; some ten times what it writes
_PREFIX: Final = "omp-self-test-"
_ENDED: Final = 128  # and the number of the signal, as shells say it
_MARKS: Final[Mapping[Outcome, str]] = MappingProxyType(
    {Outcome.WELL: "✓", Outcome.NOTE: "!", Outcome.WRONG: "✗"}
)
# Where the output is in an encoding that lacks the marks, such as that of a Korean Windows.
_PLAIN_MARKS: Final[Mapping[Outcome, str]] = MappingProxyType(
    {Outcome.WELL: "[OK]", Outcome.NOTE: "[!]", Outcome.WRONG: "[X]"}
)
_NO_DISPLAY: Final = LocalText(
    "이 컴퓨터의 화면 앞에서 로그인하여 다시 실행하십시오. 계속되면 위에 영어로 나온 안내에 있는 부분을 "
    "설치하십시오.",
    "Log in at the screen of this computer and run it again. If it goes on, install what the message of Qt "
    "above names.",
)
_LIBRARIES: Final = LocalText(
    f"Linux에서는 이 컴퓨터의 프로그램 관리자로 설치하면 빠진 것이 함께 설치됩니다. {INSTALL_AGAIN.ko}",
    f"On Linux the package manager brings what is missing. {INSTALL_AGAIN.en}",
)

_WINDOWS_APART: Final = Apart(WINDOWS, LocalText("창의 부분", "The parts of the windows"), _LIBRARIES)
_DISPLAY_APART: Final = Apart(DISPLAY, LocalText("화면", "The display"), _NO_DISPLAY)


def self_test(
    lang: Annotated[Language | None, typer.Option("--lang", help="Language of texts.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    licences: Annotated[
        bool, typer.Option("--licences", help="Print the licence of every part as well.")
    ] = False,
) -> None:
    """Try what a polling day needs, in a temporary folder: 0 all is well, 1 something is wrong."""
    spoken: Lang = lang.value if lang is not None else _language_of_output()
    lines = []
    with _ended_tidily(), _temporary_folder(spoken) as folder:
        for line in _lines(folder):
            lines.append(line)
            if not as_json:
                _say(line, spoken)
    found = _parts()
    if as_json:
        typer.echo(json.dumps(_json(lines, found, spoken, licences=licences), ensure_ascii=False))
    else:
        _say_parts(found, licences=licences)
        _say(_summary(lines), spoken)
    if any(line.outcome is Outcome.WRONG for line in lines):
        raise typer.Exit(NO)


def _lines(folder: Path) -> Iterator[Line]:
    """Every step, whatever came of those before."""
    yield from guarded(PROGRAM, look_at_program)
    yield from guarded(WINDOWS, partial(lines_apart, _WINDOWS_APART, look_at_windows))
    yield from guarded(DISPLAY, partial(lines_apart, _DISPLAY_APART, look_at_display))
    yield from guarded(KEYS, partial(look_at_keys, folder))
    yield from guarded(STORE, partial(look_at_store, folder))
    yield from guarded(BALLOT, partial(look_at_ballot, folder))
    yield from guarded(CENTRE, partial(look_at_centre, folder))
    yield from guarded(PARTS, look_at_parts)


def look_at_windows(tell: Tell) -> None:
    """The step for everything that windows are made of, in its own process and without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from omp_desktop.gui import self_test as windows  # noqa: PLC0415 - the command itself loads no Qt
    except ImportError as problem:
        tell(wrong(WINDOWS, f"Qt를 쓸 수 없습니다: {problem}", f"Qt cannot be used: {problem}", _LIBRARIES))
    else:
        windows.look_at_windows(tell)


def look_at_display(tell: Tell) -> None:
    """The step for the display that is there, in its own process."""
    try:
        from omp_desktop.gui import self_test as windows  # noqa: PLC0415 - as above
    except ImportError:
        return  # said by the step before
    windows.look_at_display(tell)


def _language_of_output() -> Lang:
    """Korean, unless the output cannot show it; a program of Windows without a console has none."""
    return "ko" if _can_show("가") else "en"


def _can_show(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _say(line: Line, lang: Lang) -> None:
    marks = _MARKS if _can_show("".join(_MARKS.values())) else _PLAIN_MARKS
    typer.echo(f"{marks[line.outcome]} {line.text.text(lang)}")
    if line.next_step != NOTHING:
        typer.echo(f"  {line.next_step.text(lang)}")


def _summary(lines: Sequence[Line]) -> Line:
    bad = sum(line.outcome is Outcome.WRONG for line in lines)
    if not bad:
        ready = LocalText("투표일을 치를 준비가 되어 있습니다.", "The program is fit for a polling day.")
        return Line("", Outcome.WELL, ready)
    return Line(
        "",
        Outcome.WRONG,
        LocalText(
            f"잘못된 것이 {bad}가지입니다.", f"{bad} {'thing is' if bad == 1 else 'things are'} wrong."
        ),
        LocalText(
            "이 컴퓨터로 투표를 열지 마십시오. 위에 적힌 대로 고치고 다시 실행하십시오.",
            "Open no polls with this computer. Do what is said above, and run it again.",
        ),
    )


def _parts() -> tuple[Part, ...]:
    """What can be listed; that the list is damaged was said by its step."""
    try:
        return parts.parts()
    except PartsUnreadable:
        return ()


def _say_parts(found: Sequence[Part], *, licences: bool) -> None:
    for part in found:
        typer.echo(f"  {' '.join(filter(None, (part.name, part.version, part.licence)))}")
    for part in found if licences else ():
        typer.echo(f"\n===== {' '.join(filter(None, (part.name, part.version)))} =====")
        for text in _texts(part):
            typer.echo(text)


def _texts(part: Part) -> tuple[str, ...]:
    try:
        return parts.licence_texts(part)
    except PartsUnreadable:
        return ()


def _json(lines: Sequence[Line], found: Sequence[Part], lang: Lang, *, licences: bool) -> dict[str, Any]:
    return {
        "version": __version__,
        "ok": all(line.outcome is not Outcome.WRONG for line in lines),
        "lines": [
            {
                "step": line.step,
                "outcome": line.outcome.value,
                "text": line.text.text(lang),
                "next": line.next_step.text(lang),
            }
            for line in lines
        ],
        "parts": [
            {"name": part.name, "version": part.version, "licence": part.licence}
            | ({"texts": _texts(part)} if licences else {})
            for part in found
        ],
    }


@contextmanager
def _temporary_folder(lang: Lang) -> Iterator[Path]:
    """A folder that goes with the block. Ends the command where there is none, or no room in it."""
    try:
        made = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as problem:
        _refuse(problem.strerror or type(problem).__name__, lang)
    with made as name:
        if shutil.disk_usage(name).free < LEAST_FREE:
            _refuse(f"< {LEAST_FREE // 1_000_000} MB", lang)
        yield Path(name)
    if Path(name).exists():
        left = LocalText(
            f"임시 폴더를 지우지 못했습니다. 직접 지우십시오: {name}",
            f"The temporary folder could not be removed. Remove it by hand: {name}",
        )
        typer.echo(left.text(lang), err=True)


def _refuse(reason: str, lang: Lang) -> NoReturn:
    said = LocalText(
        f"임시 폴더를 쓸 수 없습니다({reason}). 디스크의 남은 공간과 쓰기 권한을 확인하거나, TMPDIR"
        "(Windows: TEMP)로 다른 폴더를 지정하십시오.",
        f"There is no temporary folder to work in ({reason}). Check the room on the disk and that you may "
        "write to it, or name another folder with TMPDIR (Windows: TEMP).",
    )
    typer.echo(said.text(lang), err=True)
    raise typer.Exit(UNREACHABLE)


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Asked to end by a signal, the command still removes its folder and ends its processes."""

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(_ENDED + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
