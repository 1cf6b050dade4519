from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents.html import read_html
from detente.errors import InputError

from .samples import BODY, TITLE, article, page


def test_article_with_its_metadata() -> None:
    draft = read_html(article().encode())
    assert draft.title == TITLE
    assert draft.published == "2022-01-20"
    assert draft.source == "The Test Courier"
    assert draft.url == "https://courier.example/oslo"
    assert BODY in draft.body
    assert "Home" not in draft.body
    assert "rights reserved" not in draft.body


def test_paragraphs_are_kept_and_inline_markup_is_not() -> None:
    draft = read_html(page("<p>They are <b>ready</b> to talk.</p><p>So they said.</p>").encode())
    assert draft.body == "They are ready to talk.\n\nSo they said."


def test_a_page_without_metadata_has_none() -> None:
    draft = read_html(page(f"<p>{BODY}</p>").encode())
    assert (draft.title, draft.published, draft.source, draft.url) == (None, None, None, None)


def test_an_xhtml_page_with_an_xml_declaration() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?>\n' + article()
    assert read_html(data.encode()).title == TITLE


@pytest.mark.parametrize("charset", ["windows-1250", "koi8-r", "no-such-charset"])
def test_the_declared_charset_is_used_where_it_holds(charset: str) -> None:
    text = {"windows-1250": "Mr Černý met Mr Łukasz.", "koi8-r": "The word Путин was said."}.get(
        charset, "The café stayed open."
    )
    encoding = "cp1252" if charset == "no-such-charset" else charset
    data = page(f"<p>{text}</p>", f'<meta charset="{charset}">').encode(encoding)
    assert read_html(data).body == text


@pytest.mark.parametrize("data", ["", "<html></html>", page(), "<html", "<div>" * 5000])
def test_a_page_without_an_article_is_refused(data: str) -> None:
    with pytest.raises(InputError, match="no article") as caught:
        read_html(data.encode())
    assert caught.value.hint


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href=", "<!--", "<![CDATA[", "&#0;", "&#xD800;",
    "<meta charset=utf-7>", '<meta name="date" content="', "2022-02-30", '">', "<time>", "<table>",
    "<script>", "text ", "\x00", "<svg:x", "]]>", "<title>"])))  # fmt: skip
def test_broken_markup_is_read_or_refused(parts: list[str]) -> None:
    with suppress(InputError):
        read_html("".join(parts).encode())
