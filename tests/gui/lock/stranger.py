"""Another program on the display: takes the front and the focus, and offers what it has.

    python -m tests.gui.lock.stranger X Y [ordinary]

It stands there in front of everything, an `ordinary` one only of what does not stay on top itself. It has a
text selected, and gives it away when it is dragged. What was typed into it is its last line.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QSocketNotifier, Qt, QTimer, QUrl
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

WORDS = "ABCDEFGH"


class Stranger(QLineEdit):
    """A field that can be dragged away."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        drag, given = QDrag(self), QMimeData()
        given.setText(WORDS)
        given.setUrls([QUrl("file:///etc/hosts")])
        drag.setMimeData(given)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> None:
    application = QApplication(sys.argv[:1])
    stranger = Stranger()
    stranger.setWindowTitle("stranger")
    stranger.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    stranger.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, "ordinary" not in sys.argv[3:])
    stranger.setGeometry(int(sys.argv[1]), int(sys.argv[2]), 200, 100)
    stranger.show()
    QGuiApplication.clipboard().setText(WORDS, QClipboard.Mode.Selection)

    def push() -> None:
        stranger.raise_()
        stranger.activateWindow()

    pushing = QTimer()
    pushing.timeout.connect(push)
    pushing.start(50)
    words = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    words.activated.connect(application.quit)
    QTimer.singleShot(0, lambda: (sys.stdout.write("here\n"), sys.stdout.flush()))
    application.exec()
    sys.stdout.write(f"typed: {stranger.text()}\n")


if __name__ == "__main__":
    main()
