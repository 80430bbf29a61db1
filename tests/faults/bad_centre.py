"""A centre that breaks one promise, for the controls: python -m tests.faults.bad_centre central serve …

The variable BAD names the promise. A test of a fault is worth something only if it goes red here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from sqlalchemy.orm import Session

from omp_desktop.central.engine import CentreStore
from omp_desktop.cli import main

# How long the answer is ahead of the commit.
_AHEAD = 0.05


def answer_before_commit() -> None:
    """The receipt goes out, and the commit follows a moment later."""
    begin: Callable[[CentreStore], AbstractContextManager[Session]] = CentreStore.begin

    @contextmanager
    def hasty(self: CentreStore) -> Iterator[Session]:
        with ExitStack() as stack:
            yield stack.enter_context(begin(self))
            threading.Timer(_AHEAD, stack.pop_all().close).start()

    CentreStore.begin = hasty  # type: ignore[method-assign, assignment]


PROMISES: dict[str, Callable[[], None]] = {"answer before commit": answer_before_commit}


if __name__ == "__main__":
    PROMISES[os.environ["BAD"]]()
    main()
