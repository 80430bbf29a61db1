"""Speech through a speech-dispatcher of our own (Linux).

Not the one that serves the whole session: that one keeps what it was told in its memory and, as it is set, in
its log, and any other program of the user may ask it. Ours listens on a socket in a private folder, writes
nothing, and ends with the voter.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.speech import ssip
from omp_desktop.gui.speech.child import Child
from omp_desktop.gui.speech.dispatcher_settings import own_settings
from omp_desktop.gui.speech.errors import SpeechMissing, SpeechSilent
from omp_desktop.gui.speech.speaker import USUAL, Patience, Speaker

PROGRAM: Final = "speech-dispatcher"
_TRY_AGAIN = 30  # ms: until its socket is there
_ENDS_AFTER = "5"  # s without a client: it outlives us by no more, however we end
_log = logging.getLogger(__name__)

_Then = Callable[[ssip.Answer], None]


class DispatcherSpeaker(Speaker):
    """Speaks the protocol SSIP, one command after the other."""

    def __init__(
        self, program: str = PROGRAM, patience: Patience = USUAL, parent: QObject | None = None
    ) -> None:
        """`program` is the name or path of the speech-dispatcher to run."""
        super().__init__(patience, parent)
        self._program = program
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: Child | None = None
        self._socket: QLocalSocket | None = None
        self._answers = ssip.Answers()
        self._commands: deque[tuple[str, _Then]] = deque()
        self._then: _Then | None = None
        self._turn = 0
        self._number = ""
        self._again = QTimer(self)
        self._again.setInterval(_TRY_AGAIN)
        self._again.timeout.connect(self._connect)

    def _open(self) -> None:
        program = shutil.which(self._program)
        if program is None:
            self._fail(SpeechMissing())
            return
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="omp-", ignore_cleanup_errors=True)
            folder = Path(self._folder.name)
            own_settings(folder)
        except OSError:
            self._fail(SpeechSilent())
            return
        process = Child(read=False)
        self._process = process
        process.failed.connect(self._fail)
        process.over.connect(lambda _: self._fail(SpeechSilent()))
        process.start(
            program,
            [
                *("--run-single", "--communication-method", "unix_socket", "--socket-path", self._address()),
                *("--config-dir", str(folder), "--pid-file", str(folder / "pid"), "--timeout", _ENDS_AFTER),
            ],
        )
        self._again.start()

    def _address(self) -> str:
        return str(Path(self._folder.name) / "s") if self._folder else ""

    def _connect(self) -> None:
        if not Path(self._address()).exists():
            return
        self._again.stop()
        socket = QLocalSocket(self)
        self._socket = socket
        self._answers = ssip.Answers()
        socket.readyRead.connect(self._read)
        socket.errorOccurred.connect(lambda _: self._fail(SpeechSilent()))
        socket.disconnected.connect(lambda: self._fail(SpeechSilent()))
        socket.connected.connect(self._greet)
        socket.connectToServer(self._address())

    def _greet(self) -> None:
        for command in (
            "SET SELF CLIENT_NAME omp:booth:guide",
            "SET SELF NOTIFICATION END ON",
            "SET SELF NOTIFICATION CANCEL ON",
            "SET SELF PRIORITY MESSAGE",
            "SET SELF PUNCTUATION NONE",
        ):
            self._ask(command)
        if self.languages:
            # A new process of the same program has the same voices, and the list of them is long.
            self._ask("LIST OUTPUT_MODULES", lambda _: self._opened(self.languages))
        else:
            self._ask("LIST SYNTHESIS_VOICES", self._on_voices)

    def _on_voices(self, answer: ssip.Answer) -> None:
        spoken = ssip.spoken_languages(answer.lines)
        self._opened(frozenset(lang for lang in language.LANGUAGES if lang in spoken))

    def _speak(self, text: str, lang: Lang) -> None:
        self._stop()
        turn = self._turn

        def send(_: ssip.Answer) -> None:
            # It waits for a message; where another thing is to be said by now, for an empty one.
            self._send(ssip.message(text if turn == self._turn else ""), queued)

        def queued(answer: ssip.Answer) -> None:
            if turn == self._turn:
                self._number = answer.lines[0] if answer.lines else ""

        self._ask(f"SET SELF LANGUAGE {lang}")
        self._ask("SPEAK", send)

    def _stop(self) -> None:
        self._turn += 1
        # What waits unsent belongs to something that is not to be said any more.
        self._commands.clear()
        self._number = ""
        self._ask("CANCEL SELF")

    def _shut(self) -> None:
        self._again.stop()
        self._commands.clear()
        self._then, self._number = None, ""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.blockSignals(True)
            socket.abort()
            socket.deleteLater()
        process, self._process = self._process, None
        if process is not None:
            process.end()
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()

    def _ask(self, command: str, then: _Then = lambda _: None) -> None:
        self._commands.append((command, then))
        self._send_next()

    def _send_next(self) -> None:
        if self._then is None and self._commands:
            self._send(*self._commands.popleft())

    def _send(self, words: str, then: _Then) -> None:
        if self._socket is not None:
            self._then = then
            self._socket.write(f"{words}\r\n".encode())

    def _read(self) -> None:
        socket = self._socket
        if socket is None:
            return
        try:
            answers = self._answers.feed(bytes(socket.readAll().data()))
        except ssip.NotSsip:
            self._fail(SpeechSilent())
            return
        for answer in answers:
            self._take(answer)

    def _take(self, answer: ssip.Answer) -> None:
        if answer.is_notice:
            if answer.number in ssip.ENDED and self._number and answer.lines[:1] == (self._number,):
                self._ended()
            return
        if answer.failed:
            # Only the number: its words could repeat what was to be said.
            _log.warning("The speech of the system refused a command: %d", answer.number)
            self._fail(SpeechSilent())
            return
        then, self._then = self._then, None
        if then is not None:
            then(answer)
        self._send_next()
