"""`detente schema` and `detente cases`: what they print fits what is read."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from detente.cases import CASES, load_case
from detente.cli.schema import reading_schema

from .conftest import TALKS, THREAT, Run, write


def test_the_schema_is_a_schema(run: Run) -> None:
    schema = run("schema", "reading").json
    assert schema == json.loads(msgspec.json.encode(reading_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_what_is_read_fits_the_schema(run: Run) -> None:
    check = jsonschema.Draft202012Validator(run("schema", "reading").json)
    readings = run("read", write("a.txt", TALKS), write("b.txt", THREAT)).json
    for reading in readings:
        check.validate(reading)
    readings[0]["events"][0]["quad_code"] = 5
    with pytest.raises(jsonschema.ValidationError):
        check.validate(readings[0])


def test_cases_are_listed(run: Run) -> None:
    out = run("cases").out.decode()
    for name in CASES:
        assert name in out
    assert "Written by a language model after the events" in out


def test_a_case_comes_out_as_documents_that_read_takes(run: Run) -> None:
    shown = run("cases", "show", "cuba-1962")
    path = write("cuba.jsonl", shown.out)
    done = run("read", path, "--format", "jsonl")
    assert [r["document"] for r in done.lines] == [
        {field: getattr(report, field) for field in report.__struct_fields__}
        for report in load_case("cuba-1962").reports
    ]
