# Arraigo: two commands are enough, `make demo` and `make test`. `make help` lists the rest.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test check browser clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/.ready ## Build the demo city and serve it on http://127.0.0.1:8000 (PORT= for another port)
	@PORT="$(PORT)" exec .venv/bin/arraigo demo --host "$(HOST)"

setup: .venv/.ready-dev ## Create .venv with the program and what its tests need

test: .venv/.ready-dev browser ## Run every test (ARGS= for pytest's own options)
	@exec .venv/bin/python -m pytest -n 2 $(ARGS)

check: ## Run everything that a merge must pass
	@exec .ci/run

browser: ## Bring Chromium for the browser tests where that is allowed
	@.ci/browser

clean: ## Remove .venv and what the tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.ready: pyproject.toml constraints.txt .ci/setup
	@PYTHON="$(PYTHON)" .ci/setup
	@touch $@

.venv/.ready-dev: .venv/.ready
	@PYTHON="$(PYTHON)" .ci/setup dev
	@touch $@
