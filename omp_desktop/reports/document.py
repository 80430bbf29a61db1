"""What is to stand on paper, from top to bottom, in one language. Nothing is painted here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from omp_desktop.domain.language import Lang, LocalText

_COPY = LocalText("사본", "Copy")


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is, large."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The heading of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of a label and what it says, figures at the right edge when `aligned`."""

    rows: tuple[tuple[str, str], ...]
    aligned: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A code in groups of five, and a QR code below it: of the same, or of `payload`."""

    label: str
    code: str = field(repr=False)
    payload: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on for each of these people; two beside each other when `paired` and there is room."""

    names: tuple[str, ...]
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a form: what it is called, and what stands in it; empty to be filled in by hand.

    `figure`: at the right edge; `share` of the width of its row.
    """

    label: str
    value: str = ""
    figure: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Fields in frames, row by row, as on the forms of an election."""

    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below heads that stand again on every page; a row is never parted.

    `widths`: shares of the width, a column each; `figures`: the columns whose text ends at the right edge;
    `sums`: the last so many rows are sums.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()
    sums: int = 0


Block = Title | Section | Text | Facts | Code | Signatures | Table | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to print.

    `title` is seen by the system's printing and stays in its logs, so it says nothing of a voter. `mark`
    stands in a frame at the top: a specimen, or that a result is provisional; `copied`: so does that it is a
    copy. `framed`: with a line around the area that can be printed on; `large`: in larger letters where the
    paper has room for them.
    """

    title: str
    lang: Lang
    blocks: tuple[Block, ...] = field(repr=False)
    mark: str = ""
    framed: bool = False
    large: bool = False
    copied: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands in frames at the top, that it is a copy first."""
        marks = (_COPY.text(self.lang) if self.copied else "", self.mark)
        return tuple(mark for mark in marks if mark)

    def words(self) -> tuple[str, ...]:
        """Everything that stands on it as lines, for who cannot see the pages."""
        return (*self.marks, *(line for block in self.blocks for line in _lines(block)))

    def copy(self) -> Document:
        """The same, marked as a copy."""
        return replace(self, copied=True)

    def emptied(self) -> Document:
        """Only what it is called; nothing of what stood on it."""
        return replace(self, blocks=())


def _lines(block: Block) -> Iterator[str]:
    """The words of a block; what stands beside each other has commas between."""
    if isinstance(block, Title | Section | Text):
        yield block.text
    elif isinstance(block, Facts):
        yield from (f"{label}: {value}" for label, value in block.rows)
    elif isinstance(block, Code):
        yield f"{block.label}: {block.code}"
    elif isinstance(block, Signatures):
        yield from block.names
    elif isinstance(block, Grid):
        yield from (f"{cell.label}: {cell.value}" for row in block.rows for cell in row)
    else:
        yield from (", ".join(cell for cell in row if cell) for row in (block.heads, *block.rows))
