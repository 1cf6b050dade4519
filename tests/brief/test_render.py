import io
import re
from datetime import date
from pathlib import Path

import msgspec
from rich.console import Console

from detente.brief import Brief, assemble, render_html, render_json, render_markdown
from detente.brief.terminal import render_terminal
from detente.brief.timeline import timeline_svg

from .samples import RUS, USA, Story, geneva

ON = date(2022, 1, 21)
GOLDEN = Path(__file__).parent / "golden.md"
NASTY = (
    "Washington accused <script>alert(1)</script> [red]Moscow[/red] of *lies* | and \x1b[31m more."
)


def nasty() -> Brief:
    reading = Story(NASTY).event("accused", "ACCUSE", (USA,), (RUS,)).reading()
    return assemble([reading], provenance="<b>", written_after_the_event=True, rejected=["<i>"])


def terminal(brief: Brief, width: int = 100) -> str:
    out = io.StringIO()
    render_terminal(brief, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def test_markdown_golden() -> None:
    brief = assemble(
        [geneva()], as_of=ON, written_after_the_event=True, provenance="Made up for a test."
    )
    assert render_markdown(brief) == GOLDEN.read_text(encoding="utf-8")


def test_words_of_a_report_are_never_markup() -> None:
    brief = nasty()
    page = render_html(brief)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>" not in page.replace("<b>accused</b>", "")
    assert "\\<script\\>" in render_markdown(brief)
    assert "\\*lies\\* \\|" in render_markdown(brief)


def test_a_report_cannot_steer_the_terminal() -> None:
    shown = terminal(nasty(), 300)
    assert "\x1b" not in shown
    assert "[red]Moscow[/red]" in shown


def test_html_needs_no_network_and_no_script() -> None:
    page = render_html(assemble([geneva()]))
    assert not re.findall(r"<(?:script|link|img|iframe)|url\(|@import|https?:", page)
    targets = re.findall(r'href="#([^"]+)"', page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert targets
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_everything_is_on_every_page() -> None:
    brief = assemble([geneva()], as_of=ON, written_after_the_event=True, provenance="Made up.")
    for page in (render_html(brief), render_markdown(brief), terminal(brief, 200)):
        for words in (
            "Written after the event",
            "Made up.",
            "No odds of war are printed",
            "worth unknown: no record",
            "very unlikely, 15 % (5–30 %)",
            "26 Jan 2022",
            "Threats and demands",
            "The Test Courier",
        ):
            assert words in page


def test_what_is_capped_on_the_page_is_whole_in_the_json() -> None:
    days = [f"2022-01-{day:02}" for day in range(1, 21)]
    readings = [
        Story(f"On {day} Washington accused Moscow.", day)
        .event("accused", "ACCUSE", (USA,), (RUS,))
        .reading()
        for day in days
    ]
    brief = assemble(readings)
    again = msgspec.json.decode(render_json(brief), type=Brief)
    assert again == brief
    assert len(next(g.items for g in again.groups if g.key == "words")) == 20
    assert "and 8 more, all of them in the JSON" in render_markdown(brief)


def test_the_timeline_draws_groups_apart_and_what_is_due() -> None:
    svg = timeline_svg(assemble([geneva()], as_of=ON))
    assert svg.count('<rect class="threats"') == 1
    assert svg.count('<rect class="talks"') == 1
    assert '<rect class="acts"' not in svg
    assert svg.count('<polygon class="due"') == 1
    assert "20 Jan 2022: 2 (threats)" in svg
    assert timeline_svg(assemble([])) == ""


def test_a_long_period_is_drawn_in_bounded_width() -> None:
    ends = [
        Story(f"Washington accused Moscow in {day}.", day)
        .event("accused", "ACCUSE", (USA,), (RUS,))
        .reading()
        for day in ("1962-10-01", "2022-01-20")
    ]
    places = re.findall(r'<rect[^>]* x="([\d.]+)"', timeline_svg(assemble(ends)))
    assert len(places) == 2
    assert all(float(x) < 680 for x in places)
