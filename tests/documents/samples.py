"""Files to read, made on the spot; the sentences were written for these tests."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from io import BytesIO

TITLE = "Envoys of the two states meet in Oslo"
BODY = (
    "The foreign ministers of both states met in Oslo on Thursday and spoke for three hours.\n\n"
    "A further round is due next week, said the Norwegian minister who hosted the talks."
)
TEXT = f"{TITLE}\n\n{BODY}"
FRENCH = (
    "Le ministre des Affaires étrangères a rencontré son homologue jeudi à Genève. "
    "Les deux parties se reverront la semaine prochaine, a-t-il dit."
)


def page(body: str = "", head: str = "") -> str:
    """A web page with navigation and footer around an article."""
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def article() -> str:
    """A page with title, date, site and canonical address."""
    head = (
        f"<title>{TITLE}</title>"
        '<meta property="og:site_name" content="The Test Courier">'
        '<meta property="article:published_time" content="2022-01-20T10:00:00Z">'
        '<link rel="canonical" href="https://courier.example/oslo">'
    )
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return page(f"<h1>{TITLE}</h1>{paragraphs}", head)


def wrapped(text: str) -> list[str]:
    """Set the text in lines of at most 60 characters, as a page would."""
    return [line for part in text.split("\n\n") for line in textwrap.wrap(part, 60)]


def pdf(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF 1.4 with one line of Helvetica a string; no line gives a page without text."""
    count = len(pages)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{5 + 2 * i} 0 R' for i in range(count))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<<{''.join(f'/{key}({value})' for key, value in (info or {}).items())}>>",
    ]
    for i, lines in enumerate(pages):
        content = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
        stream = f"BT /F1 10 Tf 50 780 Td 14 TL {content}ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * i} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[str]) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def locked(data: bytes, password: str) -> bytes:
    """The same PDF, encrypted with a user password (RC4, which needs no other library)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
