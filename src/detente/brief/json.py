"""The brief as JSON: everything on the page, and all that the page's caps leave off."""

from __future__ import annotations

import msgspec

from detente.brief.page import Brief


def render_json(brief: Brief) -> bytes:
    """The brief as indented UTF-8 JSON with a final newline; the same brief, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=2) + b"\n"
