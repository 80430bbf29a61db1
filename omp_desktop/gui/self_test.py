"""The part of the self-test that needs Qt: fonts, icons, words, guide, every form, and the display.

It runs in processes of its own: where Qt cannot work at all, it ends its process without an error.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QRawFont,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import omp_desktop.gui
from omp_desktop import paths
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.gui import guide, language, palettes, stylesheet, typography
from omp_desktop.gui.displays import UNSEEN, has_display
from omp_desktop.gui.forms import Form, FormError, try_out
from omp_desktop.gui.language import TranslationMissing
from omp_desktop.gui.typography import FontMissing
from omp_desktop.scenarios.self_test.apart import Tell
from omp_desktop.scenarios.self_test.lines import Line, Look, Outcome, guarded, well, wrong

DISPLAY: Final = "display"
_NO_DISPLAY: Final = Line(
    DISPLAY,
    Outcome.NOTE,
    LocalText(
        "화면이 없는 곳이라 창은 화면 밖에서만 시험했습니다.",
        "There is no display here; windows were tried without one.",
    ),
    LocalText(
        "투표소 컴퓨터의 화면에서 한 번 더 실행하십시오.",
        "Run it once more at the screen of the polling station's computer.",
    ),
)
_OWN: Final = f"{omp_desktop.gui.__name__}."
SIGNS: Final = "가힣뷁투표용지ABCxyz0123456789–“”’…·×→✓"
_SAMPLE_SIZE: Final = 48  # px
_GREY: Final = QRawFont.AntialiasingType.PixelAntialiasing
_PICTURE_SIDE: Final = 32  # px
_PICTURE_KINDS: Final = ("png", "jpeg")
# A text of the windows, and one whose English has a form for one thing.
_KNOWN: Final = ("Rail", "Help")
_COUNTED: Final = ("AccountsPanel", "%n accounts")


def look_at_windows(tell: Tell) -> None:
    """Tells what was found of everything that windows are made of. Needs no display."""
    application = QApplication.instance() or QApplication([paths.PROGRAM])
    for step, look in LOOKS.items():
        for line in guarded(step, look):
            tell(line)
    application.processEvents()


def look_at_display(tell: Tell) -> None:
    """Tells whether windows can be opened on the display that is there."""
    if not has_display():
        tell(_NO_DISPLAY)
        return
    application = QGuiApplication.instance() or QGuiApplication([paths.PROGRAM])
    platform = QGuiApplication.platformName()
    screens = [f"{screen.size().width()}×{screen.size().height()}" for screen in QGuiApplication.screens()]
    application.processEvents()
    if platform in UNSEEN:
        tell(_NO_DISPLAY)
        return
    told = f"{platform}, {', '.join(screens) or '–'}"
    tell(
        well(
            DISPLAY, f"화면에 창을 열 수 있습니다({told}).", f"Windows can be opened on the display ({told})."
        )
    )


def look_at_fonts() -> Iterator[Line]:
    """Every file of the bundled font, drawn without a font of the system."""
    step = "fonts"
    for file in typography.font_files():
        font = QRawFont(str(file), _SAMPLE_SIZE)
        missing = [sign for sign in SIGNS if not _is_drawn(font, sign)] if font.isValid() else []
        if not font.isValid():
            yield wrong(
                step,
                f"글꼴 파일이 없거나 글꼴이 아닙니다: {file.name}.",
                f"A font file is missing or no font: {file.name}.",
            )
        elif missing:
            signs = "".join(missing)
            yield wrong(
                step,
                f"글꼴 {file.name}에 없는 글자: {signs}.",
                f"The font {file.name} does not draw: {signs}.",
            )
    try:
        typography.load_fonts()
    except FontMissing:
        return  # said above
    typography.clear_font_cache()
    used = QFontInfo(typography.OFFICIAL["body"].font()).family()
    if used == typography.FAMILY:
        yield well(
            step,
            f"글꼴 {used}의 한글과 로마자가 그려집니다.",
            f"The font {used} draws Korean and Latin letters.",
        )
    else:
        yield wrong(step, f"창이 다른 글꼴을 씁니다: {used}.", f"Windows use another font: {used}.")


def _is_drawn(font: QRawFont, sign: str) -> bool:
    """Whether the sign has a picture other than the box that stands for signs which the font lacks."""
    glyph = font.glyphIndexesForString(sign)[0]
    picture, box = (font.alphaMapForGlyph(each, _GREY) for each in (glyph, 0))
    return glyph != 0 and not picture.isNull() and picture != box


def look_at_icons() -> Iterator[Line]:
    """Icons, colours of the windows, and the kinds of pictures that candidates bring."""
    step = "icons"
    files = sorted(paths.resource("icons").rglob("*.svg"))
    empty = [file.name for file in files if not _draws_something(file)]
    if empty or not files:
        names = ", ".join(empty) or "–"
        yield wrong(step, f"그려지지 않는 아이콘: {names}.", f"Icons that draw nothing: {names}.")
    else:
        count = len(files)
        yield well(step, f"아이콘 {count}개가 그려집니다.", f"All {count} icons are drawn.")
    for name in palettes.NAMES:
        stylesheet.sheet(palettes.palette(name), 1)
    yield well(step, "창의 모양을 정하는 파일을 읽었습니다.", "The style of the windows was read.")
    unreadable = [kind for kind in _PICTURE_KINDS if not _comes_back(kind)]
    if unreadable:
        names = ", ".join(unreadable)
        yield wrong(step, f"다룰 수 없는 사진 형식: {names}.", f"Pictures that cannot be used: {names}.")
    else:
        yield well(
            step, "후보자 사진을 쓰고 읽을 수 있습니다.", "Photos of candidates can be written and read."
        )


def _draws_something(file: Path) -> bool:
    picture = QImage(_PICTURE_SIDE, _PICTURE_SIDE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    blank = QImage(picture)
    painter = QPainter(picture)
    QSvgRenderer(str(file)).render(painter)
    painter.end()
    return picture != blank


def _comes_back(kind: str) -> bool:
    picture = QImage(_PICTURE_SIDE, _PICTURE_SIDE, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, QByteArray(kind.encode())).write(picture)
    return written and QImage.fromData(buffer.data()).size() == picture.size()


def look_at_words() -> Iterator[Line]:
    """Both languages of the windows, and Korean for Qt's own menus."""
    step = "words"
    try:
        language.install()
    except TranslationMissing as missing:
        name = f"omp_{missing}.qm"
        yield wrong(step, f"번역 파일을 읽을 수 없습니다: {name}.", f"A translation cannot be read: {name}.")
        return
    shown = {speak: _translated(speak, *_KNOWN) for speak in language.LANGUAGES}
    counted = _translated("en", *_COUNTED, n=1)
    if len(set(shown.values())) == len(shown) and counted != _COUNTED[1].replace("%n", "1"):
        told = " / ".join(shown.values())
        yield well(step, f"창의 말이 언어를 따라 바뀝니다({told}).", f"Texts follow the language ({told}).")
    else:
        told = " / ".join((*shown.values(), counted))
        yield wrong(
            step,
            f"창의 말이 언어를 따라 바뀌지 않습니다({told}).",
            f"Texts do not follow the language ({told}).",
        )
    own = QTranslator()
    if not own.load("qtbase_ko", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        yield wrong(step, "입력란 메뉴의 한국어가 없습니다.", "Korean for the menus of inputs is missing.")


def _translated(speak: Lang, context: str, source: str, n: int = -1) -> str:
    with language.speaking(speak):
        return QCoreApplication.translate(context, source, None, n)


def look_at_guide() -> Iterator[Line]:
    """The operator guide, with a page for each place of the windows."""
    step = "guide"
    for speak in language.LANGUAGES:
        try:
            titles = {page.title for page in guide.pages(speak)}
        except OSError:
            titles = set()
        lost = sorted({page.text(speak) for page in guide.PAGES.values()} - titles)
        name = f"operator-guide.{speak}.md"
        if lost:
            yield wrong(
                step,
                f"안내서 {name}에 없는 쪽: {', '.join(lost)}.",
                f"Pages missing from the guide {name}: {', '.join(lost)}.",
            )
        else:
            count = len(titles)
            yield well(
                step, f"안내서 {name}: {count}쪽.", f"The guide {name} is there with its {count} pages."
            )


def look_at_forms() -> Iterator[Line]:
    """Every .ui file, through the class that it belongs to."""
    step = "forms"
    for module in pkgutil.walk_packages(omp_desktop.gui.__path__, _OWN):
        importlib.import_module(module.name)
    forms = sorted(_forms(Form), key=lambda form: (form.ui, form.__name__))
    bad = 0
    for form in forms:
        try:
            try_out(form)
        except FormError as problem:
            bad += 1
            yield wrong(step, f"화면을 만들 수 없습니다: {problem}.", f"A form cannot be made: {problem}.")
    root = paths.resource("ui")
    there = {file.relative_to(root).parts for file in root.rglob("*.ui")}
    nobodys = ["/".join(ui) for ui in sorted(there - {form.ui for form in forms})]
    if nobodys or not there:
        names = ", ".join(nobodys) or "–"
        yield wrong(
            step,
            f"프로그램이 모르는 화면 파일: {names}.",
            f"Files of forms that the program does not know: {names}.",
        )
    elif not bad:
        count = len(there)
        yield well(
            step,
            f"화면 파일 {count}개가 읽히고 그 안의 부분이 모두 있습니다.",
            f"All {count} forms load, with every part that they should have.",
        )


def _forms(base: type[Form]) -> set[type[Form]]:
    """The program's classes below that have a .ui file; those without are bases of others."""
    below = base.__subclasses__()
    own = {form for form in below if hasattr(form, "ui") and form.__module__.startswith(_OWN)}
    return own.union(*map(_forms, below))


LOOKS: Final[Mapping[str, Look]] = MappingProxyType(
    {
        "fonts": look_at_fonts,
        "icons": look_at_icons,
        "words": look_at_words,
        "guide": look_at_guide,
        "forms": look_at_forms,
    }
)
