"""What the process does that is killed while it sends: people vote, and it tells what they were told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection

from omp_desktop.sync.client import CentreClient
from omp_desktop.sync.worker import Parts, Worker
from tests.faults.casting import READY, token_for, waiting_rolls
from tests.faults.sending import Jumping
from tests.faults.station import Place, vote

ROUND = "round"
_VOTES_A_ROUND = 4


def vote_and_send(pipe: Connection, place: Place, rolls: Sequence[int]) -> None:
    """Takes a round of sending, lets a few people vote, and so on for as long as it lives.

    Says READY at the start, ROUND behind each round, and each vote that a voter was told.
    """
    app = place.open()
    booth = app.voting(place.kiosks[0])
    booth.recover()
    clock = Jumping()
    connect = partial(CentreClient, now=app.clock.now)
    worker = Worker(Parts(app.store, app.office, connect, monotonic=clock, now=app.clock.now))
    left = [*waiting_rolls(app, booth), *rolls]
    pipe.send(READY)
    while True:
        clock.jump()
        worker.round()
        pipe.send(ROUND)
        for roll in left[:_VOTES_A_ROUND]:
            token = token_for(app, place, booth, roll)
            if token is not None:
                pipe.send((roll, vote(booth, token, roll).code))
        del left[:_VOTES_A_ROUND]
