"""`omp-desktop paper-list`: the voters list that was kept for paper, when the store cannot be opened.

Exit codes as everywhere: 0 done, 1 the answer is no, 2 wrong use, 3 cannot reach what it needs. No PIN can be
checked without the store: what keeps others out is the key store of this computer's user.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from omp_desktop.bootstrap import open_application
from omp_desktop.console import WRONG_USE, Language, Place, at, refuse, unlocked_secrets
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.paper_roll import RollHead
from omp_desktop.domain.text import fold
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.kept_rolls import KeptRolls
from omp_desktop.services.paper_roll_errors import PaperRollMissing, StoreStillWorks
from omp_desktop.store.errors import StoreBusy
from omp_desktop.store.opening import store_file


def paper_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The PDF to write.")],
    election: Annotated[
        str | None,
        typer.Option("--election", help="The election, by name or id; needed when there are several."),
    ] = None,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", envvar=DATA_DIR_VARIABLE, help="Folder with everything this PC keeps."),
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="Language of the paper.")] = None,
) -> None:
    """Write the voters list that was kept for paper, when the store cannot be opened any more."""
    from omp_desktop.gui.paper_list import write_kept_list  # noqa: PLC0415 - other commands never load Qt

    with at(data_dir, lang, "paper-list") as place:
        box = unlocked_secrets(place)
        if _opens(place, box):
            raise StoreStillWorks
        kept = KeptRolls(place.folder, box)
        head = _chosen(place, kept.heads(), election)
        pages = write_kept_list(kept, head, file, place.lang)
        place.say(
            f"종이 명부를 저장했습니다: {file} ({pages}쪽). 인쇄한 다음 파일을 지우십시오.",
            f"Voters list saved: {file} ({pages} pages). Print it, then delete the file.",
        )
        place.say(
            "언제, 왜, 누가 열었는지 투표록에 손으로 적으십시오.",
            "Write into the polling record by hand when, why and by whom it was opened.",
        )


def _opens(place: Place, box: SecretsBox) -> bool:
    """Whether the store can still be read; none is made where there is none. Raises StoreBusy: it may be."""
    if not store_file(place.folder).exists():
        return False
    try:
        open_application(place.folder, secrets=box).close()
    except StoreBusy:
        raise
    except OmpError:
        return False
    return True


def _chosen(place: Place, heads: Sequence[RollHead], wanted: str | None) -> RollHead:
    if not heads:
        raise PaperRollMissing
    if wanted is not None:
        heads = [
            head
            for head in heads
            if wanted == head.election_id or fold(wanted) in {fold(head.election.ko), fold(head.election.en)}
        ]
    if len(heads) != 1:
        refuse(
            place,
            "선거를 하나로 정할 수 없습니다. --election에 선거의 이름이나 번호를 적으십시오.",
            "No single election is meant. Name it with --election, by its name or id.",
            WRONG_USE,
        )
    return heads[0]
