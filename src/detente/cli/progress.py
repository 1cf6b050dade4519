"""How far the reading is: rejected inputs as they come, a bar on a terminal, a count at the end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeAlias

from detente.cli.inputs import Item
from detente.cli.output import say
from detente.documents import Rejected

Say: TypeAlias = Callable[[str], None]
Step: TypeAlias = Callable[[], None]


class Tally:
    """Counts what passes through; `stopped` is true when Ctrl-C ended the reading early."""

    def __init__(self) -> None:
        self.read = 0
        self.rejected = 0
        self.stopped = False

    @property
    def total(self) -> int:
        """Documents seen, good or bad."""
        return self.read + self.rejected

    @property
    def exit_code(self) -> int:
        """130 when stopped, else 2 when anything was rejected, else 0."""
        return 130 if self.stopped else 2 if self.rejected else 0

    def summary(self) -> str:
        """Say the counts: "4 read, 1 rejected"."""
        stopped = "; stopped, and what was finished is written" if self.stopped else ""
        return f"{self.read} read, {self.rejected} rejected{stopped}"


def follow(items: Iterable[Item], tally: Tally, bar: bool, expected: int) -> Iterator[Item]:
    """Pass items on, counting them and naming each that was rejected on standard error.

    The first Ctrl-C ends the stream after the document in hand, so that what is finished can be
    written; a second one raises KeyboardInterrupt. `bar` shows a progress bar of `expected` steps.
    """
    with _patience(tally), _bar(bar, expected) as (tell, step):
        for item in items:
            if isinstance(item, Rejected):
                tally.rejected += 1
                tell(str(item.error))
            else:
                tally.read += 1
            yield item
            step()
            if tally.stopped:
                break
    if tally.rejected or tally.stopped or tally.total > 1:
        say(tally.summary())


def wants_bar(asked: bool | None, expected: int) -> bool:
    """Whether to show the bar: as asked, else on a terminal for more than one document."""
    return sys.stderr.isatty() if asked is None and expected > 1 else bool(asked)


def expect(paths: Iterable[Path], lines: bool) -> int:
    """Guess how many documents the files hold: the lines of JSON lines, else one a file."""
    return sum(
        _count_lines(path) if lines or path.suffix in (".jsonl", ".ndjson") else 1 for path in paths
    )


def _count_lines(path: Path) -> int:
    """Count lines; 1 for what is no plain file, which the reading will say."""
    if not path.is_file():
        return 1
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1


@contextmanager
def _patience(tally: Tally) -> Iterator[None]:
    """Let the first Ctrl-C only mark the tally; restore the usual way for the second."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        tally.stopped = True
        signal.signal(signal.SIGINT, before)
        say("stopping after this document; Ctrl-C again stops at once")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _bar(show: bool, expected: int) -> Iterator[tuple[Say, Step]]:
    if not show:
        yield say, lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=expected)
        yield (
            lambda line: console.print(f"detente: {line}", markup=False, soft_wrap=True),
            lambda: progress.advance(task),
        )
