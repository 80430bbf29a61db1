"""Which screen a window gets, by names of screens. No Qt.

`present` lists the screens that are connected, the computer's main one first; `taken` are those on which a
booth stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence


def desk_of(present: Sequence[str], taken: Collection[str]) -> str | None:
    """The screen of officials: the main one unless a booth stands there; None: booths stand on all."""
    return next((name for name in present if name not in taken), None)


def screen_of_booth(
    home: str, present: Sequence[str], taken: Collection[str], *, desk_used: bool
) -> str | None:
    """Where a booth opens; None: nowhere.

    Args:
        home: the screen that was chosen for it; empty: none was.
        present: screens that are connected.
        taken: screens with booths.
        desk_used: whether an official works at the desk's screen.
    """
    if home in present:
        return None if home in taken else home
    desk = desk_of(present, taken)
    others = [name for name in present if name not in taken and name != desk]
    if others:
        return others[0]
    # The last screen is lent to a booth that has none of its own; one whose screen is merely not plugged in
    # would take the desk away from whoever works there.
    return None if home and desk_used else desk


def screen_to_return_to(
    homes: Sequence[str], present: Sequence[str], barred: Collection[str], seen: Collection[str]
) -> str | None:
    """Where a booth that was put away stands again; None: it waits.

    That is a screen of its own, or one that was plugged in since: the same screen at another socket.

    Args:
        homes: its own screens, the first one first.
        present: screens that are connected.
        barred: screens of others: of booths, and the desk's.
        seen: screens that were there when its own went.
    """
    own = [name for name in homes if name in present]
    new = [name for name in present if name not in seen]
    return next((name for name in (*own, *new) if name not in barred), None)
