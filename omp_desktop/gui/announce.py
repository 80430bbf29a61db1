"""Saying a change to people who do not see it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcements(QObject):
    """Hears every announcement, with its widget: for what speaks without a screen reader."""

    made = Signal(object, str)


announcements = Announcements()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` at once; focus stays where it is."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
    announcements.made.emit(widget, text)
