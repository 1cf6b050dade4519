"""Score the reader's mentions on sentences in which one phrase each is labelled.

    python -m evaluation.mentions [--fold held-out|development] [--errors N]

The sentences were written and labelled by one language model that had not seen the program, nor
its tables; they hold public facts and invented news, and nobody has checked the labels since. A
case belongs to the development fold where the SHA-256 of its id begins with a hex digit below 4,
about a quarter; the others are held out: no rule was made or changed after a look at them. With
`--errors` only the development fold can be listed. Prints one JSON object with accuracy by kind
(code, and members of a group; sector where one is asserted) and a bootstrap interval.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.actors import ActorIndex, load_tables
from detente.documents import document_from_text
from detente.reading.reader import Reader
from detente.records import Actor, Mention

DATA = Path(__file__).with_name("mentions.jsonl")
SAMPLES, SEED = 1000, 13
