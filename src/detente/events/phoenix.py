"""Phoenix and PETRARCH2: tab-separated lines without a header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.events.format import Format, split_words

_EVENT_ID = re.compile(r"[\w.-]*\d_[\w.]+")
_DAY = re.compile(r"(?:19|20)\d{6}")
_CODE = re.compile(r"\d{2,4}")

PHOENIX = Format(
    id="phoenix",
    title="Phoenix events",
    columns=split_words("""
        EventID, Date, Year, Month, Day, SourceActorFull, SourceActorEntity, SourceActorRole,
        SourceActorAttribute, TargetActorFull, TargetActorEntity, TargetActorRole,
        TargetActorAttribute, EventCode, EventRootCode, PentaClass, GoldsteinScore, Issues, Lat,
        Lon, LocationName, StateName, CountryCode, SentenceID, URLs, NewsSources
    """),
    header=False,
    widths=(26,),
    countries="code",
    recognise=lambda cells: (
        len(cells) == 26 and bool(_EVENT_ID.fullmatch(cells[0])) and bool(_DAY.fullmatch(cells[1]))
    ),
    fields={
        "source_id": "filled({EventID})",
        "event_date": "day({Date})",
        "actor_name": "filled({SourceActorFull})",
        "actor_country": "filled({SourceActorEntity})",
        "actor_sectors": "parts({SourceActorRole}, ';')",
        "recipient_name": "filled({TargetActorFull})",
        "recipient_country": "filled({TargetActorEntity})",
        "recipient_sectors": "parts({TargetActorRole}, ';')",
        "cameo": "filled({EventCode})",
        "quad_given": "filled({PentaClass})",
        "score_given": "number({GoldsteinScore})",
        "place": "filled({LocationName})",
        "place_country": "filled({CountryCode})",
        "latitude": "number({Lat})",
        "longitude": "number({Lon})",
        "url": "filled({URLs})",
        "publisher": "filled({NewsSources})",
    },
)


def _is_petrarch(cells: Sequence[str]) -> bool:
    return (
        7 <= len(cells) <= 13
        and bool(_DAY.fullmatch(cells[0]))
        and bool(_CODE.fullmatch(cells[3].strip()))
    )


PETRARCH2 = Format(
    id="petrarch2",
    title="PETRARCH2 events (evts.*.txt)",
    columns=split_words("Date, Source, Target, Code, Issues, Sentences, Place6, Place7"),
    header=False,
    widths=tuple(range(7, 14)),
    countries="code",
    recognise=_is_petrarch,
    fields={
        "source_id": "concat_ws(':', {Date}, {Source}, {Target}, {Code}, {Sentences})",
        "event_date": "day({Date})",
        "actor_name": "filled({Source})",
        "actor_country": "left(filled({Source}), 3)",
        "actor_sectors": "list_filter([substr(filled({Source}), 4, 3)], lambda s: s <> '')",
        "recipient_name": "filled({Target})",
        "recipient_country": "left(filled({Target}), 3)",
        "recipient_sectors": "list_filter([substr(filled({Target}), 4, 3)], lambda s: s <> '')",
        "cameo": "filled({Code})",
        # The address is there only where it is known, and moves the story's source one place on.
        "url": "CASE WHEN {Place6} LIKE '%://%' THEN {Place6} END",
        "publisher": "CASE WHEN {Place6} LIKE '%://%' THEN filled({Place7})"
        " ELSE filled({Place6}) END",
    },
)
