"""Finding a voter on the list: by name, roll number or birth date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.text import fold
from omp_desktop.domain.voters_list import Voter
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import VOTER_LOOKS
from omp_desktop.gui.tasks import Job
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets import Column, LineEdit, Notice, PillCell, PushButton, Row, TableView, Text
from omp_desktop.services.check_in import SearchResult
from omp_desktop.store.records import VoterHit

_ADDRESS = 2  # column
_PAUSE_MS = 150  # typing that stops this long is searched for


class CheckInCard(Form):
    """A search field over the list it finds. The order is that of the roll, never that of voting."""

    ui = ("official", "check_in.ui")
    voter_chosen = Signal(object)  # VoterHit | None

    readinessButton: PushButton
    incidentsButton: PushButton
    rollButton: PushButton
    searchEdit: LineEdit
    countNotice: Notice
    votersTable: TableView

    def __init__(self, search: Callable[[str], SearchResult], parent: QWidget | None = None) -> None:
        """`search` is called on a worker."""
        self._search = search
        self._job: Job | None = None
        self._result: SearchResult | None = None
        self._wanted = ""
        super().__init__(parent)
        # From the search straight to what it finds; what is pressed seldom comes after.
        seldom = (self.readinessButton, self.incidentsButton, self.rollButton)
        for one, following in pairwise((self.searchEdit, self.votersTable, *seldom)):
            QWidget.setTabOrder(one, following)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search_now)
        self.searchEdit.textChanged.connect(lambda _: self._pause.start())
        self.searchEdit.returnPressed.connect(self._on_return)
        self.votersTable.row_chosen.connect(lambda _: self.voter_chosen.emit(self.chosen))
        self._show()

    @property
    def hits(self) -> Sequence[VoterHit]:
        """What stands in the list."""
        return self._result.hits if self._result is not None else ()

    @property
    def chosen(self) -> VoterHit | None:
        """The voter whose line is chosen."""
        key = self.votersTable.chosen_key
        return next((hit for hit in self.hits if hit.voter.id == key), None)

    def search_now(self) -> None:
        """Search for what stands in the field; an answer to what stood there before is dropped."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        text = self.searchEdit.text().strip()
        if not text:
            self._on_result(None)
            return
        self._job = self.work(lambda: self._search(text), self._on_result)

    def look_for(self, voter: Voter) -> None:
        """Search for this voter and choose the line."""
        self._wanted = voter.id
        # On a long list fewer people share a birth date than the first digits of a number.
        self.searchEdit.setText(voter.birth_date.isoformat())
        self.search_now()

    def clear(self) -> None:
        """Forget what was searched for: another person, another election, a locked window."""
        self.searchEdit.clear()
        self.search_now()

    def focus_search(self) -> None:
        """Ready for the next voter: typing replaces what stands there."""
        self.searchEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.searchEdit.selectAll()

    def retranslate(self) -> None:
        self.votersTable.set_columns(
            [
                Column(self.tr("Roll no."), width=88),
                Column(self.tr("Name · birth date"), width=188),
                Column(self.tr("Address"), stretch=1),
                Column(self.tr("State"), width=136, align="right"),
            ]
        )
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._result is not None and event.oldSize().width() != event.size().width():
            self._show()

    def state_word(self, state: ParticipationState | None) -> str:
        """How far a voter is, in one or two words."""
        if state is ParticipationState.ISSUED:
            return self.tr("Issued")
        if state is ParticipationState.CAST:
            return self.tr("Voted")
        return self.tr("Not issued")

    def _on_return(self) -> None:
        """Enter in the field: the only hit, or the first line."""
        if self._pause.isActive():
            self.search_now()
        elif self.hits:
            self.votersTable.setFocus(Qt.FocusReason.TabFocusReason)
            if self.chosen is None:
                self.votersTable.choose(self.hits[0].voter.id)

    def _on_result(self, result: SearchResult | None) -> None:
        before = self.chosen
        self._result = result
        self._show()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.votersTable.choose(wanted)
        if result is not None and len(result.hits) == 1 and self.chosen is None:
            self.votersTable.choose(result.hits[0].voter.id)
        elif self.chosen != before:
            self.voter_chosen.emit(self.chosen)

    def _show(self) -> None:
        namesakes = Counter(fold(hit.voter.name) for hit in self.hits)
        room = self.votersTable.columnWidth(_ADDRESS) - 2 * self.votersTable.cellPadding
        self.votersTable.set_rows(
            [self._row(hit, namesakes[fold(hit.voter.name)], room) for hit in self.hits]
        )
        self._say_count()

    def _row(self, hit: VoterHit, namesakes: int, room: float) -> Row:
        voter = hit.voter
        born = voter.birth_date.isoformat()
        if namesakes > 1:
            born = self.tr("{birth} · namesake").format(birth=born)
        return Row(
            voter.id,
            (
                Text(voter.roll_number, weight="name"),
                Text(voter.name, sub=born, weight="name"),
                on_two_lines(voter.address, room),
                PillCell(*VOTER_LOOKS[hit.state], self.state_word(hit.state)),
            ),
        )

    def _say_count(self) -> None:
        result = self._result
        self.votersTable.emptyText = ""
        self.countNotice.setVisible(False)
        if result is None:
            self.votersTable.emptyText = self.tr("Type to search the voters list")
        elif result.total > len(result.hits):
            self.countNotice.setVisible(True)
            self.countNotice.say(
                "info",
                self.tr(
                    "%n voters found: too many to show. Type more of the name, or the birth date.",
                    "",
                    result.total,
                ),
            )
        elif not result.hits:
            self.countNotice.setVisible(True)
            self.countNotice.say(
                "warn",
                self.tr(
                    "Not on this station's voters list. Check name and birth date; if still not found, look "
                    "up the station on the voter's letter."
                ),
            )


def on_two_lines(address: str, room: float) -> Text:
    """On one line where it fits into `room` px, else broken at a space: it has to be compared as a whole."""
    style = OFFICIAL["medium"]
    if width_of(address, style) <= room:
        return Text(address)
    words = address.split(" ")
    first = 1
    while first + 1 < len(words) and width_of(" ".join(words[: first + 1]), style) <= room:
        first += 1
    return Text(" ".join(words[:first]), sub=" ".join(words[first:]))
