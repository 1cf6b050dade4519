"""Coded events become counts of pairs of states, and crises become questions."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.forecast.coded import conflict_panel, force_panel, read_counts
from detente.forecast.crises import read_crises, violence_panel

HEAD = "date,src,tgt,rel,code,root,quad\n"


def write(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    lines = [f'{day},"{src}","{tgt}",x,{code},{code[:2]},1' for day, src, tgt, code in rows]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    rows = [("2018-01-01", "France", "Spain", "040"), ("2018-07-30", "France", "Spain", "040")]
    for number in range(0, 200, 2):
        day = (date(2018, 1, 2) + timedelta(number)).isoformat()
        rows += [(day, "Police (Israel)", "Palestinian Territory, Occupied", "190")]
        rows += [(day, "France", "Government (Spain)", "040")]
    return write(tmp_path / "events.csv", rows)


def test_sides_are_states_and_their_officials(tmp_path: Path) -> None:
    path = write(
        tmp_path / "events.csv",
        [
            ("2018-01-01", "Military (Russia)", "Ukraine", "190"),
            ("2018-01-01", "Ukraine", "Head of Government (Russia)", "112"),
            ("2018-01-02", "Citizen (Russia)", "Ukraine", "190"),
            ("2018-01-02", "Africa", "Ukraine", "040"),
            ("2018-01-02", "Vladimir Putin", "Ukraine", "040"),
            ("2018-01-02", "Police (Russia)", "Russia", "173"),
            ("2018-01-03", "Russia", "Ukraine", ""),
        ],
    )
    counts = read_counts(path)
    assert counts.pairs == (("RUS", "UKR"),)
    assert counts.daily["force"].tolist() == [[1.0, 0.0, 0.0]]
    assert counts.daily["words"].tolist() == [[1.0, 0.0, 0.0]]
    assert counts.daily["all"].sum() == 2.0


def test_outcomes_lie_wholly_after_the_day(events: Path) -> None:
    counts = read_counts(events)
    assert counts.pairs == (("ESP", "FRA"), ("ISR", "PSE"))
    force = counts.daily["force"][1]
    assert counts.within("force", 10, 7)[1] == force[4:11].sum()
    assert counts.after("force", 10)[1] == force[11:41].sum()


def test_conflict_is_asked_every_ten_days_and_tested_every_thirty(events: Path) -> None:
    panel = conflict_panel(events, None)
    asked = np.unique(panel.day)
    assert set(np.diff(asked).astype(int)) == {10}
    tested = np.unique(panel.day[panel.tested])
    assert tested.tolist() == [date(2018, 5, 31), date(2018, 6, 30)]
    fighting = panel.unit == panel.units.index("ISR-PSE")
    assert panel.outcome[fighting].all()
    assert not panel.outcome[~fighting].any()
    assert panel.named[fighting].all()


def test_force_is_asked_weekly_of_pairs_with_a_record(events: Path) -> None:
    panel = force_panel(events, date(2018, 5, 1))
    assert set(np.diff(np.unique(panel.day)).astype(int)) == {7}
    assert date(2018, 5, 1) in np.unique(panel.day[panel.tested]).tolist()
    assert (panel.settled - panel.day).astype(int).tolist() == [30] * len(panel)
    assert panel.ongoing[panel.unit == 1].all()


def test_what_is_no_file_of_events_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_counts(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column date, src, tgt, code"):
        read_counts(tmp_path / "other.csv")
    only = write(tmp_path / "persons.csv", [("2018-01-01", "A Person", "Another", "040")])
    with pytest.raises(InputError, match="no event between two states"):
        read_counts(only)


CRISES = """\ufefficb1,crisno,crisname,break,yrtrig,motrig,datrig,\
yrterm,moterm,daterm,viol,iwcmb,protrac
ICB1,1,FIRST,9,1920,5,,1920,7,1,4,1,1
ICB1,2,SECOND,7,1921,13,2,1922,88,88,1,1,2
ICB1,3,INSIDE A WAR,9,1943,1,1,1943,2,1,4,7,1
ICB1,4,NEVER ENDED,2,1957,12,1,,,,1,1,1
ICB1,5,NOT CODED,,,,,,,,,,
"""


def test_crises_are_read_with_unknown_days_on_the_safe_side(tmp_path: Path) -> None:
    path = tmp_path / "icb.csv"
    path.write_text(CRISES, encoding="utf-8")
    first, second, inside, never = read_crises(path)
    assert (first.start, first.end) == (date(1920, 5, 1), date(1920, 7, 1))
    assert (second.start, second.end) == (date(1921, 1, 2), date(1922, 12, 31))
    assert inside.in_war
    assert never.end == date.max
    panel = violence_panel(path, date(1950, 1, 1))
    assert panel.outcome.tolist() == [1.0, 0.0, 0.0]
    assert panel.tested.tolist() == [False, False, True]
    assert panel.signs["military"].tolist() == [0.0, 1.0, 0.0]


def test_a_broken_table_of_crises_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "icb.csv"
    path.write_text(CRISES.replace("1920,7,1,4", "1920,7,1,four"), encoding="utf-8")
    with pytest.raises(InputError, match="no crisis of ICB") as caught:
        read_crises(path)
    assert str(caught.value.where).endswith(":2")
