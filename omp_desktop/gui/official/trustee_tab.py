"""The key of the count: made by one trustee alone, or by several together in a ceremony."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui.official.ceremony_plan import CeremonyPlan
from omp_desktop.gui.official.ceremony_round import CeremonyRound
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.single_trustee import SingleTrustee


class TrusteeTab(ElectionTab):
    """Shows what the election has come to: one trustee, who is to take part, or the ceremony itself."""

    ui = ("official", "trustee_tab.ui")
    key = "key"

    ways: QVBoxLayout

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._several: bool | None = None  # what was asked for here; None: what the election says
        super().__init__(services, parent)
        self.single = SingleTrustee(services, self.content)
        self.plan = CeremonyPlan(services, self.content)
        self.round = CeremonyRound(services, self.content)
        for way in self._all():
            self.ways.addWidget(way)
            way.changed.connect(self.changed)
            # A stack would need the room of the largest.
            way.hide()
        self.single.several_wanted.connect(lambda: self._go(several=True))
        self.plan.alone_wanted.connect(lambda: self._go(several=False))

    def title(self) -> str:
        return self.tr("Key of the count")

    def another(self) -> None:
        self._several = None

    def showing(self) -> None:
        for way in self._all():
            way.show_election(self.session, self.view)
        self._show_way(self._way())

    def _way(self) -> ElectionTab:
        ceremony = self.view.ceremony
        if ceremony.begun:
            self._several = None
            return self.round
        several = ceremony.count > 1 if self._several is None else self._several
        return self.plan if several and self.draft else self.single

    def _all(self) -> tuple[ElectionTab, ...]:
        return self.single, self.plan, self.round

    def _show_way(self, shown: ElectionTab) -> None:
        begins = shown is self.round and self.plan.isVisible()
        for way in self._all():
            way.setVisible(way is shown)
        if begins:
            self.round.take_focus()

    def _go(self, *, several: bool) -> None:
        self._several = several
        self.showing()
        first = self.plan.countBox if several else self.single.trusteeEdit
        first.setFocus(Qt.FocusReason.OtherFocusReason)
