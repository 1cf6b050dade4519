"""PLOVER 2.0, the CAMEO crosswalk and the folding rule, as data files with a loader and a linter.

Decisions where the manual contradicts itself: `docs/method/codebook.md`.
"""

from detente.codebook.cameo import CameoRow, Crosswalk, Scheme, load_crosswalk
from detente.codebook.folding import Told, auxiliary_mode, fold, folded_mode, load_folding
from detente.codebook.linter import lint
from detente.codebook.plover import Alias, Codebook, Mode, QuadScheme, Root, load_codebook

__all__ = [
    "Alias",
    "CameoRow",
    "Codebook",
    "Crosswalk",
    "Mode",
    "QuadScheme",
    "Root",
    "Scheme",
    "Told",
    "auxiliary_mode",
    "fold",
    "folded_mode",
    "lint",
    "load_codebook",
    "load_crosswalk",
    "load_folding",
]
