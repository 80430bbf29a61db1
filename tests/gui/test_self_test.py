"""What the self-test says of windows: all is well here, and each thing that can be missing is named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtGui import QImage, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop import commands_self_test, paths
from omp_desktop.gui import guide, language, self_test, typography
from omp_desktop.scenarios.self_test.lines import INSTALL_AGAIN, Line, Outcome

Copy = Callable[[str], Path]


def outcomes(lines: Iterator[Line]) -> list[Outcome]:
    return [line.outcome for line in lines]


def complaints(lines: Iterator[Line]) -> list[str]:
    """What is wrong, in English."""
    return [line.text.en for line in lines if line.outcome is Outcome.WRONG]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Makes a copy of a folder of the program's files, which is used from then on."""
    real = paths.resource
    copied: dict[str, Path] = {}

    def resource(folder: str, *names: str) -> Path:
        return copied.get(folder, real(folder)).joinpath(*names)

    def copy_of(folder: str) -> Path:
        shutil.copytree(real(folder), tmp_path / folder)
        copied[folder] = tmp_path / folder
        return copied[folder]

    monkeypatch.setattr(paths, "resource", resource)
    return copy_of


@pytest.fixture
def _languages_anew(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a program that has read no translation yet."""
    (before,) = language._switches
    QCoreApplication.removeTranslator(before)
    monkeypatch.setattr(language, "_switches", [])
    yield
    for made in language._switches:
        QCoreApplication.removeTranslator(made)
    QCoreApplication.installTranslator(before)


@pytest.fixture
def _guide_anew() -> Iterator[None]:
    guide.pages.cache_clear()
    yield
    guide.pages.cache_clear()


def test_everything_of_the_windows_is_well(qtbot: QtBot) -> None:
    lines: list[Line] = []

    self_test.look_at_windows(lines.append)

    assert {line.outcome for line in lines} == {Outcome.WELL}
    assert {line.step for line in lines} == set(self_test.LOOKS)


def test_the_command_looks_at_windows_without_a_display(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(self_test, "LOOKS", {"icons": self_test.look_at_icons})
    lines: list[Line] = []

    commands_self_test.look_at_windows(lines.append)
    commands_self_test.look_at_display(lines.append)

    assert {line.step for line in lines} == {"icons", self_test.DISPLAY}
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


# --- display ---------------------------------------------------------------------------------------------


def test_a_display_is_named_with_its_size(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "UNSEEN", ())
    lines: list[Line] = []

    self_test.look_at_display(lines.append)

    assert [line.outcome for line in lines] == [Outcome.WELL]
    assert "offscreen, 800×800" in lines[0].text.en


def test_windows_that_nobody_sees_need_no_display_and_show_none(qtbot: QtBot) -> None:
    lines: list[Line] = []

    self_test.look_at_display(lines.append)

    assert [line.outcome for line in lines] == [Outcome.NOTE]


def test_without_a_display_it_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "has_display", lambda: False)
    lines: list[Line] = []

    self_test.look_at_display(lines.append)

    assert [line.outcome for line in lines] == [Outcome.NOTE]
    assert "once more" in lines[0].next_step.en


# --- fonts -----------------------------------------------------------------------------------------------


def test_a_missing_font_is_named(qtbot: QtBot, copy: Copy) -> None:
    (copy("fonts") / "Pretendard-Bold.ttf").unlink()

    assert complaints(self_test.look_at_fonts()) == [
        "A font file is missing or no font: Pretendard-Bold.ttf."
    ]


def test_a_file_that_is_no_font_is_named(qtbot: QtBot, copy: Copy) -> None:
    (copy("fonts") / "Pretendard-Medium.ttf").write_bytes(b"no font")

    assert complaints(self_test.look_at_fonts()) == [
        "A font file is missing or no font: Pretendard-Medium.ttf."
    ]


def test_without_the_font_in_use_the_step_ends(
    qtbot: QtBot, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typography, "FAMILY", "Another")

    lines = list(self_test.look_at_fonts())

    assert len(complaints(iter(lines))) == len(typography.font_files()) == len(lines)


def test_a_letter_that_a_font_lacks_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "SIGNS", "가𓀀")

    found = complaints(self_test.look_at_fonts())

    assert len(found) == len(typography.font_files())
    assert all(words.endswith("does not draw: 𓀀.") for words in found)


def test_a_letter_that_looks_like_the_empty_box_is_not_drawn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = QImage(8, 8, QImage.Format.Format_Alpha8)
    box.fill(255)
    font = QRawFont(str(typography.font_files()[0]), 48)
    assert self_test._is_drawn(font, "가")

    monkeypatch.setattr(QRawFont, "alphaMapForGlyph", lambda _font, _glyph, _kind: QImage(box))

    assert not self_test._is_drawn(font, "가")


def test_windows_in_another_font_are_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    other = typography.OFFICIAL["body"].font()
    other.setFamily("DejaVu Sans")
    monkeypatch.setattr(typography.TextStyle, "font", lambda _style: other)

    assert "Windows use another font" in complaints(self_test.look_at_fonts())[0]


# --- icons, style, photos --------------------------------------------------------------------------------


def test_an_icon_that_draws_nothing_is_named(qtbot: QtBot, copy: Copy) -> None:
    (copy("icons") / "vote.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")

    assert complaints(self_test.look_at_icons()) == ["Icons that draw nothing: vote.svg."]


def test_no_icons_at_all_are_noticed(qtbot: QtBot, copy: Copy) -> None:
    shutil.rmtree(copy("icons"))

    assert complaints(self_test.look_at_icons()) == ["Icons that draw nothing: –."]


def test_a_style_that_names_an_unknown_colour_is_wrong(qtbot: QtBot, copy: Copy) -> None:
    (copy("styles") / "omp.qss").write_text("QLabel { color: $mauve; }", encoding="utf-8")

    with pytest.raises(KeyError, match="mauve"):
        list(self_test.look_at_icons())


def test_a_kind_of_photo_that_cannot_be_used_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "_PICTURE_KINDS", ("png", "no-such-kind"))

    assert complaints(self_test.look_at_icons()) == ["Pictures that cannot be used: no-such-kind."]


# --- words and guide -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["omp_ko.qm", "omp_en.qm"])
@pytest.mark.usefixtures("_languages_anew")
def test_a_translation_that_is_cut_off_is_named(qtbot: QtBot, copy: Copy, name: str) -> None:
    file = copy("i18n") / name
    file.write_bytes(file.read_bytes()[:1000])

    assert complaints(self_test.look_at_words()) == [f"A translation cannot be read: {name}."]


@pytest.mark.parametrize(("wrong", "right"), [("ko", "en"), ("en", "ko")])
@pytest.mark.usefixtures("_languages_anew")
def test_words_that_stay_in_one_language_are_said(qtbot: QtBot, copy: Copy, wrong: str, right: str) -> None:
    folder = copy("i18n")
    shutil.copyfile(folder / f"omp_{right}.qm", folder / f"omp_{wrong}.qm")

    assert "Texts do not follow the language" in complaints(self_test.look_at_words())[0]


def test_menus_of_inputs_without_korean_are_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QLibraryInfo, "path", lambda _kind: str(tmp_path))

    assert complaints(self_test.look_at_words()) == ["Korean for the menus of inputs is missing."]


@pytest.mark.usefixtures("_guide_anew")
def test_a_guide_without_a_page_is_named(copy: Copy) -> None:
    file = copy("guide") / "operator-guide.en.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("### Counting\n", "### Something\n"), encoding="utf-8"
    )

    assert complaints(self_test.look_at_guide()) == [
        "Pages missing from the guide operator-guide.en.md: Counting."
    ]


@pytest.mark.usefixtures("_guide_anew")
def test_a_guide_that_is_not_there_is_named(copy: Copy) -> None:
    (copy("guide") / "operator-guide.ko.md").unlink()

    lines = list(self_test.look_at_guide())

    assert outcomes(iter(lines)) == [Outcome.WRONG, Outcome.WELL]
    assert "operator-guide.ko.md" in lines[0].text.en


# --- forms -----------------------------------------------------------------------------------------------


def test_a_form_without_one_of_its_parts_is_named(qtbot: QtBot, copy: Copy) -> None:
    file = copy("ui") / "start" / "trouble.ui"
    text = file.read_text(encoding="utf-8")
    assert 'name="textLabel"' in text
    file.write_text(text.replace('name="textLabel"', 'name="otherLabel"'), encoding="utf-8")

    lines = list(self_test.look_at_forms())

    (found,) = complaints(iter(lines))
    assert "start/trouble.ui" in found
    assert "textLabel is missing" in found
    assert lines[0].next_step == INSTALL_AGAIN
    assert len(lines) == 1


def test_a_form_whose_file_is_not_there_is_named(qtbot: QtBot, copy: Copy) -> None:
    (copy("ui") / "start" / "trouble.ui").unlink()

    assert any("start/trouble.ui" in words for words in complaints(self_test.look_at_forms()))


def test_a_form_that_belongs_to_nobody_is_named(qtbot: QtBot, copy: Copy) -> None:
    folder = copy("ui")
    shutil.copyfile(folder / "start" / "trouble.ui", folder / "start" / "nobody.ui")

    assert complaints(self_test.look_at_forms()) == [
        "Files of forms that the program does not know: start/nobody.ui."
    ]


def test_a_program_without_forms_is_wrong(qtbot: QtBot, copy: Copy) -> None:
    shutil.rmtree(copy("ui"))

    assert "Files of forms that the program does not know: –." in complaints(self_test.look_at_forms())
