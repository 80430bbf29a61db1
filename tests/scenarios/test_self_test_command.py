"""The command `self-test`: its lines, its exit codes, what it prints for scripts, and that nothing stays."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from omp_desktop import __version__, commands_self_test, parts, paths
from omp_desktop.cli import app
from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.self_test.lines import Line, Outcome, well, wrong

GOOD = well("keys", "맞습니다.", "It works.")
NOTE = Line("centre", Outcome.NOTE, LocalText("없습니다.", "Not here."))
BAD = wrong("forms", "틀렸습니다.", "It does not work.", LocalText("고치십시오.", "Mend it."))
QT = parts.Part("Qt", "6.11.3", "LGPL-3.0-only", parts.PartKind.QT, ("Qt/LGPL-3.0.txt",))
ICONS = parts.Part("Lucide", "", "ISC", parts.PartKind.FILES)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    """The lines that the steps say."""
    lines: list[Line] = []
    monkeypatch.setattr(commands_self_test, "_lines", lambda _folder: iter(lines))
    return lines


@pytest.fixture
def licences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The licences of a bundle with two parts."""
    folder = tmp_path / "_data" / parts.FOLDER
    (folder / "Qt").mkdir(parents=True)
    (folder / parts.LIST).write_bytes(msgspec.json.encode([ICONS, QT]))
    (folder / "Qt" / "LGPL-3.0.txt").write_text("Lesser General Public License", encoding="utf-8")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    monkeypatch.setattr(paths, "is_frozen", lambda: True)
    return folder


def run(*options: str, charset: str = "utf-8") -> tuple[int, str, str]:
    result = CliRunner(charset=charset).invoke(app, ["self-test", *options])
    return result.exit_code, result.stdout, result.stderr


def test_all_well_is_said_and_ends_with_0(say: list[Line]) -> None:
    say += [GOOD, NOTE]

    code, out, _ = run("--lang", "en")

    assert code == 0
    assert out.splitlines() == ["✓ It works.", "! Not here.", "✓ The program is fit for a polling day."]


def test_something_wrong_says_what_to_do_and_ends_with_1(say: list[Line]) -> None:
    say += [GOOD, BAD]

    code, out, _ = run("--lang", "en")

    assert code == 1
    assert out.splitlines()[1:4] == ["✗ It does not work.", "  Mend it.", "✗ 1 thing is wrong."]
    assert "Open no polls" in out


def test_several_wrong_things_are_counted(say: list[Line]) -> None:
    say += [BAD, BAD]

    assert "✗ 2 things are wrong." in run("--lang", "en")[1]


def test_it_speaks_korean_unless_asked(say: list[Line]) -> None:
    say += [GOOD]

    assert "✓ 맞습니다." in run()[1]


@pytest.mark.parametrize(
    ("charset", "line"), [("ascii", "[X] It does not work."), ("cp949", "[X] 틀렸습니다.")]
)
def test_an_output_without_the_marks_gets_plain_ones(say: list[Line], charset: str, line: str) -> None:
    say += [GOOD, BAD]

    code, out, _ = run(charset=charset)

    assert code == 1
    assert out.splitlines()[1] == line


def test_without_any_output_the_exit_code_is_the_answer(
    say: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)

    say += [GOOD]
    commands_self_test.self_test()

    say += [BAD]
    with pytest.raises(typer.Exit) as end:
        commands_self_test.self_test()
    assert end.value.exit_code == 1


def test_scripts_get_every_line_as_json(say: list[Line]) -> None:
    say += [GOOD, BAD]

    code, out, _ = run("--json", "--lang", "en")

    assert code == 1
    assert json.loads(out) == {
        "version": __version__,
        "ok": False,
        "lines": [
            {"step": "keys", "outcome": "well", "text": "It works.", "next": ""},
            {"step": "forms", "outcome": "wrong", "text": "It does not work.", "next": "Mend it."},
        ],
        "parts": [],
    }


@pytest.mark.usefixtures("licences")
def test_parts_are_listed_and_their_licences_on_demand(say: list[Line]) -> None:
    del say
    short, whole = run()[1], run("--licences")[1]

    assert "  Qt 6.11.3 LGPL-3.0-only\n" in short
    assert "  Lucide ISC\n" in short
    assert "Lesser General" not in short
    assert "===== Qt 6.11.3 =====\nLesser General Public License\n" in whole
    assert short.splitlines()[-1].startswith("✓")


@pytest.mark.usefixtures("licences")
def test_scripts_get_parts_and_on_demand_their_licences(say: list[Line]) -> None:
    del say
    short, whole = json.loads(run("--json")[1]), json.loads(run("--json", "--licences")[1])

    assert short["ok"]
    assert short["parts"][1] == {"name": "Qt", "version": "6.11.3", "licence": "LGPL-3.0-only"}
    assert whole["parts"][1]["texts"] == ["Lesser General Public License"]


def test_a_damaged_list_of_parts_ends_nothing(say: list[Line], licences: Path) -> None:
    say += [BAD]
    (licences / "Qt" / "LGPL-3.0.txt").unlink()
    assert run("--licences")[0] == 1

    (licences / parts.LIST).write_bytes(b"{")
    assert run("--licences")[0] == 1


def test_every_step_is_made_whatever_came_of_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Path] = []

    def broken(*folder: Path) -> Iterator[Line]:
        given.extend(folder)
        raise RuntimeError

    for look in ("program", "keys", "store", "ballot", "centre", "parts"):
        monkeypatch.setattr(commands_self_test, f"look_at_{look}", broken)
    monkeypatch.setattr(commands_self_test, "lines_apart", lambda apart, _look: iter([apart.died("", "")]))

    lines = list(commands_self_test._lines(tmp_path))

    steps = ["program", "windows", "display", "keys", "store", "ballot", "centre", "parts"]
    assert [line.step for line in lines] == steps
    assert {line.outcome for line in lines} == {Outcome.WRONG}
    assert given == [tmp_path] * 4


# --- the temporary folder --------------------------------------------------------------------------------


def test_no_temporary_folder_ends_with_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))

    code, out, err = run("--lang", "en")

    assert (code, out) == (3, "")
    assert "There is no temporary folder to work in" in err
    assert "TMPDIR" in err


def test_too_little_room_ends_with_3_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(commands_self_test, "LEAST_FREE", shutil.disk_usage(tmp_path).total + 1)

    assert run()[0] == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("problem", [RuntimeError, KeyboardInterrupt])
def test_the_folder_goes_whatever_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: type[BaseException]
) -> None:
    def ending(folder: Path) -> Iterator[Line]:
        (folder / "something").write_text("left", encoding="utf-8")
        yield GOOD
        raise problem

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(commands_self_test, "_lines", ending)

    assert run()[0] != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_end_is_obeyed_tidily(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def ended(_folder: Path) -> Iterator[Line]:
        yield GOOD
        signal.raise_signal(number)
        yield BAD

    before = signal.getsignal(number)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(commands_self_test, "_lines", ended)

    code, out, _ = run("--lang", "en")

    assert code == 128 + number
    assert "does not work" not in out
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(number) is before


def test_a_folder_that_cannot_be_removed_is_named(
    say: list[Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say += [GOOD]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(shutil, "rmtree", lambda *_args, **_options: None)

    code, _, err = run("--lang", "en")

    (left,) = tmp_path.iterdir()
    assert code == 0
    assert str(left) in err


# --- the steps with Qt, which it starts in processes of their own -----------------------------------------


def test_without_qt_the_windows_say_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delitem(sys.modules, "omp_desktop.gui.self_test", raising=False)
    monkeypatch.setitem(sys.modules, "omp_desktop.gui", None)
    lines: list[Line] = []

    commands_self_test.look_at_windows(lines.append)
    commands_self_test.look_at_display(lines.append)

    assert [line.outcome for line in lines] == [Outcome.WRONG]
    assert "Qt cannot be used" in lines[0].text.en
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
