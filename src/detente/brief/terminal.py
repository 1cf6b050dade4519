"""The brief in a terminal, with Rich; words from the reports are never read as markup."""

from __future__ import annotations

import re

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

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

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
"""Control characters: a report must not be able to steer the terminal."""


def render_terminal(brief: Brief, console: Console) -> None:
    """Print the whole page to `console`, as wide as it is."""
    console.print(_text(headline(brief), "bold"))
    console.print(_text(about(brief), "dim"))
    if notice := warning(brief):
        console.print(_text(f"! {notice[0]}", "bold yellow").append_text(_text(f" {notice[1]}")))
    console.print()
    for said in brief.bottom_line:
        numbers = "".join(f" [{number}]" for number in said.references)
        console.print(_text(said.text).append(numbers, "cyan"))
    console.print(_text(brief.odds, "italic dim"))
    for number, entry in reference_entries(brief):
        console.print(Padding(_sentence(entry, f"[{number}] "), (0, 0, 0, 2)))
    for section in sections(brief):
        _print_section(section, console)


def _print_section(section: Section, console: Console) -> None:
    console.print()
    console.print(_text(section.title.upper() if section.level == 2 else section.title, "bold"))
    if section.note:
        console.print(_text(section.note, "dim"))
    for entry in section.entries:
        console.print(Padding(_heading(entry), (0, 0, 0, 2)))
        console.print(Padding(_sentence(entry), (0, 0, 0, 4)))
    if section.table is not None:
        console.print(_table(section.table))
    if section.left_off:
        console.print(_text(f"  {section.left_off}", "dim"))


def _heading(entry: Entry) -> Text:
    line = _text(f"{entry.when}  " if entry.when else "", "cyan")
    line.append_text(_text(entry.head, "bold"))
    if entry.notes:
        line.append_text(_text("  " + "; ".join(entry.notes), "yellow"))
    return line


def _sentence(entry: Entry, lead: str = "") -> Text:
    quote: Quote = entry.quote
    line = _text(f"{lead}“").append_text(_text(quote.before.lstrip()))
    line.append_text(_text(quote.trigger, "underline")).append_text(_text(quote.after.rstrip()))
    return line.append("” ").append_text(_text(f"{entry.source}, {entry.id}", "dim"))


def _table(table: Table) -> RichTable:
    made = RichTable(box=None, pad_edge=False, header_style="dim")
    for number, title in enumerate(table.columns):
        made.add_column(
            _text(title), justify="right" if number in table.figures else "left", overflow="fold"
        )
    for row in table.rows:
        made.add_row(*(_text(cell) for cell in row))
    return made


def _text(words: str, style: str = "") -> Text:
    """Words as they are, without control characters, on one line."""
    return Text(CONTROL.sub(" ", words), style=style)
