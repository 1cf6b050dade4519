"""Made-up rows of each format: our own events, spelled as the format spells them."""

from __future__ import annotations

from collections.abc import Mapping

from detente.events import FORMATS

ICEWS: Mapping[str, str] = {
    "Event ID": "7001",
    "Event Date": "2019-03-04",
    "Source Name": "Foreign Affairs (Norway)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Norway",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Chile",
    "Target Sectors": "NA",
    "Target Country": "Chile",
    "Story ID": "11",
    "Sentence Number": "2",
    "Publisher": "Made-up Wire",
    "City": "Oslo",
    "District": "NA",
    "Province": "Oslo",
    "Country": "Norway",
    "Latitude": "59.91",
    "Longitude": "10.75",
}
POLECAT: Mapping[str, str] = {
    "Event ID": "20210203-0001-abc_COERCE_S",
    "Event Date": "2021-02-03",
    "Event Type": "COERCE",
    "Event Mode": "restrict",
    "Intensity": "-7.0",
    "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "diplomatic; economic",
    "Actor Name": "Peru",
    "Actor Country": "PER",
    "Actor Sectors": "GOV; MIL",
    "Recipient Name": "None",
    "Recipient Country": "None",
    "Country": "PER",
    "Latitude": "-12.05",
    "Longitude": "-77.03",
    "Source": "made-up.example",
    "Publication Date": "2021-02-05",
}
GDELT: Mapping[str, str] = {
    "GLOBALEVENTID": "900001",
    "SQLDATE": "20190105",
    "MonthYear": "201901",
    "Year": "2019",
    "FractionDate": "2019.0137",
    "Actor1Code": "JPNGOV",
    "Actor1Name": "TOKYO",
    "Actor1CountryCode": "JPN",
    "Actor1Type1Code": "GOV",
    "Actor2CountryCode": "ROM",
    "EventCode": "145",
    "EventBaseCode": "145",
    "EventRootCode": "14",
    "QuadClass": "3",
    "GoldsteinScale": "-7.5",
    "NumArticles": "12",
    "ActionGeo_Lat": "35.68",
    "ActionGeo_Long": "139.69",
    "DATEADDED": "20190106101500",
    "SOURCEURL": "https://news.example/1",
}
PHOENIX: Mapping[str, str] = {
    "EventID": "55_v1.0",
    "Date": "20150607",
    "Year": "2015",
    "Month": "06",
    "Day": "07",
    "SourceActorFull": "KENGOV",
    "SourceActorEntity": "KEN",
    "SourceActorRole": "GOV",
    "TargetActorEntity": "TZA",
    "EventCode": "163",
    "EventRootCode": "16",
    "PentaClass": "3",
    "GoldsteinScore": "-6.5",
    "Lat": "---",
    "Lon": "",
    "URLs": "https://news.example/2",
}
ACLED: Mapping[str, str] = {
    "event_id_cnty": "XYZ12",
    "event_date": "16 May 2025",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "One Militia",
    "inter1": "Rebel group",
    "actor2": "Another, Militia",
    "country": "Nowhere",
    "location": "Hilltown",
    "latitude": "1.5",
    "longitude": "2.5",
    "notes": 'A clash that was called "short".',
    "fatalities": "3",
    "timestamp": "1747699200",
}
UCDP: Mapping[str, str] = {
    "id": "9",
    "type_of_violence": "1",
    "dyad_name": "Government of Peru - Government of Chile",
    "side_a": "Government of Peru",
    "side_b": "Government of Chile",
    "number_of_sources": "2",
    "where_prec": "5",
    "where_coordinates": "Some province",
    "latitude": "-18.0",
    "longitude": "-70.0",
    "country": "Peru",
    "date_prec": "4",
    "date_start": "2001-05-01 00:00:00.000",
    "date_end": "2001-05-31 00:00:00.000",
    "best": "4",
    "high": "9",
    "low": "2",
    "gwnoa": "135",
    "gwnob": "155",
}


def line(format_id: str, values: Mapping[str, str], **changes: str) -> str:
    """One line of tab-separated cells in the format's own order."""
    given = {**values, **changes}
    return "\t".join(given.get(column, "") for column in FORMATS[format_id].columns)


def table(format_id: str, *rows: Mapping[str, str]) -> str:
    """A file with a header: tabs, or quoted cells and commas where the format is a table."""
    columns = FORMATS[format_id].columns
    if FORMATS[format_id].shape == "csv":
        quoted = [['"' + row.get(c, "").replace('"', '""') + '"' for c in columns] for row in rows]
        return "\n".join(",".join(cells) for cells in (list(columns), *quoted)) + "\n"
    lines = ["\t".join(row.get(c, "") for c in columns) for row in rows]
    return "\n".join(("\t".join(columns), *lines)) + "\n"
