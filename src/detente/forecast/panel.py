"""A panel of dated yes-or-no questions about pairs, with what was known when each was asked."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from detente.errors import InputError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.intp]
Days = npt.NDArray[np.datetime64]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One row a question: was it asked of `units[unit]` on `day`, and came `outcome` (0 or 1).

    `settled` is the last day that decides the outcome: a question may teach only those asked
    later. `cluster` numbers what is resampled together: the unit, where units are pairs.
    `ongoing` tells whether what is asked about goes on already (the rest is onset),
    `named` whether the unit is one of the few that dominate the news, `state` what somebody who
    expects things to stay as they are would go by, and `tested` whether the question may be scored
    (the rest may only teach). `signs` are numbers known on `day`, by name.
    """

    units: tuple[str, ...]
    unit: Integers
    cluster: Integers
    day: Days
    settled: Days
    outcome: Floats
    state: Flags
    ongoing: Flags
    named: Flags
    tested: Flags
    signs: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.unit)

    def take(self, rows: Integers | Flags) -> Panel:
        """Keep the questions at `rows` (places, or a flag each)."""
        return Panel(
            units=self.units,
            unit=self.unit[rows],
            cluster=self.cluster[rows],
            day=self.day[rows],
            settled=self.settled[rows],
            outcome=self.outcome[rows],
            state=self.state[rows],
            ongoing=self.ongoing[rows],
            named=self.named[rows],
            tested=self.tested[rows],
            signs={name: values[rows] for name, values in self.signs.items()},
        )

    def with_sign(self, name: str, values: Floats) -> Panel:
        """Add one more sign."""
        return msgspec.structs.replace(self, signs={**self.signs, name: values})

    def matrix(self, names: tuple[str, ...]) -> Floats:
        """Give the named signs as columns."""
        return np.column_stack([self.signs[name] for name in names])


def settled_before(panel: Panel, day: np.datetime64) -> Flags:
    """Tell which questions were settled before `day`: only those may teach on it."""
    return np.asarray(panel.settled < day)


def need(panel: Panel, rows: Flags, what: str) -> None:
    """Raise InputError unless there are questions of both outcomes at `rows`."""
    outcomes = panel.outcome[rows]
    if outcomes.size == 0 or outcomes.min() == outcomes.max():
        raise InputError(
            f"{what}: {outcomes.size} questions, {int(outcomes.sum())} of them yes; both outcomes"
            " are needed",
            hint="give a longer file, or other days with --from and --to",
        )
