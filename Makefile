# `make` rebuilds the report of the first study, `make STUDY=studies/NAME` that of another; `make test` runs the tests; each
# sets up what it needs in .venv. `make explore` opens notebooks/explore.ipynb in JupyterLab and `make slurm` builds on a cluster, in
# environments of their own: what these bring slows every start down.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
TESTING := .venv/ready-test
WORLD := .venv/ready-world
EXPLORE := .venv-explore
BENCH := .venv-bench
CLUSTER := .venv-cluster
# how many rows a year the benchmark of the whole world's trade makes up, how many years, and how often it measures
ROWS ?= 10000000
YEARS ?= 3
REPEATS ?= 3
# what else to tell JupyterLab: make explore LAB=--no-browser
LAB ?=
# what else to tell Snakemake: make slurm ARGS=--dry-run
ARGS ?=

# the folder of a study: its config.yaml, data/ and results/ (docs/studies.md)
STUDY ?= .
STUDIES := . $(patsubst %/config.yaml,%,$(wildcard studies/*/config.yaml))
ifeq ($(shell test -f "$(STUDY)/config.yaml" && echo there),)
$(error STUDY=$(STUDY): found no $(if $(wildcard $(STUDY)),config.yaml in it,such folder); expected one of $(STUDIES))
endif

# a study that measures the trade of all pairs needs a database
NEEDS := $(READY) $(if $(shell grep -s '^world:' "$(STUDY)/config.yaml"),$(WORLD))

# Python compiles what it imports once and keeps it; where it is told to keep nothing, each process compiles anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report slurm test lint bench mutants bench-world diff refresh audit explore exhibits lock

report: $(NEEDS)
	@$(BIN)/python -m bilateral build "$(STUDY)"

# The same results, built on a SLURM cluster (docs/cluster.md)
slurm: $(CLUSTER)/ready
	@$(CLUSTER)/bin/python -m snakemake --profile profiles/slurm --directory "$(STUDY)" $(ARGS)

test: $(TESTING)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# What CI runs before the tests: formatting, lints and types
lint: $(TESTING)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/python -m snakefmt --check Snakefile workflow/rules
	@$(BIN)/python tests/snakemake_lint.py
	@$(BIN)/python -m mypy

# Ratios, and how cost grows; writes docs/audit.md and its part of docs/performance.md. make bench LARGE=1 measures the
# largest studies and documents too
bench: $(TESTING)
	@$(BIN)/python -m pytest tests/benchmarks -m benchmark -s -q

# Which of the changes listed in tests/benchmarks/mutants.py, each a mistake, the unit tests do not notice
mutants: $(TESTING)
	@$(BIN)/python tests/benchmarks/mutants.py

# The whole world's trade against pandas, polars and ecomplexity, which have an environment of their own; writes
# docs/performance.md. Needs 3 GB of disk and some minutes; smaller: make bench-world ROWS=1000000
bench-world: $(BENCH)/ready
	@$(BENCH)/bin/python tests/benchmarks/world.py $(ROWS) $(YEARS) $(REPEATS)

# What moved since an earlier build: make diff OLD=COMMIT, or OLD=FOLDER
diff: $(READY)
	@$(BIN)/python scripts/compare_results.py "$(OLD)" "$(STUDY)"

# New answers of the sources as dated snapshots in data/raw/; needs the network, and no build calls it.
# make refresh ONLY="comtrade world_bank" asks these alone
refresh: $(READY)
	@here=$$PWD; cd "$(STUDY)" && "$$here/$(BIN)/python" "$$here/scripts/refresh.py" $(ONLY)

# Any document: make audit DOCUMENT=paper.pdf writes audits/paper.pdf/index.html; OUT=FOLDER for another place. The names
# reach the command as they were given, through the environment, so that no shell reads them. Where something is
# contradicted, the command ends with status 1, and make says so as of an error, with its own status 2.
audit: override export DOCUMENT := $(value DOCUMENT)
audit: override export OUT := $(value OUT)
audit: $(READY)
	@$(BIN)/python -m crossfoot $${OUT:+"--out=$$OUT"} -- "$$DOCUMENT"

# The list of figures and tables in docs/exhibits.md, and its short form in README.md, from the first study's report
exhibits:
	@$(MAKE) --no-print-directory report STUDY=.
	@$(BIN)/python scripts/list_exhibits.py

# JupyterLab prints its address. It wants to be told where root runs it, as in a container, and where no browser can open
explore: report $(EXPLORE)/ready
	@JUPYTER_PREFER_ENV_PATH=1 BILATERAL_STUDY="$$(cd "$(STUDY)" && pwd)" PYTHONPATH="$$PWD/notebooks" $(EXPLORE)/bin/python -m jupyterlab --ServerApp.default_url=/lab/tree/notebooks/explore.ipynb $$(test "$$(id -u)" != 0 || echo --allow-root) $$(test "$$(uname)" != Linux -o -n "$$DISPLAY$$WAYLAND_DISPLAY" || echo --no-browser) $(LAB)

$(READY): requirements.lock
	$(call set_up,.venv,requirements.lock)

# What only some need beside it, in the same environment: tests and lints, and studies of all pairs of economies
.venv/ready-%: requirements-%.lock $(READY)
	@echo "Adding the pinned packages of $<, once"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	@touch $@

# These stand on .venv and hold only what it lacks.
$(EXPLORE)/ready: requirements-explore.lock $(READY)
	$(call set_up,$(EXPLORE),requirements-explore.lock,.venv)

$(CLUSTER)/ready: requirements-cluster.lock $(READY)
	$(call set_up,$(CLUSTER),requirements-cluster.lock,.venv)

# What tests of the cluster need beside it: an S3 server
$(CLUSTER)/ready-test: requirements-cluster-test.lock $(CLUSTER)/ready
	@$(CLUSTER)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	@touch $@

$(BENCH)/ready: requirements-bench.lock
	$(call set_up,$(BENCH),requirements-bench.lock)

# Pinned packages with hashes; the code runs from src/, so a .pth file stands in for an installation. A third argument
# names environments whose packages this one shares. Python compiles what it imports when it first does; the test suites
# that scientific packages carry are an eighth of the environment, and nothing here imports them.
define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, $(PYTHON) is " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	@test ! -L $(1) || { echo "$(1) is a link to another checkout's environment: found a link, expected a folder or nothing" >&2; exit 1; }
	@echo "Setting up $(1) with the pinned packages, once; this takes a minute or two"
	@$(if $(3),$(BIN)/python -m venv --without-pip,$(PYTHON) -m venv) --clear $(1)
	@$(1)/bin/python -c 'import glob, pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "bilateral.pth").write_text("\n".join(str(pathlib.Path(path).resolve()) for path in ["src", *sum((glob.glob(f"{shared}/lib/python*/site-packages") for shared in sys.argv[1:]), [])]))' $(3)
	@$(1)/bin/python -m pip install --quiet --no-compile --no-deps --require-hashes --requirement $(2)
	@find $(1)/lib/python*/site-packages -type d -name tests -path '*/*/tests' -prune -exec rm -rf {} +
	@touch $(1)/ready
endef

# Needs uv; a developer's step after editing the dependencies in pyproject.toml. The other locks hold what requirements.lock lacks,
# where what it has for another implementation of Python alone is lacking.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet
BESIDE = $(LOCK) pyproject.toml --constraint requirements.lock $$(grep -v implementation_name requirements.lock | grep -oE '^[a-z0-9._-]+==' | sort -u | sed 's/==//; s/^/--no-emit-package /')
lock:
	$(LOCK) pyproject.toml --extra study --output-file requirements.lock
	$(BESIDE) --extra world --output-file requirements-world.lock
	$(BESIDE) --extra test --output-file requirements-test.lock
	$(BESIDE) --extra explore --output-file requirements-explore.lock
	$(BESIDE) --extra cluster --output-file requirements-cluster.lock
	$(BESIDE) $$(grep -v implementation_name requirements-cluster.lock | grep -oE '^[a-z0-9._-]+==' | sed 's/==//; s/^/--no-emit-package /') --constraint requirements-cluster.lock --extra cluster-test --output-file requirements-cluster-test.lock
	$(LOCK) tests/benchmarks/requirements.in --constraint requirements.lock --output-file requirements-bench.lock
