"""Places have coordinates as exact as they are known, and cities are found by folded names."""

from __future__ import annotations

import pytest

from detente.actors.gazetteer import load_gazetteer
from detente.actors.whereabouts import Spot, locate


@pytest.mark.parametrize(
    ("name", "code", "precision", "near"),
    [
        ("Geneva", "CHE", "city", (46.2, 6.1)),
        ("Kharkiv", "UKR", "city", (50.0, 36.2)),
        ("the Donbas", "UKR", "region", (48.0, 38.0)),
        ("Tripoli", "LBN", "city", (34.4, 35.8)),
        ("Tripoli", "LBY", "city", (32.9, 13.2)),
    ],
)
def test_where(name: str, code: str, precision: str, near: tuple[float, float]) -> None:
    spot = locate(name, code)
    assert spot.precision == precision
    assert spot.latitude == pytest.approx(near[0], abs=1)
    assert spot.longitude == pytest.approx(near[1], abs=1)


def test_a_country_has_no_coordinates() -> None:
    assert locate("France", "FRA") == Spot("country", None, None)


def test_the_gazetteer_is_sorted_and_prefers_the_longer_name() -> None:
    gazetteer = load_gazetteer()
    length, cities = gazetteer.longest(["new", "orleans", "times"])
    assert (length, cities[0].code) == (2, "USA")
    assert gazetteer.find("zzzz") == ()
    assert gazetteer._lines == sorted(gazetteer._lines)
