# Every target first makes the environment, or makes it anew when the lock or the project file has changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := serve
.PHONY: serve site test check lint audit bench fuzz hosts clean

serve: $(READY)  ## write with live preview
	$(BIN)/mkdocs serve

site: $(READY)  ## build strictly into site/
	$(BIN)/mkdocs build --strict --clean

test: lint  ## prove everything
	$(BIN)/pytest

check: $(READY)  ## is the content right? a second
	$(BIN)/python -m kb check

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/typos
	$(BIN)/rumdl check --quiet .
	$(BIN)/actionlint
	$(BIN)/zizmor --offline --strict-collection --pedantic --quiet .

audit: $(READY)  ## is every page accessible, in both colour schemes and on a phone? ten minutes
	$(BIN)/pytest -m every

bench: $(READY)  ## how fast, on this machine
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement tests/benchmarks/requirements.lock
	$(BIN)/python -m tests.benchmarks

fuzz: $(READY)  ## try the citations with chance, a minute long
	$(BIN)/python -m tests.benchmarks.fuzz_citations 60

hosts: $(READY)  ## what other hosts than MkDocs make of the tree
	$(BIN)/python -m tests.site.hosts

clean:
	rm -rf $(VENV) site build .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis hooks/*.egg-info

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11, 5) and f"Python 3.11.5 or newer is needed, {sys.executable} is {v.major}.{v.minor}.{v.micro}")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
