"""What the program needs of a system's printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from omp_desktop.domain.errors import OmpError
from omp_desktop.reports.document import Document


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of the system. `name` is what settings keep; `stopped`: it takes no jobs just now."""

    name: str
    stopped: bool = False


class PrintState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


ENDED = frozenset({PrintState.PRINTED, PrintState.FAILED})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed where. After `seconds` without paper it has failed, and is withdrawn."""

    document: Document
    printer: str
    seconds: float


class Sending(QObject):
    """One order on its way to paper.

    `moved` tells PRINTING when the printer has begun, `ended` comes once: None when it is on paper, else why
    not. A failed order is withdrawn: it does not come out later, when somebody else stands there.
    """

    moved = Signal(object)
    ended = Signal(object)

    def cancel(self) -> None:
        """Nobody waits for it any more: withdraw it; `ended` comes with PrinterSilent."""
        raise NotImplementedError


class PrintSystem(Protocol):
    """The printing of one kind of system. Nothing in it blocks; answers come by the event loop."""

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        """The printers there are, in the order of the system."""

    def send(self, order: Order, parent: QObject) -> Sending:
        """Print. `parent` outlives it, and whatever tidies up after it."""

    def forget(self, printer: str, parent: QObject) -> None:
        """Let the system forget what was printed there: a program that was killed could not say so."""
