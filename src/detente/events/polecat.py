"""POLECAT (.txt, .tsv): columns by name, as files differ in which they have and in what order."""

from __future__ import annotations

from detente.events.format import Format, split_words

POLECAT = Format(
    id="polecat",
    title="POLECAT coded events",
    columns=split_words("""
        Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name,
        Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw,
        Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW,
        Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw,
        Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude,
        GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People,
        Story Organizations, Story Locations, Language, Version
    """),
    known=("Event Type", "Event Mode", "Actor Country"),
    aliases={"eventintensity": "intensity"},
    fields={
        "source_id": "filled({Event ID})",
        "event_date": "day({Event Date})",
        "known_on": "day({Publication Date})",
        "actor_name": "filled({Actor Name})",
        "actor_country": "filled({Actor Country})",
        "actor_sectors": "parts({Actor Sectors}, '[;|]')",
        "recipient_name": "filled({Recipient Name})",
        "recipient_country": "filled({Recipient Country})",
        "recipient_sectors": "parts({Recipient Sectors}, '[;|]')",
        "root": "upper(filled({Event Type}))",
        "mode": "lower(filled({Event Mode}))",
        "context": "parts(lower({Contexts}), '[;|]')",
        "quad_given": "filled({Quad Code})",
        "score_given": "number({Intensity})",
        "place": "coalesce(filled({City}), filled({Placename}))",
        "place_country": "filled({Country})",
        "latitude": "number({Latitude})",
        "longitude": "number({Longitude})",
        "text": "coalesce(filled({Headline}), filled({Event Text}))",
        "publisher": "filled({Source})",
    },
)
