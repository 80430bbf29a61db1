"""An alarm of the centre, in the one line in which the commission's overview brings it."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """`code` is an error's; `subject`: a batch, kiosk or page; `at`: as the centre writes instants."""

    code: str
    station_id: str
    subject: str
    at: str

    @staticmethod
    def parse(line: str) -> AlarmLine | None:
        """The parts of a line; None for one of another form, from a later centre."""
        parts = line.split(" ")
        return AlarmLine(*parts) if len(parts) == len(fields(AlarmLine)) else None

    @property
    def text(self) -> str:
        """The line."""
        return " ".join(astuple(self))
