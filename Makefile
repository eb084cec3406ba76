# Every target sets up what it needs; `make setup` alone leaves a working .venv/bin/jifen.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PACKAGES := app bot domain paper rules sandbox sms storage text web
SOURCES := $(PACKAGES) tests bench
COMPILE_ALL := $(BIN)/python -m compileall -q $(PACKAGES)

.PHONY: setup demo test test-counted test-others faults check texts bench bench-short lock clean

# New code has its bytecode made each time: whoever runs it may not be allowed to keep it.
setup: $(VENV)/.ready
	$(COMPILE_ALL)

# What running it takes. pip shows its progress: the first time takes a minute or two. Our own bytecode is made as well:
# where Python may not keep it (PYTHONDONTWRITEBYTECODE), each command would compile the program before it begins.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Jifen needs Python 3.11 or newer: make PYTHON=python3.12 setup")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(COMPILE_ALL)
	touch $@

# What checking and testing it takes as well.
$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	touch $@

demo: setup
	$(BIN)/jifen demo

# The tests of what thinks run in their own processes, and every line and branch that they take is counted; a package of
# whose lines or branches they take less than the floor is a failure. The others start processes of the product, of which
# nothing is counted.
COUNTED := domain,rules,text,bot,sms
COUNTING := tests/unit tests/bot tests/wecom tests/sms tests/outbox tests/web tests/scenarios
FLOOR := 95
REPORT := build/coverage.json

test: test-counted test-others

test-counted: $(VENV)/.ready-dev
	mkdir -p $(dir $(REPORT))
	$(BIN)/python -m slipcover --branch --source $(COUNTED) --json --out $(REPORT) -m pytest $(COUNTING)
	$(BIN)/python .ci/coverage_floor.py $(REPORT) $(FLOOR)

test-others: $(VENV)/.ready-dev
	$(BIN)/python -m pytest $(COUNTING:%=--ignore %)

# Faults, each of them very often: hours. With JIFEN_TEST_SEED=7 at other moments than last time; tests/faults/counts.py.
faults: $(VENV)/.ready-dev
	JIFEN_TEST_FAULTS=1 $(BIN)/python -m pytest --timeout 0 -o faulthandler_timeout=0 tests/faults

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/mypy $(SOURCES)
	$(BIN)/python .ci/audit_dependencies.py

# What villagers' texts and the reasons of officers' lines are read by, learned anew from their examples.
texts: setup
	$(BIN)/python -m sms.understanding.learned.learning
	$(BIN)/python -m bot.grammar.doubted.learning

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench

# Ratios of processor time only, in seconds; the suite runs it too.
bench-short: $(VENV)/.ready-dev
	$(BIN)/python -m bench --short

# Needs uv. No index URL may end up in a lock: it is installed from whatever index pip is set up for.
COMPILE := uv pip compile --quiet pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info build
