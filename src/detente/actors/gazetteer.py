"""Cities by name, out of GeoNames: only where one is and in which state, never who acts there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

_LONGEST = 4  # words of a city's name


class City(msgspec.Struct, frozen=True):
    """A city; `latitude` and `longitude` in degrees, `population` as GeoNames counts it."""

    name: str
    code: str
    latitude: float
    longitude: float
    population: int


class Gazetteer:
    """The lines "key,name,code,latitude,longitude,population", sorted, `key` a folded name.

    They are searched by halves and read only when found, since a text needs a few of them.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def find(self, key: str) -> tuple[City, ...]:
        """All cities of this folded name, greatest first."""
        at, found, start = bisect_left(self._lines, key + ","), [], key + ","
        while at < len(self._lines) and self._lines[at].startswith(start):
            _, name, code, latitude, longitude, population = self._lines[at].split(",")
            found.append(City(name, code, float(latitude), float(longitude), int(population)))
            at += 1
        return tuple(sorted(found, key=lambda city: -city.population))

    def longest(self, keys: Sequence[str]) -> tuple[int, tuple[City, ...]]:
        """How many of these folded words are the longest city's name from their first on."""
        at = bisect_left(self._lines, keys[0])
        if at == len(self._lines) or not self._lines[at].startswith(keys[0]):
            return 0, ()  # which is so for most words
        for length in range(min(_LONGEST, len(keys)), 0, -1):
            if cities := self.find(" ".join(keys[:length])):
                return length, cities
        return 0, ()


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged cities of 15,000 people and more (GeoNames, CC BY 4.0), read once."""
    table = files("detente.actors") / "data" / "cities.csv"
    return Gazetteer(table.read_text(encoding="utf-8").splitlines()[1:])
