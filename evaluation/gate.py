"""Run the evaluations that have floors and fail where a score fell below its own.

    python -m evaluation.gate --shared DIR [--only NAME]

`floors.json` names, for each score, the evaluation with its arguments ({shared} is the folder of
data), the path of the figure in what it prints, the floor and the hash of the data it was pinned
on. Other data than that is a failure too: a floor means nothing on it. Prints one line a score;
exit 1 where any fell, 2 where data are missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

FLOORS = Path(__file__).with_name("floors.json")


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pinned score; `best` says whether a higher or a lower figure is better."""

    name: str
    run: tuple[str, ...]
    figure: tuple[str, ...]
    floor: float
    data_sha256: str
    best: str = "high"

    def holds(self, value: float) -> bool:
        """Whether a value does not fall below the floor, or rise above a ceiling."""
        return value >= self.floor if self.best == "high" else value <= self.floor


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with the data")
    parser.add_argument("--only", help="the score of this name alone")
    options = parser.parse_args(argv)
    floors = [f for f in read_floors() if options.only in (None, f.name)]
    printed: dict[tuple[str, ...], dict[str, Any]] = {}
    worst = 0
    for floor in floors:
        if floor.run not in printed:
            printed[floor.run] = _output(floor, options.shared)
        line, status = verdict(floor, printed[floor.run])
        print(line, flush=True)
        worst = max(worst, status)
    return worst


def read_floors(path: Path = FLOORS) -> list[Floor]:
    """The pinned scores."""
    return msgspec.json.decode(path.read_bytes(), type=list[Floor])


def verdict(floor: Floor, output: dict[str, Any]) -> tuple[str, int]:
    """What to say of a score, and the exit status that it calls for."""
    if "error" in output:
        return f"{floor.name}: not run: {output['error']}", 2
    found = output.get("data_sha256") or output.get("sha256") or ""
    if not floor.data_sha256.startswith(found[:16]) or not found:
        return f"{floor.name}: other data ({found[:12]} for {floor.data_sha256[:12]})", 1
    value: Any = output
    for key in floor.figure:
        value = value[key]
    good = floor.holds(float(value))
    sign = ">=" if floor.best == "high" else "<="
    return f"{floor.name}: {value} {'ok' if good else 'FELL'} ({sign} {floor.floor})", int(not good)


def _output(floor: Floor, shared: Path) -> dict[str, Any]:
    arguments = [part.replace("{shared}", str(shared)) for part in floor.run]
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        return {"error": f"{' '.join(floor.run)} ended with {done.returncode}"}
    result: dict[str, Any] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    sys.exit(main())
