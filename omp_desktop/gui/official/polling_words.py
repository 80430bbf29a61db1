"""How the polling day is said: the next step, the buttons for it, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Final

from omp_desktop.gui.language import number
from omp_desktop.gui.official.polling_plan import Offer, Place, Warned
from omp_desktop.gui.official.polling_steps import PollStepsPage
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.services.poll_view import PollView

_SAID_IN_DAYS: Final = 48  # hours

PLACE_ICONS: Final[Mapping[Place, str]] = {
    Place.NO_ELECTION: "list-checks",
    Place.NO_STATION: "list-checks",
    Place.DRAFT: "stamp",
    Place.READINESS: "list-checks",
    Place.ZERO_REPORT: "printer",
    Place.TOO_EARLY: "clock",
    Place.READY: "door-open",
    Place.VOTING: "user-check",
    Place.OVERNIGHT: "pause",
    Place.HOURS_OVER: "door-closed",
    Place.SUSPENDED: "circle-pause",
    Place.SUSPENDED_TO_THE_END: "door-closed",
    Place.QUEUE: "hourglass",
    Place.QUEUE_DONE: "door-closed",
    Place.CLOSED: "chart-bar",
    Place.COUNTED: "badge-check",
    Place.CERTIFIED: "badge-check",
}
OFFER_ICONS: Final[Mapping[Offer, str]] = {
    Offer.GO_TO_ELECTIONS: "list-checks",
    Offer.READINESS: "list-checks",
    Offer.ZERO_REPORT: "file-text",
    Offer.SHOW_ZERO_REPORT: "file-text",
    Offer.OPEN: "door-open",
    Offer.SUSPEND: "pause",
    Offer.RESUME: "rotate-cw",
    Offer.BEGIN_CLOSING: "door-closed",
    Offer.CORRECT_WAITING: "pencil",
    Offer.CLOSE: "door-closed",
    Offer.REOPEN: "undo-2",
    Offer.SHOW_CLOSING_REPORT: "file-text",
    Offer.GO_TO_RESULTS: "chart-bar",
}


class PollingWords(PollStepsPage):
    """A page that says how far the polling day is."""

    def sentence(self, place: Place) -> str:
        """The next step."""
        return {
            Place.NO_ELECTION: self.tr("Register an election first"),
            Place.NO_STATION: self.tr("Register this station first"),
            Place.DRAFT: self.tr("Publish the election first"),
            Place.READINESS: self.tr("Check that all is ready"),
            Place.ZERO_REPORT: self.tr("Make the zero report"),
            Place.TOO_EARLY: self.tr("Wait until voting hours begin"),
            Place.READY: self.tr("Open the polls"),
            Place.VOTING: self.tr("Check voters in and issue permits"),
            Place.OVERNIGHT: self.tr("Suspend voting until tomorrow"),
            Place.HOURS_OVER: self.tr("Voting hours are over: close"),
            Place.SUSPENDED: self.tr("Resume voting when ready"),
            Place.SUSPENDED_TO_THE_END: self.tr("Voting hours are over: close"),
            Place.QUEUE: self.tr("Let the queue finish voting"),
            Place.QUEUE_DONE: self.tr("Close the polls"),
            Place.CLOSED: self.tr("Count the votes"),
            Place.COUNTED: self.tr("Certify the result"),
            Place.CERTIFIED: self.tr("The result is certified"),
        }[place]

    def word(self, offer: Offer) -> str:
        """On the button for it."""
        return {
            Offer.GO_TO_ELECTIONS: self.tr("Go to elections"),
            Offer.READINESS: self.tr("Check readiness"),
            Offer.ZERO_REPORT: self.tr("Zero report"),
            Offer.SHOW_ZERO_REPORT: self.tr("Zero report"),
            Offer.OPEN: self.tr("Open the polls"),
            Offer.SUSPEND: self.tr("Suspend"),
            Offer.RESUME: self.tr("Resume voting"),
            Offer.BEGIN_CLOSING: self.tr("Close polls"),
            Offer.CORRECT_WAITING: self.tr("Correct the number"),
            Offer.CLOSE: self.tr("Close polls"),
            Offer.REOPEN: self.tr("Re-open"),
            Offer.SHOW_CLOSING_REPORT: self.tr("Closing report"),
            Offer.GO_TO_RESULTS: self.tr("Go to results"),
        }[offer]

    def aside(self, place: Place, view: PollView | None) -> str:
        """Beside the next step: what is counted down to, or how many wait."""
        if view is None:
            return ""
        where = zone(view.election.timezone)
        if place is Place.VOTING and view.closes_in is not None:
            return self._time_left(view.closes_in)
        if place in {Place.TOO_EARLY, Place.OVERNIGHT, Place.SUSPENDED} and view.coming is not None:
            return self.tr("From {time}").format(time=day_time(view.coming.opens, where))
        if place is Place.QUEUE:
            return self.tr("%n still to vote", "", view.queue_remaining or 0)
        return ""

    def _time_left(self, left: timedelta) -> str:
        hours, minutes = divmod(ceil(left.total_seconds() / 60), 60)
        if hours >= _SAID_IN_DAYS:
            return self.tr("{days} days {hours} h to close").format(days=hours // 24, hours=hours % 24)
        if hours:
            return self.tr("{hours} h {minutes} min to close").format(hours=number(hours), minutes=minutes)
        return self.tr("{minutes} min to close").format(minutes=minutes)

    def why_empty(self, place: Place) -> tuple[str, str]:
        """Title and text of the page while there is no polling day to show; empty on one."""
        texts = {
            Place.NO_ELECTION: (
                self.tr("No election yet"),
                self.tr("The commission registers elections, candidates and voters under Elections."),
            ),
            Place.NO_STATION: (
                self.tr("This computer is no polling station yet"),
                self.tr("The commission registers the station and its booths under Elections."),
            ),
            Place.DRAFT: (
                self.tr("The election is still a draft"),
                self.tr(
                    "Polling day begins once the commission has published it. What is missing stands in the "
                    "check list under Elections."
                ),
            ),
        }
        return texts.get(place, ("", ""))

    def warning(self, warned: Warned) -> tuple[str, str]:
        """What is wrong, and the button for it, "" for none."""
        return {
            Warned.CLOCK: (
                self.tr(
                    "This computer's clock is in doubt. Compare it with a clock that you trust; two people "
                    "confirm the time, then voting goes on."
                ),
                self.tr("Confirm the time"),
            ),
            Warned.CLOCK_CONFIRMED: (
                self.tr(
                    "Two people confirmed the time for 15 minutes. Have the clock of this computer set right."
                ),
                "",
            ),
            Warned.ORDER_SHOWS: (
                self.tr("The data file still has to be rewritten once, so that it tells no order of voting."),
                self.tr("Rewrite it now"),
            ),
        }[warned]
