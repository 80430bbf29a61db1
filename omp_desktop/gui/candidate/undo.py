"""The button that takes back what the candidate did since signing in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.pledge import Pledge
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import PushButton
from omp_desktop.services.pledges import PledgesService
from omp_desktop.services.session import Session


class Did(Enum):
    """What was done to a pledge."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `pledge` as it was added, before it was changed, or as it was removed."""

    did: Did
    pledge: Pledge

    def take_back(self, pledges: PledgesService, actor: Session) -> Pledge:
        """Do the opposite: on a worker. Raises what `remove`, `change` and `restore` raise."""
        if self.did is Did.ADDED:
            return pledges.remove(actor, self.pledge.id)
        if self.did is Did.CHANGED:
            return pledges.change(actor, self.pledge)
        return pledges.restore(actor, self.pledge)


class UndoPart(Form):
    """The steps of one person, and a button that names the last of them."""

    ui = ("candidate", "undo.ui")

    undoButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing was done yet."""
        self.steps: list[Step] = []
        self._unsaved = False
        super().__init__(parent)

    def retranslate(self) -> None:
        self._name()

    def show_state(self, *, unsaved: bool, busy: bool) -> None:
        """Whether there is something to take back: what is not saved comes first."""
        self._unsaved = unsaved
        self.undoButton.setEnabled(not busy and (unsaved or bool(self.steps)))
        self._name()

    def _name(self) -> None:
        text = self._text()
        self.undoButton.setToolTip(text)
        self.undoButton.setAccessibleDescription(text)

    def _text(self) -> str:
        if self._unsaved:
            return self.tr("Takes back what is not saved")
        if not self.steps:
            return self.tr("Nothing to take back")
        step = self.steps[-1]
        text = {
            Did.ADDED: self.tr("Takes back: added “{title}”"),
            Did.CHANGED: self.tr("Takes back: changed “{title}”"),
            Did.REMOVED: self.tr("Takes back: deleted “{title}”"),
        }[step.did]
        return text.format(title=step.pledge.title)
