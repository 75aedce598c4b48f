# `make` or `make help` lists the targets. Variables: PORT, HOST, PYTHON, VENV, JOBS, ARGS.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV ?= .venv
HOST ?= localhost
PORT ?= 8000
JOBS ?= 2
ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
TEMPLATES := find templates -name '*.html' -print0
SOURCES := find manage.py assessments roadmaps cxmaturity tests benchmarks -name '*.py' -print0
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
DEVELOPMENT := DEBUG=1 SITE_URL=http://$(HOST):$(PORT)
MIGRATIONS := DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py

export PYTHON

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

# ------------------------------------------------------------------------------- install

$(BIN)/pip:
	@deploy/require.sh python
	$(PYTHON) -m venv $(VENV)

# Locks name every package, so nothing is left to resolve: --no-deps keeps pip from looking further.
$(VENV)/.runtime: requirements.lock | $(BIN)/pip
	@echo "Installing requirements.lock into $(VENV) …"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.development: requirements-dev.lock | $(BIN)/pip
	@echo "Installing requirements-dev.lock into $(VENV) …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

locale/%.mo: locale/%.po
	@msgfmt --check-format --output-file=$@ $<

.PHONY: system install install-dev
system: ## Install the system libraries (as root), or name the missing ones
	@deploy/require.sh libraries

install: system $(VENV)/.runtime $(MESSAGES) ## What a server needs, in .venv

install-dev: system $(VENV)/.development $(MESSAGES) ## What a developer needs, in .venv

# ----------------------------------------------------------------------------------- run

.PHONY: demo run worker
demo: install ## Load the demo organisation and serve it, keeping the data in var/
	@VENV=$(VENV) HOST=$(HOST) PORT=$(PORT) deploy/demo.sh

run: install-dev ## Serve while you edit (DEBUG); `make worker` makes the PDFs
	@$(DEVELOPMENT) $(BIN)/python manage.py migrate --no-input --verbosity 0
	@$(DEVELOPMENT) $(BIN)/python manage.py runserver $(HOST):$(PORT)

worker: install-dev ## Work off background tasks while you edit
	@$(DEVELOPMENT) $(BIN)/python manage.py db_worker

# -------------------------------------------------------------------------- test and check

.PHONY: test drills check
test: install-dev ## The whole suite on SQLite, then the tests of rows once more on PostgreSQL
	@deploy/require.sh tests
	env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)
	tests/postgresql.sh $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m rows $(ARGS)

drills: install-dev ## Kill, stop, lock and fill up a server in load, on SQLite and PostgreSQL
	@deploy/require.sh tests
	@env -u DATABASE_URL $(BIN)/python tests/drills/run.py $(ARGS)
	@tests/postgresql.sh $(BIN)/python tests/drills/run.py $(ARGS)

check: install-dev ## Format, lint, types, directions, templates, migrations, messages, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(TEMPLATES) | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(SOURCES) | xargs -0 $(BIN)/django-upgrade --check --target-version 5.2
	env -u DATABASE_URL $(MIGRATIONS) makemigrations --check --dry-run
	@# NOT_NULL: a new column has its default from Django; the server stands still while it migrates.
	env -u DATABASE_URL $(MIGRATIONS) lintmigrations --no-cache --warnings-as-errors \
	  --exclude-migration-tests NOT_NULL --quiet ok ignore --ignore-initial-migrations \
	  --include-apps assessments roadmaps
	locale/check.sh $(BIN)/python
	@data=$$(mktemp -d); trap 'rm -rf "$$data"' EXIT; set -x; \
	  env -u DATABASE_URL -u DEBUG -u SECRET_KEY -u SECRET_KEY_FILE -u CXMATURITY_INSECURE_HTTP \
	  DATA_DIR="$$data" SITE_URL=https://cx.example.org \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

# ------------------------------------------------------------------------------- refresh

.PHONY: format messages migrations lock vendor bench load room clean
format: install-dev ## Put code and templates into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) | xargs -0 -r $(BIN)/djade --target-version 5.2

messages: install-dev ## Collect the strings of code and templates into locale/
	@DEBUG=1 $(BIN)/python manage.py makemessages --locale fr --no-obsolete --no-wrap \
	  --add-location file --ignore '$(VENV)' --ignore tests --ignore var

migrations: install-dev ## Write migrations for changed models, in one line (max_migration.txt)
	@$(MIGRATIONS) makemigrations

lock: install-dev ## Resolve both lock files anew; ARGS=--upgrade takes newer versions
	@for lock in requirements.lock 'requirements-dev.lock --group dev --constraint requirements.lock'; do \
	  UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile pyproject.toml --quiet \
	    --universal --python-version 3.11 --generate-hashes --output-file $$lock $(ARGS); \
	done
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.lock requirements-dev.lock

vendor: ## Fetch and build static/vendor and static/fonts anew (Node.js and npm)
	@static/vendor/refresh.sh

bench: install-dev ## Seconds for a save, the results page, the plan and the PDF
	@$(BIN)/python benchmarks/run.py $(ARGS)

load: install-dev ## Respondents in numbers: 200 who tap, 100 through the whole form, 100 who join
	@deploy/require.sh tests
	@env -u DATABASE_URL $(BIN)/python benchmarks/load.py $(ARGS)
	@tests/postgresql.sh $(BIN)/python benchmarks/load.py $(ARGS)

room: install-dev ## A room in numbers: 300 phones that follow a presenter
	@deploy/require.sh tests
	@env -u DATABASE_URL $(BIN)/python benchmarks/room.py $(ARGS)

clean: ## Remove caches; var/ and .venv stay
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage var/tests
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
