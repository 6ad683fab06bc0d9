# Everything that is done to this checkout. `make help` lists it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

UV_VERSION := 0.13.8
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
PYTHON := .venv/bin/python
export UV_NO_PROGRESS := 1
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup setup-dev run test check fix bench proof contact-sheet migration messages requirements clean

help: ## List what can be done
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Start database, site and worker here, with example cases, and say where
	@.venv/bin/outcry up

setup: .venv/runtime ## Install what running needs; leaves .venv/bin/outcry ready

setup-dev: .venv/dev ## Install what testing and checking need as well

test: setup-dev browser ## Run all tests, browser tests included
	@$(PYTHON) -m pytest -m "not proof" -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup-dev ## Lint, types, import contracts, templates, migrations
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/djlint --lint templates --quiet
	@.venv/bin/outcry db check
	@.venv/bin/outcry db sql | .venv/bin/squawk --stdin-filepath migrations.sql

fix: setup-dev ## Format the code and mend what the linters can
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: setup-dev ## Measure signing and page views beside pgbench and a static file
	@$(PYTHON) -m benchmarks.run

proof: setup-dev browser ## Run the large and the foreign proofs; takes long
	@tests/proofs/prepare
	@$(PYTHON) -m pytest -m proof $(ARGS)

contact-sheet: setup-dev browser ## Take pictures of every page in every state into .data/contact-sheet
	@$(PYTHON) -m tests.proofs.contact_sheet

migration: setup-dev ## Write a migration from what the models changed: make migration m="Add goals"
	@test -n "$(m)" || { echo 'Say what it does: make migration m="Add goals"'; exit 2; }
	@.venv/bin/outcry db revision -m "$(m)"

messages: setup-dev ## Bring the catalogues up to date with code and templates
	@mkdir -p .data && .venv/bin/pybabel -q extract -F babel.cfg --ignore-dirs '.*' --no-location --sort-output --omit-header -k N_ -k translate:1 -k ngettext:1,2 -o .data/messages.pot .
	@for language in ru de fr es ar; do \
	  test -f actions/locales/$$language.po || .venv/bin/pybabel -q init -i .data/messages.pot -o actions/locales/$$language.po -l $$language; \
	  .venv/bin/pybabel -q update -i .data/messages.pot -o actions/locales/$$language.po -l $$language --no-fuzzy-matching --ignore-obsolete --omit-header; \
	done

requirements: .uv-ready ## Pin the dependencies of pyproject.toml anew
	@$(UV) pip compile --quiet --universal --generate-hashes --upgrade --python-version 3.11 pyproject.toml --group build -o requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 pyproject.toml --group build --group dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove what setup made; data stays
	@rm -rf .venv .uv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache tests/browser/node_modules tests/proofs/node_modules

.PHONY: browser
browser:
	@tests/browser/prepare

.PHONY: .uv-ready
.uv-ready:
	@command -v $(UV) >/dev/null || { \
	  python3 -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); \
	} || { echo "uv could not be installed: is there a network, and Python's venv module (Debian: python3-venv)?" >&2; exit 1; }

.venv/bin/python: | .uv-ready
	@$(UV) venv --quiet --python '>=3.11' .venv || { echo "Outcry needs Python 3.11 or newer; this machine has $$(python3 --version 2>&1)." >&2; exit 1; }

.venv/runtime: requirements.txt pyproject.toml | .venv/bin/python
	@$(UV) pip install --quiet --require-hashes --python $(PYTHON) -r requirements.txt || { echo "The packages could not be fetched: is there a network?" >&2; exit 1; }
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(PYTHON) -e .
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@$(UV) pip install --quiet --require-hashes --python $(PYTHON) -r requirements-dev.txt || { echo "The packages could not be fetched: is there a network?" >&2; exit 1; }
	@touch $@
