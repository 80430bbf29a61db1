"""Which sums may be opened: every difference between two published sums covers nobody or enough ballots.

A sum over units (polling stations) up to some moment, together with the sums published before, cuts the
ballots into pieces; whoever subtracts published sums from each other learns the votes of such pieces. So no
piece may be smaller than the election's `minimum_open`, and a piece of one ballot would show a vote.
"""

from omp_desktop.domain.language import Labelled


class OpeningKind(Labelled):
    """What a sum is opened for."""

    FINAL = "final", "최종 개표", "final count"
    LIVE = "live", "투표 중 개표", "count during the vote"
