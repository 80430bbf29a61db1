"""Whether a booth offers the spoken guide, and how it sounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import CheckRow, Notice, PushButton
from omp_desktop.settings import BoothSettings

if TYPE_CHECKING:
    from omp_desktop.gui.speech.speaker import Speaker


class BoothVoice(Form):
    """The card about the spoken guide of one booth."""

    ui = ("official", "booth_voice.ui")
    wanted = Signal(dict)

    spokenRow: CheckRow
    sampleButton: PushButton
    sampleNotice: Notice

    def __init__(
        self, make_speaker: Callable[[QObject], Speaker] | None, parent: QWidget | None = None
    ) -> None:
        """`make_speaker` makes what speaks; without it nothing can be heard here."""
        self._make_speaker = make_speaker
        self._speaker: Speaker | None = None
        self._others: Mapping[str, BoothSettings] = {}
        self._said: tuple[str, OmpError | None] = ("", None)
        super().__init__(parent)
        self.spokenRow.clicked.connect(self._on_spoken)
        self.sampleButton.clicked.connect(self._sample)
        self._show_said()

    def show_booth(self, known: BoothSettings, others: Mapping[str, BoothSettings]) -> None:
        """Show another booth; `others` are those of this computer by name."""
        self._others = others
        self.spokenRow.setChecked(known.spoken)

    def leave(self) -> None:
        """Be silent."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()
            speaker.deleteLater()

    def retranslate(self) -> None:
        if hasattr(self, "_said"):
            self._show_said()

    def _on_spoken(self) -> None:
        spoken = self.spokenRow.isChecked()
        has_it = next((name for name, other in self._others.items() if other.spoken), "")
        if not spoken or not has_it:
            self.wanted.emit({"spoken": spoken})
            return
        dialogs.confirm(
            self,
            self.tr("Move the spoken guide to this booth?"),
            self.tr(
                "{booth} has it now. This computer has one sound for all of its booths: a voter there would "
                "hear what is chosen here."
            ).format(booth=has_it),
            accept=self.tr("Move it here"),
            accepted=lambda: self.wanted.emit({"spoken": True}),
            rejected=lambda: self.spokenRow.setChecked(False),
        )

    def _sample(self) -> None:
        if self._make_speaker is None:
            return
        if self._speaker is None:
            self._speaker = self._make_speaker(self)
            self._speaker.said.connect(lambda: self._tell("said"))
            self._speaker.broken.connect(lambda error: self._tell("broken", error))
        self._tell("speaking")
        self._speaker.say(self.tr("This is the spoken guide."), language.of(self))

    def _tell(self, what: str, error: OmpError | None = None) -> None:
        self._said = (what, error)
        self._show_said()

    def _show_said(self) -> None:
        what, error = self._said
        notice = self.sampleNotice
        notice.setVisible(bool(what))
        self.sampleButton.setEnabled(self._make_speaker is not None and what != "speaking")
        if error is not None:
            notice.kind, notice.text = "err", self.in_words(error)
        elif what == "speaking":
            notice.kind, notice.text = "info", self.tr("Speaking: listen at the headphones of the booth …")
        elif what == "said":
            notice.kind = "ok"
            notice.text = self.tr(
                "The sample was spoken. If nothing was to be heard, look at the headphones and the volume."
            )
