"""What the services ask of the machinery that sends; the composition root brings sync/ and them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omp_desktop.wire.envelope import Sealed
from omp_desktop.wire.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Sending:
    """`freeze` makes batches of everything that may go now, and says how many; `acknowledge` takes a receipt
    for a batch (raises CentreNotGenuine, ReceiptWrong, RecordMissing …); `wake` looks for work at once."""

    freeze: Callable[[], int]
    acknowledge: Callable[[str, Sealed], Receipt]
    wake: Callable[[], None]
