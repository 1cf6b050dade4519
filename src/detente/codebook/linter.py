"""Checks the codebook's tables against PLOVER 2.0 and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.codebook.cameo import SILENT, CameoRow, Crosswalk, parse_answer
from detente.codebook.folding import load_folding
from detente.codebook.plover import Alias, Codebook, Root
from detente.errors import TableError
from detente.records import Status

Folding = Mapping[tuple[str, str], tuple[str, Status]]

# Counted in the manual, draft 2.0.
COUNTS = {"roots": 16, "modes": 67, "contexts": 37, "auxiliary": 4, "sectors": 25, "nonstate": 7}
COOPERATION = (1, 2)
# A request for help scores 0.5, the one score above zero on the side of conflict.
MOST_FRIENDLY_CONFLICT = 0.5
NEVER_FOLDED: tuple[Status, ...] = (
    "actual",
    "ongoing",
    "possible",
    "alleged",
    "negated",
    "denied",
    "historical",
)


def lint(codebook: Codebook, crosswalk: Crosswalk, folding: Folding | None = None) -> list[str]:
    """Return every fault as "place: what is wrong"; an empty list is a clean codebook.

    `folding` defaults to the bundled rule.
    """
    table = load_folding() if folding is None else folding
    return [
        *_counts(codebook),
        *(fault for root in codebook.roots.values() for fault in _root(root)),
        *(fault for alias in codebook.aliases.values() for fault in _alias(alias, codebook)),
        *(fault for row in crosswalk.rows.values() for fault in _row(row, codebook)),
        *_hierarchy(crosswalk),
        *_folding(table, codebook),
    ]


def _counts(codebook: Codebook) -> Iterator[str]:
    modes = sum(len(root.modes) for root in codebook.roots.values())
    for name, due in COUNTS.items():
        found = modes if name == "modes" else len(getattr(codebook, name))
        if found != due:
            yield f"codebook: {found} {name}, PLOVER 2.0 has {due}"


def _root(root: Root) -> Iterator[str]:
    for quad in (root.quad, root.quad_readme):
        if quad not in (1, 2, 3, 4):
            yield f"{root.name}: quad {quad} is not 1 to 4"
    scores = {root.name: root.scale}
    scores |= {f"{root.name}/{mode.name}": mode.scale for mode in root.modes.values()}
    for place, scale in scores.items():
        if not -10 <= scale <= 10:
            yield f"{place}: score {scale} is not within -10 to 10"
        friendly = root.quad in COOPERATION
        if (friendly and scale <= 0) or (not friendly and scale > MOST_FRIENDLY_CONFLICT):
            yield f"{place}: score {scale} has the wrong sign for quad {root.quad}"
    for key, mode in root.modes.items():
        if key != mode.name:
            yield f"{root.name}: mode {mode.name!r} is filed under {key!r}"
    for place, text in ((root.name, root.definition), *_definitions(root)):
        if not text:
            yield f"{place}: no definition"


def _definitions(root: Root) -> Iterator[tuple[str, str]]:
    for mode in root.modes.values():
        yield f"{root.name}/{mode.name}", mode.definition


def _alias(alias: Alias, codebook: Codebook) -> Iterator[str]:
    if alias.name in codebook.roots:
        yield f"alias {alias.name}: is itself a root"
    for root in alias.roots:
        for fault in codebook.faults(root, alias.mode, ()):
            yield f"alias {alias.name}: {fault}"


def _row(row: CameoRow, codebook: Codebook) -> Iterator[str]:
    place = f"CAMEO {row.code}"
    for fault in codebook.faults(row.root, row.mode, row.contexts):
        yield f"{place}: {fault}"
    if row.root is None and not row.reason:
        yield f"{place}: dropped without a reason"
    if bool(row.table_answer) != bool(row.reason):
        yield f"{place}: a changed row needs both table_answer and reason"
    if row.table_answer and row.table_answer != SILENT:
        yield from _answer(row, place)


def _answer(row: CameoRow, place: str) -> Iterator[str]:
    try:
        answer = parse_answer(row.table_answer or "", row.code)
    except TableError as error:
        yield f"{place}: {error.what}"
        return
    if answer == (row.root, row.mode, row.contexts):
        yield f"{place}: table_answer is no different from the row"


def _hierarchy(crosswalk: Crosswalk) -> Iterator[str]:
    labels: dict[str, str] = {}
    for code, row in crosswalk.rows.items():
        if code != row.code:
            yield f"CAMEO {row.code}: is filed under {code}"
        if len(code) > 2 and code[:-1] not in crosswalk.rows:
            yield f"CAMEO {code}: its parent {code[:-1]} is missing"
        if labels.setdefault(row.label, code) != code:
            yield f"CAMEO {code}: has the label of {labels[row.label]}"


def _folding(folding: Folding, codebook: Codebook) -> Iterator[str]:
    for (root, told), (to_root, to_status) in folding.items():
        place = f"folding {root} {told}"
        for name in {root, to_root} - set(codebook.roots):
            yield f"{place}: no root {name!r}"
        if told in NEVER_FOLDED:
            yield f"{place}: {told} deeds are never folded"
        if folding.get((to_root, to_status), (to_root, to_status)) != (to_root, to_status):
            yield f"{place}: {to_root} {to_status} would be folded once more"
