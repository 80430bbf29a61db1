"""Values that belong to a window, or to a part of one, and not to the process.

The official's window and several kiosk windows live in one process: a voter who chooses another language or
contrast must change that kiosk and nothing else. A value is set on a widget and holds for everything inside
it.
"""

from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget

T = TypeVar("T")


class Scoped(Generic[T]):
    """One kind of value (a theme, a language), looked up from the inside outwards."""

    def __init__(self, default: T) -> None:
        self.default = default
        self._values: WeakKeyDictionary[QWidget, T] = WeakKeyDictionary()

    def set(self, widget: QWidget, value: T) -> None:
        """Let `value` hold for `widget` and everything in it."""
        self._values[widget] = value

    def unset(self, widget: QWidget) -> None:
        """Let the value from further outside hold for `widget` again."""
        self._values.pop(widget, None)

    def own(self, widget: QWidget) -> T | None:
        """The value set on this very widget."""
        return self._values.get(widget)

    def of(self, widget: QWidget) -> T:
        """The value of the nearest widget outwards that has one, else the default."""
        inner: QWidget | None = widget
        while inner is not None:
            value = self._values.get(inner)
            if value is not None:
                return value
            inner = inner.parentWidget()
        return self.default
