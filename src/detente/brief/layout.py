"""The order of the page: a brief as titled sections of lines and tables, for every renderer.

Here is decided what the page says and in which order; renderers only decide how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from detente.brief.page import (
    AgendaLine,
    AgendaState,
    Brief,
    DemandLine,
    EventLine,
    FramingLine,
    Group,
    Item,
    PredictionLine,
    Quote,
    SignalLine,
    Voice,
)
from detente.brief.register import NOBODY, total
from detente.brief.words import STATUS, join, long_date, percent, plural, short_date, upper_first

CAP = 12
_FIGURE = re.compile(r"[\d.]+|·")
COUNTING = (
    "Newest first. A deed is listed as done only where the text says so; copies count once. "
    "Every line ends with the id of its record, which leads to its sentence."
)
AROUND = "What one side did or met with apart from the other; what happened comes first."
VOICES = (
    "Statements by either side or to it; the last three columns say whose word there is for them: "
    "a source that is named, one that is not, or the report's own."
)
AGENDA_TITLES: dict[AgendaState, str] = {
    "ahead": "Ahead",
    "not seen": "Overdue: the day has passed, and no such talks were seen",
    "held": "Past, and seen to be held",
    "passed": "The day has passed; no follow-up is tracked",
    "undated": "Without a date",
}


class Entry(msgspec.Struct, frozen=True):
    """One line: when, what in words, remarks, the sentence, where it stands, and its record."""

    when: str
    head: str
    notes: tuple[str, ...]
    quote: Quote
    source: str
    id: str


class Table(msgspec.Struct, frozen=True):
    """A table of words and figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def figures(self) -> frozenset[int]:
        """Numbers of the columns that hold figures, or dots for none, in every row."""
        columns = enumerate(zip(*self.rows, strict=True))
        return frozenset(n for n, cells in columns if all(map(_FIGURE.fullmatch, cells)))


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A titled part of the page; `level` 2 opens a chapter, 3 stands within one.

    `more` counts the lines beyond those shown.
    """

    key: str
    title: str
    level: int = 2
    note: str = ""
    entries: tuple[Entry, ...] = ()
    more: int = 0
    table: Table | None = None

    @property
    def left_off(self) -> str:
        """Says how many lines are not shown, or nothing."""
        return f"and {self.more} more, all of them in the JSON" if self.more else ""


def headline(brief: Brief) -> str:
    """The title of the page."""
    return f"{brief.title}, as of {long_date(brief.as_of)}" if brief.as_of else brief.title


def about(brief: Brief) -> str:
    """How much was read, from when, and what was left out."""
    parts = [plural(brief.documents, "report") + " read"]
    if brief.period:
        first, last = brief.period
        span = long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"
        parts.append(f"published {span}")
    if brief.later:
        parts.append(f"{brief.later} left out: published later")
    if brief.undated:
        parts.append(f"{brief.undated} left out: no date, so it cannot be told whether later")
    return "; ".join(parts) + "."


def warning(brief: Brief) -> tuple[str, str] | None:
    """The notice that the reports were written after the event, and their provenance."""
    if not brief.written_after_the_event:
        return None
    return "Written after the event.", " ".join((brief.provenance or "").split())


def reference_entries(brief: Brief) -> tuple[tuple[int, Entry], ...]:
    """The numbered references of the bottom line."""
    return tuple((ref.number, _entry(ref.item, "", "", ())) for ref in brief.references)


def sections(brief: Brief) -> Iterator[Section]:
    """All sections after the bottom line, in the order of the page."""
    yield _news(brief)
    yield Section(key="happened", title="What happened", note=COUNTING)
    for group in (*brief.groups, brief.around):
        yield _events(group)
    yield _voices(brief)
    yield Section(key="scheduled", title="Scheduled", note="" if brief.agenda else _NONE)
    for state, title in AGENDA_TITLES.items():
        found = [_agenda(line) for line in brief.agenda if line.state == state]
        if found:
            yield _listed(f"agenda-{state.replace(' ', '-')}", title, found, level=3)
    yield _listed("demands", "Demands", [_demand(line) for line in brief.demands])
    yield _listed("predictions", "Predictions", [_prediction(line) for line in brief.predictions])
    if brief.signals:
        yield _listed("signals", "Signals", [_signal(line) for line in brief.signals])
    if brief.framing:
        yield _listed("framing", "Judged or argued, not told", map(_framing, brief.framing))
    yield _sources(brief)
    if brief.rejected:
        rows = tuple((text,) for text in brief.rejected)
        yield Section(
            key="rejected", title="Not read", level=3, table=Table(("What was wrong",), rows)
        )


_NONE = "None in these reports."


def _listed(key: str, title: str, entries: Iterable[Entry], level: int = 2) -> Section:
    found = tuple(entries)
    return Section(
        key=key,
        title=title,
        level=level,
        note="" if found else _NONE,
        entries=found[:CAP],
        more=max(0, len(found) - CAP),
    )


def _news(brief: Brief) -> Section:
    news = brief.news
    if news is None:
        return Section(key="new", title="What is new", note="No report has a date.")
    latest = f"{short_date(news.latest_from)} – {short_date(news.latest_to)}"
    before = f"{short_date(news.before_from)} – {short_date(news.before_to)}"
    rows = tuple((r.title, str(r.latest), str(r.before), f"{r.expected:.1f}") for r in news.rows)
    columns = ("Happenings", latest, before, "the latter per 7 days")
    return Section(key="new", title="What is new", table=Table(columns, rows))


def _events(group: Group) -> Section:
    return Section(
        key=group.key,
        title=f"{group.title} ({len(group.items)})",
        level=3,
        note=_NONE if not group.items else AROUND if group.key == "around" else "",
        entries=tuple(_event(line) for line in group.items[: group.cap]),
        more=max(0, len(group.items) - group.cap),
    )


def _event(line: EventLine) -> Entry:
    arrow = "↔" if line.reciprocal else "→"
    parties = f"{join(line.who)} {arrow} {join(line.whom)}" if line.whom else join(line.who)
    notes = [
        STATUS.get(line.status, line.status),  # type: ignore[call-overload]
        _quoted(line.condition),
        f"({plural(line.reports, 'report')})" if line.reports > 1 else "",
        "" if line.told_by == "the report itself" else f"says {line.told_by}",
    ]
    return _entry(line, line.when, f"{parties}: {line.label}", notes)


def _agenda(line: AgendaLine) -> Entry:
    who = f": {join(line.who)}" if line.who else ""
    notes = [
        "DEADLINE" if line.deadline else "",
        line.status,
        _quoted(line.condition),
        f"after {join(line.after)}" if line.after else "",
        f"treaty: {line.treaty}" if line.treaty else "",
        f"seen as {line.seen_as}" if line.seen_as else "",
        f"({plural(line.reports, 'report')})" if line.reports > 1 else "",
    ]
    return _entry(line, line.when, f"{upper_first(line.kind)}{who}", notes)


def _demand(line: DemandLine) -> Entry:
    notes = [
        line.status.replace("-", " "),
        f"({plural(line.reports, 'report')})" if line.reports > 1 else "",
    ]
    return _entry(line, "", f"{join(line.by)} of {join(line.of)}", notes)


def _prediction(line: PredictionLine) -> Entry:
    outcome = line.outcome.replace("-", " ")
    head = f"{upper_first(line.predictor)}: {outcome} {line.word}, {percent(line.probability)}"
    notes = [
        f"put as “{line.polarity}”",
        f"horizon: {line.horizon}" if line.horizon != "no date" else "no horizon given",
        _quoted(line.condition),
    ]
    return _entry(line, "", head, notes)


def _signal(line: SignalLine) -> Entry:
    notes = (line.direction, line.worth, line.explanation)
    return _entry(line, "", line.label, notes)


def _framing(line: FramingLine) -> Entry:
    head = f"{line.holder}: {line.label}" if line.holder else line.label
    return _entry(line, "", head, (line.remark,))


def _entry(item: Item, when: str, head: str, notes: Iterable[str]) -> Entry:
    published = short_date(item.published[:10]) if item.published else "no date"
    kept = tuple(note for note in notes if note)
    return Entry(when, upper_first(head), kept, item.quote, f"{item.source}, {published}", item.id)


def _quoted(words: str | None) -> str:
    return f"“{' '.join(words.split())}”" if words else ""


def _voices(brief: Brief) -> Section:
    columns = (
        "Speaker", "To or of", "Accuses", "Threatens", "Demands", "Offers", "Denies",
        "Named", "Unnamed", "Report",
    )  # fmt: skip
    known = [v for v in brief.voices if v.speaker != NOBODY]
    dumb = sum(total(v) for v in brief.voices) - sum(total(v) for v in known)
    rows = tuple((v.speaker, v.addressee, *map(_count, _counts(v))) for v in known[: 2 * CAP])
    left_out = f" {plural(dumb, 'statement')} without a known speaker left out." if dumb else ""
    return Section(
        key="voices",
        title="Who said what to whom",
        note=f"{VOICES}{left_out}" if rows else _NONE,
        more=max(0, len(known) - 2 * CAP),
        table=Table(columns, rows) if rows else None,
    )


def _counts(v: Voice) -> tuple[int, ...]:
    return (
        v.accusations,
        v.threats,
        v.demands,
        v.offers,
        v.denials,
        v.named,
        v.anonymous,
        v.author,
    )


def _count(n: int) -> str:
    return str(n) if n else "·"


def _sources(brief: Brief) -> Section:
    share = brief.anonymous_share
    note = "" if share is None else f"{share:.0%} of all events read rest on unnamed sources."
    rows = tuple(
        (
            short_date(s.published[:10] if s.published else None),
            s.source,
            s.title,
            str(s.events),
            s.id,
        )
        for s in brief.sources
    )
    columns = ("Date", "Source", "Title", "Events", "Document")
    return Section(key="sources", title="Sources", note=note, table=Table(columns, rows))
