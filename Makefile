# Python 3.11 or later with venv, and make: nothing else is assumed.
PYTHON ?= python3
JOBS ?= 2
SIZES ?= 1000000
TEXT ?=
BIN := .venv/bin
INSTALLED := .venv/.installed
PYTEST := $(BIN)/python -m pytest

.PHONY: help lab test format bench bench-boards bench-peers bench-weights browser signer bench-daily
help:
	@echo "make lab              look at the sample market in JupyterLab"
	@echo "make lab FILE=path    the same with your own file of reviews"
	@echo "make test             everything that is checked"
	@echo "make format           format the code and mend what ruff can mend"
	@echo "make bench            speed as a ratio to a bare DuckDB copy (SIZES=\"1000000 10000000\" TEXT=yes)"
	@echo "make bench-boards     how soon boards are drawn and follow a brush, in a real Chromium"
	@echo "make bench-daily      what a day costs beside a full screening (REVIEWS=100000 SIZE=100 DAYS=365 EVERY=7 TEXT=yes)"
	@echo "make bench-peers      the kit beside published programs (SEEDS=\"1000 1001\" PEER_SIZES=10000 LIMIT=600 LABELLED=path)"
	@echo "make bench-weights    the rank's weights on held-out products (FILE=labelled.parquet)"

# FILE reaches the shell as an environment variable, so that a blank in its name does no harm.
export FILE
lab: $(INSTALLED)
	@exec $(BIN)/kit lab $${FILE:+"$$FILE"}

test: $(INSTALLED) browser signer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
# In the order of their names: by number of tests, slow files of few tests would come last, and one
# core would wait for them. A notebook's cells go together.
	$(PYTEST) tests notebooks --nbval --nbval-current-env -m "not browser" \
		-n $(JOBS) --dist loadfile --no-loadscope-reorder
	$(PYTEST) tests/browser tests/exhibit -m browser -n $(JOBS) --dist worksteal

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks $(if $(TEXT),--text) $(SIZES)

bench-boards: $(INSTALLED) browser
	$(BIN)/python -m benchmarks.boards

bench-daily: $(INSTALLED)
	$(BIN)/python -m benchmarks.daily $(if $(REVIEWS),--reviews $(REVIEWS)) \
		$(if $(SIZE),--size $(SIZE)) $(if $(DAYS),--days $(DAYS)) $(if $(EVERY),--every $(EVERY)) \
		$(if $(TEXT),--text)
	$(BIN)/python -m benchmarks.touched $(if $(REVIEWS),--reviews $(REVIEWS)) \
		$(if $(SIZE),--size $(SIZE)) $(if $(TEXT),--text)

# Each peer is installed into a throw-away environment, never into .venv.
export LABELLED
bench-peers: $(INSTALLED)
	$(BIN)/python -m benchmarks.peers $(if $(SEEDS),--seeds $(SEEDS)) \
		$(if $(PEER_SIZES),--sizes $(PEER_SIZES)) $(if $(LIMIT),--limit $(LIMIT)) \
		$${LABELLED:+--labelled "$$LABELLED"}

bench-weights: $(INSTALLED)
	@$(BIN)/python -m benchmarks.held_out "$$FILE"

browser:
	@.ci/browser

signer:
	@.ci/signer

# A package is installed only when its hash is the pinned one; the kit itself is read from here.
$(INSTALLED): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed. Hint: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing the pinned packages into .venv (once; some minutes)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-index --no-deps --no-build-isolation --editable .
	@touch $@
