"""`detente backtest`: what odds of one kind have been worth, beside what they must beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeAlias

import msgspec
import typer

from detente.cli.inputs import parse_day
from detente.cli.output import Output, console_on, open_output
from detente.errors import InputError
from detente.forecast import TASKS, Backtest, backtest, find_task, forecast_all, report
from detente.forecast.backtest import MODEL, REFERENCES, ModelScore

BacktestFormat: TypeAlias = Literal["table", "json", "html"]
TaskName: TypeAlias = Annotated[
    str | None, typer.Option("--task", metavar="TASK", help=f"One of {', '.join(TASKS)}.")
]
Data: TypeAlias = Annotated[
    Path | None, typer.Option("--data", metavar="FILE", help="The data that the task is asked of.")
]
From: TypeAlias = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First test origin; all settled before trains."),
]
To: TypeAlias = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Last test origin, included.")
]
Format: TypeAlias = Annotated[BacktestFormat, typer.Option("--format", help="How to write it.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("backtest")(run)


def run(
    task: TaskName = None,
    data: Data = None,
    from_: From = None,
    to: To = None,
    format_: Format = "table",
    output: Output = None,
) -> int:
    """Score a kind of forecast on past data, never letting it see what came later."""
    if task is None:
        raise InputError("which task?", where="--task", hint=f"the tasks are {', '.join(TASKS)}")
    chosen = find_task(task)
    if data is None:
        raise InputError("no data are bundled", where="--data", hint=f"give {chosen.data}")
    first, last = parse_day(from_, "--from"), parse_day(to, "--to")
    made = forecast_all(chosen, data, first=first, last=last)
    found = backtest(chosen, data, made)
    with open_output(output) as stream:
        if format_ == "html":
            stream.write(report.to_html(found, made).encode("utf-8"))
        else:
            WRITERS[format_](stream, found)
    return 0


def write_json(stream: BinaryIO, found: Backtest) -> None:
    """Write one object."""
    stream.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def write_table(stream: BinaryIO, found: Backtest) -> None:
    """Write a table for people: onset first, as that is the hard part."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    for column in ("questions", "n", "base", "model", "Brier", *REFERENCES, "AUROC"):
        table.add_column(
            column, justify="left" if column in ("questions", "model") else "right", no_wrap=True
        )
    for cells in rows(found):
        table.add_row(*cells)
    with console_on(stream) as console:
        console.print(f"{found.task}: {found.question}")
        console.print(
            f"{found.n} questions about {found.units} units, {found.from_} to {found.to}; "
            f"{found.trained} settled before. Brier skill against each reference, with 95 %"
            " intervals.",
            soft_wrap=True,
        )
        console.print(table)
        console.print(report.verdict(found), soft_wrap=True)


def rows(found: Backtest) -> Iterator[tuple[str, ...]]:
    """The cells of each line: onset, the other parts, all."""
    parts = {name: part for name, part in found.strata.items() if part is not None}
    for name, part in parts.items():
        yield _cells(name.replace("_", " "), part.n, part.base_rate, MODEL, part.models[MODEL])
    for model, score in found.models.items():
        yield _cells("all", found.n, found.base_rate, model, score)


def _cells(questions: str, n: int, base: float, model: str, score: ModelScore) -> tuple[str, ...]:
    return (
        questions,
        str(n),
        f"{base:.3f}",
        model,
        f"{score.brier:.4f}",
        *(report.interval(score.bss[name]) for name in REFERENCES),
        "–" if score.auroc is None else f"{score.auroc:.2f}",
    )


WRITERS: Mapping[str, Callable[[BinaryIO, Backtest], None]] = {
    "table": write_table,
    "json": write_json,
}
