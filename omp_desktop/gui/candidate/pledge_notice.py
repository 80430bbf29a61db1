"""The sentence over the pledges: until when they can be changed, why not, or what was just done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.pledge import PLEDGES_MAX, Pledge
from omp_desktop.gui.announce import announce
from omp_desktop.gui.candidate.situation import Situation, as_published
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.widgets import Notice


class PledgeNotice(Form):
    """What was done stays until the next edit; otherwise the state of things stands here."""

    ui = ("candidate", "pledge_notice.ui")
    undo_asked = Signal()

    notice: Notice

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing was done yet."""
        self._done = ""
        self._undoable = False
        super().__init__(parent)
        self.notice.acted.connect(self.undo_asked)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.notice.text

    def forget(self) -> None:
        """What was done is past."""
        self._done, self._undoable = "", False

    def tell_saved(self, pledge: Pledge) -> None:
        """A pledge was saved."""
        self._tell(self.tr("Saved: “{title}”. Voters see it once the commission has published it."), pledge)

    def tell_removed(self, before: Situation, gone: Pledge) -> None:
        """A pledge was deleted; `before` is how things stood."""
        if as_published(gone) in before.standing.published:
            text = self.tr("Deleted: “{title}”. Voters still see it until the commission publishes again.")
        else:
            text = self.tr("Deleted: “{title}”.")
        self._tell(text, gone)
        self._undoable = True

    def tell_taken_back(self, pledge: Pledge) -> None:
        """The last step was undone."""
        self._tell(self.tr("Taken back: “{title}”"), pledge)

    def show_situation(self, situation: Situation) -> None:
        """Say what matters most now."""
        undo = ""
        if situation.locked:
            look = ("warn", "lock", self._locked_text(situation))
        elif self._done:
            look = ("ok", "", self._done)
            undo = self.tr("Undo") if self._undoable else ""
        elif situation.full:
            text = self.tr("All %n places are taken. Delete one to add another.", "", PLEDGES_MAX)
            look = ("info", "", text)
        else:
            look = ("info", "", self._deadline_text(situation))
        self.notice.kind, self.notice.iconName, self.notice.text = look
        self.notice.buttonText = undo

    def _tell(self, text: str, pledge: Pledge) -> None:
        self.forget()
        self._done = text.format(title=pledge.title)
        announce(self, self._done)

    def _locked_text(self, situation: Situation) -> str:
        text = self.tr(
            "The polls have opened, so pledges can only be read now. Voters see the published ones."
        )
        return f"{text} {self._still_public_text(situation)}".strip()

    def _deadline_text(self, situation: Situation) -> str:
        election = situation.election
        opens = election.windows[0].opens if election.windows else None
        if opens is None or opens <= situation.reading.now:
            # Officials open the polls: until they do, a time that is past would say the wrong thing.
            text = self.tr("You can change your pledges until the polls open.")
        else:
            text = self.tr("You can change your pledges until the polls open ({opens}).").format(
                opens=day_time(opens, zone(election.timezone))
            )
        return f"{text} {self._still_public_text(situation)}".strip()

    def _still_public_text(self, situation: Situation) -> str:
        """Deleted and earlier texts that voters still read; nothing where there are none."""
        count = situation.still_public
        if not count:
            return ""
        if situation.locked:
            return self.tr("%n deleted or earlier text(s) stay public.", "", count)
        return self.tr(
            "%n deleted or earlier text(s) stay public until the commission publishes again.", "", count
        )
