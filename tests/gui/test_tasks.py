"""Work runs off the GUI thread; its results come back in it, or nowhere."""

import gc
import sys
import threading
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.tasks import CAST, LONG, POOL, STORE, Lane

LONGEST_WAIT = 60  # s, in which a test that hangs gives up


class Refused(OmpError):
    code = "test-tasks-refused"
    ko = ErrorText("거부했습니다.", "다시 하십시오.")
    en = ErrorText("Refused.", "Try again.")


class Seen:
    """What arrived, and where."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[OmpError] = []
        self.settled = 0
        self.in_gui_thread: list[bool] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.in_gui_thread.append(QThread.currentThread().isMainThread())

    def failed(self, error: OmpError) -> None:
        self.errors.append(error)
        self.in_gui_thread.append(QThread.currentThread().isMainThread())

    def on_settled(self) -> None:
        self.settled += 1


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What reached sys.excepthook."""
    found: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        found.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)
    return found


@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("lane", list(Lane))
def test_work_runs_elsewhere_and_its_result_comes_to_the_gui_thread(
    qtbot: QtBot, seen: Seen, lane: Lane
) -> None:
    tasks.run(lambda: threading.current_thread().name, seen.done, seen.failed, lane=lane)
    qtbot.waitUntil(lambda: len(seen.results) == 1)
    assert str(seen.results[0]).startswith(f"omp-{lane.value}")
    assert seen.in_gui_thread == [True]


@pytest.mark.usefixtures("workers")
def test_an_expected_error_comes_to_failed_and_nowhere_else(
    qtbot: QtBot, seen: Seen, reported: list[BaseException]
) -> None:
    def op() -> None:
        raise Refused

    tasks.run(op, seen.done, seen.failed, settled=seen.on_settled)
    qtbot.waitUntil(lambda: seen.settled == 1)
    assert [type(error) for error in seen.errors] == [Refused]
    assert (seen.results, reported, seen.in_gui_thread) == ([], [], [True])


@pytest.mark.usefixtures("workers")
def test_any_other_exception_reaches_the_hook(
    qtbot: QtBot, seen: Seen, reported: list[BaseException]
) -> None:
    def op() -> None:
        raise KeyError("a bug")

    tasks.run(op, seen.done, seen.failed, settled=seen.on_settled)
    qtbot.waitUntil(lambda: seen.settled == 1)
    assert [type(error) for error in reported] == [KeyError]
    assert (seen.results, seen.errors) == ([], [])


class Receiver(QWidget):
    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen

    def on_done(self, result: object) -> None:
        self.seen.done(result)


@pytest.mark.usefixtures("workers")
def test_nothing_is_called_when_the_receiver_is_gone(qtbot: QtBot, seen: Seen) -> None:
    go_on = threading.Event()
    receiver = Receiver(seen)
    job = tasks.run(lambda: go_on.wait(LONGEST_WAIT), receiver.on_done, seen.failed, settled=seen.on_settled)
    with qtbot.waitSignal(job.finished):
        receiver.deleteLater()
        qtbot.waitUntil(lambda: not is_alive(receiver))
        go_on.set()
    assert (seen.results, seen.errors, seen.settled) == ([], [], 0)


def is_alive(thing: QObject) -> bool:
    try:
        thing.objectName()
    except RuntimeError:
        return False
    return True


@pytest.mark.usefixtures("workers")
def test_a_bug_is_reported_even_when_the_receiver_is_gone(
    qtbot: QtBot, seen: Seen, reported: list[BaseException]
) -> None:
    go_on = threading.Event()

    def op() -> None:
        go_on.wait(LONGEST_WAIT)
        raise ZeroDivisionError

    receiver = Receiver(seen)
    job = tasks.run(op, receiver.on_done, seen.failed)
    with qtbot.waitSignal(job.finished):
        receiver.deleteLater()
        qtbot.waitUntil(lambda: not is_alive(receiver))
        go_on.set()
    assert [type(error) for error in reported] == [ZeroDivisionError]


@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("lane", [STORE, CAST, LONG])
def test_work_of_one_lane_runs_in_its_order_one_at_a_time(qtbot: QtBot, seen: Seen, lane: Lane) -> None:
    running: list[int] = []
    most: list[int] = []

    def op(number: int) -> int:
        running.append(number)
        most.append(len(running))
        running.remove(number)
        return number

    for number in range(20):
        tasks.run(lambda number=number: op(number), seen.done, seen.failed, lane=lane)
    qtbot.waitUntil(lambda: len(seen.results) == 20)
    assert seen.results == list(range(20))
    assert max(most) == 1


@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("busy", [STORE, LONG])
def test_casting_never_waits_behind_other_work(qtbot: QtBot, seen: Seen, busy: Lane) -> None:
    go_on = threading.Event()
    waiting = Seen()
    tasks.run(lambda: go_on.wait(LONGEST_WAIT), waiting.done, waiting.failed, lane=busy)
    tasks.run(lambda: "cast", seen.done, seen.failed, lane=CAST)
    qtbot.waitUntil(lambda: seen.results == ["cast"])
    assert waiting.results == []
    go_on.set()
    qtbot.waitUntil(lambda: waiting.results == [True])


@pytest.mark.usefixtures("workers")
def test_the_pool_does_several_things_at_once(qtbot: QtBot, seen: Seen) -> None:
    together = threading.Barrier(2, timeout=LONGEST_WAIT)
    for _ in range(2):
        tasks.run(together.wait, seen.done, seen.failed, lane=POOL)
    qtbot.waitUntil(lambda: len(seen.results) == 2)


@pytest.mark.usefixtures("workers")
def test_waiting_work_that_is_cancelled_never_starts(qtbot: QtBot, seen: Seen) -> None:
    go_on = threading.Event()
    started: list[str] = []
    tasks.run(lambda: go_on.wait(LONGEST_WAIT), seen.done, seen.failed)
    job = tasks.run(lambda: started.append("it"), seen.done, seen.failed, settled=seen.on_settled)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: seen.settled == 1 and seen.results == [True])
    assert started == []


@pytest.mark.usefixtures("workers")
def test_running_work_that_is_cancelled_hears_of_it_and_its_result_is_dropped(
    qtbot: QtBot, seen: Seen
) -> None:
    began = threading.Event()
    heard: list[bool] = []

    def op(progress: tasks.Progress) -> str:
        began.set()
        heard.append(progress.wait_for_cancel(LONGEST_WAIT))
        return "too late"

    job = tasks.run_long(op, seen.done, seen.failed, settled=seen.on_settled)
    began.wait(LONGEST_WAIT)
    job.cancel()
    qtbot.waitUntil(lambda: seen.settled == 1)
    assert (heard, seen.results) == ([True], [])


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[int, int]] = []
        self.in_gui_thread: list[bool] = []

    def on_moved(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        self.in_gui_thread.append(QThread.currentThread().isMainThread())


@pytest.mark.usefixtures("workers")
def test_progress_reaches_the_window_at_most_a_thousand_times(qtbot: QtBot, seen: Seen) -> None:
    ready = threading.Event()

    def op(progress: tasks.Progress) -> None:
        ready.wait(LONGEST_WAIT)
        for number in range(50_001):
            progress.report(number, 50_000)

    listener = Listener()
    job = tasks.run_long(op, seen.done, seen.failed)
    assert job.progress is not None
    job.progress.moved.connect(listener.on_moved)
    ready.set()
    qtbot.waitUntil(lambda: seen.results == [None])
    assert listener.steps[-1] == (50_000, 50_000)
    assert len(listener.steps) <= 1001
    assert all(listener.in_gui_thread)


class Part(QObject):
    """Says in which thread it ends."""

    def __init__(self, ended: list[bool]) -> None:
        super().__init__()
        self.itself = self  # only a look for cycles ends it
        self.destroyed.connect(
            lambda: ended.append(QThread.currentThread().isMainThread()), Qt.ConnectionType.DirectConnection
        )


@pytest.fixture
def collecting() -> Iterator[None]:
    """The collector of cycles is on, as where no tests are run."""
    before = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.usefixtures("collecting")
def test_cycles_of_parts_end_in_the_gui_thread_whoever_makes_many_objects(qtbot: QtBot, seen: Seen) -> None:
    ended: list[bool] = []
    go_on = threading.Event()

    def op() -> int:
        many: list[list[int]] = [[] for _ in range(200_000)]
        go_on.wait(LONGEST_WAIT)
        return len(many)

    with tasks.workers():
        Part(ended)
        tasks.run(op, seen.done, seen.failed)
        qtbot.waitUntil(lambda: bool(ended))
        go_on.set()
        qtbot.waitUntil(lambda: bool(seen.results))
    assert ended == [True]


def test_what_work_was_made_of_ends_in_the_gui_thread(seen: Seen) -> None:
    class Work:
        """Says in which thread it ends."""

        def __init__(self) -> None:
            self.ended = in_gui

        def __call__(self) -> None:
            pass

        def __del__(self) -> None:
            self.ended.append(threading.current_thread() is threading.main_thread())

    in_gui: list[bool] = []
    with tasks.workers():
        for lane in Lane:
            for _ in range(50):
                tasks.run(Work(), seen.done, seen.failed, lane=lane)
        while len(seen.results) < 50 * len(Lane):
            QCoreApplication.processEvents()
    assert in_gui == [True] * 50 * len(Lane)


@pytest.mark.usefixtures("collecting")
@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_before_once_there_are_no_workers(on: bool) -> None:
    if not on:
        gc.disable()
    with tasks.workers():
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_all_workers_are_joined_at_the_end(seen: Seen) -> None:
    with tasks.workers():
        for lane in Lane:
            tasks.run(lambda: None, seen.done, seen.failed, lane=lane)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("omp-")]


def test_a_ballot_that_waits_is_still_recorded_at_the_end(seen: Seen) -> None:
    go_on = threading.Event()
    recorded: list[str] = []
    with tasks.workers():
        tasks.run(lambda: go_on.wait(LONGEST_WAIT), seen.done, seen.failed, lane=CAST)
        tasks.run(lambda: recorded.append("ballot"), seen.done, seen.failed, lane=CAST)
        go_on.set()
    assert recorded == ["ballot"]


def test_other_work_that_waits_is_let_go_at_the_end(seen: Seen) -> None:
    began, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def first() -> None:
        began.set()
        go_on.wait(LONGEST_WAIT)

    with tasks.workers():
        tasks.run(first, seen.done, seen.failed)
        tasks.run(lambda: done.append("report"), seen.done, seen.failed)
        began.wait(LONGEST_WAIT)
        threading.Timer(0.01, go_on.set).start()
    assert done == []


def test_long_work_is_asked_to_stop_at_the_end(seen: Seen) -> None:
    began = threading.Event()
    asked: list[bool] = []

    def op(progress: tasks.Progress) -> None:
        began.set()
        asked.append(progress.wait_for_cancel(LONGEST_WAIT))

    with tasks.workers():
        tasks.run_long(op, seen.done, seen.failed)
        # What only waits is let go without a word.
        began.wait(LONGEST_WAIT)
    assert asked == [True]


def test_work_outside_of_workers_is_refused(seen: Seen) -> None:
    with pytest.raises(tasks.WorkersClosed):
        tasks.run(lambda: None, seen.done, seen.failed)


def test_workers_give_the_window_its_turn_soon_and_only_while_they_are_there() -> None:
    usual = sys.getswitchinterval()
    with tasks.workers():
        assert sys.getswitchinterval() < usual / 5
    assert sys.getswitchinterval() == usual
