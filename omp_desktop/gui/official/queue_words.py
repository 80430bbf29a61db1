"""How the queue is said: how it stands with the centre, what a batch holds, how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from omp_desktop.domain.language import LocalText
from omp_desktop.domain.sending import BatchState
from omp_desktop.gui import language
from omp_desktop.gui.language import number
from omp_desktop.gui.official.two_people import TwoPersonPage
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.sending_words import SendingWords
from omp_desktop.gui.widgets import ButtonCell, Column, PillCell, Row, Text
from omp_desktop.services.queue import BatchLine

_LOOKS: Final[Mapping[BatchState, tuple[str, str]]] = {
    BatchState.WAITING: ("info", "clock"),
    BatchState.SENT: ("info", "send"),
    BatchState.ACKNOWLEDGED: ("ok", "circle-check"),
    BatchState.HELD: ("err", "circle-pause"),
}
# What needs somebody stands first, what is done last.
_ORDER: Final = (BatchState.HELD, BatchState.SENT, BatchState.WAITING, BatchState.ACKNOWLEDGED)


class QueueWords(TwoPersonPage, SendingWords):
    """A page that speaks of batches."""

    def batch_columns(self) -> list[Column]:
        """The head of the table."""
        return [
            Column(self.tr("Batch"), width=216),
            Column(self.tr("Items"), width=72, align="right"),
            Column(self.tr("State"), width=208),
            Column(self.tr("Tries"), width=64, align="right"),
            Column(self.tr("What comes next"), stretch=1),
            Column("", width=104, align="right"),
        ]

    def batch_rows(self, batches: Sequence[BatchLine], elections: Mapping[str, LocalText]) -> list[Row]:
        """A row for each, those first that need somebody; within a state the latest first.

        `elections`: names that stand below the batch, where there are several.
        """
        ordered = sorted(batches, key=lambda b: (_ORDER.index(b.state), b.lane, -b.number))
        return [self._row(batch, elections.get(batch.election_id)) for batch in ordered]

    def batch_name(self, batch: BatchLine) -> str:
        """Lane in words and number, such as "Ballots 0118"."""
        lanes = {
            "B": self.tr("Ballots"),
            "P": self.tr("Participation"),
            "S": self.tr("Set-up and polls"),
        }
        return f"{lanes[batch.lane]} {batch.number:04d}"

    def batch_reason(self, batch: BatchLine) -> str:
        """Why it was refused, or items of it set aside, without the next step."""
        if batch.problem is None:
            return self.tr("The centre did not take it.")
        return batch.problem.describe(language.of(self)).text

    def batch_step(self, batch: BatchLine) -> str:
        """What somebody can do about it."""
        if batch.problem is None:
            return self.tr("Send it again, or carry it on a stick.")
        return batch.problem.describe(language.of(self)).next_step

    def batch_details(self, batch: BatchLine) -> str:
        """All about it; at the end what whoever looks after the centre asks for."""
        tried = self.tr("{state}. Items: {items}. Tries: {tries}.").format(
            state=self.batch_state(batch), items=number(batch.items), tries=number(batch.attempts)
        )
        named = self.tr("Number of the batch: {id}").format(id=batch.id)
        if batch.problem is None:
            return f"{tried}\n{self.batch_next(batch)}\n\n{named}"
        why = self.tr("Why – {reason}").format(reason=self.batch_reason(batch))
        step = self.tr("What to do – {step}").format(step=self.batch_step(batch))
        return f"{tried}\n{why}\n{step}\n\n{named}\n{batch.problem.code}"

    def batch_state(self, batch: BatchLine) -> str:
        """Its state, at the beginning of a line."""
        return sentence_case(batch.state.label(language.of(self)))

    def _row(self, batch: BatchLine, election: LocalText | None) -> Row:
        below = election.text(language.of(self)) if election is not None else ""
        return Row(
            batch.id,
            (
                Text(self.batch_name(batch), sub=below, weight="name"),
                Text(number(batch.items)),
                PillCell(*_LOOKS[batch.state], self.batch_state(batch)),
                Text(number(batch.attempts)),
                Text(self.batch_next(batch)),
                ButtonCell(self.tr("Details")),
            ),
        )

    def batch_next(self, batch: BatchLine) -> str:
        """What will become of it, in one line."""
        if batch.state is BatchState.HELD or batch.problem is not None:
            return self.batch_reason(batch)
        if batch.state is BatchState.ACKNOWLEDGED:
            return self.tr("The centre's signature is here")
        if batch.state is BatchState.SENT:
            return self.tr("The centre's signature is awaited")
        return self.tr("Goes when its turn comes")
