"""The small types of every message: ids, hashes and texts with their form."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

PROTOCOL: Final = 1
OLDEST_PROTOCOL: Final = 1
TEXT_MOST: Final = 200

# With the length too: "$" also stands before a line feed at the end, and an id with one would be another text
# for the same voter or ballot.
HexId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Hex64 = Annotated[str, Meta(pattern="^[0-9a-f]{128}$", max_length=128)]
Instant = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", max_length=20)
]
ShortText = Annotated[str, Meta(min_length=1, max_length=TEXT_MOST)]
Word = Annotated[str, Meta(pattern="^[a-z0-9.-]{1,60}$", max_length=60)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Number = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Number32 = Annotated[int, Meta(ge=1, le=2**32 - 1)]
LaneName = Literal["S", "P", "B"]
