"""Readers in a process of their own: each thread reads one page after the other, and notes what it got."""

from __future__ import annotations

import http.client
import random
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from benchmarks.load.marks import read_marks

KINDS_IN_TEN = ["popular"] * 3 + ["articles"] * 4 + ["others"] * 3
"""Of ten that a reader asks for: a few articles that all read, any article, and lists, feeds and what changes."""


Marks = frozenset[tuple[str, int]]
Held = dict[str, tuple[str, Marks]]
"""By path the tag and the marks of the copy that a reader holds."""


@dataclass
class Answer:
    """What one request got, and when; the clock is the same in all processes of a machine."""

    path: str
    begun: float
    ended: float
    status: int
    marks: Marks
    """The name and number of each thing that changes, as it was shown."""
    error: str = ""
    set_cookie: bool = False


def read_until(
    end: float,
    port: int,
    paths: dict[str, list[str]],
    readers: int,
    patience: float,
    to: Connection,
) -> None:
    """Let ``readers`` threads read until ``end``, then hand over all their answers.

    None waits longer than ``patience``, in seconds, for one.
    """
    answers: list[list[Answer]] = [[] for _reader in range(readers)]
    threads = [
        threading.Thread(target=_read, args=(number, end, port, paths, patience, answers[number]))
        for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    to.send([answer for own in answers for answer in own])


def _read(
    seed: int,
    end: float,
    port: int,
    paths: dict[str, list[str]],
    patience: float,
    answers: list[Answer],
) -> None:
    chance = random.Random(seed)
    held: Held = {}
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    while time.monotonic() < end:
        path = chance.choice(paths[chance.choice(KINDS_IN_TEN)])
        answers.append(_get(server, path, held))


def _get(server: http.client.HTTPConnection, path: str, held: Held) -> Answer:
    headers = {"X-Forwarded-Proto": "https"}
    if path in held:
        headers["If-None-Match"] = held[path][0]
    begun = time.monotonic()
    try:
        server.request("GET", path, headers=headers)
        response = server.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        server.close()
        return Answer(path, begun, time.monotonic(), 0, frozenset(), error=repr(error))
    ended = time.monotonic()
    if response.status == 304:
        marks = held[path][1]
    else:
        marks = read_marks(body)
        if tag := response.headers["ETag"]:
            held[path] = (tag, marks)
    return Answer(
        path, begun, ended, response.status, marks, set_cookie="Set-Cookie" in response.headers
    )
