PYTHON ?= python3
BIN := .venv/bin
OUT ?= out
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help grade test check bench bench-endurance bench-nbgrader bench-scale faults layers verdicts notebook reference examples screenshots setup setup-dev debian clean

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

grade: setup  ## Grade the shipped samples, and the screens of examples/; print tables and where the reports are
	@$(call graded,notebooks/samples -o $(OUT))
	@$(call graded,examples/notebooks --scorecards examples/scorecards -o $(OUT)-screens)

# The samples and examples are our own: where no sandbox can be had, they are graded without.
graded = $(BIN)/grader grade $(1) || { [ $$? = 3 ] && echo "These notebooks are our own, so they are graded without \
a sandbox instead." && $(BIN)/grader grade $(1) --sandbox none; }

# Files go to the processors in their order: by the number of tests, a long one of few tests would be the last.
test: setup-dev debian check  ## Run every check: format, lint, types, import contracts, tests
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: setup-dev  ## Measure what a notebook costs, beside plain nbclient
	$(BIN)/python -m benchmarks.bench

bench-endurance: setup-dev  ## Grade 2,000 notebooks in one run, and say what memory, descriptors, processes and files are left
	$(BIN)/python -m benchmarks.endurance

bench-nbgrader: setup-dev  ## Grade twenty notebooks, and have nbgrader grade them, in an environment of its own
	$(BIN)/python -m benchmarks.beside_nbgrader

bench-scale: setup-dev debian  ## Grade 100, 300 and 1,000 notebooks, and say what each costs and how its overview opens
	$(BIN)/python -m benchmarks.scale

faults: setup-dev  ## Kill a batch at 200 random moments, and say whether anything was lost, doubled or changed
	$(BIN)/python -m benchmarks.faults

layers: setup-dev  ## Leave out each layer of the sandbox in turn, and say which hostile notebooks get through then
	$(BIN)/python -m benchmarks.layers

verdicts: setup-dev  ## Grade the corpus of written verdicts, and print where the grader disagrees
	$(BIN)/python -m benchmarks.verdicts

notebook: setup  ## Open the assignment in JupyterLab
	$(BIN)/pip install --quiet -e '.[jupyter]'
	$(BIN)/jupyter lab notebooks/precision_recall_f1.ipynb

reference: setup-dev  ## Write docs/reference.md and docs/files.md anew, after a change of a command, a word or a key
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/files_reference.py

examples: setup-dev  ## Make the plans of examples/ anew, after a change of the question bank
	$(BIN)/python docs/examples.py

screenshots: setup-dev debian  ## Take the pictures of the documentation anew
	$(BIN)/python docs/screenshots.py

setup: .venv/.runtime  ## Make .venv with what the grader needs

setup-dev: .venv/.dev

.venv/.runtime: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e .
	touch $@

.venv/.dev: .venv/.runtime
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@

# The page tests need a browser. Without the right to install one they are skipped aloud (a failure where CI=true).
debian:
	@if ! /sbin/ldconfig -p | grep -q libseccomp.so.2 && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libseccomp2 >/dev/null; \
	fi
	@if ! command -v chromium >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	fi

clean:  ## Remove everything that was made
	rm -rf .venv .venv-nbgrader $(OUT) $(OUT)-screens dist .mypy_cache .ruff_cache .hypothesis .pytest_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
