"""Demands, what points back at them and what became of them, through the whole reader."""

from __future__ import annotations

from collections.abc import Callable

from detente.records import Demand, Reading

ASKED = "Iran demanded on Monday that the United States lift its sanctions. "


Read = Callable[..., Reading]


def demand_in(read: Read, text: str) -> Demand:
    (demand,) = read(text, "2021-04-06").demands
    return demand


def test_those_demands_point_back(read: Read) -> None:
    demand = demand_in(read, ASKED + "Washington rejected those demands.")
    assert demand.status == "rejected"
    assert [anchor.exact for anchor in demand.references] == ["those demands"]


def test_a_meeting_is_no_answer(read: Read) -> None:
    text = ASKED + "Iran and the United States will meet on Friday in Vienna."
    assert demand_in(read, text).status == "open"


def test_nothing_points_at_a_demand_still_to_come(read: Read) -> None:
    text = "Both sides spoke of their demands. " + ASKED
    assert demand_in(read, text).references == ()
