"""Voters by hour: figures and columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.poll import SMALLEST_BUCKET, Turnout, hour_of
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.words import share, zone
from omp_desktop.gui.widgets import HourCount, Label, TurnoutChart

_HOUR = timedelta(hours=1)
_MOST_HOURS = 24


def window_to_show(windows: Sequence[VotingWindow], now: datetime) -> VotingWindow | None:
    """The window that runs, else the one that began last, else the first one."""
    begun = [window for window in windows if window.opens <= now]
    if begun:
        return begun[-1]
    return windows[0] if windows else None


def hours_of(window: VotingWindow) -> list[datetime]:
    """The UTC hours of a window that hold its instants, at most a day of them."""
    hours: list[datetime] = []
    hour = hour_of(window.opens)
    # The closing instant itself still belongs to the window, but a column for it alone would say nothing.
    while hour < window.closes and len(hours) < _MOST_HOURS:
        hours.append(hour)
        hour += _HOUR
    return hours


class TurnoutCard(Form):
    """Turnout, votes, listed voters, and how many voted in each hour of the running window."""

    ui = ("official", "turnout.ui")

    headLabel: Label
    hintLabel: Label
    rateCaption: Label
    rateLabel: Label
    castCaption: Label
    castLabel: Label
    listedLabel: Label
    latelyLabel: Label
    turnoutChart: TurnoutChart

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_turnout`."""
        self._shown: tuple[Turnout, Sequence[VotingWindow], datetime, str] | None = None
        self._lately: Sequence[tuple[int, int]] = ()
        super().__init__(parent)

    def retranslate(self) -> None:
        if self._shown is not None:
            self.show_turnout(*self._shown)
        self.show_lately(self._lately)

    def show_lately(self, lately: Sequence[tuple[int, int]]) -> None:
        """How many voted in the last so many minutes, as pairs of minutes and voters."""
        self._lately = lately
        self.latelyLabel.setVisible(bool(lately))
        spans = [
            self.tr("{minutes} min: {voters}").format(minutes=minutes, voters=number(voters))
            for minutes, voters in lately
        ]
        self.latelyLabel.setText(self.tr("Voted in the last {spans}").format(spans=" · ".join(spans)))

    def show_turnout(
        self, turnout: Turnout, windows: Sequence[VotingWindow], now: datetime, timezone: str
    ) -> None:
        """Show these figures; hours are those of the election's zone."""
        self._shown = (turnout, windows, now, timezone)
        self.rateLabel.setText(share(turnout.cast, turnout.listed))
        self.castLabel.setText(number(turnout.cast))
        self.listedLabel.setText(f"/ {number(turnout.listed)}")
        window = window_to_show(windows, now)
        hours = hours_of(window) if window is not None else []
        counts = dict(turnout.by_hour)
        where = zone(timezone)
        columns = []
        for place, hour in enumerate(hours):
            label = str(hour.astimezone(where).hour)
            text = self.tr("{hour}h").format(hour=label) if place == 0 else label
            columns.append(HourCount(text, counts.get(hour)))
        few = turnout.cast > 0 and all(column.count is None for column in columns)
        self.hintLabel.setText(self.tr("shown from %n voters on", "", SMALLEST_BUCKET) if few else "")
        current = hour_of(now)
        self.turnoutChart.set_hours(columns, hours.index(current) if current in hours else None)
