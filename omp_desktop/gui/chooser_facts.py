"""What the role chooser says of the data folder."""

from __future__ import annotations

from omp_desktop.bootstrap import Application
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.gui.booths import booths, pick
from omp_desktop.gui.start.chooser import ChooserFacts
from omp_desktop.scenarios import demonstration


def chooser_facts(
    application: Application, shown: demonstration.Demonstration | None, opened: set[str]
) -> ChooserFacts:
    """What the role chooser shows. Runs on a worker."""
    elections = application.elections.all()
    device = pick(booths(application), None, opened)
    facts = ChooserFacts(
        booth=device.name if device else "",
        test_mode=shown is not None,
        accounts=shown.accounts if shown else (),
        passphrase=shown.passphrase if shown else "",
    )
    if not elections:
        return facts
    view = application.elections.get(_most_urgent(elections).id)
    withdrawn = sum(
        1 for c in view.candidates if c.state is CandidateState.WITHDRAWN or c.id in view.withdrawn
    )
    return ChooserFacts(
        election=view.election,
        candidates=len(view.candidates),
        withdrawn=withdrawn,
        voters=view.voters,
        more_elections=len(elections) - 1,
        booth=facts.booth,
        test_mode=facts.test_mode,
        accounts=facts.accounts,
        passphrase=facts.passphrase,
    )


def _most_urgent(elections: list[Election]) -> Election:
    order = (ElectionState.OPEN, ElectionState.CLOSING, ElectionState.SUSPENDED, ElectionState.PUBLISHED)
    return min(elections, key=lambda e: order.index(e.state) if e.state in order else len(order))
