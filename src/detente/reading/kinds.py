"""Mode and contexts of a deed: the lexicon's word for it first, else what the model is sure of."""

from __future__ import annotations

import msgspec

from detente.codebook import load_codebook
from detente.reading.judge import Verdict

# The least probability at which the model's mode or context is written, chosen on held-out folds.
MODE_SURE = 0.7
CONTEXT_SURE = 0.5


class Kind(msgspec.Struct, frozen=True):
    """A mode of the deed's root or None, contexts in the codebook's order, and reasons."""

    mode: str | None
    contexts: tuple[str, ...]
    why: tuple[str, ...] = ()


def kind_of(verdict: Verdict) -> Kind:
    """What kind of its root a deed is, and what it is about."""
    deed, judged = verdict.deed, verdict.judgement
    known = load_codebook().roots[deed.root].modes
    mode = deed.mode if deed.mode in known else None
    if judged is None:
        return Kind(mode, ())
    contexts = tuple(name for name, p in judged.contexts.items() if p >= CONTEXT_SURE)
    if mode:
        return Kind(mode, contexts)
    own = {name: judged.modes.get(f"{deed.root}/{name}", 0.0) for name in known}
    best = max(own, key=lambda name: own[name], default="")
    if own.get(best, 0.0) < MODE_SURE:
        return Kind(None, contexts)
    return Kind(best, contexts, (f"relation model gives mode {best} {own[best]:.2f}",))
