"""What screen readers are told of our parts where what Qt says of them is not enough.

Each part gives itself an interface once it is made. Qt could also be told to ask for one by the name of a
class; but it asks while a widget is half made, and Python must not be handed such a widget.

Qt forgets an interface when the object's signals and slots change, and they do when a method of it that is
no `@Slot` is first connected to a signal. So parts tell of themselves after all that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

_Role = QAccessible.Role
# Classes of parts that lie over all of their window.
_COVERS = frozenset({"Sheet", "CalibrationScreen"})
_TEXT = "textLabel"  # what a sheet says, by its name in the .ui files

# Qt keeps the interfaces by their numbers but does not own them.
_kept: dict[int, QAccessibleWidget] = {}


def tell(part: QWidget, make: Callable[[QWidget], QAccessibleWidget]) -> None:
    """Let screen readers be told of `part` by what `make` makes. A second call changes nothing."""
    if QAccessible.uniqueId(QAccessible.queryAccessibleInterface(part)) in _kept:
        return
    interface = make(part)
    number = QAccessible.registerAccessibleInterface(interface)
    _kept[number] = interface
    # Qt has let go of it by then.
    part.destroyed.connect(lambda: _kept.pop(number))


def tell_role(part: QWidget, role: QAccessible.Role) -> None:
    """Let screen readers be told of `part` by its accessible name and this role."""
    tell(part, lambda part: QAccessibleWidget(part, role))


class Window(QAccessibleWidget):
    """A window. While something covers it, nothing else is in it: what cannot be reached is not read."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part, _Role.Window)

    def childCount(self) -> int:
        return super().childCount() if self._cover() is None else 1

    def child(self, index: int) -> QAccessibleInterface:
        cover = self._cover()
        return super().child(index) if cover is None else QAccessible.queryAccessibleInterface(cover)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        cover = self._cover()
        if cover is None:
            return super().indexOfChild(child)
        return 0 if child.object() is cover else -1

    def _cover(self) -> QWidget | None:
        """What lies uppermost over everything."""
        window = self.widget()
        return next(
            (
                part
                for part in reversed(window.children())
                if isinstance(part, QWidget)
                and part.metaObject().className() in _COVERS
                and part.isVisibleTo(window)
            ),
            None,
        )


class Dialog(QAccessibleWidget):
    """What covers its window until it is answered."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part, _Role.Dialog)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.modal = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        said = self.widget().findChild(QLabel, _TEXT)
        if kind is QAccessible.Text.Description and said is not None:
            # A reader that goes to the first button passes it over otherwise.
            return said.text()
        return super().text(kind)


class _Headed(Protocol):
    def heading(self) -> str: ...


class Screen(QAccessibleWidget):
    """A screen with a `heading`, by which it is called as it is at the moment."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part, _Role.Pane)

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return cast(_Headed, self.widget()).heading()
        return super().text(kind)


class _Touched(Protocol):
    touched: SignalInstance


class TouchArea(Screen):
    """A screen that is touched anywhere and then emits `touched`."""

    def actionNames(self) -> list[str]:
        return [self.pressAction(), *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == self.pressAction():
            cast(_Touched, self.widget()).touched.emit()
        else:
            super().doAction(action)


class Choice(QAccessibleWidget):
    """A button that shows whether something is chosen. A press by a reader is a click.

    Qt would tick the button without one, and nobody who waits for a click would hear of it.
    """

    def __init__(self, part: QWidget, role: QAccessible.Role = _Role.RadioButton) -> None:
        super().__init__(part, role)

    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        return said or (self._button().text() if kind is QAccessible.Text.Name else "")

    def state(self) -> QAccessible.State:
        state, button = super().state(), self._button()
        state.checkable, state.checked = button.isCheckable(), button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        own = [self.pressAction()] if self._button().isEnabled() else []
        return [*own, *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action != self.pressAction():
            super().doAction(action)
        elif self._button().isEnabled():
            self._button().click()

    def _button(self) -> QAbstractButton:
        return cast(QAbstractButton, self.widget())


def tell_choice(part: QAbstractButton, role: QAccessible.Role) -> None:
    """Let screen readers press `part` by a click, and tell them of it by its text and this role."""
    tell(part, lambda part: Choice(part, role))


class Option(Choice):
    """An option of a contest: `several` of its cards may be chosen, or only one."""

    def role(self) -> QAccessible.Role:
        several = cast(_Several, self.widget()).several
        return _Role.CheckBox if several else _Role.RadioButton


class _Several(Protocol):
    several: bool
