# Everything a fresh machine with Python >= 3.11 and make needs: `make demo` to try it, `make test` to trust it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)

.PHONY: setup demo test check lock screenshots bench

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Il faut Python 3.11 ou plus récent."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null 2>&1 || test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements.txt
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/allervers demo

test: setup
	$(BIN)/pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/allervers check
	$(BIN)/allervers test

# Draws docs/images from the demonstration; needs chromium and a font that has emoji.
screenshots: setup
	$(BIN)/python -m tests.e2e.screenshots
	$(BIN)/python -m tests.desk.screenshots
	$(BIN)/python -m tests.studio.screenshots

bench: setup
	$(BIN)/python -m tests.bench

# Pin again after a change of the dependencies in pyproject.toml; no registry is named in the file.
lock:
	$(UV) pip compile --universal --python-version 3.11 --group dev pyproject.toml \
		--generate-hashes --no-emit-index-url --upgrade -o requirements.txt
