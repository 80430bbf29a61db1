"""Results as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from omp_desktop.domain.csv_table import shown_cell
from omp_desktop.domain.tally import ContestResult

HEADINGS: Final = ("contest", "number", "name", "party", "votes")
BLANK: Final = "blank"
INVALID: Final = "invalid"
BALLOTS: Final = "ballots"


def results_csv(contests: Sequence[ContestResult]) -> str:
    """One row per option in the order of their numbers, then `blank`, `invalid` and `ballots` of the contest.

    Those words stand in the column `number`. `invalid` contains `blank`. A withdrawn candidate has a row only
    with votes cast before the withdrawal: nobody could choose the others, so nothing was counted for them.
    Lines end with a line feed; names are as they were registered.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for contest in contests:
        for option in contest.options:
            if option.votes or not option.withdrawn:
                row = (
                    option.number,
                    shown_cell(option.name.text("ko")),
                    shown_cell(option.party or ""),
                    option.votes,
                )
                writer.writerow((contest.contest_id, *row))
        for word, count in ((BLANK, contest.blank), (INVALID, contest.invalid), (BALLOTS, contest.ballots)):
            writer.writerow((contest.contest_id, word, "", "", count))
    return text.getvalue()
