"""The answers a pair can have, in column order, each with the description its row starts from."""

from __future__ import annotations

DESCRIPTIONS = {
    "ACCUSE": "accuses, blames, condemns, criticises, sues or investigates the other",
    "AGREE": "agrees to, promises, offers or expresses willingness to do something for the other",
    "AID": "provides aid, money, arms, relief, asylum or rescue to the other",
    "ASSAULT": "attacks, kills, bombs, shoots, abducts or fights the other with violence",
    "COERCE": "arrests, represses, seizes, restricts, blocks or coerces the other without violence",
    "CONCEDE": "yields in words: eases rules, lifts a ban, pardons, apologises, drops a demand",
    "CONSULT": "meets, visits, phones, talks or negotiates with the other",
    "COOPERATE": "cooperates with the other: trade, joint exercise, sharing evidence, intelligence",
    "MOBILIZE": "mobilises troops, raises alert, deploys weapons or police, shows force",
    "PROTEST": "protests, demonstrates, strikes, boycotts or riots against the other",
    "REJECT": "rejects, refuses, declines, vetoes or defies the other's proposal or demand",
    "REQUEST": "requests, demands, urges, calls on or orders the other to do something",
    "RETREAT": "yields in deed: releases prisoners, withdraws troops, surrenders, disarms, resigns",
    "SANCTION": "imposes sanctions, cuts ties or aid, expels diplomats, convicts the other",
    "SUPPORT": "praises, supports, defends, endorses, recognises or signs with the other",
    "THREATEN": "threatens or warns the other with serious consequences",
    "none": "the first does nothing to the second; they are mentioned without any relation",
}
LABELS = tuple(DESCRIPTIONS)
NONE = LABELS.index("none")

CAMEO_QUADS = {
    "0": ("none",),
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("COOPERATE", "AID", "RETREAT", "CONCEDE"),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""Which answers a row of the CAMEO file allows: that file counts 16 (reduce relations) as 3
and both ways of yielding as 2."""


def indexes(names: tuple[str, ...]) -> tuple[int, ...]:
    """Columns of the named answers."""
    return tuple(LABELS.index(name) for name in names)
