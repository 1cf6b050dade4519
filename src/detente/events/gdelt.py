"""GDELT events 1.0 and 2.0, the reduced yearly file, and mentions. No file of GDELT's has a header.

Country codes of actors are CAMEO's three letters, of places FIPS' two. QuadClass and
GoldsteinScale are read as given.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.events.format import Format, split_words

_ACTOR = split_words("""
    Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code,
    Type2Code, Type3Code
""")
_EVENT = split_words("""
    IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, NumMentions,
    NumSources, NumArticles, AvgTone
""")
_PLACE = split_words("Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID")

GDELT2_COLUMNS = (
    *split_words("GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate"),
    *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR),
    *_EVENT,
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _PLACE),
    *split_words("DATEADDED, SOURCEURL"),
)
GDELT1_COLUMNS = tuple(name for name in GDELT2_COLUMNS if "ADM2" not in name)
_DESCRIBED = (
    *GDELT2_COLUMNS[: GDELT2_COLUMNS.index("EventCode") + 1],
    "CAMEOCodeDescription",
    *GDELT2_COLUMNS[GDELT2_COLUMNS.index("EventCode") + 1 :],
)

_FIELDS = {
    "source_id": "filled({GLOBALEVENTID})",
    "event_date": "day({SQLDATE})",
    "known_on": "day({DATEADDED})",
    "actor_name": "filled({Actor1Name})",
    "actor_country": "filled({Actor1CountryCode})",
    "actor_sectors": "list_filter([filled({Actor1Type1Code}), filled({Actor1Type2Code}),"
    " filled({Actor1Type3Code})], lambda s: s IS NOT NULL)",
    "recipient_name": "filled({Actor2Name})",
    "recipient_country": "filled({Actor2CountryCode})",
    "recipient_sectors": "list_filter([filled({Actor2Type1Code}), filled({Actor2Type2Code}),"
    " filled({Actor2Type3Code})], lambda s: s IS NOT NULL)",
    "cameo": "filled({EventCode})",
    "quad_given": "filled({QuadClass})",
    "score_given": "number({GoldsteinScale})",
    "place": "filled({ActionGeo_FullName})",
    "place_country": "filled({ActionGeo_CountryCode})",
    "latitude": "number({ActionGeo_Lat})",
    "longitude": "number({ActionGeo_Long})",
    "url": "filled({SOURCEURL})",
    "reports": "whole({NumArticles})",
}


def _is_event(cells: Sequence[str]) -> bool:
    """An id, a day of eight digits, its month and its year."""
    return (
        len(cells) > 5
        and cells[0].isdigit()
        and len(cells[1]) == 8
        and cells[1].startswith(cells[2])
        and cells[1][:4] == cells[3]
    )


GDELT1 = Format(
    id="gdelt1",
    title="GDELT 1.0 events",
    columns=GDELT1_COLUMNS,
    header=False,
    widths=(57, 58),
    countries="code",
    recognise=lambda cells: len(cells) in (57, 58) and _is_event(cells),
    fields=_FIELDS,
)

GDELT2 = Format(
    id="gdelt2",
    title="GDELT 2.0 events",
    columns=GDELT2_COLUMNS,
    header=False,
    widths=(61, 62),
    layouts={62: _DESCRIBED},
    countries="code",
    recognise=lambda cells: len(cells) in (61, 62) and _is_event(cells),
    fields=_FIELDS,
)

GDELT_TABLE = Format(
    id="gdelt-table",
    title="GDELT events as a CSV table with a header",
    columns=GDELT2_COLUMNS,
    shape="csv",
    separator=",",
    known=("Global_Event_ID", "Event_Root_Code"),
    countries="code",
    aliases={
        "day": "sqldate",
        "actor1countrycode": "actor1code",
        "actor2countrycode": "actor2code",
        "actor1countryabbr": "actor1countrycode",
        "actor2countryabbr": "actor2countrycode",
        "actor1role": "actor1type1code",
        "actor1role2": "actor1type2code",
        "actor1role3": "actor1type3code",
        "actor2role": "actor2type1code",
        "actor2role2": "actor2type2code",
        "actor2role3": "actor2type3code",
        "stprcntry": "actiongeofullname",
        "country": "actiongeocountrycode",
        "latextra": "actiongeolat",
        "longextra": "actiongeolong",
    },
    fields={
        **_FIELDS,
        "source_id": "coalesce(filled({Global_Event_ID}), filled({GLOBALEVENTID}))",
        # Tables that took codes for numbers have lost the leading zero of roots 01 to 09.
        "cameo": "CASE WHEN length(filled({EventRootCode})) = 1 AND left({EventCode}, 1) <> '0'"
        " THEN '0' || filled({EventCode}) ELSE filled({EventCode}) END",
        "known_on": "coalesce(day({Date_Added}), day({DATEADDED}))",
        "url": "coalesce(filled({Source_URL}), filled({SOURCEURL}))",
    },
)

GDELT_REDUCED = Format(
    id="gdelt-reduced",
    title="GDELT counts by year, actors and code",
    columns=split_words(
        "Year, Actor1Code, Actor2Code, EventCode, EventBaseCode, EventRootCode, GoldsteinScale,"
        "Events"
    ),
    separator="\x01",
    header=False,
    widths=(8,),
    countries="code",
    recognise=lambda cells: len(cells) == 8 and cells[0].isdigit() and len(cells[0]) == 4,
    fields={
        "source_id": "concat_ws(':', {Year}, {Actor1Code}, {Actor2Code}, {EventCode})",
        "event_date": "day({Year} || '-01-01')",
        "date_precision": "'year'",
        "known_on": "day({Year} || '-12-31')",
        "actor_name": "filled({Actor1Code})",
        "actor_country": "left(filled({Actor1Code}), 3)",
        "recipient_name": "filled({Actor2Code})",
        "recipient_country": "left(filled({Actor2Code}), 3)",
        "cameo": "filled({EventCode})",
        "score_given": "number({GoldsteinScale})",
        "reports": "whole({Events})",
    },
)

GDELT_MENTIONS = Format(
    id="gdelt-mentions",
    title="GDELT 2.0 mentions",
    columns=split_words("""
        GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName,
        MentionIdentifier, SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset,
        InRawText, Confidence, MentionDocLen, MentionDocTone, MentionDocTranslationInfo, Extras
    """),
    header=False,
    widths=(14, 15, 16),
    countries="none",
    recognise=lambda cells: (
        len(cells) in (14, 15, 16) and all(c.isdigit() for c in cells[:4]) and len(cells[1]) == 14
    ),
    fields={
        "source_id": "concat_ws(':', {GLOBALEVENTID}, {MentionTimeDate}, {MentionIdentifier},"
        " {SentenceID})",
        "event_date": "day({EventTimeDate})",
        "known_on": "day({MentionTimeDate})",
        "score_given": "number({MentionDocTone})",
        "url": "filled({MentionIdentifier})",
        "publisher": "filled({MentionSourceName})",
    },
)
