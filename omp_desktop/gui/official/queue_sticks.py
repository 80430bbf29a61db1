"""Out to a stick and in from one, from the page of the queue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.queue_words import QueueWords
from omp_desktop.gui.widgets import PushButton
from omp_desktop.services.transfer import Brought, Exported
from omp_desktop.services.transfer_folder import RefusedFile

T = TypeVar("T")
_NAMES_SHOWN: Final = 3


class QueueSticks(QueueWords):
    """What is written and what was brought; the page reads and compares anew afterwards."""

    usbOutButton: PushButton
    usbInButton: PushButton
    heldUsbButton: PushButton

    def _read_again(self) -> None:
        raise NotImplementedError

    def _compare(self) -> None:
        raise NotImplementedError

    def _ask_out(self) -> None:
        file_choice.ask_folder(self, self.tr("Write to which stick?"), self._write_out)

    def _write_out(self, folder: Path) -> None:
        transfer, session = self.services.transfer, self.session
        self._busy_with(lambda: transfer.export(session, folder), self._on_written)

    def _on_written(self, written: Exported) -> None:
        text = self.tr("%n batch(es) in the folder {folder}.", "", written.batches).format(
            folder=written.folder.name
        )
        next_step = self.tr(
            "Carry the stick to the commission or the centre, have it read there, and bring it back: only "
            "the signed receipts on it end the waiting. Everything stays here until then."
        )
        dialogs.show_message(self, self.tr("Written to the stick"), f"{text}\n{next_step}", kind="ok")
        self._read_again()

    def _ask_in(self) -> None:
        file_choice.ask_folder(self, self.tr("Read from which stick?"), self._read_in)

    def _read_in(self, folder: Path) -> None:
        transfer, session = self.services.transfer, self.session
        self._busy_with(lambda: transfer.take(session, folder), self._on_brought)

    def _on_brought(self, brought: Brought) -> None:
        lines = []
        if brought.relayed:
            lines.append(
                self.tr(
                    "%n batch(es) handed to the centre; the receipts are on the stick.", "", brought.relayed
                )
            )
        if brought.acknowledged:
            lines.append(self.tr("%n batch(es) of this computer are confirmed.", "", brought.acknowledged))
        if brought.again:
            lines.append(self.tr("%n were confirmed before.", "", brought.again))
        lines += self._left_out(brought.refused)
        if brought.stopped is not None:
            lines.append(self.in_words(brought.stopped))
        bad = bool(brought.refused) or brought.stopped is not None
        title = self.tr("Read, but not everything") if bad else self.tr("Read from the stick")
        dialogs.show_message(self, title, "\n".join(lines), kind="warn" if bad else "ok")
        self._read_again()
        self._compare()

    def _left_out(self, refused: Sequence[RefusedFile]) -> list[str]:
        """Each reason once, with the names of the first files."""
        names: dict[str, list[str]] = {}
        for each in refused:
            names.setdefault(self.in_words(each.problem), []).append(each.name)
        lines = []
        for why, files in names.items():
            more = ", …" if len(files) > _NAMES_SHOWN else ""
            said = self.tr("%n file(s) left out ({names}): {why}", "", len(files))
            lines.append(said.format(names=", ".join(files[:_NAMES_SHOWN]) + more, why=why))
        return lines

    def _busy_with(self, op: Callable[[], T], done: Callable[[T], None]) -> None:
        """Work on a stick: slow, and one at a time."""
        buttons = (self.usbOutButton, self.usbInButton, self.heldUsbButton)
        for button in buttons:
            button.setEnabled(False)

        def settled() -> None:
            for button in buttons:
                button.setEnabled(True)

        self.work(op, done, lane=tasks.LONG, settled=settled)
