"""The one page: what happened between two states, what is due, and the words it rests on."""

from detente.brief.assemble import assemble
from detente.brief.html import render_html
from detente.brief.json import render_json
from detente.brief.markdown import render_markdown
from detente.brief.page import Brief
from detente.brief.terminal import render_terminal

__all__ = [
    "Brief",
    "assemble",
    "render_html",
    "render_json",
    "render_markdown",
    "render_terminal",
]
