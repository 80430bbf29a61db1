"""Choosing a file or a folder, and writing to it. Tests put functions of their own in the place of these."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QWidget

from omp_desktop.files import replace_file
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.widgets.base import Themed

_SIZE = QSize(880, 560)
_ENDING = re.compile(r"\*\.(\w+)")
Chosen = Callable[[Path], object]


def ask_file(widget: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
    """Ask for a file that is there; nothing is called when the person cancels.

    `kinds` as Qt writes them: "Lists (*.csv *.txt)". Nothing blocks.
    """
    dialog = FileDialog(widget, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    _open(dialog, widget, chosen)


def ask_new_file(widget: QWidget, title: str, name: str, kinds: str, chosen: Chosen) -> None:
    """Ask where to save a file, with a name to begin with; the dialog asks before one is replaced.

    A name without an ending gets that of its kind. `kinds` as Qt writes them, several with ";;" between.
    """
    dialog = FileDialog(widget, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kinds)
    dialog.filterSelected.connect(dialog.end_like)
    dialog.end_like(kinds)
    dialog.selectFile(name)
    _open(dialog, widget, chosen)


def ask_folder(widget: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder that is there; nothing is called when the person cancels."""
    dialog = FileDialog(widget, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, widget, chosen)


def close_all(window: QWidget) -> None:
    """Close what asks in this window: what is chosen now would be done for somebody who has left."""
    for dialog in window.findChildren(FileDialog):
        dialog.reject()


def write_file(path: Path, content: bytes) -> None:
    """Write a file that was chosen, in one step, for its owner alone. Raises FileNotWritten."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise FileNotWritten(name=path.name) from error


class FileDialog(Themed, QFileDialog):
    """Qt's own dialog: the system's may load desktop extensions that block the program."""

    def __init__(self, widget: QWidget, title: str) -> None:
        super().__init__(widget.window(), title)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setDirectory(str(Path.home()))
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Name:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind:"))
        self.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Cancel"))
        self.resize(_SIZE)

    def end_like(self, kind: str) -> None:
        """A name without an ending gets the first one of this kind."""
        ending = _ENDING.search(kind)
        self.setDefaultSuffix("" if ending is None else ending[1])


def _open(dialog: FileDialog, widget: QWidget, chosen: Chosen) -> None:
    if not widget.isVisibleTo(widget.window()):
        # Whoever asked has locked the window or gone elsewhere: nobody else chooses for them.
        dialog.deleteLater()
        return
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
