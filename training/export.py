"""Write a trained model as the int8 ONNX file, tokenizer and labels.json that `detente` loads.

    python -m training.export --model DIR --encoder DIR --calibration FILE --version V --out DIR

Weights are int8 (dynamic quantisation, one scale a column), word embeddings too. The graph takes
one row without padding: `ids` (1, length) and `places` (1, 2) give `logits` (1, 17).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder import PairClassifier, load_encoder
from training.labels import LABELS
from training.relations import new_card, open_tokenizer


def trained(folder: Path, encoder: Path) -> PairClassifier:
    """Open the classifier whose weights training left in `folder`, of the layers it kept."""
    run = json.loads((folder / "run.json").read_text())
    base, width = load_encoder(encoder, run.get("layers"))
    model = PairClassifier(base, width, len(LABELS)).eval()
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return model


def write_relations(model: PairClassifier, path: Path) -> None:
    """Export the relation classifier."""
    lengths = {"ids": {1: _lengths()}, "places": None}
    inputs = (torch.ones(1, 24, dtype=torch.long), torch.tensor([[1, 9]]))
    write_onnx(model, inputs, lengths, ["logits"], path)


def write_onnx(
    model: nn.Module,
    inputs: tuple[Tensor, ...],
    shapes: dict[str, dict[int, object] | None],
    outputs: list[str],
    path: Path,
) -> None:
    """Export to float ONNX, then quantise the weights into `path`; `shapes` names the inputs."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, inputs, str(plain), input_names=list(shapes), output_names=outputs,
            dynamic_shapes=shapes, dynamo=True,
        )  # fmt: skip
        graph = onnx.load(str(plain))
        del graph.metadata_props[:]
        for node in graph.graph.node:  # the exporter notes source lines of this machine
            del node.metadata_props[:]
            node.doc_string = ""
        onnx.save(graph, str(plain))
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )


def _lengths() -> object:
    return torch.export.Dim("length", min=4, max=512)


def hashes(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """SHA-256 of the files that a card vouches for."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def main() -> None:
    """Parse the options and export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with model.pt")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--calibration", type=Path, help="JSON with temperature and none_offset")
    parser.add_argument("--none-offset", type=float, help="instead of the one that was fitted")
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer, _ = open_tokenizer(options.encoder)
    fitted = {"temperature": 1.0, "none_offset": 0.0}
    if options.calibration:
        found = json.loads(options.calibration.read_text())["calibration"]
        fitted = {name: found[name] for name in fitted}
    if options.none_offset is not None:
        fitted["none_offset"] = options.none_offset
    write_relations(trained(options.model, options.encoder), options.out / "relations.onnx")
    shutil.copyfile(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    found_hashes = hashes(options.out, ["relations.onnx", "tokenizer.json"])
    card = msgspec.structs.replace(
        new_card(tokenizer), version=options.version, sha256=found_hashes, **fitted
    )
    text = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (options.out / "labels.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
