"""Somebody who votes through a screen reader: by what it reads, and by what it can press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.accessibility.atspi import Node, Role, Seen, shown
from tests.accessibility.patience import until

PRESSED = frozenset({Role.BUTTON, Role.RADIO_BUTTON, Role.CHECK_BOX})
REST, SEAL = "See the rest", "Seal my ballot"
CARDS = frozenset({Role.RADIO_BUTTON, Role.CHECK_BOX})


class Voter:
    """Touches nothing and sees nothing."""

    def __init__(self, program: Node) -> None:
        """Sit down at a booth."""
        self.program = program

    def waits_for(self, heading: str) -> list[Seen]:
        """What is read once the screen with this heading is there."""
        return self._once(
            lambda read: any(each.name == heading and each.role is Role.PANEL for each in read), heading
        )

    def waits_until(self, card: str, *, checked: bool) -> list[Seen]:
        """What is read once this option is chosen, or no longer."""
        return self._once(lambda read: _the(read, card).checked is checked, f"{card} checked: {checked}")

    def presses(self, name: str) -> None:
        """Press what is called so."""
        read = self._once(lambda read: any(_is(each, name) for each in read), name)
        _the(read, name).node.act()

    def reviews(self) -> list[list[Seen]]:
        """Press what stands there until the ballot is sealed; what was read on each page."""
        pages = [shown(self.program)]
        while not any(_is(each, SEAL) for each in pages[-1]):
            self.presses(REST)
            self._once(partial(_differs, {each.name for each in pages[-1]}), "the next page")
            # What was read while the page turned is half of the one and half of the other.
            pages.append(shown(self.program))
        self.presses(SEAL)
        return pages

    def finds(self, name: str) -> Seen:
        """What is called so, as it is now."""
        return _the(shown(self.program), name)

    def entry(self, role: Role = Role.TEXT) -> Node:
        """The field to write in."""
        read = self._once(lambda read: any(each.role is role for each in read), role.name)
        return next(each.node for each in read if each.role is role)

    def cards(self) -> list[Seen]:
        """The options of the contest."""
        return [each for each in shown(self.program) if each.role in CARDS and "," in each.name]

    def _once(self, there: Callable[[list[Seen]], bool], what: str) -> list[Seen]:
        def read() -> list[Seen] | None:
            found = shown(self.program)
            return found if there(found) else None

        return until(read, what)


def _differs(before: set[str], read: list[Seen]) -> bool:
    return {each.name for each in read} != before


def _is(seen: Seen, name: str) -> bool:
    # A screen that is touched anywhere is pressed too.
    return seen.name == name and (seen.role in PRESSED or "Press" in seen.actions)


def _the(read: list[Seen], name: str) -> Seen:
    return next(each for each in read if _is(each, name))
