"""Listens like a speech-dispatcher, and does one thing wrong. Started by the tests in its place."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

ANSWERS = {
    "LIST": b"249-Korean\tko\tnone\r\n249-English\ten-US\tnone\r\n249 OK VOICE LIST SENT\r\n",
    "SPEAK": b"230 OK RECEIVING DATA\r\n",
    ".": b"225-1\r\n225 OK MESSAGE QUEUED\r\n",
}


def answer(fault: str, line: str) -> bytes:
    """What this dispatcher says to a line."""
    word = line.split(" ", maxsplit=1)[0]
    if fault == "mute" or (fault == "mute when it speaks" and word == "SPEAK"):
        return b""
    if fault == "nonsense":
        return b"hello there\r\n"
    if fault == "refuses" and word == "SPEAK":
        return b"404 ERR NOTHING LIKE THAT\r\n"
    if fault == "no voices" and word == "LIST":
        return b"249-Dansk\tda\tnone\r\n249 OK VOICE LIST SENT\r\n"
    if fault == "English only" and word == "LIST":
        return b"249-English\ten\tnone\r\n249 OK VOICE LIST SENT\r\n"
    if fault == "ends" and word == "SPEAK":
        raise SystemExit
    return ANSWERS.get(word, b"200 OK\r\n")


def serve(fault: str, address: str, said: Path) -> None:
    """Serve one client. What is to be said is written to `said`."""
    if fault == "never listens":
        time.sleep(600)
    if fault == "ends at once":
        return
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        client, _ = server.accept()
        with client, client.makefile("rb") as lines, said.open("w", encoding="utf-8") as heard:
            speaking = False
            for raw in lines:
                line = raw.decode().rstrip("\r\n")
                if speaking and line != ".":
                    heard.write(f"{line}\n")
                    heard.flush()
                    continue
                client.sendall(answer(fault, line))
                speaking = line == "SPEAK" and fault != "refuses"
                if line == "." and fault == "well":
                    client.sendall(b"702-1\r\n702-1\r\n702 END\r\n")


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[sys.argv.index("--socket-path") + 1], Path(sys.argv[2]))
