"""Bytes to documents: text, HTML, PDF and JSON lines, each a `Document` or a `Rejected`.

The libraries that take apart HTML and PDF and tell languages are imported when first needed,
so that reading a plain English text starts at once.
"""

from detente.documents.identity import make_document, parse_published
from detente.documents.reader import InputOptions, Rejected, read_documents

__all__ = ["InputOptions", "Rejected", "make_document", "parse_published", "read_documents"]
