"""The brief as Markdown (CommonMark with pipe tables); words from the reports are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.brief.layout import (
    Entry,
    Section,
    Table,
    about,
    headline,
    reference_entries,
    sections,
    warning,
)
from detente.brief.page import Brief, Quote

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def render_markdown(brief: Brief) -> str:
    """The whole page as Markdown text, ending in a newline."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(brief))).strip() + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_escape(headline(brief))}"
    yield from ("", _escape(about(brief)))
    if notice := warning(brief):
        yield from ("", f"> **{notice[0]}** {_escape(notice[1])}".rstrip())
    yield from ("", "## Bottom line", "")
    for said in brief.bottom_line:
        numbers = " ".join(f"\\[{n}\\]" for n in said.references)
        yield f"- {_escape(said.text)} {numbers}".rstrip()
    yield from ("", f"*{_escape(brief.odds)}*", "")
    for number, entry in reference_entries(brief):
        yield f"- \\[{number}\\] {_quote(entry.quote)} ({_where(entry)})"
    for section in sections(brief):
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"{'#' * section.level} {_escape(section.title)}", "")
    if section.note:
        yield from (_escape(section.note), "")
    for entry in section.entries:
        yield from _entry(entry)
    if section.table is not None:
        yield from _table(section.table)
    if section.left_off:
        yield from ("", f"*{section.left_off}*")


def _entry(entry: Entry) -> Iterator[str]:
    when = f"{_escape(entry.when)} · " if entry.when else ""
    notes = f" ({_escape('; '.join(entry.notes))})" if entry.notes else ""
    yield f"- {when}**{_escape(entry.head)}**{notes}  "
    yield f"  {_quote(entry.quote)} ({_where(entry)})"


def _table(table: Table) -> Iterator[str]:
    yield _row(table.columns)
    yield _row(tuple("---" for _ in table.columns))
    for cells in table.rows:
        yield _row(tuple(_escape(cell) for cell in cells))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _quote(quote: Quote) -> str:
    """The sentence with its trigger in bold; spaces stay outside of the stars."""
    before, trigger, after = (_escape(part) for part in (quote.before, quote.trigger, quote.after))
    return f"“{before.lstrip()}**{trigger.strip()}**{after.rstrip()}”"


def _where(entry: Entry) -> str:
    return f"{_escape(entry.source)}, `{entry.id}`"


def _escape(text: str) -> str:
    """Text as Markdown that shows it unchanged, on one line."""
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
