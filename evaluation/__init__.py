"""Harnesses: each runs a labelled file through the program and prints one JSON object."""
