"""What can go wrong, said to the person who reads it: what, where, and what to do."""

from __future__ import annotations


class DetenteError(Exception):
    """Base of every error that Détente raises on purpose.

    `what` says what is wrong, `where` names the file, line or option, `hint` what to do.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: where, what, hint."""
        where = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return " ".join(f"{where}{self.what}{hint}".split())


class InputError(DetenteError):
    """A document or an input line cannot be read."""


class TableError(DetenteError):
    """A row of a table (codebook, actors, settings) breaks a rule."""


class SettingsError(DetenteError):
    """detente.toml holds a key or value that is not understood."""


class LedgerError(DetenteError):
    """The ledger file cannot be opened, read or written."""


class ModelError(DetenteError):
    """A model file is missing, altered or of another version."""


class AnchorError(DetenteError):
    """A record's words are not where it says they are; such a Reading is never written."""
