"""A saved web page to a draft: trafilatura finds the article and its metadata."""

from __future__ import annotations

import codecs
import re

from detente.documents.identity import Draft
from detente.documents.text import clean, decode
from detente.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # lxml refuses it in decoded text
# A short article would otherwise be outweighed by its surroundings. A quotation's source stays.
_FURNITURE = ["//nav", "//footer[not(ancestor::blockquote)]"]
# No guessing in the running text, and no limit that moves with the clock: a wrong date is
# worse than none, and the same page must give the same document tomorrow.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1800-01-01",
    "max_date": "2100-01-01",
}


def read_html(data: bytes) -> Draft:
    """Find a page's article (a blank line between blocks), title, date, site, canonical URL.

    Raises InputError when the bytes are no text or hold no article.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    page = _XML_DECLARATION.sub("", _decode_page(data))
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        prune_xpath=_FURNITURE,
        date_extraction_params=dict(_DATES),
    )
    body = clean(found.text or "") if isinstance(found, Page) else ""
    if not isinstance(found, Page) or not body:
        raise InputError(
            "no article was found in the page",
            hint="save the page with its text, or copy the text into a .txt file",
        )
    return Draft(
        body=re.sub(r"\n+", "\n\n", body),
        title=found.title,
        published=found.date,
        source=found.sitename or found.hostname,
        url=found.url,
    )


def _decode_page(data: bytes) -> str:
    """UTF-8 where it fits, else the page's own charset, else the likeliest one."""
    declared = _CHARSET.search(data[:2048])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared is not None:
            try:
                return data.decode(codecs.lookup(declared[1].decode("ascii")).name)
            except (LookupError, UnicodeDecodeError):
                pass  # a charset that is unknown or not true
    return decode(data)
