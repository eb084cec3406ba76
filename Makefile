# Every target sets up what it needs; `make setup` alone leaves a working .venv/bin/jifen.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := app bot domain rules sandbox sms storage text tests bench

.PHONY: setup demo test check bench lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Jifen needs Python 3.11 or newer: make PYTHON=python3.12 setup")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/jifen demo

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/mypy $(SOURCES)

bench: setup
	$(BIN)/python -m bench

# Needs uv. No index URL may end up in the lock: it is installed from whatever index pip is set up for.
lock:
	uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info build
