# Everything a person types. Each target makes or refreshes .venv by itself; `make` alone says what there is.

VENV := .venv
PY := $(VENV)/bin/python
BIND ?= 127.0.0.1:8000
WORKERS ?= 2
THREADS ?= 4
ARGS ?=

# The first Python 3.11 of the machine, whatever its name; or give one: make demo PYTHON=/path/to/python3.11
PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && command -v $$p && break; done)

# The parts of `test` that look at the files alone connect to no database that somebody uses.
NOWHERE := DATABASE_URL=sqlite://:memory:

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test lint format check check-migrations fixtures-check messages constraints

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 24

demo: $(VENV)/run.stamp  ## set everything up and serve the example corpus on 127.0.0.1:8000
	$(PY) manage.py demo

run: $(VENV)/run.stamp  ## serve with the settings of the environment (see .env.example)
	@$(PY) -c 'import sys; sys.tracebacklimit = 0; import config.settings'
	$(PY) manage.py check --deploy
	$(PY) manage.py migrate --noinput
	$(PY) manage.py collectstatic --noinput --verbosity 0
	$(PY) -m gunicorn config.wsgi:application --bind $(BIND) --no-control-socket --forwarder-headers '' \
		--worker-class gthread --workers $(WORKERS) --threads $(THREADS)

test: lint check check-migrations  ## lint, then all tests on SQLite and on PostgreSQL; make test ARGS="-k pair" for some
	$(PY) -m tests.tools.suite $(ARGS)

lint: $(VENV)/dev.stamp  ## find mistakes in the Python files, and any not formatted
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: $(VENV)/dev.stamp  ## format the Python files and mend what can be mended by itself
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

check: $(VENV)/dev.stamp  ## Django's own checks
	$(NOWHERE) $(PY) manage.py check --fail-level WARNING

check-migrations: $(VENV)/dev.stamp  ## fail when a model has changed and no migration says so
	$(NOWHERE) $(PY) manage.py makemigrations --check --dry-run

fixtures-check: $(VENV)/run.stamp  ## with CORPUS_DIR set: every quotation of the corpus against the articles
	$(PY) -m tests.tools.fixtures_check

messages: $(VENV)/dev.stamp  ## collect what is to be translated into locale/, and compile what is translated
	$(NOWHERE) DJANGO_SETTINGS_MODULE=config.settings DEBUG=true $(PY) -m tests.tools.messages $(ARGS)

constraints: $(VENV)/dev.stamp  ## compile requirements/ again from pyproject.toml; ARGS=--upgrade for newer versions
	$(COMPILE) --output-file requirements/run.txt $(ARGS) pyproject.toml
	$(COMPILE) --output-file requirements/dev.txt --extra dev --constraint requirements/run.txt $(ARGS) pyproject.toml
COMPILE = $(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

# The environment ----------------------------------------------------------------------------------------------------

INSTALL = $(PY) -m pip install --disable-pip-version-check --quiet --require-hashes --requirement

$(PY):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 was found. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The tests' list holds everything in the demo's, so what has installed the one has the other.
$(VENV)/run.stamp: requirements/run.txt | $(PY)
	@echo "Installing what it needs to run into $(VENV) ..."
	@$(INSTALL) requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt requirements/run.txt | $(PY)
	@echo "Installing what the tests need into $(VENV) ..."
	@$(INSTALL) requirements/dev.txt
	@touch $(VENV)/run.stamp $@
