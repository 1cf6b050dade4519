"""Model files as package data: ONNX, tokenizer, labels and the card (README.md)."""
