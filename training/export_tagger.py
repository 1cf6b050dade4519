"""Write a trained tagger as the int8 ONNX file, tokenizer and tags.json that `detente` loads.

    python -m training.export_tagger --model DIR --encoder DIR --version V --out DIR

The graph takes one sentence without padding: `ids` (1, length) give `tags` (1, length, 15),
`certainty` (1, length, 3), `status` (1, length, 10), `events` (1, length, 17) and `roles`
(1, length, 4), which mean something where a trigger stands between markers.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import msgspec
import torch

from detente.reading.tagger import KINDS, ROLES, STATUSES, TagCard
from training.encoder import load_encoder
from training.export import hashes, write_onnx
from training.labels import LABELS
from training.tagger import MAX_TOKENS, Tagger

FILES = ("tags.onnx", "tags-tokenizer.json")


def main() -> None:
    """Parse the options and export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with model.pt")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(*load_encoder(options.encoder)).eval()
    model.load_state_dict(torch.load(options.model / "model.pt", weights_only=True))
    shapes = {"ids": {1: torch.export.Dim("length", min=4, max=512)}}
    inputs = (torch.ones(1, 24, dtype=torch.long),)
    outputs = ["tags", "certainty", "status", "events", "roles"]
    write_onnx(model, inputs, shapes, outputs, options.out / FILES[0])
    shutil.copyfile(options.encoder / "tokenizer.json", options.out / FILES[1])
    card = TagCard(
        version=options.version, kinds=KINDS, statuses=STATUSES, events=LABELS,
        roles=ROLES, max_tokens=MAX_TOKENS,
        sha256=hashes(options.out, FILES),
    )  # fmt: skip
    text = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (options.out / "tags.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
