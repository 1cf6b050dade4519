"""Reading many documents in several processes, in the order in which they came."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from detente.cli.inputs import Item, read_each
from detente.documents import Rejected
from detente.reading.reader import Reader
from detente.records import Document
from detente.settings import Settings

FEW = 40
"""Documents for which a second process is not worth its start."""
MOST = 4
"""Processes at most, unless asked for more: each takes about 320 MB."""
AHEAD = 4
"""Documents a process may be ahead of the one that is written next."""

_reader: Reader | None = None


def choose_jobs(asked: int | None, expected: int) -> int:
    """How many processes: as asked, else one a core where there is much to read."""
    if asked is not None:
        return asked
    return 1 if expected < FEW else min(MOST, os.cpu_count() or 1)


def read_all(
    documents: Iterable[Document | Rejected], settings: Settings, jobs: int
) -> Iterator[Item]:
    """Read each document; the Readings are the same, byte for byte, for any number of `jobs`."""
    if jobs == 1:
        yield from read_each(documents, Reader.load(settings.models, settings.actors))
        return
    started = ProcessPoolExecutor(jobs, get_context("spawn"), _open, (settings,))
    waiting = deque[Future[Item] | Rejected]()
    try:
        for document in documents:
            waiting.append(
                document if isinstance(document, Rejected) else started.submit(_read, document)
            )
            if len(waiting) > AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        started.shutdown(cancel_futures=True)


def _open(settings: Settings) -> None:
    """Load the reader once a process; Ctrl-C is the parent's to handle."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = Reader.load(settings.models, settings.actors)


def _read(document: Document) -> Item:
    if _reader is None:
        raise RuntimeError("a worker was asked to read before it was opened")
    return next(read_each([document], _reader))


def _result(waiting: Future[Item] | Rejected) -> Item:
    return waiting if isinstance(waiting, Rejected) else waiting.result()
