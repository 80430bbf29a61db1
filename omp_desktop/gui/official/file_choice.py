"""Choosing a file or a folder. Tests put functions of their own in the place of these."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


def ask_file(widget: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
    """Ask for a file that is there; nothing is called when the person cancels.

    `kinds` as Qt writes them: "Lists (*.csv *.txt)". Nothing blocks.
    """
    dialog = _dialog(widget, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    _open(dialog, chosen)


def ask_folder(widget: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder that is there; nothing is called when the person cancels."""
    dialog = _dialog(widget, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, chosen)


def _dialog(widget: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(widget.window(), title)
    # Qt's own: the system's may load desktop extensions that block the program.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(Path.home()))
    return dialog


def _open(dialog: QFileDialog, chosen: Chosen) -> None:
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
