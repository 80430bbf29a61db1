"""Windows without a screen: font, languages and focus rings as in the program."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from omp_desktop.gui import appearance, language, tasks, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.widgets.base import Themed

Show = Callable[..., QWidget]


class PatientBot(QtBot):
    """Waits long before it gives up: a test that waits for a condition says nothing about speed."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self, signal: object, *, timeout: int = 60_000, raising: bool = True, check_params_cb: object = None
    ) -> object:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, patient."""
    del qapp
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _prepared(qapp: QApplication) -> None:
    appearance.prepare(qapp, language.DEFAULT)


@pytest.fixture(autouse=True)
def _default_language(_prepared: None) -> None:
    language.install(language.DEFAULT)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget as a window: `show(widget, width, height, palette=..., lang=..., mm=...)`."""

    def shown(
        widget: QWidget,
        width: int = 1280,
        height: int = 800,
        *,
        palette: PaletteName = "default",
        lang: Lang = "ko",
        mm: float = 4.8,
    ) -> QWidget:
        qtbot.addWidget(widget)
        theme.dress(widget, palette=palette, mm=mm)
        language.set_language(widget, lang)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        QApplication.processEvents()
        return widget

    return shown


@pytest.fixture
def workers() -> Iterator[None]:
    """The workers that `tasks.run` needs."""
    with tasks.workers():
        yield
        # A window with something unsaved refuses to close, and would go on reading without its workers.
        for window in QApplication.topLevelWidgets():
            window.hide()


def too_small(root: QWidget) -> list[str]:
    """Parts of ours that have less room than they need, by name: words would be cut or lie over others."""
    return [
        f"{part.objectName() or type(part).__name__}: {part.size().toTuple()} of {needs.toTuple()}"
        for part in (root, *root.findChildren(QWidget))
        if isinstance(part, Themed) and part.isVisible()
        for needs in [part.minimumSizeHint()]
        if part.width() < needs.width() or part.height() < needs.height()
    ]


@pytest.fixture
def assert_fits() -> Callable[[QWidget], None]:
    """Fail when a part has less room than it needs."""

    def check(root: QWidget) -> None:
        assert too_small(root) == []

    return check
