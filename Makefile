# Two commands on a fresh machine with python3 (3.11 or newer, with venv and pip) and make:
#   make demo   sets everything up and prints a brief on the bundled Ukraine-winter case
#   make test   sets everything up and runs the tests
# uv is used when it is there. What is installed is pinned, with hashes, in requirements*.lock.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.SUFFIXES:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.dev-installed
UV := $(shell command -v uv 2>/dev/null)
# The first Python that is new enough and runs at all; PYTHON=... on the command line overrides it.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)

ifdef UV
install = "$(UV)" pip install --quiet --python $(BIN)/python
make_venv = "$(UV)" venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check
make_venv = "$(PYTHON)" -m venv $(VENV)
endif

SHARED ?= ../shared/data

.PHONY: help demo test gate check lint format types lock clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(CORE) ## Brief on the bundled Ukraine-winter case as of 2022-01-21
	@mkdir -p demo
	$(BIN)/detente brief --case ukraine-winter --as-of 2022-01-21 \
		--html demo/brief.html --readings demo/reading.json
	echo
	echo "Written: demo/brief.html (the same page, for a browser) and demo/reading.json (every record)."
	echo "Next, your own article (text, HTML or PDF):"
	echo "  $(BIN)/detente brief your-article.txt --published 2022-01-20"

test: $(DEV) ## Run all tests
	@$(BIN)/python -m pytest

gate: $(DEV) ## Fail where a score fell below its floor (SHARED=folder of the data)
	@$(BIN)/python -m evaluation.gate --shared $(SHARED)

check: $(DEV) ## Lint, formatting, types and the architecture test
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py

lint: $(DEV) ## Lint only
	@$(BIN)/ruff check .

format: $(DEV) ## Format and sort imports
	@$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

types: $(DEV) ## Types only
	@$(BIN)/mypy

lock: ## Pin the newest versions that fit (needs uv and a network)
	@compile() { uv pip compile --universal --python-version 3.11 --generate-hashes \
		--fork-strategy fewest --no-emit-index-url --no-annotate --no-header --quiet "$$@"; }
	compile pyproject.toml -o requirements.lock
	compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	compile --group pyproject.toml:build -c requirements-dev.lock -o requirements-build.lock

clean: ## Remove the environment and what the demo wrote
	@rm -rf $(VENV) demo

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Détente needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python" >&2; exit 2; fi
	$(make_venv)

$(CORE): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@echo "Installing Détente into $(VENV) (once) ..."
	$(install) --require-hashes -r requirements.lock
	$(install) --require-hashes -r requirements-build.lock
	$(install) --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): requirements-dev.lock $(CORE)
	@echo "Installing what the tests need into $(VENV) (once) ..."
	$(install) --require-hashes -r requirements-dev.lock
	touch $@
