"""The tagger's opinion of a deed's status where the rules find no sign and leave it actual.

The rules read the status from words beside the trigger, the tagger from the whole sentence. Where
rules do find a sign they are held to it: on the bundled cases they were right more often there.
The root follows the new status as `codebook.folding` has it.
"""

from __future__ import annotations

import msgspec

from detente.codebook.folding import fold, folded_mode
from detente.reading.clause import MODAL_NAMES
from detente.reading.deeds import Deed
from detente.reading.sources import Tagging
from detente.records import Status

SURE = 0.6
"""The least probability of a status that is believed; chosen on held-out families."""
ANNOUNCED: frozenset[Status] = frozenset({"planned", "promised", "conditional"})


def restate(deed: Deed, tag: Tagging) -> Deed:
    """The deed with the tagger's status, folded anew, or as it is."""
    if deed.status != "actual":
        return deed
    tags = tag(deed.clause)
    base = deed.clause.sentence.start
    start, end = deed.clause.span(deed.trigger.first, deed.trigger.last)
    odds = tags.status_at(start - base, end - base)
    best = max(odds, key=lambda status: odds[status], default=deed.status)
    if best == deed.status or odds[best] < SURE or (best == "possible" and _named_so(deed)):
        return deed
    folds = best in ANNOUNCED and deed.root == deed.done
    root, status = fold(deed.done, best) if folds else (deed.root, best)
    mode = deed.mode if root == deed.root else folded_mode(deed.done, deed.trigger.entry.mode, root)
    why = f"tagger reads it as {best} {odds[best]:.2f}"
    return msgspec.structs.replace(deed, root=root, status=status, mode=mode, why=(*deed.why, why))


def _named_so(deed: Deed) -> bool:
    """ "Theresa May met": the tagger reads no capitals, and takes the name for the verb."""
    named = (t.text for g in deed.clause.groups for t in deed.clause.tokens[g.first : g.last])
    return bool(MODAL_NAMES & set(named))
