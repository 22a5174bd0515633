# The project's recipes. Nothing is assumed but make and a python3 (3.11 or later) that has venv.

PYTHON ?= python3
PORT ?= 8000
BENCH ?=
BROWSERLESS := --ignore=tests/browser
# One more than there are processors: a third of their time, tests wait for databases, servers and clocks.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')
# The command line is started hundreds of times: compiled once, whatever the environment asks.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
# Without compiling all of it, which takes as long again: Python compiles what is used, once.
INSTALL := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install --no-compile
EDITABLE := $(INSTALL) --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: always run test check lint types contracts fmt bench lock browser screens
.DEFAULT_GOAL := check

# Environments: one folder, two stamps; the second installs everything that the first does.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "societaire needs Python 3.11 or later with venv; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "On Debian: apt-get install python3-venv. Another interpreter: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the portal needs into $(VENV) (once, a minute or so)…"
	@$(INSTALL) --require-hashes --requirement requirements/run.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the portal and the development tools into $(VENV) (once, a few minutes)…"
	@$(INSTALL) --require-hashes --requirement requirements/dev.txt
	@$(EDITABLE)
	@touch $(VENV)/.run $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@$(INSTALL) --require-hashes --requirement requirements/bench.txt
	@touch $@

$(VENV)/.browser: requirements/browser.txt $(VENV)/.dev
	@$(INSTALL) --require-hashes --requirement requirements/browser.txt
	@touch $@

# The demonstration: everything it writes lies under var/, and can be thrown away. `. var/environment` gives its settings
# to a shell, so that commands typed there speak to the same demonstration.

var/environment: $(VENV)/.run always
	@mkdir -p var
	@test -s var/secret-key || ( umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))' > var/secret-key )
	@printf 'export %s\n' 'PATH="$(CURDIR)/$(BIN):$$PATH"' \
	  'SOCIETAIRE_DATABASE_URL="sqlite:///$(CURDIR)/var/societaire.sqlite"' 'SOCIETAIRE_FILES_URL="file://$(CURDIR)/var/files"' \
	  'SOCIETAIRE_MAIL_URL="folder://$(CURDIR)/var/mail"' 'SOCIETAIRE_PUBLIC_URL="http://127.0.0.1:$(PORT)"' \
	  'SOCIETAIRE_INSURER_NAME="Mutuelle du Bâtiment"' 'SOCIETAIRE_SECRET_KEY="$$(cat "$(CURDIR)/var/secret-key")"' > $@

run: var/environment
	@. ./var/environment; societaire demo || exit; \
	echo; echo 'Autres commandes, dans un autre terminal : . var/environment'; \
	export SOCIETAIRE_LOG_FORMAT=text SOCIETAIRE_LOG_LEVEL=warning; \
	( trap 'kill $$running 2>/dev/null; wait $$running; exit' TERM; \
	  until societaire outbox run & running=$$!; wait $$running; do \
	    echo "L'envoi des courriels s'est arrêté : il reprend dans quelques secondes." >&2; sleep 5 & running=$$!; wait $$running; \
	  done ) & worker=$$!; \
	trap 'kill $$worker 2>/dev/null; wait $$worker' EXIT; trap 'exit 0' INT TERM; \
	societaire serve --port $(PORT)

# Tests and checks.

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist=loadfile --no-loadscope-reorder $(BROWSERLESS)

check: lint types contracts
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory browser

# A session of its own: its tools are slow to start. `make screens ONLY="accueil contrat"` photographs some states only.

browser: $(VENV)/.browser
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist=worksteal tests/browser

screens: $(VENV)/.browser
	@$(BIN)/python -m tests.browser.screens $(ONLY)

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports

fmt: $(VENV)/.dev
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks $(BENCH)

# Hash-pinned versions. The development set is chosen first and holds for the others, so that one folder serves both.

lock: $(VENV)/.dev
	@$(COMPILE) pyproject.toml --upgrade --all-extras --group dev --output-file requirements/dev.txt
	@$(COMPILE) pyproject.toml --upgrade --extra web --extra cli --group build --constraint requirements/dev.txt --output-file requirements/run.txt
	@$(COMPILE) pyproject.toml --upgrade --extra all --group build --constraint requirements/dev.txt --output-file requirements/servers.txt
	@$(COMPILE) --upgrade --group browser --constraint requirements/dev.txt --output-file requirements/browser.txt
	@$(COMPILE) --upgrade --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
