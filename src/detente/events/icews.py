"""ICEWS weekly and yearly files (.tab): 20 columns, no quoting, a header."""

from __future__ import annotations

from detente.events.format import Format, split_words

ICEWS = Format(
    id="icews",
    title="ICEWS coded events (.tab)",
    columns=split_words("""
        Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code,
        Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number,
        Publisher, City, District, Province, Country, Latitude, Longitude
    """),
    known=("Source Sectors", "CAMEO Code", "Target Country"),
    fields={
        # Ids are used again on other days.
        "source_id": "{Event ID} || ':' || CAST(day({Event Date}) AS TEXT)",
        "event_date": "day({Event Date})",
        "actor_name": "filled({Source Name})",
        "actor_country": "filled({Source Country})",
        "actor_sectors": "parts({Source Sectors}, '\"?,\"?')",
        "recipient_name": "filled({Target Name})",
        "recipient_country": "filled({Target Country})",
        "recipient_sectors": "parts({Target Sectors}, '\"?,\"?')",
        "cameo": "filled({CAMEO Code})",
        "score_given": "number({Intensity})",
        "place": "coalesce(filled({City}), filled({District}), filled({Province}))",
        "place_country": "filled({Country})",
        "latitude": "number({Latitude})",
        "longitude": "number({Longitude})",
        "text": "filled({Event Text})",
        "publisher": "filled({Publisher})",
    },
)
