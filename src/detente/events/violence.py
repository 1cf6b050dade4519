"""ACLED and UCDP GED: tables of violence with deaths. ACLED's two actors imply no direction."""

from __future__ import annotations

from detente.events.format import Format, split_words

ACLED = Format(
    id="acled",
    title="ACLED export",
    shape="csv",
    separator=",",
    columns=split_words("""
        event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type,
        actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction,
        civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude,
        longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp
    """),
    known=("event_id_cnty", "sub_event_type"),
    countries="none",
    fields={
        "source_id": "filled({event_id_cnty})",
        "event_date": "day({event_date})",
        "date_precision": "CASE {time_precision} WHEN '3' THEN 'month' ELSE 'day' END",
        "known_on": "CAST(to_timestamp(whole({timestamp})) AS DATE)",
        "actor_name": "filled({actor1})",
        "actor_sectors": "list_filter([filled({inter1})], lambda s: s IS NOT NULL)",
        "recipient_name": "filled({actor2})",
        "recipient_sectors": "list_filter([filled({inter2})], lambda s: s IS NOT NULL)",
        "place": "filled({location})",
        "place_country": "filled({country})",
        "latitude": "number({latitude})",
        "longitude": "number({longitude})",
        "text": "concat_ws(': ', filled({event_type}), filled({sub_event_type}), filled({notes}))",
        "publisher": "filled({source})",
        "deaths": "whole({fatalities})",
    },
)

UCDP = Format(
    id="ucdp",
    title="UCDP georeferenced events (GED)",
    shape="csv",
    separator=",",
    columns=split_words("""
        id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id,
        conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id,
        side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources,
        source_article, source_office, source_date, source_headline, source_original, where_prec,
        where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt,
        priogrid_gid, country, country_id, region, event_clarity, date_prec, date_start, date_end,
        deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob
    """),
    known=("type_of_violence", "dyad_name", "side_a"),
    fields={
        "source_id": "filled({id})",
        "event_date": "day({date_start})",
        "date_precision": "CASE {date_prec} WHEN '4' THEN 'month' WHEN '5' THEN 'year'"
        " ELSE 'day' END",
        "known_on": "coalesce(day({date_end}), day({date_start}))",
        "actor_name": "filled({side_a})",
        # Only a side with a Gleditsch-Ward number is a state.
        "actor_country": "CASE WHEN filled({gwnoa}) IS NOT NULL THEN"
        " replace(filled({side_a}), 'Government of ', '') END",
        "recipient_name": "filled({side_b})",
        "recipient_country": "CASE WHEN filled({gwnob}) IS NOT NULL THEN"
        " replace(filled({side_b}), 'Government of ', '') END",
        "root": "'ASSAULT'",
        "place": "filled({where_coordinates})",
        "place_country": "filled({country})",
        # Precision 4 to 7 is a region's or a country's middle, not where it happened.
        "latitude": "CASE WHEN whole({where_prec}) <= 3 THEN number({latitude}) END",
        "longitude": "CASE WHEN whole({where_prec}) <= 3 THEN number({longitude}) END",
        "text": "filled({source_headline})",
        "publisher": "filled({source_office})",
        "reports": "whole({number_of_sources})",
        "deaths_low": "whole({low})",
        "deaths": "whole({best})",
        "deaths_high": "whole({high})",
    },
)
