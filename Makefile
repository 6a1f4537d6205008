# fieldcase. `make` lists the targets.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard resources/translations/*/LC_MESSAGES/fieldcase.po))
SOURCES := src tests packaging

# Branches of model, vault and exchange that the tests must take, in percent; 0 only reports.
COVERAGE_FLOOR ?= 95
JOBS ?= 2
PYTEST := $(BIN)/pytest -n $(JOBS) --dist worksteal -q
FAST := not slow and not fault and not bench
# What asks model, vault and exchange only through what lies above them is tried without counting branches.
ABOVE := tests/architecture tests/journeys tests/unit/cli tests/unit/desktop

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Debian's names of what the window needs, and of the programs that only the tests and measurements use.
RUN_PACKAGES := libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libcups2 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 \
	libxkbcommon-x11-0 libx11-xcb1
TEST_PACKAGES := age zstd openssh-client poppler-utils qpdf xvfb xauth xdotool libreoffice-writer
TEST_PROGRAMS := age zstd ssh-keygen sha256sum pdftotext qpdf xvfb-run xdotool soffice

.PHONY: help setup run demo test test-unit test-all lint fix screenshots bench bench-large words lock clean system-run system-test

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 16

setup: system-run $(INSTALLED) $(CATALOGUES) ## put everything that fieldcase needs into .venv

run: setup ## open the window; without a display, show the whole main job on training data
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then exec $(BIN)/fieldcase; \
	elif [ -s build/demo/summary.txt ]; then cat build/demo/summary.txt; echo "(fieldcase is $(BIN)/fieldcase here)"; \
	else $(MAKE) demo; fi

demo: setup ## the whole main job on training data, made anew in build/demo
	@rm -rf build/demo && mkdir -p build
	@$(BIN)/fieldcase demo --into build/demo
	@echo "(fieldcase is $(BIN)/fieldcase here)"

test: setup system-test ## all tests but the slow ones, with the coverage of model, vault and exchange
	@mkdir -p build/coverage && rm -f build/coverage/*
	@$(PYTEST) -m "$(FAST)" --cov --cov-report= $(ABOVE:%=--ignore=%) tests
	@$(PYTEST) -m "$(FAST)" $(ABOVE)
	@$(BIN)/python -m tests.coverage_floor --floor $(COVERAGE_FLOOR)

test-unit: setup ## unit and architecture tests only, under a minute
	@$(PYTEST) -m "$(FAST)" tests/unit tests/architecture

test-all: setup system-test ## every test: kills, full disks and thousands of generated cases too
	@mkdir -p build/coverage && rm -f build/coverage/*
	@HYPOTHESIS_PROFILE=all $(PYTEST) -m "not bench" --cov --cov-report= tests
	@$(BIN)/python -m tests.coverage_floor --floor $(COVERAGE_FLOOR)

lint: setup ## style, types and the rules of import
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 12

fix: setup ## put style right where a program can
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

screenshots: setup system-test ## pictures of every screen for the user guide: docs/images
	@mkdir -p docs/images
	@xvfb-run -a -s '-screen 0 1366x768x24' $(BIN)/python -m tests.pictures --into docs/images --books

bench: setup system-test ## measure against plain sqlite3, zstd | age and LibreOffice: build/bench.json
	@mkdir -p build && $(BIN)/python -m tests.bench --into build/bench.json

bench-large: setup system-test ## the store at 200,000 cases; the data are kept in build/bench-data
	@mkdir -p build && $(BIN)/python -m tests.bench --large --into build/bench-large.json

words: $(INSTALLED) ## collect new sentences into the French catalogue, to be translated there
	@mkdir -p build
	@$(BIN)/pybabel -q extract --no-location --sort-output -k N_ -k ngettext:1,2 -o build/fieldcase.pot src
	@$(BIN)/pybabel -q update -l fr -D fieldcase -i build/fieldcase.pot -d resources/translations \
		--no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date

lock: $(INSTALLED) ## choose the newest versions that pyproject.toml allows, by hash, into requirements.lock
	@$(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock

clean: ## remove everything made here, .venv too
	@rm -rf build dist $(VENV) .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find resources/translations -name '*.mo' -delete
	@find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

# The system's packages are looked for each time (50 ms): a machine may change under a checkout.
system-run:
	@$(call need_packages,$(RUN_PACKAGES),)

system-test:
	@$(call need_packages,$(TEST_PACKAGES),$(TEST_PROGRAMS))

# $(1) packages, $(2) programs that show they are there where the system is not Debian's.
define need_packages
missing=(); \
if command -v dpkg-query >/dev/null; then \
	for package in $(1); do \
		status=$$(dpkg-query -W -f='$${Status}\n' "$$package" "$${package}t64" 2>/dev/null || true); \
		[[ $$status == *'ok installed'* ]] || missing+=("$$package"); \
	done; \
else \
	for program in $(2); do command -v "$$program" >/dev/null || missing+=("$$program"); done; \
fi; \
if [ "$${#missing[@]}" -gt 0 ]; then $(call install_packages,"$${missing[@]}"); fi
endef

# Installs Debian packages where that needs no question; else says the command and stops.
define install_packages
if ! command -v apt-get >/dev/null; then \
	echo "fieldcase needs these programs: $$(echo $(1)). Install them with your system's packages, then try again." >&2; exit 1; \
fi; \
sudo=(); [ "$$(id -u)" = 0 ] || sudo=(sudo -n); \
if [ "$$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then \
	echo "fieldcase needs packages of this system. Run this, then try again:" >&2; \
	echo "  sudo apt-get update && sudo apt-get install --no-install-recommends $$(echo $(1))" >&2; exit 1; \
fi; \
echo "Installing packages of this system: $$(echo $(1))"; \
log=$$(mktemp); \
if ! { "$${sudo[@]}" apt-get -q -o DPkg::Lock::Timeout=600 update && \
	"$${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends $(1); } \
	>"$$log" 2>&1 </dev/null; then tail -n 20 "$$log" >&2; rm -f "$$log"; exit 1; fi; \
rm -f "$$log"
endef

# A Python that runs fieldcase and can make an environment; on Debian that may take python3-venv.
define find_python
for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && \
		{ python=$$candidate; break; }; \
done
endef

$(BIN)/python:
	@python=; $(find_python); \
	if [ -z "$$python" ]; then $(call install_packages,python3 python3-venv); $(find_python); fi; \
	if [ -z "$$python" ]; then echo "fieldcase needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/it." >&2; exit 1; fi; \
	"$$python" -m venv $(VENV)

$(INSTALLED): requirements.lock pyproject.toml packaging/hatch_build.py | $(BIN)/python
	@echo "Installing what fieldcase needs into $(VENV) (a minute or two, once)"
	@$(BIN)/python -m pip install -qq --no-deps --only-binary :all: --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip -q check
	@touch $@

%.mo: %.po $(INSTALLED)
	@$(BIN)/pybabel -q compile -i $< -o $@
