"""Détente reads news of crises between states as coded events, each tied to its words.

Names are imported when first used, so that `import detente` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.brief import assemble as assemble
    from detente.cases import load_case as load_case
    from detente.codebook import load_codebook as load_codebook
    from detente.documents import InputOptions as InputOptions
    from detente.documents import Rejected as Rejected
    from detente.documents import make_document as make_document
    from detente.documents import read_documents as read_documents
    from detente.errors import DetenteError as DetenteError
    from detente.ledger import Ledger as Ledger
    from detente.reading.reader import Reader as Reader
    from detente.records import Document as Document
    from detente.records import Event as Event
    from detente.records import Reading as Reading
    from detente.settings import Settings as Settings
    from detente.settings import load_settings as load_settings

    __version__: str

_HOMES = {
    "DetenteError": "detente.errors",
    "Document": "detente.records",
    "Event": "detente.records",
    "InputOptions": "detente.documents",
    "Ledger": "detente.ledger",
    "Reader": "detente.reading.reader",
    "Reading": "detente.records",
    "Rejected": "detente.documents",
    "Settings": "detente.settings",
    "assemble": "detente.brief",
    "load_case": "detente.cases",
    "load_codebook": "detente.codebook",
    "load_settings": "detente.settings",
    "make_document": "detente.documents",
    "read_documents": "detente.documents",
}
"""Every public name, and the module that defines it."""

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, and keep it."""
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("detente")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
