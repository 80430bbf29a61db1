"""Bad records, by class: every one must be refused, by the check that is named, in words that name the place.

The list of the files is made again for each, so that not the hash but what stands behind it is caught; only
the mutations of class "listing" leave the list as it was. `insiders.py` smooths over what people with keys
could smooth over. Both verifiers of the record are tested with these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from omp_desktop.record.checks import Check
from tests.record.sample import Draft, sample


@dataclass(frozen=True)
class Mutation:
    """A change of a record, and the check that must fail because of it.

    `names` is what the line of the check must name: a file, or the item in it. `published`: whoever verifies
    knows the manifest hash and the closing report of the record as it was.
    """

    name: str
    kind: str
    check: Check
    change: Callable[[Draft], None]
    names: str = ""
    published: bool = False

    def files(self) -> dict[str, bytes]:
        """The files of the bad record."""
        draft = sample()
        self.change(draft)
        return draft.files()


def every_mutation() -> Iterator[Mutation]:
    """All of them."""
    from tests.record import bad_ballots, bad_files, bad_openings, bad_pages, bad_papers  # noqa: PLC0415

    for module in (bad_ballots, bad_pages, bad_papers, bad_openings, bad_files):
        yield from module.MUTATIONS


def parent(draft: Draft, path: tuple[str | int, ...]) -> Any:
    """What holds the value at this path of a JSON file."""
    value: Any = draft.json
    for step in path[:-1]:
        value = value[step]
    return value


def get(draft: Draft, *path: str | int) -> Any:
    """The value at this path."""
    return parent(draft, path)[path[-1]]


def put_value(value: Any, *path: str | int) -> Callable[[Draft], None]:
    """A change: another value at this path."""

    def change(draft: Draft) -> None:
        parent(draft, path)[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Draft], None]:
    """A change: nothing at this path."""

    def change(draft: Draft) -> None:
        del parent(draft, path)[path[-1]]

    return change


def flip(*path: str | int) -> Callable[[Draft], None]:
    """A change: one bit of the hex at this path, the lowest of its first byte."""

    def change(draft: Draft) -> None:
        raw = bytearray.fromhex(get(draft, *path))
        raw[0] ^= 1
        parent(draft, path)[path[-1]] = raw.hex()

    return change


def add(count: int, *path: str | int) -> Callable[[Draft], None]:
    """A change: the number at this path is greater by so many."""

    def change(draft: Draft) -> None:
        parent(draft, path)[path[-1]] += count

    return change


def then(*changes: Callable[[Draft], None]) -> Callable[[Draft], None]:
    """A change: several, one after the other."""

    def change(draft: Draft) -> None:
        for each in changes:
            each(draft)

    return change
