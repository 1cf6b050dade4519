"""The public names: what they are, that they arrive late, and that they work together."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import detente

NAMES = {
    "DetenteError",
    "Document",
    "Event",
    "InputOptions",
    "Ledger",
    "Reader",
    "Reading",
    "Rejected",
    "Settings",
    "__version__",
    "assemble",
    "load_case",
    "load_codebook",
    "load_settings",
    "make_document",
    "read_documents",
}


def test_the_public_names_are_these() -> None:
    assert set(detente.__all__) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_each_name_is_there_and_documented(name: str) -> None:
    thing = getattr(detente, name)
    assert inspect.getdoc(thing)
    assert thing.__name__ == name


def test_the_version_is_that_of_the_project() -> None:
    project = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{detente.__version__}"' in project


def test_an_unknown_name_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Readr'"):
        _ = detente.Readr


def test_the_type_checker_sees_the_same_names() -> None:
    source = inspect.getsource(detente)
    for name in NAMES - {"__version__"}:
        assert f"import {name} as {name}" in source


def test_dir_lists_the_names() -> None:
    assert set(dir(detente)) >= NAMES


def test_the_names_work_together(tmp_path: Path, reader: detente.Reader) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "The foreign ministers of Japan and India met in Delhi on Tuesday.", encoding="utf-8"
    )
    options = detente.InputOptions(published="2021-03-04", source="Own words")
    (document,) = detente.read_documents(article, options)
    assert isinstance(document, detente.Document)
    reading = reader.read(document)
    assert isinstance(reading, detente.Reading)
    page = detente.assemble([reading])
    assert [source.id for source in page.sources] == [document.id]
