"""The brief as one HTML file: no network, no script; every id is a link to its sentence."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from detente.brief.layout import about, headline, reference_entries, sections, warning
from detente.brief.page import Brief
from detente.brief.timeline import timeline_svg
from detente.brief.words import short_date


def render_html(brief: Brief) -> str:
    """The whole page as HTML; all words from the reports are escaped."""
    return _template().render(
        brief=brief,
        headline=headline(brief),
        about=about(brief),
        warning=warning(brief),
        references=reference_entries(brief),
        sections=tuple(sections(brief)),
        timeline=Markup(timeline_svg(brief)),  # noqa: S704 - numbers and escaped labels only
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("detente.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["short_date"] = lambda day: short_date(day[:10] if day else None)
    return environment.get_template("brief.html")
