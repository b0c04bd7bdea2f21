.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Python 3.11 where there is one, else a newer one.
PYTHON = $(or $(shell for python in python3.11 python3; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done), \
  $(error Python 3.11 or newer is needed; Debian 12 and newer have it: sudo apt-get install python3))

python := .venv/bin/python
plans := $(python) -m generator
install := $(python) -m pip install --quiet --disable-pip-version-check --no-deps

.PHONY: help
help: ## Show this list
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: site
site: .venv/bin/plans ## Build the site: site/index.html
	$(plans) build

# In the order of their names: the file that takes longest, of few tests, would else come last and run alone.
.PHONY: test
test: machine .venv/bin/plans .venv/test-installed ## Run all tests
	$(python) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: check
check: .venv/bin/plans ## Report every mistake in the plans
	$(plans) check

.PHONY: serve
serve: .venv/bin/plans ## Show the site on this machine, rebuilt at every save
	$(plans) serve

.PHONY: similar
similar: .venv/bin/plans .venv/similar-installed ## Propose which earlier recommendations are made again
	$(plans) similar

.PHONY: fmt
fmt: .venv/bin/plans ## Write the files of plans in one style
	$(plans) fmt

.PHONY: lint
lint: .venv/test-installed ## Check style and types
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy

.PHONY: expected
expected: .venv/test-installed ## Write the expected pages anew, to be read in review
	$(python) -m tests.expected

.PHONY: bench
bench: machine .venv/test-installed ## Measure how long many plans take, how long their pages are, and what downloads, a page and a search load
	$(python) -m tests.bench
	$(python) -m tests.bench_indexes
	$(python) -m tests.bench_data
	$(python) -m tests.bench_similar
	$(python) -m tests.bench_page
	$(python) -m tests.bench_search

.PHONY: lock
lock: ## Lock the newest releases that pyproject.toml allows
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv==0.13.9
	$(lock) --extra install --output-file requirements.lock
	$(lock) --extra similar --constraint requirements.lock --output-file requirements-similar.lock
	$(lock) --extra similar --extra test --constraint requirements.lock --output-file requirements-test.lock
	rm -r build/lock

.PHONY: clean
clean: ## Remove everything that was made
	rm -rf build site .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --- What the targets stand on ---

# libatomic1 is what Playwright needs beyond the smallest Debian; Java is for vnu; LibreOffice saves tables.
.PHONY: machine
machine:
	@.ci/need $(PYTHON)-venv chromium libatomic1 default-jre-headless libreoffice-calc-nogui

.venv/site-installed: requirements.lock
	@.ci/need $(PYTHON)-venv
	$(PYTHON) -m venv --clear .venv
	$(install) --require-hashes --requirement requirements.lock
	@touch $@

.venv/bin/plans: pyproject.toml .venv/site-installed
	$(install) --no-build-isolation --editable .

.venv/similar-installed: requirements-similar.lock .venv/site-installed
	$(install) --require-hashes --requirement requirements-similar.lock
	@touch $@

.venv/test-installed: requirements-test.lock .venv/site-installed
	$(install) --require-hashes --requirement requirements-test.lock
	@touch $@

# One lock for every machine and every Python from 3.11.0 on (Debian 12 has 3.11.2), whatever makes it.
lock := build/lock/bin/uv pip compile pyproject.toml --quiet --no-config --upgrade --generate-hashes \
  --universal --python-version 3.11 --fork-strategy fewest --custom-compile-command "make lock"
