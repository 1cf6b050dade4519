"""Where a named place is, and how exactly that is known."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from detente.actors.gazetteer import load_gazetteer
from detente.actors.tables import load_tables
from detente.actors.tokens import folded_name
from detente.records import PlacePrecision


class Spot(NamedTuple):
    """Coordinates in degrees, None for a whole country."""

    precision: PlacePrecision
    latitude: float | None = None
    longitude: float | None = None


def locate(name: str, code: str) -> Spot:
    """The region or greatest city of this name in a state, else the state as a whole.

    Cities are GeoNames' (CC BY 4.0), regions those of the tables that ship.
    """
    key = folded_name(name).removeprefix("the ")
    if (middle := _regions().get((key, code))) is not None:
        return Spot("region", *middle)
    city = next((c for c in load_gazetteer().find(key) if c.code == code), None)
    return Spot("city", city.latitude, city.longitude) if city else Spot("country")


@cache
def _regions() -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (folded_name(name), region.code): (region.latitude, region.longitude)
        for region in load_tables().regions
        for name in region.names
    }
