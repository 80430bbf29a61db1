"""Screens out of .ui files, checked when they are made.

A class names the parts of its .ui file by annotations (`castButton: PushButton`). A part that is missing or
of another type, a class that nobody knows, a misspelt property: each fails at once with a message that
names it, not later in a slot.
"""

import typing
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from PySide6 import QtWidgets
from PySide6.QtCore import QByteArray, QEvent, QFile, QIODevice, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop import paths
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.widgets import REGISTRY, Field
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import collecting

T = TypeVar("T")
_INTERNAL_PROPERTY = "_q_"


class FormError(RuntimeError):
    """A screen and its .ui file do not fit together."""


class _Loader(QUiLoader):
    """Makes our widgets by class name and remembers what it could not make."""

    def __init__(self) -> None:
        super().__init__()
        self.setLanguageChangeEnabled(True)
        self.unknown: list[str] = []
        self._known = set(self.availableWidgets())

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        made = REGISTRY.get(class_name) or _plain(class_name)
        if made is not None:
            widget = made(parent)
            widget.setObjectName(name)
            return widget
        if class_name not in self._known:
            self.unknown.append(f"{name or 'a widget'} is of the unknown class {class_name}")
            return super().createWidget("QWidget", parent, name)
        return super().createWidget(class_name, parent, name)


def _plain(class_name: str) -> type[QWidget] | None:
    """Qt's own class of that name, to be made from here like ours.

    A widget that the loader makes by itself dies unnoticed by Python; a widget made later at the same
    address is then taken for the dead one ("already deleted").
    """
    found = getattr(QtWidgets, class_name, None)
    return found if isinstance(found, type) and issubclass(found, QWidget) else None


def load(ui: tuple[str, ...], parent: QWidget) -> QWidget:
    """Make the widgets of a .ui file inside `parent`.

    Args:
        ui: path under `ui/`.
        parent: decides language and theme.

    Raises:
        FormError: the file is not there, is not readable, or names something that does not exist.
    """
    where = "/".join(ui)
    file = QFile(str(paths.resource("ui", *ui)))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FormError(f"{where}: {file.errorString()}")
    loader = _Loader()
    with language.speaking(language.of(parent)), collecting() as complaints:
        content = _read(loader, file, parent, where)
    file.close()
    problems = [*loader.unknown, *complaints, *_misspelt(content)]
    if problems:
        content.deleteLater()
        raise FormError(f"{where}: {'; '.join(problems)}")
    return content


def _read(loader: _Loader, file: QFile, parent: QWidget, where: str) -> QWidget:
    try:
        return loader.load(file, parent)
    except RuntimeError as error:
        raise FormError(f"{where}: {loader.errorString()}") from error


def _misspelt(content: QWidget) -> list[str]:
    """Properties in the file that our widgets do not have: Qt takes them silently."""
    return [
        f"{widget.objectName()} ({type(widget).__name__}) has no property {_text(name)}"
        for widget in (content, *content.findChildren(QWidget))
        if isinstance(widget, Themed)
        for name in widget.dynamicPropertyNames()
        if not _text(name).startswith(_INTERNAL_PROPERTY)
    ]


def _text(raw: QByteArray) -> str:
    return bytes(raw.data()).decode()


class Form(Themed, QWidget):
    """A screen: the widgets of its .ui file by name, in the language of its window."""

    ui: ClassVar[tuple[str, ...]]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken_in = language.of(self)
        content = load(self.ui, self)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(content)
        self.content = content
        self.setWindowTitle(content.windowTitle())
        for name, part in _find_parts(type(self), content).items():
            setattr(self, name, part)
        self.retranslate()

    def work(
        self,
        op: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[OmpError], None] | None = None,
        *,
        lane: tasks.Lane = tasks.STORE,
        settled: Callable[[], None] | None = None,
    ) -> tasks.Job:
        """Run `op` on a worker; its result comes to `done` in the GUI thread while this screen lives.

        Without `failed` an OmpError is shown with its next step. `settled` is called after either.
        """
        return tasks.run(op, done, failed or self.show_error, lane=lane, receiver=self, settled=settled)

    def work_long(
        self,
        op: Callable[[tasks.Progress], T],
        done: Callable[[T], None],
        failed: Callable[[OmpError], None] | None = None,
        *,
        settled: Callable[[], None] | None = None,
    ) -> tasks.Job:
        """Like `work`, on the lane for long work; `op` is given a Progress to report to and to ask whether
        to stop.
        """
        return tasks.run_long(op, done, failed or self.show_error, receiver=self, settled=settled)

    def show_error(self, error: OmpError) -> None:
        """Say what happened and what to do next."""
        dialogs.show_error(self, error)

    def in_words(self, error: OmpError) -> str:
        """What happened and what to do next, in the language of this screen."""
        said = error.describe(language.of(self))
        return f"{said.text} {said.next_step}"

    def say_error(self, field: Field, error: OmpError) -> None:
        """Say it at a field, in the language that the window speaks now and later."""
        field.set_error(lambda: self.in_words(error))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LanguageChange:
            # Again, after the parts: a text of the .ui file has just come back over the one set in code.
            self.retranslate()
        return done

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._spoken_in = language.of(self)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        # Made elsewhere and put into a window that speaks another language.
        if self._spoken_in != language.of(self):
            language.refresh(self)
        super().showEvent(event)


def try_out(form: type[Form]) -> None:
    """Make the widgets of a screen and look for its parts, without the screen itself, which needs services.

    Raises FormError.
    """
    ground = QWidget()
    try:
        _find_parts(form, load(form.ui, ground))
    finally:
        ground.deleteLater()


def _find_parts(form: type[Form], content: QWidget) -> dict[str, QObject]:
    """What the annotations name. Raises FormError with everything that does not fit."""
    found: dict[str, QObject] = {}
    problems = []
    for name, kind in _parts(form).items():
        if hasattr(QWidget, name):
            problems.append(f"{name} would hide QWidget.{name}")
            continue
        part = content if content.objectName() == name else content.findChild(QObject, name)
        if part is None:
            problems.append(f"{name} is missing")
        elif not isinstance(part, kind):
            problems.append(f"{name} is a {type(part).__name__}, not a {kind.__name__}")
        else:
            found[name] = part
    if problems:
        raise FormError(f"{'/'.join(form.ui)} for {form.__name__}: {'; '.join(problems)}")
    return found


def _parts(form: type[Form]) -> dict[str, type[Any]]:
    """The annotations that name parts of the .ui file: public, of a Qt class, without a value."""
    hints = typing.get_type_hints(form)
    return {
        name: kind
        for name, kind in hints.items()
        if isinstance(kind, type)
        and issubclass(kind, QObject)
        and not name.startswith("_")
        and name not in {"content"}
    }
